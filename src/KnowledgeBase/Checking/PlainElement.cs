using System.Collections.Frozen;

namespace KnowledgeBase.Checking;

/// <summary>What an element is to the rules by which browsers make a tree.</summary>
internal enum PlainKind
{
    Html, Head, Body,

    /// <summary>Words and their marks; goes anywhere where text may stand.</summary>
    Inline,
    Link, Button,

    /// <summary>Begins a new block, and ends a paragraph.</summary>
    Block,
    Form, Heading, List, Entry, Terms, Term,

    Table, Caption, Columns, Column, Rows, Row, Cell,

    /// <summary>Has no content.</summary>
    Void,

    /// <summary>As <see cref="Void"/>, and the head may hold it.</summary>
    HeadVoid,

    /// <summary>As <see cref="Void"/>, and ends a paragraph.</summary>
    Rule,

    /// <summary>Holds text only, up to its end tag.</summary>
    Text,
    Title,
}

/// <summary>An element of which we know what browsers do with it where it stands right.</summary>
internal sealed record PlainElement(string Name, PlainKind Kind)
{
    /// <summary>Elements that are not here, such as <c>select</c>, <c>template</c> and <c>svg</c>, have rules of their own.</summary>
    public static readonly FrozenDictionary<string, PlainElement> All = new Dictionary<PlainKind, string>
    {
        [PlainKind.Html] = "html",
        [PlainKind.Head] = "head",
        [PlainKind.Body] = "body",
        [PlainKind.Inline] = "abbr b bdi bdo big cite code data del dfn em i ins kbd label mark meter output picture progress q s samp small span strong sub sup time tt u var",
        [PlainKind.Link] = "a",
        [PlainKind.Button] = "button",
        [PlainKind.Block] = "address article aside blockquote details div dialog fieldset figcaption figure footer header hgroup main nav p pre section summary",
        [PlainKind.Form] = "form",
        [PlainKind.Heading] = "h1 h2 h3 h4 h5 h6",
        [PlainKind.List] = "ol ul",
        [PlainKind.Entry] = "li",
        [PlainKind.Terms] = "dl",
        [PlainKind.Term] = "dd dt",
        [PlainKind.Table] = "table",
        [PlainKind.Caption] = "caption",
        [PlainKind.Columns] = "colgroup",
        [PlainKind.Column] = "col",
        [PlainKind.Rows] = "tbody tfoot thead",
        [PlainKind.Row] = "tr",
        [PlainKind.Cell] = "td th",
        [PlainKind.Void] = "area br embed img input wbr",
        [PlainKind.HeadVoid] = "base link meta",
        [PlainKind.Rule] = "hr",
        [PlainKind.Text] = "script style",
        [PlainKind.Title] = "title",
    }.SelectMany(kind => kind.Value.Split(' ').Select(name => new PlainElement(name, kind.Key))).ToFrozenDictionary(element => element.Name, StringComparer.Ordinal);

    public bool IsVoid => Kind is PlainKind.Void or PlainKind.HeadVoid or PlainKind.Rule or PlainKind.Column;
    public bool IsText => Kind is PlainKind.Text or PlainKind.Title;

    /// <summary>Text may stand in it.</summary>
    public bool IsFlow => Kind is not (PlainKind.Html or PlainKind.Head or PlainKind.Table or PlainKind.Columns or PlainKind.Rows or PlainKind.Row);

    /// <summary>Closes paragraphs that are open.</summary>
    public bool IsBlock => Kind is >= PlainKind.Block and <= PlainKind.Table or PlainKind.Rule;
}

namespace KnowledgeBase.Rendering;

/// <summary>Where the literal text of a template stands in HTML, character by character. A value: equal places are interchangeable.</summary>
/// <param name="Inside">An element whose content is not read like other HTML: a script, a title, …; or none.</param>
/// <param name="Tag">Its name, as far as it was read; an end tag's starts with '/'.</param>
/// <param name="Word">Name of the attribute, or the end of the comment, as far as it was read.</param>
/// <param name="Value">What the attribute's value holds so far.</param>
/// <param name="Meta">What decides whether a <c>meta</c> gives an order to the browser.</param>
internal readonly partial record struct HtmlPlace(HtmlState State, string Inside, string Tag, string Word, AttributeValue Value, MetaPart Meta)
{
    public static readonly HtmlPlace Start = TextIn("");

    // Names that no ordinary attribute has ('to', 'values', …) are of SVG's animations, which can set an address.
    private static readonly HashSet<string> UrlAttributes =
    [
        "href", "src", "action", "formaction", "poster", "srcset", "imagesrcset", "cite", "data", "ping", "background", "manifest", "longdesc",
        "codebase", "classid", "archive", "profile", "lowsrc", "dynsrc", "xml:base", "to", "from", "by", "values",
    ];

    /// <summary>Their content is program or style, which the policy of the pages forbids, or is not decoded by browsers.</summary>
    private static readonly HashSet<string> OpaqueElements = ["script", "style", "iframe", "noembed", "noframes", "xmp", "plaintext"];

    private bool IsUrl => UrlAttributes.Contains(Word) || Word.EndsWith(":href", StringComparison.Ordinal);

    private bool IsOpaque => OpaqueElements.Contains(Inside);

    /// <summary>Browsers see no tags in it, only words.</summary>
    private bool IsOnlyText => Inside is "title" or "textarea";

    private static HtmlPlace TextIn(string inside) => new(HtmlState.Text, inside, "", "", AttributeValue.Empty, MetaPart.None);

    /// <summary>A statement ends the name of a tag or attribute: what follows cannot go on with it.</summary>
    public HtmlPlace AtStatement() => State is HtmlState.TagName or HtmlState.AttributeName or HtmlState.AfterAttributeName
        ? this with { State = HtmlState.AfterValue, Word = "" }
        : this;

    /// <summary>The place after two branches, if they end in places of which the stricter one holds for both.</summary>
    public HtmlPlace? Join(HtmlPlace other)
    {
        var (a, b) = (AtStatement(), other.AtStatement());
        // Between attributes: only what may follow with and without a space before it.
        if (a.State is HtmlState.Tag or HtmlState.AfterValue && b.State is HtmlState.Tag or HtmlState.AfterValue && a.State != b.State)
            (a, b) = (a with { State = HtmlState.AfterValue }, b with { State = HtmlState.AfterValue });
        var joined = a with { Value = a.Value > b.Value ? a.Value : b.Value, Meta = a.Meta | b.Meta };
        return joined == b with { Value = joined.Value, Meta = joined.Meta } ? joined : null;
    }

    /// <summary>What a value printed here must be, and the place after it.</summary>
    public OutputPlace Output(out HtmlPlace next, out string? problem)
    {
        next = this;
        problem = null;
        if (State == HtmlState.Text)
        {
            if (IsOpaque) problem = $"nothing may be printed inside <{Inside}>; {InsteadOfContent}";
            return Inside.Length == 0 ? OutputPlace.Html : OutputPlace.Words;
        }

        if (State != HtmlState.DoubleQuoted)
        {
            problem = State is HtmlState.Comment or HtmlState.Declaration
                ? "nothing may be printed inside a comment; write a note for yourself as {{ # note }}"
                : "a value inside a tag stands in a double-quoted attribute value, as in title=\"{{ page.title }}\"";
            if (State == HtmlState.BeforeValue) next = this with { State = HtmlState.AfterValue, Word = "" };
            return OutputPlace.Words;
        }

        if (Word == "http-equiv") problem = "what a 'meta' orders the browser to do cannot be printed; write it out";
        if (Tag == "meta" && Word == "content")
        {
            next = this with { Meta = Meta | MetaPart.PrintedContent };
            return Meta.HasFlag(MetaPart.HttpEquiv) ? OutputPlace.Url : OutputPlace.Words;
        }

        if (!IsUrl) return OutputPlace.Words;
        if (Value != AttributeValue.Empty) problem = NotWhole;
        next = this with { Value = AttributeValue.Printed };
        return OutputPlace.Url;
    }

    /// <summary>Why a partial cannot stand here, or null.</summary>
    public string? ProblemOfInclude() => this switch
    {
        { State: HtmlState.Text, Inside: "" } => null,
        { State: HtmlState.Text } => $"a partial cannot be included inside <{Inside}>; write its text here",
        _ => "a partial cannot be included inside a tag or a comment; include it between tags",
    };

    /// <summary>Why the template cannot end here, or null.</summary>
    public string? ProblemAtEnd() => this switch
    {
        { State: HtmlState.Text, Inside: "" } => null,
        { State: HtmlState.Text } => $"the template ends inside <{Inside}>; write '</{Inside}>'",
        _ => "the template ends inside a tag, a comment or an attribute; close it",
    };

    private string NotWhole => $"an address is the whole value of '{Word}', as in {Word}=\"{{{{ site.home }}}}\"; print one that the model has";
}

internal enum HtmlState
{
    Text,
    TagOpen,
    EndTagOpen,
    TagName,
    Tag,
    AttributeName,
    AfterAttributeName,
    BeforeValue,
    DoubleQuoted,
    SingleQuoted,
    AfterValue,
    Declaration,
    Comment,
}

/// <summary>In order of strictness: nothing may follow a printed address.</summary>
internal enum AttributeValue
{
    Empty,
    Literal,
    Printed,
}

[Flags]
internal enum MetaPart
{
    None = 0,
    HttpEquiv = 1,
    PrintedContent = 2,
}

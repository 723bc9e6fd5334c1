using System.Collections.Frozen;

namespace KnowledgeBase.Importing;

/// <summary>Which elements of a post are what, for Markdown.</summary>
internal static class HtmlNames
{
    /// <summary>They hold blocks and say nothing that Markdown must.</summary>
    public static readonly FrozenSet<string> PlainBlocks = FrozenSet.Create(
        "p", "div", "section", "article", "header", "footer", "main", "nav", "aside", "address", "hgroup", "figure", "figcaption", "body", "html", "task-lists", "markdown-accessiblity-table");

    /// <summary>They say something that Markdown does not, so a loss is told.</summary>
    public static readonly FrozenSet<string> OtherBlocks = FrozenSet.Create(
        "center", "form", "fieldset", "legend", "dialog", "li", "dt", "dd", "caption", "tbody", "thead", "tfoot", "tr", "td", "th", "marquee", "frameset", "search", "noscript", "optgroup", "option", "select");

    /// <summary>Blocks that cannot stand in a table's cell or a heading.</summary>
    public const string NoCellContent = "pre,ul,ol,menu,dir,dl,table,blockquote,hr,details,h1,h2,h3,h4,h5,h6,xmp,listing,plaintext";

    public static readonly FrozenSet<string> PlainInlines = FrozenSet.Create(
        "span", "g-emoji", "picture", "wbr", "time", "data", "label", "bdi", "math-renderer", "relative-time", "clipboard-copy", "colgroup", "col", "track", "param");

    /// <summary>Tags that stay HTML in our Markdown.</summary>
    public static readonly FrozenSet<string> Kept = FrozenSet.Create("kbd", "sub", "sup", "ins", "mark", "small", "q", "abbr", "dfn", "samp", "var", "u");

    /// <summary>Their text is no reader's text.</summary>
    public static readonly FrozenSet<string> Unread = FrozenSet.Create("script", "style", "template", "meta", "link", "base", "head", "iframe", "noembed", "noframes");

    /// <summary>They show what stands at an address.</summary>
    public static readonly FrozenSet<string> Media = FrozenSet.Create("iframe", "video", "audio", "embed", "object", "source");

    public static string? Emphasis(string name) => name switch
    {
        "em" or "i" => "em",
        "strong" or "b" => "strong",
        "del" or "s" or "strike" => "del",
        _ => null,
    };
}

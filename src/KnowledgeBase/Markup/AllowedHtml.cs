using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace KnowledgeBase.Markup;

/// <summary>What a tag makes: part of a sentence, or a block of a kind.</summary>
internal enum TagKind
{
    /// <summary>Not allowed: shown as the text it is.</summary>
    None,

    /// <summary>Part of a sentence.</summary>
    Phrase,

    /// <summary>Part of a sentence, without content.</summary>
    PhraseVoid,

    /// <summary>A block that holds a sentence.</summary>
    Leaf,

    /// <summary>A block that holds blocks.</summary>
    Flow,

    /// <summary>A block that holds only its own parts: a list's entries, a table's rows.</summary>
    Structure,

    /// <summary>A block without content.</summary>
    BlockVoid,
}

/// <summary>The HTML that strangers may write: tags, where they may stand, and attributes.</summary>
internal static partial class AllowedHtml
{
    private static readonly FrozenDictionary<string, TagKind> Kinds = new Dictionary<TagKind, string>
    {
        [TagKind.Phrase] = "a abbr b cite code del dfn em i ins kbd mark q s samp small span strong sub sup u var",
        [TagKind.PhraseVoid] = "br img input",
        [TagKind.Leaf] = "caption figcaption h1 h2 h3 h4 h5 h6 p pre summary",
        [TagKind.Flow] = "blockquote dd details div dt figure li td th",
        [TagKind.Structure] = "colgroup dl ol table tbody tfoot thead tr ul",
        [TagKind.BlockVoid] = "col hr",
    }.SelectMany(kind => kind.Value.Split(' '), (kind, tag) => KeyValuePair.Create(tag, kind.Key)).ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Parts that stand in certain tags only.</summary>
    private static readonly FrozenDictionary<string, string[]> Parents = new Dictionary<string, string[]>
    {
        ["summary"] = ["details"],
        ["figcaption"] = ["figure"],
        ["li"] = ["ul", "ol"],
        ["dt"] = ["dl"],
        ["dd"] = ["dl"],
        ["caption"] = ["table"],
        ["colgroup"] = ["table"],
        ["col"] = ["colgroup"],
        ["thead"] = ["table"],
        ["tbody"] = ["table"],
        ["tfoot"] = ["table"],
        ["tr"] = ["table", "thead", "tbody", "tfoot"],
        ["td"] = ["tr"],
        ["th"] = ["tr"],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Parts that end where the next begins.</summary>
    private static readonly FrozenDictionary<string, string[]> Ends = new Dictionary<string, string[]>
    {
        ["li"] = ["li"],
        ["dt"] = ["dt", "dd"],
        ["dd"] = ["dt", "dd"],
        ["thead"] = ["td", "th", "tr", "thead", "tbody", "tfoot", "colgroup"],
        ["tbody"] = ["td", "th", "tr", "thead", "tbody", "tfoot", "colgroup"],
        ["tfoot"] = ["td", "th", "tr", "thead", "tbody", "tfoot", "colgroup"],
        ["tr"] = ["td", "th", "tr", "colgroup"],
        ["td"] = ["td", "th"],
        ["th"] = ["td", "th"],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static IEnumerable<string> Tags => Kinds.Keys;

    /// <param name="tag">Its name in small letters.</param>
    public static TagKind KindOf(string tag) => Kinds.GetValueOrDefault(tag);

    /// <summary>The tags that a part must stand in; null if it may stand wherever blocks may.</summary>
    public static string[]? ParentsOf(string tag) => Parents.GetValueOrDefault(tag);

    /// <summary>The open parts that this one ends.</summary>
    public static string[] EndedBy(string tag) => Ends.GetValueOrDefault(tag) ?? [];

    /// <summary>The part in which words stand, of what holds only its own parts.</summary>
    public static string? PartOf(string tag) => tag switch { "table" => "<tr><td>", "ul" or "ol" => "<li>", "dl" => "<dd>", _ => null };

    /// <summary>HTML lets these end without a tag of their own.</summary>
    public static bool MayStayOpen(string tag) =>
        tag is "p" or "li" or "dt" or "dd" or "td" or "th" or "tr" or "thead" or "tbody" or "tfoot" or "colgroup" or "caption";

    /// <summary>Attributes that HTML writes without a value, and an image's text, which may be empty.</summary>
    public static bool IsSwitch(string attribute) => attribute is "alt" or "checked" or "compact" or "controls" or "disabled" or "download" or "hidden" or "inert" or "itemscope" or "noshade" or "nowrap" or "open" or "reversed" or "src";

    /// <summary>Letters in these are no markup.</summary>
    public static bool HoldsRawText(string tag) =>
        tag is "script" or "style" or "textarea" or "title" or "xmp" or "iframe" or "noembed" or "noframes" or "noscript" or "plaintext";

    /// <summary>
    /// The attribute as it is kept, or null. Addresses are not judged here. An id is the author's own: it still has to be
    /// made one of the page's.
    /// </summary>
    public static (string Name, string Value)? Keep(string tag, string name, string value) => name switch
    {
        "title" or "id" when value.Length is > 0 and <= 1000 => (name, value),
        "dir" when value.ToLowerInvariant() is "ltr" or "rtl" or "auto" => (name, value.ToLowerInvariant()),
        "lang" when Language().IsMatch(value) => (name, value),
        "href" when tag == "a" => (name, value),
        "src" or "alt" when tag == "img" => (name, value),
        "width" or "height" when tag == "img" && Number().IsMatch(value) => (name, value),
        "colspan" or "rowspan" when tag is "td" or "th" && Number().IsMatch(value) => (name, value),
        "scope" when tag == "th" && value.ToLowerInvariant() is "row" or "col" or "rowgroup" or "colgroup" => (name, value.ToLowerInvariant()),
        "start" when tag == "ol" && Number().IsMatch(value) => (name, value),
        "type" when tag == "ol" && value is "1" or "a" or "A" or "i" or "I" => (name, value),
        "reversed" when tag == "ol" => (name, ""),
        "open" when tag == "details" => (name, ""),
        "datetime" when tag is "ins" or "del" && Date().IsMatch(value) => (name, value),
        "class" when tag == "code" && LanguageClass().IsMatch(value) => (name, value),
        "align" when Aligned().IsMatch(tag) && value.ToLowerInvariant() is "center" or "right" => ("class", value.ToLowerInvariant()),
        _ => null,
    };

    [GeneratedRegex(@"\A[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,4}\z")]
    private static partial Regex Language();

    [GeneratedRegex(@"\A[1-9][0-9]{0,3}\z")]
    private static partial Regex Number();

    [GeneratedRegex(@"\A[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2}(:[0-9]{2})?Z?)?\z")]
    private static partial Regex Date();

    [GeneratedRegex(@"\Alanguage-[a-z0-9+#._-]{1,40}\z")]
    private static partial Regex LanguageClass();

    [GeneratedRegex(@"\A(p|div|h[1-6]|td|th|caption)\z")]
    private static partial Regex Aligned();
}

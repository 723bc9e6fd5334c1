using System.Text;
using System.Text.RegularExpressions;

namespace KnowledgeBase.Importing;

/// <summary>Writes addresses in Markdown: as a link's target, or as text that is a link by itself.</summary>
internal static partial class InlineAddress
{
    /// <summary>The address and title of a link or image, as they stand in its parentheses.</summary>
    public static string Target(string address, string? title)
    {
        var target = new StringBuilder(address.Length);
        foreach (var c in address.Trim())
        {
            if (c is ' ' or '<' or '>' or '|' or '\\' or '"' or '`' || char.IsControl(c)) target.Append(c is '\n' or '\r' or '\t' ? "" : $"%{(int)c:X2}");
            else target.Append(c);
        }

        var written = Entity().Replace(target.ToString(), "&amp;$1");
        if (written.Length == 0 || written.AsSpan().IndexOfAny('(', ')') >= 0) written = $"<{written}>";
        title = title is null ? "" : Spaces().Replace(title, " ").Trim();
        return title.Length == 0 ? written : $"{written} \"{MarkdownEscape.AllOf(title)}\"";
    }

    /// <summary>A link whose text is its address: the bare address where our Markdown reads just that, or in angle brackets; null if it is any other link.</summary>
    public static string? Bare(InlineStyle link, string? text, char before, char after)
    {
        if (text is null || link.Element.HasAttribute("title")) return null;
        if (link.Address == "mailto:" + text && Mail().IsMatch(text)) return $"<{text}>";
        if (text != link.Address || !Absolute().IsMatch(text)) return null;
        return InlineText.IsSpace(before) && InlineText.IsSpace(after) && Plain().IsMatch(text) ? text : $"<{text}>";
    }

    /// <summary>The opening tag of a format that Markdown has no marks for.</summary>
    public static string Tag(InlineStyle style)
    {
        var title = style.Element.GetAttribute("title") is { Length: > 0 } text && style.Tag is "abbr" or "dfn" ? $" title=\"{Encode(text)}\"" : "";
        return $"<{style.Tag}{title}>";
    }

    /// <summary>Text inside HTML that stands in Markdown.</summary>
    public static string Encode(string text) => Html(Spaces().Replace(text, " ")).Replace("|", "&#124;", StringComparison.Ordinal);

    /// <summary>Code inside HTML that stands in a list, where no line may begin with white space that matters.</summary>
    public static string EncodeCode(string code) =>
        LeadingSpace().Replace(Html(code), space => string.Concat(space.Value.Select(c => $"&#{(int)c};")));

    // .NET would write letters with accents as numbers, which nobody can read in the file.
    private static string Html(string text) => text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal).Replace("\"", "&quot;", StringComparison.Ordinal);

    [GeneratedRegex(@"^[ \t]+", RegexOptions.Multiline)]
    private static partial Regex LeadingSpace();

    [GeneratedRegex(@"&((?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});)")]
    private static partial Regex Entity();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    [GeneratedRegex(@"^[A-Za-z0-9._+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+$")]
    private static partial Regex Mail();

    [GeneratedRegex(@"^https?://[^\s<>|\\`\p{C}]+$")]
    private static partial Regex Absolute();

    [GeneratedRegex(@"^https?://[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+(?::[0-9]+)?(?:/(?:[A-Za-z0-9\-./?#=&%+:]*[A-Za-z0-9/])?)?$")]
    private static partial Regex Plain();
}

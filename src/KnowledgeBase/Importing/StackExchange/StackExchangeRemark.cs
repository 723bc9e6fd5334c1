using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace KnowledgeBase.Importing;

/// <summary>
/// The text of a comment as HTML. Comments know code, emphasis, links and tag links only; all else is shown as it is written.
/// </summary>
internal static partial class StackExchangeRemark
{
    /// <summary>Longer ones are shown as plain text: the source allows 600 characters.</summary>
    private const int Longest = 20_000;

    /// <param name="tagAddress">Address of a tag at the source, or null.</param>
    public static string ToHtml(string text, Func<string, string?> tagAddress)
    {
        var html = new StringBuilder("<p>", text.Length * 2);
        if (text.Length > Longest) html.Append(Encoded(text));
        else Append(html, text.ReplaceLineEndings("\n"), tagAddress);
        return html.Append("</p>").ToString();
    }

    private static void Append(StringBuilder html, string text, Func<string, string?> tagAddress)
    {
        var end = 0;
        foreach (Match part in Marked().Matches(text))
        {
            html.Append(Encoded(text[end..part.Index]));
            end = part.Index + part.Length;
            var inner = part.Groups["inner"].Value;
            if (part.Groups["ticks"].Success) html.Append("<code>").Append(WebUtility.HtmlEncode(Code(inner))).Append("</code>");
            else if (part.Groups["tag"] is { Success: true, Value: var tag }) AppendLink(html, tagAddress(tag), tag, tagAddress);
            else if (part.Groups["address"] is { Success: true, Value: var address }) AppendLink(html, address, part.Groups["label"].Value, tagAddress);
            else if (part.Groups["bare"] is { Success: true, Value: var bare }) AppendLink(html, bare, null, tagAddress);
            else if (part.Groups["escaped"] is { Success: true, Value: var escaped }) html.Append(Encoded(escaped));
            else if (part.Groups["strong"].Success) AppendMarked(html, "strong", inner, tagAddress);
            else AppendMarked(html, "em", inner, tagAddress);
        }

        html.Append(Encoded(text[end..]));
    }

    private static void AppendMarked(StringBuilder html, string element, string inner, Func<string, string?> tagAddress)
    {
        html.Append('<').Append(element).Append('>');
        Append(html, inner, tagAddress);
        html.Append("</").Append(element).Append('>');
    }

    private static void AppendLink(StringBuilder html, string? address, string? label, Func<string, string?> tagAddress)
    {
        if (address is not null) html.Append("<a href=\"").Append(WebUtility.HtmlEncode(address)).Append("\">");
        if (label is null) html.Append(WebUtility.HtmlEncode(address));
        else Append(html, label, tagAddress);
        if (address is not null) html.Append("</a>");
    }

    private static string Code(string inner) => inner.Length > 2 && inner[0] == ' ' && inner[^1] == ' ' ? inner[1..^1] : inner;

    private static string Encoded(string text) => WebUtility.HtmlEncode(text).Replace("\n", "<br>", StringComparison.Ordinal);

    // A mark opens after a space or punctuation and closes before one: '2*3*4' and 'snake_case_name' are no emphasis.
    [GeneratedRegex("""
        (?<!`)(?<ticks>`+)(?!`)(?<inner>.+?)(?<!`)\k<ticks>(?!`)
        |\[(?:meta-)?tag:(?<tag>[^\[\]\s]+)\]
        |\[(?<label>[^\[\]\n]+)\]\((?<address>(?:https?://|/)[^\s()]*(?:\([^\s()]*\)[^\s()]*)*)(?:\s+"[^"\n]*")?\)
        |(?<bare>https?://[^\s<>"`]*[^\s<>"`.,;:!?'*_)\]])
        |\\(?<escaped>[*_`\[\]\\])
        |(?<![\w*\\])(?<strong>\*\*)(?=\S)(?<inner>[^\n]+?)(?<=[^\s*])\*\*(?![\w*])
        |(?<![\w_\\])(?<strong>__)(?=\S)(?<inner>[^\n]+?)(?<=[^\s_])__(?![\w_])
        |(?<![\w*\\])\*(?=[^\s*])(?<inner>[^*\n]+?)(?<=[^\s*])\*(?![\w*])
        |(?<![\w_\\])_(?=[^\s_])(?<inner>[^_\n]+?)(?<=[^\s_])_(?![\w_])
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.ExplicitCapture)]
    private static partial Regex Marked();
}

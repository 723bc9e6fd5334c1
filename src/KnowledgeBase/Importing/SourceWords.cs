using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using AngleSharp.Html;

namespace KnowledgeBase.Importing;

/// <summary>The words of a source's HTML, by a scan that shares nothing with the conversion it is to judge: tags go, those that end a line part words.</summary>
internal static partial class SourceWords
{
    private static readonly HashSet<string> Inline = new(StringComparer.OrdinalIgnoreCase)
    {
        "a", "abbr", "b", "bdi", "bdo", "cite", "code", "del", "dfn", "em", "font", "i", "ins", "kbd", "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "tt", "u", "var", "wbr",
    };

    public static string Of(string html)
    {
        var text = new StringBuilder(html.Length);
        var at = 0;
        while (at < html.Length)
        {
            var open = html.IndexOf('<', at);
            if (open < 0) open = html.Length;
            text.Append(html, at, open - at);
            at = open;
            if (at == html.Length) break;
            if (html.AsSpan(at).StartsWith("<!--", StringComparison.Ordinal)) at = After(html, "-->", at + 4);
            else if (NameAt(html, at) is { Length: > 0 } name) at = SkipTag(html, at, name, text);
            else text.Append(html[at++]);
        }

        return Entity().Replace(text.ToString(), entity => Decoded(entity.Value));
    }

    /// <summary>.NET knows the names of HTML 4 only.</summary>
    private static string Decoded(string entity)
    {
        var decoded = WebUtility.HtmlDecode(entity);
        return decoded != entity ? decoded : HtmlEntityProvider.Resolver.GetSymbol(entity[1..]) ?? entity;
    }

    private static int SkipTag(string html, int at, string name, StringBuilder text)
    {
        var end = EndOfTag(html, at + 1);
        if (!Inline.Contains(name)) text.Append(' ');
        // What stands in these, no reader sees.
        var isUnseen = html[at + 1] != '/' && (name.Equals("script", StringComparison.OrdinalIgnoreCase) || name.Equals("style", StringComparison.OrdinalIgnoreCase));
        return isUnseen ? After(html, "</" + name, end) : end;
    }

    private static string NameAt(string html, int at)
    {
        var start = at + 1 < html.Length && html[at + 1] == '/' ? at + 2 : at + 1;
        if (start >= html.Length || !char.IsAsciiLetter(html[start])) return "";
        var length = html.AsSpan(start).IndexOfAny(" \t\r\n/>");
        return length < 0 ? html[start..] : html.Substring(start, length);
    }

    private static int EndOfTag(string html, int at)
    {
        for (var quote = '\0'; at < html.Length; at++)
        {
            var c = html[at];
            if (quote != '\0') quote = c == quote ? '\0' : quote;
            else if (c is '"' or '\'') quote = c;
            else if (c == '>') return at + 1;
        }

        return html.Length;
    }

    private static int After(string html, string mark, int from)
    {
        var found = html.IndexOf(mark, Math.Min(from, html.Length), StringComparison.OrdinalIgnoreCase);
        return found < 0 ? html.Length : found + (mark[0] == '<' ? 0 : mark.Length);
    }

    [GeneratedRegex("&(?:#[0-9]+|#[xX][0-9a-fA-F]+|[A-Za-z][A-Za-z0-9]*);")]
    private static partial Regex Entity();
}

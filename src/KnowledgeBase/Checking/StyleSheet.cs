using System.Globalization;
using System.Text.RegularExpressions;

namespace KnowledgeBase.Checking;

/// <summary>An address in a style sheet, and where.</summary>
internal readonly record struct StyleLink(string Address, LinkUse Use, int Line, int Column);

/// <summary>Addresses in a style sheet: <c>url(…)</c> and <c>@import</c>, outside comments and strings.</summary>
internal static partial class StyleSheet
{
    public static List<StyleLink> Links(string css)
    {
        var links = new List<StyleLink>();
        var (line, lineStart, read) = (1, 0, 0);
        foreach (Match match in Token().Matches(css))
        {
            if (match.Groups["address"] is not { Success: true } found) continue;
            for (; read < match.Index; read++)
            {
                if (css[read] == '\n') (line, lineStart) = (line + 1, read + 1);
            }

            var address = Escape().Replace(found.Value, Unescaped);
            // '#x' names a part of the drawing that uses it.
            if (!address.StartsWith('#')) links.Add(new(address, match.Groups["import"].Success ? LinkUse.Resource : LinkUse.Picture, line, match.Index - lineStart + 1));
        }

        return links;
    }

    private static string Unescaped(Match escape)
    {
        var text = escape.Value[1..].TrimEnd();
        if (!int.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var point)) return escape.Value[1..];
        return point is > 0 and < 0xD800 or > 0xDFFF and <= 0x10FFFF ? char.ConvertFromUtf32(point) : "\uFFFD";
    }

    // Comments, @namespace (a name, not an address) and strings come first, so that nothing is found inside them.
    [GeneratedRegex(
        """
        /\*.*?(?:\*/|\z)
        | @namespace\b[^;]*
        | (?<import>@import\s+) (?: url\(\s*(?<q>["']?)(?<address>(?:[^"'()\\\n]|\\.)*?)\k<q>\s*\) | (?<q>["'])(?<address>(?:(?!\k<q>)[^\\\n]|\\.)*)\k<q> )
        | url\(\s* (?: (?<q>["'])(?<address>(?:(?!\k<q>)[^\\\n]|\\.)*)\k<q> | (?<address>(?:[^"'()\\\s]|\\[0-9a-f]{1,6}\s?|\\.)*) ) \s*\)
        | "(?:[^"\\\n]|\\.)*" | '(?:[^'\\\n]|\\.)*'
        """,
        RegexOptions.Singleline | RegexOptions.ExplicitCapture | RegexOptions.IgnorePatternWhitespace | RegexOptions.IgnoreCase)]
    private static partial Regex Token();

    [GeneratedRegex(@"\\(?:[0-9a-fA-F]{1,6}\s?|.)", RegexOptions.Singleline)]
    private static partial Regex Escape();
}

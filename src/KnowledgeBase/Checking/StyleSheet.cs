using System.Text.RegularExpressions;

namespace KnowledgeBase.Checking;

/// <summary>Addresses in a style sheet: <c>url(…)</c> and <c>@import</c>, outside comments.</summary>
internal static partial class StyleSheet
{
    public static List<FoundLink> Links(string css)
    {
        var links = new List<FoundLink>();
        foreach (Match match in Address().Matches(css))
        {
            if (match.Groups["address"] is not { Success: true } address || address.Value.StartsWith("data:", StringComparison.OrdinalIgnoreCase)) continue;
            var before = css.AsSpan(0, match.Index);
            links.Add(new(address.Value, "css url", before.Count('\n') + 1, match.Index - before.LastIndexOf('\n')));
        }

        return links;
    }

    [GeneratedRegex("""/\*.*?\*/|(?:url\(\s*(?<q>["']?)(?<address>[^"')]+)\k<q>\s*\))|@import\s+["'](?<address>[^"']+)["']""", RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex Address();
}

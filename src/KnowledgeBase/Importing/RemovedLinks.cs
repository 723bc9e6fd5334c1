using System.Text.RegularExpressions;

namespace KnowledgeBase.Importing;

/// <summary>Links to nodes that were taken out, turned to the thread that held them.</summary>
internal static partial class RemovedLinks
{
    /// <summary>Links inside the thread itself.</summary>
    /// <param name="instead">Id of the thread's question.</param>
    public static string Turn(string markdown, Func<string, bool> isRemoved, string instead) =>
        markdown.Contains('#', StringComparison.Ordinal) ? Fragment().Replace(markdown, link => isRemoved(link.Groups["id"].Value) ? "#" + instead : link.Value) : markdown;

    /// <summary>Links to other files.</summary>
    /// <param name="target">Asked with the path as it is written, and the id; gives what to write instead, if anything.</param>
    public static string TurnFromOutside(string markdown, Func<string, string?, string?> target) =>
        Address().Replace(markdown, link => target(link.Groups["path"].Value, link.Groups["id"] is { Success: true } id ? id.Value : null) ?? link.Value);

    /// <summary>Addresses of the links in quotes, where forums say whom and what they quote.</summary>
    public static IEnumerable<string> InQuotes(string markdown) => markdown.Split('\n').Where(IsQuote).SelectMany(line => Destination().Matches(line)).Select(link => link.Value);

    public static bool IsQuote(string line) => line.AsSpan().TrimStart(" \t").StartsWith('>');

    [GeneratedRegex(@"(?<=\]\([ \t]*<?)[^\s()<>]+", RegexOptions.CultureInvariant)]
    private static partial Regex Destination();

    // Where a link's destination stands: '](#p3)', '](<#p3>)', '[x]: #p3' (in quotes and items too), 'href="#p3"'.
    [GeneratedRegex(@"(?<=\]\([ \t]*<?|^[ \t>]*(?:[-*+][ \t]+)?\[[^\]\n]+\]:[ \t]*<?|\bhref[ \t]*=[ \t]*[""']?)#(?<id>[a-z][a-z0-9-]*)(?=[\s)>""']|$)", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Fragment();

    [GeneratedRegex(@"(?<=\]\([ \t]*<?|^[ \t>]*(?:[-*+][ \t]+)?\[[^\]\n]+\]:[ \t]*<?|\bhref[ \t]*=[ \t]*[""']?)(?<path>[^\s()<>#""'][^\s()<>#""]{0,1000}\.md)(?:#(?<id>[a-z][a-z0-9-]*))?(?=[\s)>""']|$)", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Address();
}

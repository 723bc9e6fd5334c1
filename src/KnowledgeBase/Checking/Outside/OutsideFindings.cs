using System.Collections.Immutable;
using System.Globalization;
using KnowledgeBase.Diagnostics;

namespace KnowledgeBase.Checking.Outside;

/// <summary>Says what is to be done about outside links, by what was last seen of them.</summary>
internal static class OutsideFindings
{
    public static ImmutableArray<Diagnostic> Of(IEnumerable<OutsideLink> links, SortedDictionary<string, LinkLook> looks, Func<SortedSet<SourceLocation>, string, SourceLocation?> sourceOf)
    {
        var findings = new FindingList();
        foreach (var link in links)
        {
            if (FindingOrNull(link.Address, looks.GetValueOrDefault(link.Address)) is not var (rule, detail)) continue;
            foreach (var place in link.Places) findings.Add(rule, place, link.Address, detail);
        }

        return findings.ToDiagnostics(sourceOf);
    }

    private static (Rule Rule, string Detail)? FindingOrNull(string address, LinkLook? look) => look?.Verdict switch
    {
        null => (Rules.LinkUnsure, "its host was not asked, or asks to come back later"),
        LinkVerdict.Moved => (Rules.LinkMoved, LinkStatus.MovedTo(look.Status)!),
        LinkVerdict.Gone => (Rules.LinkGone, $"{look.Status}, and {Copy(look)}"),
        LinkVerdict.Fails when look.Failures >= LinkLook.ManyFailures => (Rules.LinkGone, string.Create(CultureInfo.InvariantCulture, $"{look.Status}, on {look.Failures} looks in a row, and {Copy(look)}")),
        LinkVerdict.Fails or LinkVerdict.Unsure => (Rules.LinkUnsure, look.Status),
        _ => null,
    };

    private static string Copy(LinkLook look) => $"a copy may be at '{look.Archive}'";
}

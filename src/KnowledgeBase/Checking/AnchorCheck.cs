using KnowledgeBase.Diagnostics;
using KnowledgeBase.Model;

namespace KnowledgeBase.Checking;

/// <summary>Checks authors' links to steps and headings of other pages, once all pages have told their ids.</summary>
public static class AnchorCheck
{
    public static IEnumerable<Diagnostic> Check(IReadOnlyCollection<PageFacts> pages)
    {
        var uses = pages.SelectMany(page => page.AnchorUses).ToList();
        if (uses.Count == 0) yield break;

        var targets = uses.Select(use => use.Target).ToHashSet();
        var ids = pages.Where(page => targets.Contains(page.Url)).ToDictionary(page => page.Url, page => page.Ids.ToHashSet(StringComparer.Ordinal));
        foreach (var use in uses)
        {
            if (!ids.TryGetValue(use.Target, out var known) || known.Contains(use.Fragment) || known.Contains(Uri.UnescapeDataString(use.Fragment))) continue;
            yield return Rules.UnknownAnchor.At(use.Location, use.Fragment, $"'{use.Target}'", "name the id of a node, a step or a heading there, as in '#a1' or '#a1-s2'");
        }
    }
}

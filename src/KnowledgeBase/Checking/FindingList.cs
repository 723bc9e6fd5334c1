using System.Collections.Immutable;
using KnowledgeBase.Diagnostics;

namespace KnowledgeBase.Checking;

/// <summary>
/// Collects what is wrong, from many threads. One thing that is wrong in many places, such as a link of a template, is told once:
/// at its first place, with a few others by name and the rest as a number. No more than that is kept.
/// </summary>
internal sealed class FindingList
{
    private const int NamedPlaces = 5;

    private readonly Dictionary<(Rule Rule, string Subject, string Detail), (int Count, SortedSet<SourceLocation> First)> _found = [];

    public void Add(Rule rule, SourceLocation place, string subject = "", string detail = "")
    {
        lock (_found)
        {
            var key = (rule, subject, detail);
            var (count, first) = _found.TryGetValue(key, out var known) ? known : (0, []);
            first.Add(place);
            if (first.Count > NamedPlaces) first.Remove(first.Max);
            _found[key] = (count + 1, first);
        }
    }

    /// <summary>Sorted; the same whatever the order in which threads came.</summary>
    public ImmutableArray<Diagnostic> ToDiagnostics() => [.. _found.Select(finding => Told(finding.Key, finding.Value.Count, finding.Value.First)).Order()];

    private static Diagnostic Told((Rule Rule, string Subject, string Detail) found, int count, SortedSet<SourceLocation> first)
    {
        var told = found.Rule.At(first.Min, found.Subject, found.Detail);
        if (count == 1) return told;
        // One element may name a target twice; then there is no other place to show.
        var others = first.Count > 1 ? string.Join(", ", first.Skip(1)) : "the same place";
        var rest = count - Math.Max(first.Count, 2);
        return told with { Message = $"{told.Message} (also at {others}{(rest > 0 ? $" and {rest} more" : "")})" };
    }
}

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

    public void Add(Rule rule, SourceLocation place, string subject = "", string detail = "") => Add((rule, subject, detail), 1, [place]);

    /// <summary>All that another list has found, which nobody adds to any more.</summary>
    public void Add(FindingList others)
    {
        foreach (var (key, (count, first)) in others._found) Add(key, count, first);
    }

    private void Add((Rule, string, string) key, int count, IEnumerable<SourceLocation> places)
    {
        lock (_found)
        {
            var (known, first) = _found.TryGetValue(key, out var found) ? found : (0, []);
            foreach (var place in places)
            {
                first.Add(place);
                if (first.Count > NamedPlaces) first.Remove(first.Max);
            }

            _found[key] = (known + count, first);
        }
    }

    /// <summary>Sorted; the same whatever the order in which threads came.</summary>
    /// <param name="sourceOf">From some places in the output and what is wrong there to where people wrote it, as far as is known: told instead, for nobody mends the output.</param>
    public ImmutableArray<Diagnostic> ToDiagnostics(Func<SortedSet<SourceLocation>, string, SourceLocation?>? sourceOf = null) =>
        [.. _found.Select(finding => Told(finding.Key, finding.Value.Count, finding.Value.First, sourceOf?.Invoke(finding.Value.First, finding.Key.Subject))).Order()];

    private static Diagnostic Told((Rule Rule, string Subject, string Detail) found, int count, SortedSet<SourceLocation> first, SourceLocation? source)
    {
        var told = found.Rule.At(source ?? first.Min, found.Subject, found.Detail);
        var page = source is null ? "" : $"on the page {first.Min}";
        if (count == 1) return source is null ? told : told with { Message = $"{told.Message} ({page})" };
        // One element may name a target twice; then there is no other place to show.
        var others = first.Count > 1 ? string.Join(", ", first.Skip(1)) : "the same place";
        var rest = count - Math.Max(first.Count, 2);
        return told with { Message = $"{told.Message} ({page}{(source is null ? "" : ", ")}also at {others}{(rest > 0 ? $" and {rest} more" : "")})" };
    }
}

using System.Collections.Immutable;
using KnowledgeBase.Model;

namespace KnowledgeBase.Publishing;

/// <summary>A file that cannot be published because another one stands where it should.</summary>
/// <param name="IsOurs">The other one is a file of the new site; else the publisher did not write it.</param>
internal readonly record struct Conflict(string Path, string Other, bool IsOurs);

/// <summary>What there is to do between the old site and the new one. All paths are sorted.</summary>
/// <param name="Clears">Old files of ours in the way of new ones.</param>
/// <param name="Dropped">How many files of the old site the new one lacks.</param>
internal sealed record PublishPlan(
    ImmutableArray<(string Old, string New)> Clears,
    List<Inventory.Entry> Arrivals,
    List<Inventory.Entry> Replacements,
    List<Inventory.Entry> Departures,
    bool ListChanges,
    int Unchanged,
    int Dropped,
    ImmutableArray<Conflict> Conflicts)
{
    public bool IsEmpty => !ListChanges && Arrivals.Count == 0 && Replacements.Count == 0;

    public static PublishPlan Make(Inventory inventory, OutputTree output)
    {
        var arrivals = inventory.Sorted(static entry => entry is { IsAdded: true, Change: Change.New or Change.ReplacesFolder });
        var replacements = inventory.Sorted(static entry => entry is { IsAdded: true, Change: Change.ReplacesFile });

        var way = new Way(inventory, output);
        foreach (var entry in arrivals.Concat(replacements)) way.Free(entry);
        var cleared = way.Clears.Select(clear => clear.Old).ToHashSet(StringComparer.Ordinal);

        return new(
            [.. way.Clears],
            arrivals,
            replacements,
            inventory.Sorted(entry => entry.IsDropped && !cleared.Contains(entry.Path)),
            ListChanges: inventory.Entries.Any(entry => entry.ChangesList),
            Unchanged: inventory.Entries.Count(entry => entry.IsAdded) - arrivals.Count - replacements.Count,
            Dropped: inventory.Entries.Count(entry => entry.IsDropped),
            [.. way.Conflicts]);
    }

    /// <summary>The steps in their order. A page read meanwhile must find what it names: so new files come first, and what only old pages name goes last.</summary>
    /// <param name="swaps">Folders that come whole, with all that changes in them.</param>
    public Journal ToJournal(bool withList, List<string> swaps)
    {
        return new(
        [
            .. Clears.Select(clear => new Step(StepKind.Clear, clear.Old, clear.New)),
            // The list comes before the files: were the state folder lost in between, they would still be known as ours.
            .. Steps(StepKind.Place, withList ? [OutputPath.Marker] : []),
            .. Steps(StepKind.Place, Arrivals.Select(entry => entry.Path)),
            .. swaps.Select(folder => new Step(StepKind.Swap, folder)),
            .. Steps(StepKind.Place, Replacements.Select(entry => entry.Path)),
            .. Steps(StepKind.Delete, Departures.Select(entry => entry.Path)),
        ]);

        IEnumerable<Step> Steps(StepKind kind, IEnumerable<string> paths) =>
            paths.Where(path => !swaps.Contains(OutputPath.Top(path))).Select(path => new Step(kind, path));
    }

    /// <summary>Finds what stands in the way of new files: old files of ours may go, others may not.</summary>
    private sealed class Way(Inventory inventory, OutputTree output)
    {
        private readonly HashSet<string> _told = new(StringComparer.Ordinal);
        private string? _free;

        public List<(string Old, string New)> Clears { get; } = [];

        public List<Conflict> Conflicts { get; } = [];

        public void Free(Inventory.Entry move)
        {
            var path = move.Path;
            if (move.Listed is { } spelling && spelling != path) Clears.Add((spelling, path));
            // Most come one behind the other from the same folder.
            if (OutputPath.Folder(path) is var above && above != _free) FreeAbove(path);
            _free = above;
            if (move.Change == Change.ReplacesFolder) FreeFolder(path, path);
        }

        /// <summary>One clear for all files of a folder will do: no file moves before all clears are done.</summary>
        private void FreeAbove(string path)
        {
            foreach (var folder in OutputPath.Folders(path))
            {
                if (inventory.Find(folder) is not { } file || !_told.Add(folder)) continue;
                if (file.Added is { } other) Conflicts.Add(new(path, other, IsOurs: true));
                else if (file.Listed is { } old) Clears.Add((old, path));
            }
        }

        private void FreeFolder(string folder, string path)
        {
            var inside = Directory.GetFileSystemEntries(output.Full(folder));
            // An empty folder is none that a build leaves behind.
            if (inside.Length == 0) Conflicts.Add(new(path, folder, IsOurs: false));
            foreach (var full in inside)
            {
                var inner = $"{folder}/{Path.GetFileName(full)}";
                var entry = inventory.Find(inner);
                if (OnDisk.At(full) == Standing.Folder) FreeFolder(inner, path);
                else if (entry is { IsDropped: true, Listed: { } old } && output.IsOurs(entry, inner)) Clears.Add((old, path));
                else Conflicts.Add(new(path, inner, IsOurs: entry?.Added is not null));
            }
        }
    }
}

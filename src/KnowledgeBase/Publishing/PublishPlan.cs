using System.Collections.Immutable;

namespace KnowledgeBase.Publishing;

/// <summary>A file that cannot be published because another one stands where it should.</summary>
/// <param name="IsOurs">The other one is a file of the new site; else the publisher did not write it.</param>
internal readonly record struct Conflict(string Path, string Other, bool IsOurs);

/// <summary>The steps from the old site to the new one.</summary>
/// <param name="Dropped">How many files of the old site the new one lacks.</param>
internal sealed record PublishPlan(
    Journal Journal, bool ListChanges, int Unchanged, int Dropped, ImmutableArray<Conflict> Conflicts)
{
    public static PublishPlan Make(Inventory inventory, OutputTree output)
    {
        var entries = inventory.Entries.ToList();
        // A page read meanwhile must find what it names. So new files come first, then those that may name them, and what
        // only old pages name goes last.
        ImmutableArray<Entry> moves =
        [
            .. Sorted(entries, entry => entry.Added is not null && entry.Change is Change.New or Change.ReplacesFolder),
            .. Sorted(entries, entry => entry.Added is not null && entry.Change is Change.ReplacesFile),
        ];

        var way = new Way(inventory, output);
        foreach (var move in moves) way.Free(move);
        var cleared = way.Clears.Select(clear => clear.Old).ToHashSet(StringComparer.Ordinal);
        var journal = new Journal(
            [.. way.Clears],
            [.. moves.Select(move => move.Added!)],
            [.. Sorted(entries, entry => entry.IsDropped && !cleared.Contains(entry.Listed!)).Select(entry => entry.Listed!)]);

        return new(
            journal,
            entries.Any(entry => entry.Added != entry.Listed),
            entries.Count(entry => entry.Added is not null) - moves.Length,
            entries.Count(entry => entry.IsDropped),
            [.. way.Conflicts]);
    }

    private static IEnumerable<Entry> Sorted(List<Entry> entries, Func<Entry, bool> isWanted) =>
        entries.Where(isWanted).OrderBy(entry => entry.Added ?? entry.Listed, StringComparer.Ordinal);

    /// <summary>Finds what stands in the way of new files: old files of ours may go, others may not.</summary>
    private sealed class Way(Inventory inventory, OutputTree output)
    {
        private readonly HashSet<string> _free = new(StringComparer.Ordinal);

        public List<(string Old, string New)> Clears { get; } = [];

        public List<Conflict> Conflicts { get; } = [];

        public void Free(Entry move)
        {
            var path = move.Added!;
            if (move.Listed is { } spelling && spelling != path) Clears.Add((spelling, path));
            // One clear for all files of a folder will do: no file moves before all clears are done.
            foreach (var folder in OutputPath.Folders(path).Where(_free.Add))
            {
                if (inventory.Find(folder) is not { } file) continue;
                if (file.Added is { } other) Conflicts.Add(new(path, other, IsOurs: true));
                else if (file.Listed is { } old) Clears.Add((old, path));
            }

            if (move.Change == Change.ReplacesFolder) FreeFolder(path, path);
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
                else if (entry is { IsDropped: true } && output.IsOurs(entry, inner)) Clears.Add((entry.Listed!, path));
                else Conflicts.Add(new(path, inner, IsOurs: entry?.Added is not null));
            }
        }
    }
}

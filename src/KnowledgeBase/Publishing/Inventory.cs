using System.Collections.Concurrent;
using KnowledgeBase.Model;

namespace KnowledgeBase.Publishing;

internal enum Change
{
    /// <summary>The same bytes are in place already.</summary>
    None,
    New,
    ReplacesFile,
    ReplacesFolder,
}

/// <summary>One file of the old site, the new one, or both. Paths that differ only in case or Unicode form are one file.</summary>
internal sealed class Entry(string? listed)
{
    private string? _added;

    /// <summary>Its path in the old site's list.</summary>
    public string? Listed => listed;

    /// <summary>Its path in the new site.</summary>
    public string? Added => _added;

    public Change Change { get; set; }

    /// <summary>The file is ours and goes.</summary>
    public bool IsDropped => listed is not null && _added is null;

    // Mostly the paths are equal; then one of the two strings can go, which halves what a million threads need.
    public bool TryClaim(string path) => Interlocked.CompareExchange(ref _added, path == listed ? listed : path, null) is null;
}

/// <summary>Which files the old site had and the new one has.</summary>
internal sealed class Inventory
{
    private readonly ConcurrentDictionary<string, Entry> _byName;
    private readonly List<Entry> _old;
    private readonly ConcurrentQueue<Entry> _new = [];

    public Inventory(IReadOnlyCollection<string> listed)
    {
        (_byName, _old) = (new(-1, listed.Count, StringComparer.Ordinal), new(listed.Count));
        foreach (var path in listed)
        {
            var entry = new Entry(path);
            if (_byName.TryAdd(UnicodeText.Fold(path), entry)) _old.Add(entry);
        }
    }

    public IEnumerable<Entry> Entries => _old.Concat(_new);

    /// <summary>The paths of the new site, sorted.</summary>
    public List<string> Paths()
    {
        // Most stand where they stood, and the old list is sorted.
        var (paths, others) = (new List<string>(_old.Count), new List<string>());
        foreach (var path in Entries.Select(entry => entry.Added).OfType<string>())
        {
            if (paths.Count == 0 || string.CompareOrdinal(paths[^1], path) < 0) paths.Add(path);
            else others.Add(path);
        }

        others.Sort(StringComparer.Ordinal);
        return Merged(paths, others);
    }

    public Entry For(string path)
    {
        var name = UnicodeText.Fold(path);
        if (_byName.TryGetValue(name, out var known)) return known;
        var entry = new Entry(null);
        known = _byName.GetOrAdd(name, entry);
        if (known == entry) _new.Enqueue(entry);
        return known;
    }

    public Entry? Find(string path) => _byName.GetValueOrDefault(UnicodeText.Fold(path));

    /// <summary>The old list's string for a path, where the path is folded already; as most are.</summary>
    public string? ListedOrNull(ReadOnlySpan<char> path) =>
        _byName.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(path, out var entry) && path.SequenceEqual(entry.Listed) ? entry.Listed : null;

    private static List<string> Merged(List<string> some, List<string> others)
    {
        var all = new List<string>(some.Count + others.Count);
        var next = 0;
        foreach (var path in some)
        {
            for (; next < others.Count && string.CompareOrdinal(others[next], path) < 0; next++) all.Add(others[next]);
            all.Add(path);
        }

        all.AddRange(others[next..]);
        return all;
    }
}

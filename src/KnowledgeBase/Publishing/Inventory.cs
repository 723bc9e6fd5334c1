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
    private readonly ConcurrentDictionary<string, Entry> _entries = new(StringComparer.Ordinal);

    public Inventory(IEnumerable<string> listed)
    {
        foreach (var path in listed) _entries.TryAdd(UnicodeText.Fold(path), new(path));
    }

    public IEnumerable<Entry> Entries => _entries.Select(pair => pair.Value);

    /// <summary>The paths of the new site, sorted.</summary>
    public List<string> Paths() => [.. Entries.Select(entry => entry.Added).OfType<string>().Order(StringComparer.Ordinal)];

    public Entry For(string path) => _entries.GetOrAdd(UnicodeText.Fold(path), static _ => new(null));

    public Entry? Find(string path) => _entries.GetValueOrDefault(UnicodeText.Fold(path));
}

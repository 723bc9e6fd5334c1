using System.Collections.Concurrent;
using KnowledgeBase.Model;

namespace KnowledgeBase.Publishing;

/// <summary>The output folder as a build finds it. Links in it are seen as links and never followed.</summary>
internal sealed class OutputTree(string root)
{
    // Asked of the list of our files under another name: where there is none, nothing is ours anyway.
    private readonly Lazy<bool> _ignoresCase = new(() => File.Exists(Path.Join(root, OutputPath.Marker.ToUpperInvariant())));

    private readonly ConcurrentDictionary<string, (string Path, Standing Standing)> _folders = new(StringComparer.Ordinal);

    public string Root => root;

    public bool Exists => Directory.Exists(root);

    public string Full(string path) => Path.Join(root, path);

    /// <summary>Whether what stands at a path is the old site's file of this entry, and not a stranger's whose name differs in case.</summary>
    public bool IsOurs(Inventory.Entry? entry, string path) => entry is { } known && (known.IsListedAs(path) || (known.Listed is not null && _ignoresCase.Value));

    public FileLook At(string path) => Above(path).Standing == Standing.Folder ? FileLook.At(root, path) : new(Standing.Nothing);

    /// <summary>The folder of a path, or, where that is no real folder, the outermost place that keeps it from being one.</summary>
    public (string Path, Standing Standing) Above(ReadOnlySpan<char> path)
    {
        var name = path[..Math.Max(path.LastIndexOf('/'), 0)];
        if (name.IsEmpty) return ("", Standing.Folder);
        if (_folders.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(name, out var known)) return known;

        // Of what is below a place that is no folder nothing need be remembered: in a first build that is the whole site.
        var above = Above(name);
        if (above.Standing != Standing.Folder) return above;
        var folder = name.ToString();
        return _folders[folder] = (folder, FileLook.At(root, folder).Standing);
    }

    /// <summary>The innermost real folder above a path: the one that changes when a file is put there.</summary>
    public string Changing(string path)
    {
        var (above, standing) = Above(path);
        return standing == Standing.Folder ? above : OutputPath.Folder(above);
    }
}

using System.Diagnostics.CodeAnalysis;
using KnowledgeBase.Diagnostics;
using KnowledgeBase.Model;

namespace KnowledgeBase.Checking;

/// <summary>The files of the output and their folders. Names are compared exactly, whatever this system's disk does.</summary>
internal sealed class SiteFiles
{
    private readonly HashSet<string> _files;
    private readonly HashSet<string> _folders = new(StringComparer.Ordinal) { "" };
    private readonly Lazy<Dictionary<string, string>> _byFolded;

    public SiteFiles(IEnumerable<string> files)
    {
        _files = files.ToHashSet(StringComparer.Ordinal);
        foreach (var file in _files)
        {
            for (var slash = file.LastIndexOf('/'); slash > 0 && _folders.Add(file[..slash]); slash = file.LastIndexOf('/', slash - 1))
            {
            }
        }

        // Only needed once something is broken.
        _byFolded = new(() =>
        {
            var byFolded = new Dictionary<string, string>(_files.Count, StringComparer.Ordinal);
            foreach (var file in _files.Order(StringComparer.Ordinal)) byFolded.TryAdd(UnicodeText.Fold(file), file);
            return byFolded;
        });
    }

    public IEnumerable<string> Paths => _files;

    /// <summary>The file that a host sends for a path, and what is to be told of the path; one of the two may be missing.</summary>
    public (string? File, (Rule Rule, string Detail)? Problem) Find(string path)
    {
        var isFolder = path.Length == 0 || path.EndsWith('/');
        if (TryGet(isFolder ? path + "index.html" : path, out var file)) return (file, null);

        var folder = isFolder && path.Length > 0 ? path[..^1] : path;
        if (!_folders.Contains(folder)) return (null, (Rules.BrokenLink, Hint(folder)));
        return !isFolder && TryGet(path + "/index.html", out file)
            ? (file, (Rules.MissingSlash, path + "/"))
            : (null, (Rules.BrokenLink, "the folder has no index.html"));
    }

    private bool TryGet(string path, [NotNullWhen(true)] out string? file) => _files.TryGetValue(path, out file);

    private string Hint(string file)
    {
        if (!_byFolded.Value.TryGetValue(UnicodeText.Fold(file), out var near) && !_byFolded.Value.TryGetValue(UnicodeText.Fold(file + "/index.html"), out near)) return "there is no such file";
        var shown = near.EndsWith("/index.html", StringComparison.Ordinal) && !file.EndsWith(".html", StringComparison.OrdinalIgnoreCase) ? near[..^"index.html".Length] : near;
        return $"there is '{shown}', and letter case and Unicode form count";
    }
}

using System.Collections.Concurrent;
using System.Collections.Immutable;
using AngleSharp.Dom;
using KnowledgeBase.Diagnostics;
using KnowledgeBase.Model;

namespace KnowledgeBase.Checking;

/// <summary>
/// Checks a finished site: every page is parsed once, in parallel; then all links are judged together. The network is never
/// asked. A broken target is told once, with the places that name it.
/// </summary>
public sealed class OutputChecker
{
    private const int NamedPlaces = 5;

    // A host that nobody can mean: what has it after parsing is inside the site.
    private const string OwnHost = "kb.invalid";

    private readonly string _shownAs;
    private readonly string _root;
    private readonly string? _baseUrl;
    private readonly HashSet<string> _files;
    private readonly HashSet<string> _folders = new(StringComparer.Ordinal) { "" };
    private readonly Dictionary<string, string> _byFolded = new(StringComparer.Ordinal);

    /// <param name="files">Paths of all files of the site, from the output folder.</param>
    /// <param name="config">The site's own absolute address and base path.</param>
    /// <param name="shownAs">The output folder as diagnostics name it.</param>
    public OutputChecker(IEnumerable<string> files, SiteConfig config, string shownAs)
    {
        (_shownAs, _root, _baseUrl) = (shownAs, $"https://{OwnHost}{config.BasePath}", config.BaseUrl);
        _files = files.ToHashSet(StringComparer.Ordinal);
        foreach (var file in _files)
        {
            _byFolded.TryAdd(UnicodeText.Fold(file), file);
            for (var slash = file.LastIndexOf('/'); slash > 0 && _folders.Add(file[..slash]); slash = file.LastIndexOf('/', slash - 1))
            {
            }
        }
    }

    /// <summary>Pages and links that were looked at.</summary>
    public (int Pages, int Links) Counts { get; private set; }

    /// <param name="read">Gives the text of a file; called for each page and style sheet once, from several threads.</param>
    public ImmutableArray<Diagnostic> Check(Func<string, string> read, CancellationToken cancelled)
    {
        var found = new ConcurrentBag<Diagnostic>();
        var pages = new ConcurrentDictionary<string, PageRecord>(StringComparer.Ordinal);
        Parallel.ForEach(_files, new ParallelOptions { CancellationToken = cancelled }, path =>
        {
            var diagnostics = new List<Diagnostic>();
            if (path.EndsWith(".html", StringComparison.Ordinal)) pages[path] = PageReader.Read(path, read(path), AddressOf(path), Shown(path), diagnostics);
            else if (path.EndsWith(".css", StringComparison.Ordinal)) pages[path] = new(path, AddressOf(path), [], StyleSheet.Links(read(path)));
            foreach (var diagnostic in diagnostics) found.Add(diagnostic);
        });

        Counts = (pages.Keys.Count(path => path.EndsWith(".html", StringComparison.Ordinal)), pages.Values.Sum(page => page.Links.Count));
        return [.. found.Concat(Judge(pages)).Order()];
    }

    /// <summary>What is wrong with an address in a page; null if nothing is. The text says what, for a place or for all places of one target.</summary>
    internal (Rule Rule, string Target, string Hint)? Verdict(string address, string pageBase, Func<string, PageRecord?> pageAt)
    {
        var trimmed = address.Trim(' ', '\t', '\n', '\r', '\f');
        if (trimmed is "" or "#" || trimmed.Equals("#top", StringComparison.OrdinalIgnoreCase)) return null;
        var url = new Url(new Url(pageBase), trimmed);
        if (url.IsInvalid) return (Rules.UnsafeAddress, trimmed, "");
        if (url.Scheme == "mailto") return url.Href.Length > "mailto:".Length ? null : (Rules.EmptyMail, trimmed, "");
        if (url.Scheme is not ("http" or "https")) return (Rules.UnsafeAddress, trimmed, "");

        var href = url.Href;
        var isOwn = url.HostName == OwnHost;
        if (!isOwn && (_baseUrl is null || !href.StartsWith(_baseUrl, StringComparison.Ordinal))) return null;
        var inner = isOwn ? href : _root + href[_baseUrl!.Length..];
        return inner.StartsWith(_root, StringComparison.Ordinal) ? VerdictInside(inner[_root.Length..], pageAt) : (Rules.BrokenLink, trimmed, "it leads above the site's root");
    }

    private (Rule, string, string)? VerdictInside(string target, Func<string, PageRecord?> pageAt)
    {
        var hash = target.IndexOf('#', StringComparison.Ordinal);
        var fragment = hash < 0 ? "" : target[(hash + 1)..];
        var path = hash < 0 ? target : target[..hash];
        var query = path.IndexOf('?', StringComparison.Ordinal);
        path = Uri.UnescapeDataString(query < 0 ? path : path[..query]);

        var file = path.Length == 0 || path.EndsWith('/') ? path + "index.html" : path;
        if (!_files.Contains(file))
        {
            if (_folders.Contains(path) && _files.Contains(path + "/index.html")) return (Rules.MissingSlash, path, $"{path}/");
            return (Rules.BrokenLink, path, _byFolded.TryGetValue(UnicodeText.Fold(file), out var near) ? $"there is '{near}', and letter case and Unicode form count" : "there is no such file");
        }

        var directive = fragment.IndexOf(":~:", StringComparison.Ordinal);
        if (directive >= 0) fragment = fragment[..directive];
        if (fragment.Length == 0 || fragment.Equals("top", StringComparison.OrdinalIgnoreCase) || pageAt(file) is not { } page) return null;
        if (page.Ids.Contains(fragment) || page.Ids.Contains(Uri.UnescapeDataString(fragment))) return null;
        return (Rules.BrokenAnchor, $"{path}#{fragment}", "");
    }

    private IEnumerable<Diagnostic> Judge(ConcurrentDictionary<string, PageRecord> pages)
    {
        var broken = new Dictionary<(Rule, string, string), List<SourceLocation>>();
        foreach (var page in pages.Values.OrderBy(page => page.Path, StringComparer.Ordinal))
        {
            foreach (var link in page.Links)
            {
                if (Verdict(link.Address, page.Base, pages.GetValueOrDefault) is not { } verdict) continue;
                if (!broken.TryGetValue(verdict, out var places)) broken[verdict] = places = [];
                places.Add(new(Shown(page.Path), link.Line, link.Column));
            }
        }

        foreach (var ((rule, target, hint), places) in broken)
        {
            var others = places.Skip(1).Take(NamedPlaces - 1).Select(place => place.ToString());
            var more = places.Count > NamedPlaces ? $" and {places.Count - NamedPlaces} more" : "";
            var also = places.Count > 1 ? $" (also at {string.Join(", ", others)}{more})" : "";
            yield return rule.At(places[0], target, hint) is var told && also.Length > 0 ? told with { Message = told.Message + also } : rule.At(places[0], target, hint);
        }
    }

    /// <summary>A page at a folder's address is the folder's <c>index.html</c>.</summary>
    private string AddressOf(string path)
    {
        var address = path.EndsWith("index.html", StringComparison.Ordinal) && (path.Length == 10 || path[^11] == '/') ? path[..^10] : path;
        return _root + string.Join('/', address.Split('/').Select(Uri.EscapeDataString));
    }

    private string Shown(string path) => $"{_shownAs}/{path}";
}

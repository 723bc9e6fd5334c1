using System.Collections.Concurrent;
using System.Collections.Immutable;
using AngleSharp.Dom;
using KnowledgeBase.Checking.Outside;
using KnowledgeBase.Diagnostics;
using KnowledgeBase.Model;

namespace KnowledgeBase.Checking;

/// <summary>
/// Checks a finished site: every file is read once, in parallel, and its links are judged at once. Of a page only its ids stay,
/// and its links into other pages that name an id; these are judged when all pages are read. The network is never asked.
/// </summary>
public sealed class OutputChecker
{
    private readonly string _shownAs;
    private readonly string? _baseUrl;
    private readonly SiteFiles _files;
    private readonly FindingList _findings = new();
    private readonly LinkJudge _judge;
    private readonly ConcurrentDictionary<string, HashSet<string>> _idsByPage = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, (string Target, SourceLocation Place)> _redirects = new(StringComparer.Ordinal);
    private readonly ConcurrentBag<AnchorLink> _anchorLinks = [];
    private readonly ConcurrentDictionary<string, ConcurrentBag<SourceLocation>>? _outsideLinks;
    private int _links, _outside;

    /// <param name="files">Paths of all files of the site, from the output folder.</param>
    /// <param name="config">The site's own absolute address and base path.</param>
    /// <param name="shownAs">The output folder as diagnostics name it.</param>
    /// <param name="keepsOutside">Links to other hosts are wanted afterwards.</param>
    public OutputChecker(IEnumerable<string> files, SiteConfig config, string shownAs, bool keepsOutside = false)
    {
        if (keepsOutside) _outsideLinks = new(StringComparer.Ordinal);
        (_shownAs, _baseUrl, _files) = (shownAs, config.BaseUrl, new(files));
        _judge = new(new(config), _files, _findings);
    }

    private readonly record struct AnchorLink(string File, string Fragment, SourceLocation Place);

    /// <summary>Pages and links that were looked at, and how many of the links lead out of the site, where nobody looked.</summary>
    public (int Pages, int Links, int Outside) Counts => (_idsByPage.Count, _links, _outside);

    /// <summary>Links to other hosts, sorted; none unless they were wanted.</summary>
    public IReadOnlyList<OutsideLink> OutsideLinks => [.. (_outsideLinks ?? []).OrderBy(link => link.Key, StringComparer.Ordinal).Select(link => new OutsideLink(link.Key, link.Value))];

    /// <param name="read">Gives the text of a file; called once for each that can hold links, from several threads.</param>
    /// <param name="sourceOf">See <see cref="FindingList.ToDiagnostics"/>.</param>
    public ImmutableArray<Diagnostic> Check(Func<string, string> read, CancellationToken cancelled, Func<SortedSet<SourceLocation>, string, SourceLocation?>? sourceOf = null)
    {
        Parallel.ForEach(_files.Paths, new ParallelOptions { CancellationToken = cancelled }, path => Check(path, read));
        foreach (var (file, fragment, place) in _anchorLinks)
        {
            if (!_idsByPage.TryGetValue(file, out var ids) || Names(ids, fragment)) continue;
            _findings.Add(Rules.BrokenAnchor, place, $"{Address(file)}#{AddressReader.Decoded(fragment)}");
        }

        TellLoops();
        return _findings.ToDiagnostics(sourceOf);
    }

    private void Check(string path, Func<string, string> read)
    {
        var shown = $"{_shownAs}/{path}";
        // What authors attach to a thread is theirs: it need not be right, only be there.
        var isAttached = path.StartsWith("assets/", StringComparison.Ordinal);
        switch (Path.GetExtension(path))
        {
            case ".html" or ".htm" when !isAttached:
                var page = PageReader.Read(read(path), shown, _baseUrl);
                _findings.Add(page.Findings);
                _idsByPage[path] = page.Ids;
                Judge(path, page.Base, page.Links, page.Ids);
                break;
            case ".css":
                Judge(path, null, [.. StyleSheet.Links(read(path)).Select(link => new FoundLink(link.Address, link.Use, new(shown, link.Line, link.Column)))], null);
                break;
            case ".xml" or ".atom" or ".rss" when !isAttached:
                Judge(path, null, XmlFile.Links(read(path), _baseUrl, shown, _findings), null);
                break;
            case ".json" or ".webmanifest" when !isAttached:
                Judge(path, null, JsonText.Links(read(path), _baseUrl, new(shown), _findings), null);
                break;
        }
    }

    private void Judge(string path, string? baseHref, List<FoundLink> links, HashSet<string>? ids)
    {
        var from = _judge.BaseOf(path, baseHref);
        var isAnywhere = path == "404.html" && baseHref is null;
        var outside = 0;
        foreach (var link in links)
        {
            var (reach, file, fragment) = _judge.Judge(baseHref is null ? path : null, from, link, isAnywhere);
            if (reach == Reach.Outside) outside++;
            if (reach == Reach.Outside && link.Use != LinkUse.Shown && _outsideLinks is not null && _judge.Asked(from, link.Address) is { } asked) _outsideLinks.GetOrAdd(asked, _ => []).Add(link.Place);
            if (file is null) continue;
            if (link.Use == LinkUse.Redirect) _redirects.TryAdd(path, (file, link.Place));
            if (fragment.Length == 0 || (file == path && Names(ids ?? [], fragment))) continue;
            _anchorLinks.Add(new(file, fragment, link.Place));
        }

        Interlocked.Add(ref _links, links.Count);
        Interlocked.Add(ref _outside, outside);
    }

    /// <summary>"Find a potential indicated element" of the HTML standard: as written, then percent-decoded, then "top".</summary>
    private static bool Names(HashSet<string> ids, string fragment) =>
        ids.Contains(fragment) || (AddressReader.Decoded(fragment) is var decoded && (ids.Contains(decoded) || decoded.Equals("top", StringComparison.OrdinalIgnoreCase)));

    private void TellLoops()
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var start in _redirects.Keys.Order(StringComparer.Ordinal))
        {
            var way = new List<string>();
            var page = start;
            while (_redirects.TryGetValue(page, out var next) && seen.Add(page))
            {
                way.Add(page);
                page = next.Target;
            }

            // A way that ends on itself is a loop, told at its first page; one that ends on an earlier way is told there, if at all.
            if (way.IndexOf(page) is >= 0 and var first && way[first..].Min(StringComparer.Ordinal) is { } told)
                _findings.Add(Rules.RedirectLoop, _redirects[told].Place, Address(told));
        }
    }

    /// <summary>How a reader would write the address of a file.</summary>
    private static string Address(string file) => file.EndsWith("/index.html", StringComparison.Ordinal) ? file[..^"index.html".Length] : file;
}

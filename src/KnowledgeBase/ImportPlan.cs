using KnowledgeBase.Diagnostics;
using KnowledgeBase.Importing;
using KnowledgeBase.Model;
using KnowledgeBase.Parsing;

namespace KnowledgeBase;

/// <summary>Before any text is read: which file each thread of the source has, or is to have.</summary>
internal sealed class ImportPlan(ImportOptions options, Ledger ledger, RemovedPosts removed)
{
    private readonly List<Diagnostic> _diagnostics = [];
    private HashSet<ulong> _existing = [];
    private List<ContentFile> _unknown = [];
    private StrayThreads? _strays;

    // Topics that were never imported, where a repository and a number make an id.
    private List<(string Repository, string Number, string? Title)> _unknownNumbers = [];

    public ThreadPlaces Places { get; } = new(options.Into, removed);

    public IReadOnlyList<Diagnostic> Diagnostics => _diagnostics;

    /// <summary>Threads of earlier imports that the source has no longer, and whose files are there.</summary>
    public List<string> NotInSource { get; } = [];

    /// <summary>Gives an error if nothing must be imported.</summary>
    /// <param name="shownLedger">The ledger's path, for diagnostics.</param>
    public Diagnostic? Make(IThreadImporter importer, string shownLedger, Action<string>? progress, CancellationToken cancelled)
    {
        ListFiles();
        foreach (var (id, path) in ledger.Files)
        {
            if (_existing.Contains(Fingerprint.OfName(path))) Places.Put(id, path);
        }

        var inSource = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (outline, found) in importer.Outline(cancelled))
        {
            cancelled.ThrowIfCancellationRequested();
            _diagnostics.AddRange(found);
            if (outline is null) continue;
            if (inSource.Add(outline.Id)) Place(outline, cancelled);
            else _diagnostics.Add(Rules.SameTopic.At(new(BuildOptions.Shown(options.ContentFolder)), outline.Id));
            if (inSource.Count % 256 == 0) progress?.Invoke($"{inSource.Count} threads found");
        }

        foreach (var id in ledger.Ids)
        {
            if (removed.HasThread(id)) Places.Drop(id);
            if (inSource.Contains(id)) continue;
            if (Places.PathOf(id).Length == 0 && ledger.Of(id).Newest is { Path.Length: > 0 } known && (_strays ??= FindStrays(cancelled)).Find(null, known) is { } moved) Places.Put(id, moved);
            if (Places.PathOf(id).Length > 0) NotInSource.Add(id);
        }

        NotInSource.Sort(StringComparer.Ordinal);
        var renamed = Renamed(shownLedger, inSource);
        // The plan lives as long as the import, and these are as large as the forum.
        (_existing, _unknown, _strays, _unknownNumbers) = ([], [], null, []);
        return renamed;
    }

    private void Place(ForeignOutline outline, CancellationToken cancelled)
    {
        if (removed.HasThread(outline.Id)) Places.Drop(outline.Id);
        if (Places.PathOf(outline.Id).Length > 0) return;

        // The file was moved, or nobody imported the thread yet.
        var known = ledger.Of(outline.Id).Newest;
        if (known is null && Numbered(outline.Id) is var (repository, number)) _unknownNumbers.Add((repository, number, TitleText.Line(outline.Title)));
        _strays ??= FindStrays(cancelled);
        if (_strays.Find(outline.Url, known) is { } moved) Places.Put(outline.Id, moved);
        else if (removed.HasThread(outline.Id)) return;
        else if (known is { Path.Length: > 0 } && !Places.IsClaimed(known.Path)) PutAgain(outline.Id, known.Path);
        else Places.PutNew(outline);
    }

    /// <summary>Ids of discussions begin with their repository, so a renamed one would bring them all once more. Known by their numbers and titles.</summary>
    private Diagnostic? Renamed(string shownLedger, HashSet<string> inSource)
    {
        if (_unknownNumbers.Count == 0) return null;
        var gone = ledger.Ids.Where(id => !inSource.Contains(id)).Select(id => (Id: id, Place: Numbered(id))).Where(known => known.Place is not null).ToLookup(known => known.Place!.Value.Number, StringComparer.Ordinal);
        foreach (var repository in _unknownNumbers.GroupBy(unknown => unknown.Repository, StringComparer.Ordinal))
        {
            var pairs = repository.SelectMany(unknown => gone[unknown.Number], (unknown, known) => (unknown.Title, known.Id, known.Place!.Value.Repository));
            foreach (var former in pairs.GroupBy(pair => pair.Repository, StringComparer.Ordinal))
            {
                var same = former.Count(pair => pair.Title is not null && ledger.Of(pair.Id).Newest?.HashOf("title") == Fingerprint.Of(pair.Title));
                if (same * 2 > former.Count()) return Rules.RenamedRepository.At(new(shownLedger), repository.Key, former.Key, Slug.From(repository.Key, "github").Value);
            }
        }

        return null;
    }

    private static (string Repository, string Number)? Numbered(string id) => id.LastIndexOf('#') is > 0 and var hash ? (id[..hash], id[(hash + 1)..]) : null;

    private void PutAgain(string id, string path)
    {
        Places.Put(id, path);
        // After a kill it was never written, and nobody took it away.
        if (ledger.Of(id).Settled is not null) _diagnostics.Add(Rules.FileWasGone.At(new($"{BuildOptions.Shown(options.ContentFolder)}/{path}"), id));
    }

    /// <summary>Of a million files only their numbers are kept, and the names of those that no import is known to have written.</summary>
    private void ListFiles()
    {
        if (!Directory.Exists(options.ContentFolder)) return;
        var known = ledger.Files.Select(file => file.Path).Concat(FilesOfOthers()).Select(Fingerprint.OfName).ToHashSet();
        ContentLoader.Each(options.ContentFolder, BuildOptions.Shown(options.ContentFolder), Take, _diagnostics.Add);
        _unknown.Sort((a, b) => string.CompareOrdinal(a.Inner, b.Inner));

        void Take(ContentFile file)
        {
            if (!file.Inner.StartsWith("threads/", StringComparison.Ordinal) || !file.Inner.EndsWith(".md", StringComparison.OrdinalIgnoreCase)) return;
            var name = Fingerprint.OfName(file.Inner);
            _existing.Add(name);
            if (!known.Contains(name)) _unknown.Add(file);
            Places.Claim(file.Inner);
        }
    }

    private StrayThreads FindStrays(CancellationToken cancelled)
    {
        var strays = new StrayThreads();
        var parsed = _unknown.AsParallel().AsOrdered().WithCancellation(cancelled).Select(file =>
        {
            var (source, _) = ContentLoader.Read(file);
            return source is null ? null : ThreadParser.Parse(source, file.Inner, Slug.From(Path.GetFileNameWithoutExtension(file.Inner), "thread")).Value;
        });
        foreach (var thread in parsed.OfType<ForumThread>()) strays.Add(thread);
        return strays;
    }

    private IEnumerable<string> FilesOfOthers()
    {
        foreach (var file in options.OtherLedgers)
        {
            foreach (var line in File.ReadLines(file))
            {
                if (LedgerEntry.PathIn(line) is { } path) yield return path;
            }
        }
    }
}

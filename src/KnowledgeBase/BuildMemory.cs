using System.Collections.Concurrent;
using System.Collections.Immutable;
using KnowledgeBase.Indexing;
using KnowledgeBase.Model;
using KnowledgeBase.Publishing;
using KnowledgeBase.Rendering;

namespace KnowledgeBase;

/// <summary>Keeps the pages of the last build that would come out the same, and remembers those of this one.</summary>
/// <remarks>
/// A page is kept if the program, the command line, settings and templates are the same, the plan gives it the same, all that
/// it asked of the site has the same answers, and its files stand as they were left. What is in doubt is made.
/// </remarks>
internal sealed class BuildMemory
{
    private readonly SitePublisher? _publisher;
    private readonly BuildManifest? _last;
    private readonly BuildManifest? _lastOfProgram;
    private readonly Dictionary<ulong, ulong> _answers = [];
    private readonly Dictionary<string, StandingFile> _standing = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, RememberedPage> _pages = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, StandingFile> _files = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, StandingFile> _attachments = new(StringComparer.Ordinal);

    /// <param name="last">What is remembered of the last build.</param>
    /// <param name="options">Stands for this program and its command line.</param>
    /// <param name="settings">Stands for this build's settings: pages of others are not kept.</param>
    public BuildMemory(SitePublisher? publisher, BuildManifest? last, ulong options, ulong settings, Site site)
    {
        _publisher = publisher;
        _lastOfProgram = last?.Options == options ? last : null;
        // The terms of its pages mean nothing without what the index left.
        if (last?.Settings != settings || publisher!.Left(last.Index) is not { } index) return;
        (_last, Index) = (last, index);
        foreach (var answer in site.Answers) _answers[answer.Asked] = answer.Answer;
        foreach (var file in _last.Files) _standing[file.Path] = file;
    }

    /// <summary>What the index of the last build left; nothing if no page is kept.</summary>
    public byte[] Index { get; } = [];

    /// <summary>The page as it was made before, if it would come out the same; its files are then part of the new site.</summary>
    public RememberedPage? KeptOrNull(Page page, ulong? digest)
    {
        if (_last is null || !_last.Pages.TryGetValue(page.Url.Value, out var known) || known.Digest != digest) return null;
        foreach (var answer in known.Answers)
        {
            if (_answers.GetValueOrDefault(answer.Asked) != answer.Answer) return null;
        }

        foreach (var path in known.Facts.Attachments)
        {
            if (!_standing.TryGetValue(path, out var file) || !_publisher!.Stand([file])) return null;
        }

        if (!_publisher!.Stand(known.Files)) return null;
        _publisher.Keep(known.Files);
        foreach (var path in known.Facts.Attachments) _attachments[path] = _standing[path];
        return Remembered(page, known, _publisher.Keep(known.Terms));
    }

    /// <summary>Gives the page's files to the publisher.</summary>
    public RememberedPage Taken(Page page, ulong? digest, RenderedPage rendered, IndexEntry entry)
    {
        var brought = rendered.Files.Concat(entry.Files).Select(file => _publisher?.Bring(file)).ToList();
        if (rendered.Card is { } card) brought.Add(StoodOrNull(page, card.Path) ?? _publisher?.Bring(new(card.Path, card.Make())));
        var files = brought.OfType<StandingFile>().ToImmutableArray();
        var made = new RememberedPage(digest ?? 0, rendered.Lookups.Answers, default, files, rendered.Facts, rendered.Diagnostics);
        if (digest is not null && !rendered.Lookups.IsOfAll && files.Length == brought.Count) return Remembered(page, made, _publisher?.Store(entry.Terms));
        foreach (var file in files) _files[file.Path] = file;
        return made;
    }

    /// <summary>A file of the page that another build of this program made and that stands as it left it; it is then part of the new site.</summary>
    private StandingFile? StoodOrNull(Page page, string path)
    {
        if (_lastOfProgram is null || !_lastOfProgram.Pages.TryGetValue(page.Url.Value, out var known)) return null;
        var file = known.Files.FirstOrDefault(file => file.Path == path);
        if (file.Path is null || !_publisher!.Stand([file])) return null;
        _publisher.Keep([file]);
        return file;
    }

    /// <param name="terms">Where its terms are left; null if they could not be.</param>
    private RememberedPage Remembered(Page page, RememberedPage made, StoredBytes? terms)
    {
        if (terms is { } place) return _pages[page.Url.Value] = made with { Terms = place };
        foreach (var file in made.Files) _files[file.Path] = file;
        return made;
    }

    /// <summary>Whether a file that belongs to no page stands as the last build left it; if so it is part of the new site.</summary>
    public bool Stands(string path)
    {
        if (!_standing.TryGetValue(path, out var file) || !_publisher!.Stand([file])) return false;
        if (_files.TryAdd(path, file)) _publisher.Keep([file]);
        return true;
    }

    /// <summary>Gives a file that belongs to no page to the publisher.</summary>
    public void Take(OutputFile file)
    {
        if (_publisher?.Bring(file) is { } brought) _files[file.Path] = brought;
    }

    /// <summary>Keeps the files that kept pages name, unless a page that was made has brought them.</summary>
    public void KeepAttachments()
    {
        foreach (var (path, file) in _attachments)
        {
            if (_files.TryAdd(path, file)) _publisher!.Keep([file]);
        }
    }

    /// <summary>What to remember once the site is published.</summary>
    /// <param name="index">What the index leaves for the next build, if anything.</param>
    public BuildManifest ToManifest(ulong options, ulong? inputs, ulong settings, byte[]? index, ImmutableArray<RememberedThread> threads, RememberedReport report)
    {
        var place = index is null ? null : _publisher?.Store(index);
        if (place is null)
        {
            // Without that the next build can keep no page; the files of pages are remembered as those of none.
            foreach (var file in _pages.Values.SelectMany(page => page.Files)) _files[file.Path] = file;
            _pages.Clear();
        }

        return new(options, inputs, settings, _pages, place ?? default, [.. _files.Values], threads, report);
    }
}

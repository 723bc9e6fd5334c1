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
    private readonly ConcurrentDictionary<string, StoredBytes> _pages = new(StringComparer.Ordinal);
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
        if (last?.Settings != settings || publisher!.Left(last.Index) is not { Length: > 0 } index) return;
        (_last, Index) = (last, index);
        foreach (var answer in site.Answers) _answers[answer.Asked] = answer.Answer;
        foreach (var file in _last.Files) _standing[file.Path] = file;
    }

    /// <summary>No page of an earlier build can be kept.</summary>
    public bool IsNew => _last is null;

    /// <summary>What the index of the last build left; nothing if no page is kept.</summary>
    public byte[] Index { get; } = [];

    /// <summary>The page as it was made before, if it would come out the same; its files are then part of the new site.</summary>
    public RememberedPage? KeptOrNull(Page page, ulong? digest)
    {
        if (_last is null || !_last.Pages.TryGetValue(page.Url.Value, out var place) || _publisher!.PageLeft(place) is not { } known || known.Digest != digest) return null;
        foreach (var answer in known.Answers)
        {
            if (_answers.GetValueOrDefault(answer.Asked) != answer.Answer) return null;
        }

        foreach (var path in known.Facts.Attachments)
        {
            if (!_standing.TryGetValue(path, out var file) || !_publisher.Stand([file])) return null;
        }

        if (!_publisher.Stand(known.Files)) return null;
        _publisher.Keep(known.Files);
        foreach (var path in known.Facts.Attachments) _attachments[path] = _standing[path];
        if (_publisher.Keep(known.Terms) is not { } terms) return Forgotten(known);
        var kept = known with { Terms = terms };
        if ((terms == known.Terms ? _publisher.Keep(place) : _publisher.Store(kept)) is not { } left) return Forgotten(kept);
        _pages[page.Url.Value] = left;
        return kept;
    }

    /// <summary>Gives the page's files to the publisher.</summary>
    public RememberedPage Taken(Page page, ulong? digest, RenderedPage rendered, IndexEntry entry)
    {
        var brought = rendered.Files.Concat(entry.Files).Select(file => _publisher?.Add(file)).ToList();
        if (rendered.Card is { } card) brought.Add(StoodOrNull(page, card.Path) ?? _publisher?.Add(new(card.Path, card.Make())));
        var files = brought.OfType<StandingFile>().ToImmutableArray();
        var made = new RememberedPage(digest ?? 0, rendered.Lookups.Answers, default, files, rendered.Facts, rendered.Diagnostics);
        if (digest is null || rendered.Lookups.IsOfAll || files.Length < brought.Count || _publisher?.Store(entry.Terms) is not { } terms) return Forgotten(made);
        made = made with { Terms = terms };
        if (_publisher.Store(made) is not { } place) return Forgotten(made);
        _pages[page.Url.Value] = place;
        return made;
    }

    /// <summary>A file of the page that another build of this program made and that stands as it left it; it is then part of the new site.</summary>
    private StandingFile? StoodOrNull(Page page, string path)
    {
        if (_lastOfProgram is null || !_lastOfProgram.Pages.TryGetValue(page.Url.Value, out var place) || _publisher!.PageLeft(place) is not { } known) return null;
        var file = known.Files.FirstOrDefault(file => file.Path == path);
        if (file.Path is null || !_publisher.Stand([file])) return null;
        _publisher.Keep([file]);
        return file;
    }

    /// <summary>A page that the next build makes anew: its files are remembered as those of none.</summary>
    private RememberedPage Forgotten(RememberedPage made)
    {
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
        if (_publisher?.Add(file) is { } brought) _files[file.Path] = brought;
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
    public BuildManifest ToManifest(ulong options, ulong? inputs, ulong settings, ReadOnlyMemory<byte>? index, ImmutableArray<RememberedThread> threads, RememberedReport report)
    {
        var place = index is { } there ? _publisher?.Store(there) : null;
        // Without that the next build can keep no page.
        if (place is null) ForgetAll();
        return new(options, inputs, settings, _pages, place ?? default, [.. _files.Values], threads, report) { Stored = _publisher?.StoredLength ?? 0 };
    }

    private void ForgetAll()
    {
        byte[] bytes = [];
        foreach (var place in _pages.Values)
        {
            if (_publisher!.TryReadStored(place, ref bytes) && PageFormat.ReadOrNull(new(bytes)) is { } page) Forgotten(page);
        }

        _pages.Clear();
    }
}

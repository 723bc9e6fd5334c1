using System.Collections.Immutable;
using KnowledgeBase.Checking;
using KnowledgeBase.Diagnostics;
using KnowledgeBase.Indexing;
using KnowledgeBase.Model;
using KnowledgeBase.Publishing;
using KnowledgeBase.Rendering;

namespace KnowledgeBase;

/// <summary>Makes the pages of a site and its index, or takes them as an earlier build left them.</summary>
/// <remarks>Every page goes from its maker to the publisher at once: no more than one page a core is held, and a huge one. Of threads, the index takes the words.</remarks>
internal sealed class PageMaker(Site site, SiteRenderer renderer, Assets assets, BuildMemory memory, SearchIndexer indexer)
{
    /// <summary>From so many threads on, the room that stages leave empty is worth the time to give it back.</summary>
    private const int ManyThreads = 10_000;

    /// <summary>To make a page of so many posts takes a hundred megabytes and more, which a large site has no room for at any time.</summary>
    private const int HugeThread = 2_000;

    private const int PagesBetweenNotes = 100;

    private readonly (PageFacts Facts, ImmutableArray<Diagnostic> Diagnostics)[] _pages = new (PageFacts, ImmutableArray<Diagnostic>)[site.Pages.Length];

    /// <param name="onMade">Called when all pages are made that show threads, and before the index is.</param>
    /// <param name="progress">Told now and then how far it is.</param>
    public List<Diagnostic> MakeAll(Action onMade, Action<string>? progress, CancellationToken cancelled)
    {
        GiveBackRoom();
        // Huge ones from the start, while little else is held, and one at a time.
        Parallel.Invoke(() => MakeHuge(cancelled), () => MakeOthers(progress, cancelled));
        renderer.Forget();
        onMade();
        GiveBackRoom();
        // The search page comes last: its script holds the root of the index, which names all other files.
        assets.AddSearch(indexer.Write(memory.Stands, Take));
        GiveBackRoom();
        foreach (var (i, page) in site.Pages.Index().Where(page => page.Item is SearchPage)) _pages[i] = Make(page);
        foreach (var file in renderer.FilesOfSite().Concat(assets.Rest())) Take(file);
        memory.KeepAttachments();
        // A template's mistake shows on every page that uses it; it is told once.
        return [.. _pages.SelectMany(page => page.Diagnostics).Concat(AnchorCheck.Check([.. _pages.Select(page => page.Facts)])).Distinct()];

        void Take(OutputFile file)
        {
            cancelled.ThrowIfCancellationRequested();
            memory.Take(file);
        }
    }

    private void MakeHuge(CancellationToken cancelled)
    {
        foreach (var (i, page) in site.Pages.Index().Where(page => IsHuge(page.Item)))
        {
            cancelled.ThrowIfCancellationRequested();
            _pages[i] = Make(page);
            // What it was made of is old by now, and the collector rarely looks at what is old.
            GiveBackRoom();
        }
    }

    private void MakeOthers(Action<string>? progress, CancellationToken cancelled)
    {
        var count = 0;
        // No more hands than cores, even where the disk makes them wait: each holds a page, and the tools to make one.
        Parallel.For(0, site.Pages.Length, new ParallelOptions { CancellationToken = cancelled, MaxDegreeOfParallelism = Environment.ProcessorCount }, i =>
        {
            if (site.Pages[i] is not SearchPage and var page && !IsHuge(page)) _pages[i] = Make(page);
            if (Interlocked.Increment(ref count) is var made && made % PagesBetweenNotes == 0) progress?.Invoke($"{made} of {site.Pages.Length} pages made");
        });
    }

    private bool IsHuge(Page page) => site.Threads.Length >= ManyThreads && page is ThreadPage { Thread.Posts.Length: >= HugeThread };

    private (PageFacts, ImmutableArray<Diagnostic>) Make(Page page)
    {
        var thread = (page as ThreadPage)?.Thread;
        var digest = renderer.DigestOrNull(page) is { } planned ? new Digest().Add(planned).Add(thread is null ? 0 : indexer.PlaceOf(thread)).Value : (ulong?)null;
        if (memory.KeptOrNull(page, digest) is { } kept)
        {
            if (thread is not null) indexer.Add(thread, kept.Terms);
            return (kept.Facts, kept.Diagnostics);
        }

        var rendered = renderer.Render(page);
        var entry = thread is null ? IndexEntry.None : indexer.EntryOf(thread, rendered.Texts);
        var made = memory.Taken(page, digest, rendered, entry);
        // Terms that could not be kept are held.
        if (made.Terms.Length > 0) indexer.Add(thread!, made.Terms);
        else if (thread is not null) indexer.Add(thread, entry.Terms);
        return (made.Facts, made.Diagnostics);
    }

    /// <summary>A stage that goes over the whole of a large site leaves much room empty, and the next needs other room. An edit goes over little.</summary>
    private void GiveBackRoom()
    {
        if (memory.IsNew && site.Threads.Length >= ManyThreads) GC.Collect(2, GCCollectionMode.Aggressive, blocking: true, compacting: true);
    }
}

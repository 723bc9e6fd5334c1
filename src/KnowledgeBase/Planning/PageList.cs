using System.Collections.Immutable;
using KnowledgeBase.Diagnostics;
using KnowledgeBase.Model;

namespace KnowledgeBase.Planning;

/// <summary>All pages of the site with their addresses, and a check that no two have one address.</summary>
internal static class PageList
{
    /// <summary>Entries of a list page; the newest page of a list shows between this many and twice as many.</summary>
    public const int PageLength = 50;

    private const int ShownTakeawaysOfTag = 10;
    private const int ShownTakeawayTags = 40;

    private static readonly string[] Reserved = ["assets/", "search/", "statistics/", "provenance/", "lists/", "feed.xml", "sitemap.xml", "robots.txt", "opensearch.xml", "llms.txt", "threads/", "tags/", "takeaways/", "authors/", "pages/"];

    /// <param name="neighbours">Of each thread, in the order of the site's threads.</param>
    public static ImmutableArray<Page> Of(Site site, IReadOnlyList<Neighbours> neighbours, List<Diagnostic> diagnostics)
    {
        var pages = new List<Page> { new HomePage(), new NotFoundPage(), new SearchPage(), new TagsPage(), new StatisticsPage(), new ProvenancePage() };
        var threads = site.Threads;
        for (var i = 0; i < threads.Length; i++)
            pages.Add(new ThreadPage(threads[i], i > 0 ? threads[i - 1] : null, i + 1 < threads.Length ? threads[i + 1] : null, neighbours[i]));

        foreach (var (view, list) in Enum.GetValues<ThreadView>().AsParallel().AsOrdered().Select(view => (view, ViewOf(site, view))))
            pages.AddRange(Slices(ThreadListPage.UrlOf(view), list).Select(slice => new ThreadListPage(view, slice)));
        foreach (var tag in site.Tags) pages.AddRange(Slices(tag.Url, tag.Threads).Select(slice => new TagPage(tag, slice)));
        // Authors are listed by name, so their pages count from the front.
        pages.AddRange(Slices(new("authors/"), site.Authors).Select(slice => new AuthorsPage(slice)));
        foreach (var author in site.Authors) pages.AddRange(Slices(author.Url, author.Nodes).Select(slice => new AuthorPage(author, slice)));
        AddTakeaways(pages, site);
        pages.AddRange(site.ContentPages);
        AddRedirects(pages, site, diagnostics);
        return [.. pages];
    }

    private static ImmutableArray<ForumThread> ViewOf(Site site, ThreadView view)
    {
        var newest = site.Threads.Reverse();
        // What is answered elsewhere waits for nothing here.
        var open = newest.Where(thread => thread.DuplicateOf is null);
        return view switch
        {
            ThreadView.Newest => [.. newest],
            ThreadView.Active => [.. newest.OrderByDescending(thread => thread.LastPosted?.Time ?? DateTimeOffset.MinValue)],
            ThreadView.Unanswered => [.. open.Where(thread => !thread.HasAnswers)],
            ThreadView.Unsolved => [.. open.Where(thread => !thread.IsSolved)],
            ThreadView.WithoutTakeaways => [.. open.Where(thread => thread.Takeaways.IsEmpty)],
            _ => [.. newest.Where(thread => thread.ReviewAfter <= site.AsOf).OrderBy(thread => thread.ReviewAfter)],
        };
    }

    /// <summary>Cuts a list, newest first, into pages that stay as they are when something newer comes.</summary>
    public static IEnumerable<Slice<T>> Slices<T>(SiteUrl root, ImmutableArray<T> newestFirst)
    {
        var total = newestFirst.Length;
        var complete = Math.Max(0, total / PageLength - 1);
        yield return new(root, newestFirst[..(total - complete * PageLength)], null, complete + 1, total);
        for (var number = complete; number >= 1; number--)
            yield return new(root, newestFirst.Slice(total - number * PageLength, PageLength), number, complete + 1, total);
    }

    private static void AddTakeaways(List<Page> pages, Site site)
    {
        var byTag = new List<TagTakeaways>();
        foreach (var tag in site.Tags)
        {
            var all = TakeawaysOf(tag);
            if (all.Length == 0) continue;
            byTag.Add(new(tag, all[..Math.Min(all.Length, ShownTakeawaysOfTag)], all.Length));
            pages.AddRange(Slices(tag.TakeawaysUrl, all).Select(slice => new TagTakeawaysPage(tag, slice)));
        }

        var untagged = site.Threads.Reverse().Where(thread => thread.Tags.IsEmpty)
            .SelectMany(thread => thread.Takeaways.Select(takeaway => new TakeawayIn(thread, takeaway))).Take(PageLength);
        var most = byTag.OrderByDescending(tag => tag.Count).ThenBy(tag => tag.Tag.Slug.Value, StringComparer.Ordinal).Take(ShownTakeawayTags).ToHashSet();
        pages.Add(new TakeawaysPage([.. byTag.Select(tag => most.Contains(tag) ? tag : tag with { Newest = [] })], [.. untagged]));
    }

    private static ImmutableArray<TakeawayIn> TakeawaysOf(Tag tag)
    {
        var takeaways = ImmutableArray.CreateBuilder<TakeawayIn>();
        foreach (var thread in tag.Threads)
        {
            foreach (var takeaway in thread.Takeaways) takeaways.Add(new(thread, takeaway));
        }

        return takeaways.DrainToImmutable();
    }

    private static void AddRedirects(List<Page> pages, Site site, List<Diagnostic> diagnostics)
    {
        var asked = site.Threads.SelectMany(static thread => thread.Aliases).SelectMany(alias => FoldersAndFile(AliasUrl(alias.Value))).ToHashSet(StringComparer.Ordinal);
        if (asked.Count == 0) return;
        var (owners, folders) = (new Dictionary<string, string>(StringComparer.Ordinal), new Dictionary<string, string>(StringComparer.Ordinal));
        foreach (var page in pages)
        {
            if (UnicodeText.Fold(page.Url.OutputPath) is var path && asked.Contains(path)) owners[path] = $"the page '{page.Url.Value}' has it";
        }

        // The folder of a thread's page is its own.
        var threads = site.Threads.Select(static thread => UnicodeText.Fold(ThreadPage.UrlOf(thread).Value)).Where(url => asked.Contains(url.TrimEnd('/'))).ToHashSet(StringComparer.Ordinal);
        foreach (var thread in site.Threads)
        {
            foreach (var alias in thread.Aliases)
            {
                var url = AliasUrl(alias.Value);
                var places = FoldersAndFile(url);
                // No file can stand in another, nor be where there is a folder.
                var owner = IsReserved(url) ? "the site itself uses this name"
                    : places.Select(place => owners.GetValueOrDefault(place)).FirstOrDefault(owner => owner is not null)
                        ?? (places.Count > 2 && threads.Contains(places[1] + "/") ? $"the folder '{places[1]}/' belongs to that thread's page" : folders.GetValueOrDefault(places[^1]));
                if (owner is not null)
                {
                    diagnostics.Add(Rules.AliasTaken.At(alias.Location, alias.Value, owner));
                    continue;
                }

                var own = $"'{thread.Path}' has it as an alias";
                owners[places[^1]] = own;
                foreach (var folder in places[..^1]) folders.TryAdd(folder, own);
                pages.Add(new RedirectPage(url, ThreadPage.UrlOf(thread), thread.Title));
            }
        }
    }

    /// <summary>The site's own pages and lists, its files for programs, and those that stand beside pages under the same names everywhere.</summary>
    private static bool IsReserved(SiteUrl url)
    {
        var path = UnicodeText.Fold(url.Value);
        return path.StartsWith("sitemap-", StringComparison.Ordinal)
            || path.Split('/').Any(part => part is "feed.xml" or "updated.xml" or "index.json" or "index.html.md")
            || Array.Exists(Reserved, name => path == name || path.StartsWith(name is "assets/" or "search/" or "lists/" ? name : name + "/", StringComparison.Ordinal));
    }

    /// <summary>Where the redirect's file is, last, and the folders above it; alike for names that are one on some systems.</summary>
    private static List<string> FoldersAndFile(SiteUrl url)
    {
        var path = UnicodeText.Fold(url.OutputPath);
        return [.. OutputPath.Folders(path), path];
    }

    /// <summary><c>old/name.html</c> is a file, everything else a folder.</summary>
    private static SiteUrl AliasUrl(string alias)
    {
        var path = alias.TrimStart('/');
        return new(path.EndsWith(".html", StringComparison.Ordinal) || path.EndsWith('/') ? path : path + "/");
    }
}

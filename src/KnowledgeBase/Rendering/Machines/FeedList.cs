using KnowledgeBase.Markup;
using KnowledgeBase.Model;

namespace KnowledgeBase.Rendering.Machines;

/// <summary>The feeds of a site: which page has which, and what is in it. A thread without a date is in none, nor is a duplicate.</summary>
internal sealed class FeedList(Site site, Words words)
{
    private const int Longest = 50;

    private readonly Lazy<bool> _hasAny = new(() => site.Config.BaseUrl is not null && site.Threads.Any(IsIn));

    public bool HasAny => _hasAny.Value;

    /// <summary>The feed of the whole site, which every page names.</summary>
    public FeedLink? Main => HasAny ? Named("feed.xml", words["feed-new"]) : null;

    /// <summary>The feed that belongs to a page.</summary>
    public FeedLink? Of(Page page) => !HasAny ? null : page switch
    {
        HomePage => Main,
        ThreadListPage { View: ThreadView.Newest, Slice.Number: null } => Named("threads/updated.xml", words["feed-news"]),
        TakeawaysPage when site.Threads.Any(thread => IsIn(thread) && thread.Takeaways.Length > 0) => Named("takeaways/feed.xml", words["takeaways"]),
        TagPage { Slice.Number: null } tag when tag.Tag.Threads.Any(IsIn) => Named($"{tag.Tag.Url}feed.xml", tag.Tag.Name),
        _ => null,
    };

    /// <param name="seen">The site, which notes what the page asks of it.</param>
    public OutputFile? FileOf(Page page, Site seen)
    {
        if (Of(page) is not { } link) return null;
        var entries = page switch
        {
            TagPage tag => tag.Tag.Threads.Where(IsIn).Take(Longest).Select(EntryOf),
            TakeawaysPage => NewestWithTakeaways(site).SelectMany(thread => TakeawaysOf(thread, seen)).Take(Longest),
            ThreadListPage => NewestNews(site.Threads).Select(EntryOf),
            _ => site.Threads.Reverse().Where(IsIn).Take(Longest).Select(EntryOf),
        };
        return new AtomFeed(link, page.Url, [.. entries]).ToFile(seen);
    }

    /// <summary>The threads whose takeaways are in that feed, as far as it reaches.</summary>
    public static IReadOnlyList<ForumThread> NewestWithTakeaways(Site site) => NewestNews(site.Threads.Where(thread => thread.Takeaways.Length > 0));

    private static bool IsIn(ForumThread thread) => thread.Question.Byline.On is not null && thread.DuplicateOf is null;

    /// <summary>Those in which something happened last; of a million only as many as a feed holds are kept and sorted.</summary>
    private static List<ForumThread> NewestNews(IEnumerable<ForumThread> threads)
    {
        var order = Comparer<(DateTimeOffset Time, string Slug)>.Create((a, b) => a.Time != b.Time ? a.Time.CompareTo(b.Time) : string.CompareOrdinal(b.Slug, a.Slug));
        var newest = new PriorityQueue<ForumThread, (DateTimeOffset Time, string Slug)>(order);
        foreach (var thread in threads.Where(IsIn))
        {
            newest.Enqueue(thread, (thread.LastChanged!.Value.Time, thread.Slug.Value));
            if (newest.Count > Longest) newest.Dequeue();
        }

        var threadsByAge = new List<ForumThread>(newest.Count);
        while (newest.TryDequeue(out var thread, out _)) threadsByAge.Add(thread);
        threadsByAge.Reverse();
        return threadsByAge;
    }

    private FeedLink Named(string url, string name) => new(new(url), name, $"{site.Config.Title}: {name}");

    private AtomEntry EntryOf(ForumThread thread) =>
        new(thread, thread.Title, null, null, [], thread.Description ?? Excerpt.Of(MarkdownStart.TextOf(thread.Question.Body.Text)));

    private static IEnumerable<AtomEntry> TakeawaysOf(ForumThread thread, Site site) => thread.Takeaways.Select(takeaway =>
    {
        var body = MarkdownBody.Parse(takeaway.Body, thread.Path, takeaway.Id, 3, [], []);
        var statement = body.Statement();
        var title = statement.Length > 0 ? Excerpt.Of(statement) : thread.Title;
        var authors = body.SourceLinks().Select(link => TakeawaySource.Of(link, thread, site)?.Post.Byline.Author).OfType<string>().Distinct(StringComparer.Ordinal);
        string[] rest = [title == statement ? "" : statement, body.Evidence(), thread.Title];
        return new AtomEntry(thread, title, takeaway.Id, takeaway.FormerIds.FirstOrDefault(), [.. authors], string.Join(" – ", rest.Where(text => text.Length > 0)));
    });
}

/// <summary>Where a feed is, and its name.</summary>
/// <param name="Name">What it brings, in the site.</param>
/// <param name="Title">The same anywhere.</param>
internal sealed record FeedLink(SiteUrl Url, string Name, string Title);

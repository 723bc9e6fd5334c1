using System.Collections.Immutable;

namespace KnowledgeBase.Model;

/// <summary>One address of the site, with all that its template may see.</summary>
public abstract record Page(SiteUrl Url);

/// <summary>The first page: what is here, and the ways in.</summary>
public sealed record HomePage() : Page(SiteUrl.Home);

/// <param name="Older">The thread before this one in the list of all threads.</param>
/// <param name="Newer">The thread after it.</param>
public sealed record ThreadPage(ForumThread Thread, ForumThread? Older, ForumThread? Newer) : Page(UrlOf(Thread))
{
    public static SiteUrl UrlOf(ForumThread thread) => new($"threads/{thread.Slug}/");
}

/// <summary>Threads, newest first.</summary>
public sealed record ThreadListPage(Slice<ForumThread> Slice) : Page(Slice.Url);

/// <summary>All tags.</summary>
public sealed record TagsPage() : Page(new SiteUrl("tags/"));

/// <summary>The threads of one tag, newest first.</summary>
public sealed record TagPage(Tag Tag, Slice<ForumThread> Slice) : Page(Slice.Url);

/// <summary>Takeaways by tag: those tags that have any, with the newest takeaways of each.</summary>
public sealed record TakeawaysPage(ImmutableArray<TagTakeaways> Tags, ImmutableArray<TakeawayIn> Untagged) : Page(new SiteUrl("takeaways/"));

/// <summary>All takeaways of one tag, newest thread first.</summary>
public sealed record TagTakeawaysPage(Tag Tag, Slice<TakeawayIn> Slice) : Page(Slice.Url);

/// <summary>All authors.</summary>
public sealed record AuthorsPage(Slice<Author> Slice) : Page(Slice.Url);

/// <summary>What one author wrote, newest first.</summary>
public sealed record AuthorPage(Author Author, Slice<AuthoredIn> Slice) : Page(Slice.Url);

/// <summary>A page that the maintainer wrote, from <c>content/pages/</c>.</summary>
/// <param name="Inner">Its file, from the content folder.</param>
public sealed record ContentPage(Slug Slug, string Path, string Inner, string Title, string? Description, Body Body) : Page(new SiteUrl($"pages/{Slug}/"));

/// <summary>The search box and its results.</summary>
public sealed record SearchPage() : Page(new SiteUrl("search/"));

/// <summary>An older address, which leads to where its page is now.</summary>
public sealed record RedirectPage(SiteUrl Old, SiteUrl Target, string Title) : Page(Old);

/// <summary>What a host shows for an address that is not there.</summary>
public sealed record NotFoundPage() : Page(new SiteUrl("404.html"));

/// <summary>Takeaways of one tag: the newest few, and how many there are.</summary>
public sealed record TagTakeaways(Tag Tag, ImmutableArray<TakeawayIn> Newest, int Count);

/// <summary>A takeaway, and its thread.</summary>
public sealed record TakeawayIn(ForumThread Thread, Takeaway Takeaway);

/// <summary>The part of a long list that one page shows. Pages are numbered from the oldest, so that a new entry rewrites the newest page only.</summary>
/// <param name="Items">Newest first.</param>
/// <param name="Number">1 for the oldest page; null for the newest, which stands at the list's own address.</param>
/// <param name="Total">Entries in the whole list.</param>
public sealed record Slice<T>(SiteUrl Root, ImmutableArray<T> Items, int? Number, int Count, int Total)
{
    public SiteUrl Url => UrlOf(Number);

    public SiteUrl UrlOf(int? number) => number is null ? Root : new($"{Root}page/{number}/");

    /// <summary>Number of the next older page, if there is one.</summary>
    public int? Older => Number is null ? (Count > 1 ? Count - 1 : null) : Number > 1 ? Number - 1 : null;

    public bool HasNewer => Number is not null;

    /// <summary>Number of the next newer page; null means the list's own address.</summary>
    public int? Newer => Number + 1 < Count ? Number + 1 : null;
}

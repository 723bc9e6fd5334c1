using KnowledgeBase.Markup;

namespace KnowledgeBase.Rendering;

// What templates see, in snake_case. Strings are escaped where they are printed; only SafeHtml and SafeUrl are not.

/// <summary>What every page is given; the other members depend on its kind.</summary>
public abstract record PageModel(SiteModel Site, HeadModel Page);

/// <summary>The site as a page sees it: addresses are relative to that page.</summary>
public sealed record SiteModel(
    string Title, string Description, SafeUrl Home, SafeUrl Search, IReadOnlyList<LinkModel> Nav, IReadOnlyList<LinkModel> Pages,
    SafeUrl Stylesheet, SafeUrl Script, SafeUrl Icon, string? License);

/// <summary>A page's own facts.</summary>
/// <param name="Direction">ltr or rtl, from its language.</param>
/// <param name="Canonical">Absolute address, where the site has one.</param>
/// <param name="IsIndexed">Search engines may list the page.</param>
public sealed record HeadModel(
    string Kind, string Title, string? Description, string Language, string Direction, SafeUrl? Canonical, bool IsIndexed, IReadOnlyList<LinkModel> Breadcrumbs);

/// <summary>A link with its words.</summary>
public sealed record LinkModel(string Text, SafeUrl Url, bool IsCurrent = false);

/// <summary>Who and when. Dates are given as words and as ISO 8601.</summary>
public sealed record BylineModel(string? Author, SafeUrl? AuthorUrl, string? Date, string? DateIso, string? Updated, string? UpdatedIso);

/// <summary>A question, answer, reply or takeaway with its rendered body.</summary>
/// <param name="Label">The kind in words, such as "Accepted answer".</param>
/// <param name="FormerIds">Old anchors that must still land here.</param>
/// <param name="To">For a reply to a reply: the one it is made to.</param>
public sealed record NodeModel(
    string Id, string Kind, string Label, SafeUrl Permalink, bool IsAccepted, IReadOnlyList<string> FormerIds, BylineModel Byline, int? Score,
    SafeUrl? Original, string? License, LinkModel? To, SafeHtml Body, IReadOnlyList<NodeModel> Replies);

/// <summary>A thread with all its nodes.</summary>
public sealed record ThreadModel(
    string Title, string Language, string Direction, IReadOnlyList<LinkModel> Tags, BylineModel Byline, string AnswerCount, bool IsSolved, LinkModel? Source, string? License,
    string? AppliesTo, string? Reviewed, string? ReviewNote, string? ReviewAfter, LinkModel? DuplicateOf, IReadOnlyList<LinkModel> Related, LinkModel? Edit,
    IReadOnlyList<NodeModel> Takeaways, NodeModel Question, IReadOnlyList<NodeModel> Answers, LinkModel? Older, LinkModel? Newer);

/// <summary>A thread in a list.</summary>
public sealed record ThreadEntryModel(
    string Title, SafeUrl Url, string Description, string Language, string Direction, string? Date, string? DateIso, string AnswerCount, bool IsSolved, IReadOnlyList<LinkModel> Tags);

/// <summary>Ways from one page of a list to its neighbours.</summary>
public sealed record PaginationModel(LinkModel? Newer, LinkModel? Older, string Position);

/// <summary>A tag or author in a list, with how often it occurs.</summary>
public sealed record CountedLinkModel(string Text, SafeUrl Url, int Count, string CountText);

/// <summary>A takeaway outside its thread.</summary>
public sealed record TakeawayEntryModel(SafeHtml Body, LinkModel Thread, SafeUrl Permalink, string Language, string Direction);

/// <summary>A tag with its newest takeaways.</summary>
public sealed record TagTakeawaysModel(string Id, LinkModel Tag, IReadOnlyList<TakeawayEntryModel> Takeaways, LinkModel? All);

/// <summary>A node in its author's list.</summary>
public sealed record AuthoredEntryModel(string Label, LinkModel Thread, string? Date, string? DateIso, bool IsAccepted);

public sealed record HomeModel(
    SiteModel Site, HeadModel Page, IReadOnlyList<CountedLinkModel> Figures, IReadOnlyList<ThreadEntryModel> Newest,
    IReadOnlyList<CountedLinkModel> Tags, IReadOnlyList<TakeawayEntryModel> Takeaways) : PageModel(Site, Page);

public sealed record ThreadPageModel(SiteModel Site, HeadModel Page, ThreadModel Thread) : PageModel(Site, Page);

public sealed record ThreadsModel(SiteModel Site, HeadModel Page, IReadOnlyList<ThreadEntryModel> Threads, PaginationModel Pagination) : PageModel(Site, Page);

public sealed record TagsModel(SiteModel Site, HeadModel Page, IReadOnlyList<CountedLinkModel> Tags) : PageModel(Site, Page);

public sealed record TagModel(
    SiteModel Site, HeadModel Page, string Tag, LinkModel? Takeaways, IReadOnlyList<ThreadEntryModel> Threads, PaginationModel Pagination) : PageModel(Site, Page);

public sealed record TakeawaysModel(
    SiteModel Site, HeadModel Page, IReadOnlyList<TagTakeawaysModel> Tags, IReadOnlyList<CountedLinkModel> MoreTags, IReadOnlyList<TakeawayEntryModel> Untagged) : PageModel(Site, Page);

public sealed record TagTakeawaysPageModel(
    SiteModel Site, HeadModel Page, LinkModel Tag, IReadOnlyList<TakeawayEntryModel> Takeaways, PaginationModel Pagination) : PageModel(Site, Page);

public sealed record AuthorsModel(SiteModel Site, HeadModel Page, IReadOnlyList<CountedLinkModel> Authors, PaginationModel Pagination) : PageModel(Site, Page);

public sealed record AuthorModel(
    SiteModel Site, HeadModel Page, string Author, string Counts, IReadOnlyList<AuthoredEntryModel> Nodes, PaginationModel Pagination) : PageModel(Site, Page);

public sealed record ContentPageModel(SiteModel Site, HeadModel Page, SafeHtml Body, LinkModel? Edit) : PageModel(Site, Page);

/// <summary>For pages that need nothing but the site: search, 404.</summary>
public sealed record PlainPageModel(SiteModel Site, HeadModel Page) : PageModel(Site, Page);

public sealed record RedirectModel(SiteModel Site, HeadModel Page, LinkModel Target) : PageModel(Site, Page);

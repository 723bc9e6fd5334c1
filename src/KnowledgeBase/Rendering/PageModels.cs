using KnowledgeBase.Markup;
using KnowledgeBase.Rendering.Machines;

namespace KnowledgeBase.Rendering;

// What templates see, in snake_case. Strings are escaped where they are printed; only SafeHtml and SafeUrl are not.

/// <summary>What every page is given; the other members depend on its kind.</summary>
public abstract record PageModel(SiteModel Site, HeadModel Page);

/// <summary>The site as a page sees it: addresses are relative to that page.</summary>
public sealed record SiteModel(
    string Title, string Description, SafeUrl Home, SafeUrl Search, IReadOnlyList<LinkModel> Nav, IReadOnlyList<LinkModel> Pages,
    SafeUrl Stylesheet, SafeUrl Script, SafeUrl Marks, SafeUrl Icon, string? License, string? LicenseSentence);

/// <summary>A page's own facts.</summary>
/// <param name="Direction">ltr or rtl, from its language.</param>
/// <param name="Canonical">Absolute address, where the site has one.</param>
/// <param name="IsIndexed">Search engines may list the page.</param>
/// <param name="Machines">What the head says to programs.</param>
public sealed record HeadModel(
    string Kind, string Title, string? Description, string Language, string Direction, SafeUrl? Canonical, bool IsIndexed, IReadOnlyList<LinkModel> Breadcrumbs,
    MachineHead Machines);

/// <summary>A link with its words.</summary>
public sealed record LinkModel(string Text, SafeUrl Url, bool IsCurrent = false);

/// <summary>Who and when. Dates are given as words and as ISO 8601.</summary>
public sealed record BylineModel(string? Author, SafeUrl? AuthorUrl, string? Date, string? DateIso, string? Updated, string? UpdatedIso);

/// <summary>A thread in a list.</summary>
/// <param name="AnswerNumber">How many answers it has; with the noun that goes with it, <c>AnswerCount</c>.</param>
public sealed record ThreadEntryModel(
    string Title, SafeUrl Url, string Description, string Language, string Direction, string? Date, string? DateIso, int Answers, string AnswerNumber, string AnswerNoun, string AnswerCount, bool IsSolved, IReadOnlyList<LinkModel> Tags);

/// <summary>Ways from one page of a list to its neighbours.</summary>
public sealed record PaginationModel(LinkModel? Newer, LinkModel? Older, string Position);

/// <summary>A tag or author in a list, with how often it occurs.</summary>
/// <param name="Good">How many of these are solved, or accepted; null where nothing is.</param>
/// <param name="GoodText">The same in words.</param>
/// <param name="Weight">From 1 (rare) to 5 (among the most frequent).</param>
public sealed record CountedLinkModel(string Text, SafeUrl Url, int Count, string CountText, int Weight = 1, string? Description = null, string? Good = null, string? GoodText = null);

/// <summary>A takeaway outside its thread.</summary>
public sealed record TakeawayEntryModel(SafeHtml Body, LinkModel Thread, SafeUrl Permalink, string Language, string Direction);

/// <summary>A tag with its newest takeaways.</summary>
public sealed record TagTakeawaysModel(string Id, LinkModel Tag, IReadOnlyList<TakeawayEntryModel> Takeaways, LinkModel? All);

/// <summary>A node in its author's list.</summary>
/// <param name="Start">Its first words.</param>
public sealed record AuthoredEntryModel(string Label, LinkModel Thread, string Start, string Language, string? Date, string? DateIso, bool IsAccepted);

/// <summary>The first page: the newest threads, and ways to the others.</summary>
public sealed record HomeModel(
    SiteModel Site, HeadModel Page, IReadOnlyList<CountedLinkModel> Figures, IReadOnlyList<ThreadEntryModel> Newest,
    IReadOnlyList<CountedLinkModel> MostLinked, IReadOnlyList<CountedLinkModel> Tags, IReadOnlyList<TakeawayEntryModel> Takeaways) : PageModel(Site, Page);

/// <summary>The page of a thread.</summary>
public sealed record ThreadPageModel(SiteModel Site, HeadModel Page, ThreadModel Thread) : PageModel(Site, Page);

/// <summary>One page of a list of threads.</summary>
/// <param name="Lead">What the list shows, in a sentence.</param>
/// <param name="Views">All lists of threads, this one among them.</param>
public sealed record ThreadsModel(
    SiteModel Site, HeadModel Page, string Lead, IReadOnlyList<LinkModel> Views, IReadOnlyList<ThreadEntryModel> Threads, PaginationModel Pagination) : PageModel(Site, Page);

/// <summary>The list of all tags.</summary>
public sealed record TagsModel(SiteModel Site, HeadModel Page, IReadOnlyList<CountedLinkModel> Tags) : PageModel(Site, Page);

/// <summary>One page of the threads of a tag.</summary>
/// <param name="ThreadCount">How many threads it has; said on its newest page only, so that others stay as they are when one is added.</param>
/// <param name="SolvedCount">How many of them are solved; null where none is.</param>
public sealed record TagModel(
    SiteModel Site, HeadModel Page, string Tag, string? Description, string? ThreadCount, string? SolvedCount, LinkModel? Takeaways, IReadOnlyList<ThreadEntryModel> Threads, PaginationModel Pagination) : PageModel(Site, Page);

/// <summary>The takeaways of the whole site, by tag.</summary>
public sealed record TakeawaysModel(
    SiteModel Site, HeadModel Page, IReadOnlyList<TagTakeawaysModel> Tags, IReadOnlyList<CountedLinkModel> MoreTags, IReadOnlyList<TakeawayEntryModel> Untagged) : PageModel(Site, Page);

/// <summary>One page of the takeaways of a tag.</summary>
public sealed record TagTakeawaysPageModel(
    SiteModel Site, HeadModel Page, LinkModel Tag, IReadOnlyList<TakeawayEntryModel> Takeaways, PaginationModel Pagination) : PageModel(Site, Page);

/// <summary>One page of the list of authors.</summary>
public sealed record AuthorsModel(SiteModel Site, HeadModel Page, IReadOnlyList<CountedLinkModel> Authors, PaginationModel Pagination) : PageModel(Site, Page);

/// <summary>One page of what an author wrote.</summary>
/// <param name="Counts">On the newest page only.</param>
public sealed record AuthorModel(
    SiteModel Site, HeadModel Page, string Author, string? Counts, IReadOnlyList<AuthoredEntryModel> Nodes, PaginationModel Pagination) : PageModel(Site, Page);

/// <summary>A page that is no thread, from the folder <c>pages</c>.</summary>
/// <param name="Outline">Its headings of the first level, where there are several.</param>
public sealed record ContentPageModel(SiteModel Site, HeadModel Page, SafeHtml Body, IReadOnlyList<LinkModel> Outline, LinkModel? Edit) : PageModel(Site, Page);

/// <summary>For pages that need nothing but the site: search, 404.</summary>
public sealed record PlainPageModel(SiteModel Site, HeadModel Page) : PageModel(Site, Page);

/// <summary>An old address, which leads on to the page.</summary>
public sealed record RedirectModel(SiteModel Site, HeadModel Page, LinkModel Target) : PageModel(Site, Page);

/// <summary>A row of a table: its name, which may lead somewhere, and its figures.</summary>
public sealed record FigureModel(string Name, LinkModel? Link, IReadOnlyList<string> Values);

/// <summary>Figures that are drawn as bars.</summary>
/// <param name="Columns">Headings, the first over the names.</param>
public sealed record PlotModel(string Id, string Title, IReadOnlyList<string> Columns, IReadOnlyList<BarRowModel> Rows);

/// <summary>A row of a plot: its name, which may lead somewhere, and its bars.</summary>
public sealed record BarRowModel(string Name, LinkModel? Link, IReadOnlyList<BarModel> Bars);

/// <summary>A figure and how long its bar is.</summary>
/// <param name="Percent">Of the longest bar.</param>
public sealed record BarModel(string Count, string Percent);

/// <summary>The statistics of the site.</summary>
public sealed record StatisticsModel(SiteModel Site, HeadModel Page, IReadOnlyList<PlotModel> Plots) : PageModel(Site, Page);

/// <summary>Where the threads come from, and under which licences.</summary>
public sealed record ProvenanceModel(SiteModel Site, HeadModel Page, IReadOnlyList<FigureModel> Sources, IReadOnlyList<FigureModel> Licenses) : PageModel(Site, Page);

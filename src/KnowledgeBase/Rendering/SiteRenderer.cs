using System.Collections.Immutable;
using KnowledgeBase.Diagnostics;
using KnowledgeBase.Markup;
using KnowledgeBase.Model;
using KnowledgeBase.Rendering.Machines;

namespace KnowledgeBase.Rendering;

/// <summary>What rendering one page gives: its files, what others need to know of it, and what was noticed.</summary>
/// <param name="Card">The picture of a thread's title, made if it is not there.</param>
/// <param name="Texts">Of a thread's page: what each node says, without markup, in the order of <see cref="ForumThread.Nodes"/>.</param>
/// <param name="Lookups">What was asked of the site for it.</param>
public sealed record RenderedPage(ImmutableArray<OutputFile> Files, NamedFile? Card, PageFacts Facts, ImmutableArray<string> Texts, ImmutableArray<Diagnostic> Diagnostics, LookupLog Lookups);

/// <summary>Renders the pages of a site, each on its own, so that they can be rendered in parallel and none is held.</summary>
public sealed class SiteRenderer(Site site, TemplateSet templates, Words words, Assets assets, bool withIndex)
{
    private const int FewestInOutline = 3;

    private readonly ListModels _lists = new(site, words, assets, withIndex);
    private readonly MachineFiles _machines = new(site, words, withIndex);

    /// <summary>What is kept for several pages gives its room back.</summary>
    public void Forget() => _lists.Forget();

    /// <summary>The files that belong to no page, made one after the other.</summary>
    public IEnumerable<OutputFile> FilesOfSite() => _machines.FilesOfSite();

    /// <summary>Stands for what the plan gave a page; null for a page that is made every time.</summary>
    public ulong? DigestOrNull(Page page) => PageDigest.OrNull(page, site) is { } planned ? new Digest().Add(planned).Add(_machines.HasFeed).Value : null;

    public RenderedPage Render(Page page)
    {
        var diagnostics = new List<Diagnostic>();
        var lookups = new LookupLog();
        var seen = site.NotedIn(lookups);
        var frame = new PageFrame(seen, words, page, withIndex);
        var facts = new PageFacts(page.Url, [], [], []);
        ImmutableArray<string> texts = [];
        List<OutputFile> beside = _machines.FeedBeside(page, seen) is { } feed ? [feed] : [];
        PageModel model;
        switch (page)
        {
            case ThreadPage thread:
                var bodies = new ThreadBodies(seen, words, assets, thread.Thread, page.Url, withIndex, diagnostics);
                var threadModel = ThreadModels.Of(thread, seen, bodies, frame);
                bodies.CheckTakeaways();
                (facts, texts) = (bodies.Facts(page.Url), bodies.Texts());
                var structured = new StructuredThread(thread.Thread, seen, threadModel, bodies).ToJson();
                beside.AddRange(new ThreadTwins(thread.Thread, seen, threadModel, bodies).Files());
                model = new ThreadPageModel(SiteOf(frame, page), HeadOf(frame, page, thread.Thread.Title, bodies.Start, structured), threadModel);
                break;
            case ContentPage content:
                (model, facts) = ContentPageOf(content, frame, diagnostics);
                break;
            case RedirectPage redirect:
                model = new RedirectModel(SiteOf(frame, page), HeadOf(frame, page, redirect.Title, null), new(redirect.Title, frame.To(redirect.Target)));
                break;
            default:
                var (title, description) = _lists.TitleOf(page);
                model = _lists.ModelOf(page, frame, SiteOf(frame, page), HeadOf(frame, page, title, description));
                break;
        }

        if (page is HomePage) diagnostics.AddRange(_machines.Notices());
        var (html, templateDiagnostics) = templates.Render(model.Page.Kind, model);
        diagnostics.AddRange(templateDiagnostics);
        return new([new OutputFile(page.Url.OutputPath, html), .. beside], _machines.CardBeside(page), facts, texts, [.. diagnostics], lookups);
    }

    private (ContentPageModel, PageFacts) ContentPageOf(ContentPage page, PageFrame frame, List<Diagnostic> diagnostics)
    {
        HashSet<string> ids = [];
        var body = MarkdownBody.Parse(page.Body, page.Path, "p", 1, ids, diagnostics);
        var links = new BodyLinks(frame.Site, assets, page.Inner, page.Url, withIndex, diagnostics);
        var html = body.ToHtml("p", words, link => links.Resolve(link, fragment => body.OwnId("p", fragment)), diagnostics, linksHeadings: true);
        var headings = body.HeadingsOf(2).Select(heading => new LinkModel(heading.Text, new("#" + heading.Id))).ToList();
        var head = HeadOf(frame, page, page.Title, page.Description ?? Excerpt.Of(body.TextOf(enough: 400) ?? ""));
        var model = new ContentPageModel(SiteOf(frame, page), head, html, headings.Count < FewestInOutline ? [] : headings, frame.EditLink(page.Path, page.Inner, "edit-page"));
        return (model, new(page.Url, [.. ids], [.. links.AnchorUses], [.. links.Attachments]));
    }

    private SiteModel SiteOf(PageFrame frame, Page page)
    {
        LinkModel NavTo(string name) => new(words[name], frame.To(new(name + "/")), page.Url.Value.StartsWith(name + "/", StringComparison.Ordinal) || (page is ThreadListPage && name == "threads"));
        LinkModel PageTo(string name) => new(words[name], frame.To(new(name + "/")), page.Url.Value == name + "/");
        SafeUrl Asset(string name) => frame.To(assets.UrlOf(name) ?? new SiteUrl("assets/" + name));
        return new(
            site.Config.Title, site.Config.Description, frame.To(SiteUrl.Home), frame.To(new("search/")),
            [NavTo("threads"), NavTo("tags"), NavTo("takeaways"), NavTo("authors")],
            [.. site.ContentPages.Select(content => new LinkModel(content.Title, frame.To(content.Url), content.Url == page.Url)), PageTo("provenance"), PageTo("statistics")],
            Asset("site.css"), Asset(page is SearchPage ? Assets.SearchScript : "site.js"), Asset("marks.js"), Asset("icon.svg"), site.Config.License,
            site.Config.License is { } license ? words.With("posts-licensed", license) : null);
    }

    private HeadModel HeadOf(PageFrame frame, Page page, string title, string? description, byte[]? structured = null)
    {
        var kind = KindOf(page);
        var canonicalPage = page switch
        {
            RedirectPage redirect => redirect.Target,
            ThreadPage { Thread.DuplicateOf: { } duplicate } when frame.Site.ThreadBySlug.TryGetValue(duplicate.Value, out var original) => ThreadPage.UrlOf(original),
            _ => page.Url,
        };
        var canonical = site.Config.BaseUrl is { } root && page is not NotFoundPage ? new SafeUrl(canonicalPage.Under(root)) : null;
        return new(kind, title, description, frame.Language, frame.Direction, canonical, IsIndexed(page), Breadcrumbs(frame, page), _machines.HeadOf(page, frame, canonical, structured));
    }

    /// <summary>Search engines may list the page.</summary>
    internal static bool IsIndexed(Page page) => page is not (NotFoundPage or RedirectPage or SearchPage);

    private static List<LinkModel> Breadcrumbs(PageFrame frame, Page page)
    {
        LinkModel Crumb(string name) => new(frame.Words[name], frame.To(new(name + "/")));
        return page switch
        {
            ThreadPage thread => [Crumb("threads"), .. frame.TagLinks(thread.Thread).Take(1)],
            TagPage => [Crumb("tags")],
            TagTakeawaysPage => [Crumb("takeaways")],
            AuthorPage => [Crumb("authors")],
            _ => [],
        };
    }

    /// <summary>Name of the page's template, which is its kind.</summary>
    private static string KindOf(Page page) => page switch
    {
        HomePage => "home",
        ThreadPage => "thread",
        ThreadListPage => "threads",
        TagsPage => "tags",
        TagPage => "tag",
        TakeawaysPage => "takeaways",
        TagTakeawaysPage => "tag-takeaways",
        AuthorsPage => "authors",
        AuthorPage => "author",
        ContentPage => "page",
        SearchPage => "search",
        StatisticsPage => "statistics",
        ProvenancePage => "provenance",
        RedirectPage => "redirect",
        NotFoundPage => "not-found",
        _ => throw new ArgumentOutOfRangeException(nameof(page)),
    };
}

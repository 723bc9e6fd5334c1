using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using KnowledgeBase.Diagnostics;
using KnowledgeBase.Markup;
using KnowledgeBase.Model;

namespace KnowledgeBase.Rendering.Machines;

/// <summary>What a site has for programs: files beside its pages, files for the whole, and what the pages' heads say of them.</summary>
internal sealed class MachineFiles(Site site, Words words, bool withIndex)
{
    private readonly FeedList _feeds = new(site, words);
    private readonly SocialCards? _cards = site.Config is { HasSocialCards: true, BaseUrl: not null } ? new(site.Config) : null;
    private readonly string? _root = site.Config.BaseUrl;

    /// <param name="canonical">Absolute address that stands for the page.</param>
    /// <param name="structured">The page as JSON-LD.</param>
    public MachineHead HeadOf(Page page, PageFrame frame, SafeUrl? canonical, byte[]? structured) => new(
        [.. AlternatesOf(page).Select(link => new AlternateModel(link.Type, link.Title, frame.To(link.Url)))],
        [.. TwinsOf(page).Select(twin => new LinkModel(twin.Name, frame.To(twin.Url)))],
        _feeds.Of(page) is { } feed ? new(words.With("feed-of", feed.Name), frame.To(feed.Url)) : null,
        _root is null ? null : frame.To(SearchDescription.Url),
        SiteRenderer.IsIndexed(page) ? new(page is ThreadPage ? "article" : "website", canonical, CardOf(page) is { } card ? new(card.Under(_root!)) : null) : null,
        structured is null ? null : ToElement(structured));

    /// <summary>The feed that belongs to a page.</summary>
    /// <param name="seen">The site, which notes what the page asks of it.</param>
    public OutputFile? FeedBeside(Page page, Site seen) => _feeds.FileOf(page, seen);

    /// <summary>Whether there is a feed, which every page names.</summary>
    public bool HasFeed => _feeds.HasAny;

    /// <summary>The card that belongs to a page.</summary>
    public NamedFile? CardBeside(Page page) => CardOf(page) is { } card ? new(card.OutputPath, () => _cards!.Draw(((ThreadPage)page).Thread)) : null;

    /// <summary>Said once, of the whole site.</summary>
    public IEnumerable<Diagnostic> Notices()
    {
        var without = _cards is null ? [] : site.Threads.Where(thread => _cards.UrlOf(thread) is null).ToList();
        return without.Count == 0 ? [] : [Rules.NoSocialCard.At(new(without[0].Path), without.Count.ToString(CultureInfo.InvariantCulture))];
    }

    /// <summary>The files that belong to the whole site, made one after the other.</summary>
    public IEnumerable<OutputFile> FilesOfSite()
    {
        yield return ModelGuide.ToFile(site, withIndex);
        yield return new("robots.txt", Encoding.UTF8.GetBytes(_root is null ? "User-agent: *\nAllow: /\n" : $"User-agent: *\nAllow: /\n\nSitemap: {_root}sitemap.xml\n"));
        if (_root is null) yield break;
        yield return SearchDescription.ToFile(site.Config, _root);
        foreach (var file in Sitemap.Files(site.Pages, _root)) yield return file;
    }

    private IEnumerable<(string Type, string Title, SiteUrl Url)> AlternatesOf(Page page)
    {
        if (!SiteRenderer.IsIndexed(page)) yield break;
        var main = _feeds.Main;
        if (main is not null) yield return ("application/atom+xml", main.Title, main.Url);
        if (_feeds.Of(page) is { } own && own != main) yield return ("application/atom+xml", own.Title, own.Url);
        foreach (var (type, name, url) in TwinsOf(page)) yield return (type, words.With("thread-as", name), url);
    }

    private static (string Type, string Name, SiteUrl Url)[] TwinsOf(Page page) => page is not ThreadPage ? [] :
    [
        ("text/markdown", "Markdown", new(page.Url + ThreadTwins.MarkdownName)),
        ("application/json", "JSON", new(page.Url + ThreadTwins.JsonName)),
    ];

    private SiteUrl? CardOf(Page page) => page is ThreadPage thread ? _cards?.UrlOf(thread.Thread) : null;

    private static StructuredModel ToElement(byte[] json) => new(
        new((byte[])[.. "<script type=\"application/ld+json\">"u8, .. json, .. "</script>"u8]),
        new($"'sha256-{Convert.ToBase64String(SHA256.HashData(json))}'"));
}

using System.Globalization;
using System.Xml.Linq;
using KnowledgeBase.Diagnostics;
using KnowledgeBase.Model;
using KnowledgeBase.Rendering.Machines;
using Xunit;

namespace KnowledgeBase.Tests.Rendering.Machines;

/// <summary>Feeds, sitemap, robots.txt and opensearch.xml, each held against its specification.</summary>
public class FeedTests
{
    private const string Root = "https://example.org/kb/";
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";
    private static readonly XNamespace Map = "http://www.sitemaps.org/schemas/sitemap/0.9";
    private static readonly XNamespace Search = "http://a9.com/-/spec/opensearch/1.1/";

    [Fact]
    public void Feeds_HoldWhatTheirPageShows()
    {
        using var site = Site();
        Assert.Equal(["c", "a"], Slugs(site, "feed.xml"));
        Assert.Equal(["a", "c"], Slugs(site, "threads/updated.xml"));
        Assert.Equal(["a"], Slugs(site, "tags/csharp/feed.xml"));
        Assert.Equal(["a/#t1", "a/#tip"], Slugs(site, "takeaways/feed.xml"));
        Assert.False(site.Has("tags/undated/feed.xml"));
        var entry = Feed(site, "tags/csharp/feed.xml").Descendants(Atom + "entry").Single();
        Assert.Equal("2024-05-06T05:30:00Z", entry.Element(Atom + "updated")!.Value);
        Assert.Equal("2024-01-01T00:00:00Z", entry.Element(Atom + "published")!.Value);
        Assert.Equal("Why?", entry.Element(Atom + "summary")!.Value);
        Assert.Equal(("csharp", "C#"), (entry.Element(Atom + "category")!.Attribute("term")!.Value, entry.Element(Atom + "category")!.Attribute("label")!.Value));
    }

    [Fact]
    public void FeedOfTakeaways_SaysEachOnce_AndWhoseWordsItQuotes()
    {
        var long_ = string.Concat(Enumerable.Repeat("word ", 40)) + "end.";
        using var site = TestSite.Of(
            ("site.yaml", $"title: S\nbase-url: {Root}\n"),
            ("threads/a.md", $"---\ntitle: Which is it?\n---\n## Question by Jo on 2024-01-01\n\nWhy?\n\n## Answer by Al\n\n1. Use **this** one.\n\n## Takeaways\n\n- Use it. [a1, step 1](#a1-s1), [q](#q), [b](b.md#a1)\n  > Use this one\n- {long_} [a1](#a1)\n"),
            ("threads/b.md", "---\ntitle: b\n---\n## Question\n\n## Answer by Kim\n"));
        Assert.True(site.Build().IsPublished);
        var entries = Feed(site, "takeaways/feed.xml").Descendants(Atom + "entry").ToList();
        Assert.Equal(("Use it.", "“Use this one” – Which is it?"), (entries[0].Element(Atom + "title")!.Value, entries[0].Element(Atom + "summary")!.Value));
        Assert.Equal(["Al", "Jo", "Kim"], entries[0].Elements(Atom + "contributor").Select(person => person.Element(Atom + "name")!.Value));
        Assert.Equal($"{Root}authors/kim/", entries[0].Elements(Atom + "contributor").Last().Element(Atom + "uri")!.Value);
        Assert.EndsWith("…", entries[1].Element(Atom + "title")!.Value, StringComparison.Ordinal);
        Assert.Equal($"{long_} – Which is it?", entries[1].Element(Atom + "summary")!.Value);
    }

    [Fact]
    public void Feeds_EachPageNamesItsOwn()
    {
        using var site = Site();
        foreach (var (page, feed) in (ReadOnlySpan<(string, string)>)[("", "feed.xml"), ("threads/", "updated.xml"), ("tags/csharp/", "feed.xml"), ("takeaways/", "feed.xml"), ("threads/a/", "../../feed.xml")])
            Assert.Contains($"\" href=\"{feed}\">", site.Read(page + "index.html"), StringComparison.Ordinal);
        Assert.DoesNotContain("atom+xml", site.Read("404.html"), StringComparison.Ordinal);
    }

    [Fact]
    public void Id_OfARenamedThread_Stays()
    {
        using var site = TestSite.Of(("site.yaml", $"base-url: {Root}\n"), ("threads/old.md", "---\ntitle: t\n---\n## Question on 2024-01-01\n\n## Takeaways\n\n- x [q](#q) {#t-x}\n"));
        string[] Ids() => [.. ((string[])["feed.xml", "takeaways/feed.xml"]).SelectMany(path => Feed(site, path).Descendants(Atom + "entry")).Select(entry => entry.Element(Atom + "id")!.Value)];
        site.Build();
        var before = Ids();
        File.Delete(Path.Combine(site.Content, "threads", "old.md"));
        site.Write("threads/new.md", "---\ntitle: t\naliases: [threads/old/]\n---\n## Question on 2024-01-01\n\n## Takeaways\n\n- x [q](#q) {#t-y was=t-x}\n").Build();
        Assert.Equal([$"{Root}threads/old/", $"{Root}threads/old/#t-x"], before);
        Assert.Equal(before, Ids());
        Assert.Contains($"href=\"{Root}threads/new/#t-y\"", site.Read("takeaways/feed.xml"), StringComparison.Ordinal);
    }

    [Fact]
    public void WithoutAddress_WhatNeedsOneIsLeftOutWithOneNotice()
    {
        using var site = Site(root: null);
        Assert.Empty(Directory.EnumerateFiles(site.Output, "*.xml", SearchOption.AllDirectories));
        Assert.Equal("User-agent: *\nAllow: /\n", site.Read("robots.txt"));
        Assert.DoesNotContain("og:url", site.Read("index.html"), StringComparison.Ordinal);
        var report = SiteBuild.Run(new BuildOptions { ContentFolder = site.Content, OutputFolder = site.Output, TemplatesFolder = site.Templates, IsStrict = true }, cancelled: TestContext.Current.CancellationToken);
        Assert.Equal([Rules.NoBaseUrl], report.Diagnostics.Select(diagnostic => diagnostic.Rule));
        Assert.True(report.IsPublished);
    }

    [Fact]
    public void Sitemap_ListsWhatMayBeListed()
    {
        using var site = Site();
        var map = XDocument.Parse(site.Read("sitemap.xml"));
        Assert.Equal(Map + "urlset", map.Root!.Name);
        var locations = map.Descendants(Map + "loc").Select(loc => loc.Value).ToList();
        Assert.Equal(locations.Distinct(), locations);
        Assert.All(locations, location => Assert.StartsWith(Root, location, StringComparison.Ordinal));
        Assert.Equal([$"{Root}threads/", $"{Root}threads/a/", $"{Root}threads/c/", $"{Root}threads/undated/"], locations.Where(location => location.StartsWith(Root + "threads/", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        Assert.DoesNotContain(locations, location => location.EndsWith("/search/", StringComparison.Ordinal) || location.EndsWith("/old/place/", StringComparison.Ordinal) || location.EndsWith("404.html", StringComparison.Ordinal));
        Assert.Equal("2024-05-06T07:30:00+02:00", map.Descendants(Map + "url").Single(url => url.Element(Map + "loc")!.Value.EndsWith("/a/", StringComparison.Ordinal)).Element(Map + "lastmod")!.Value);
        Assert.Equal($"User-agent: *\nAllow: /\n\nSitemap: {Root}sitemap.xml\n", site.Read("robots.txt"));
    }

    [Theory]
    [InlineData(7, 10, "sitemap.xml")]
    [InlineData(10, 10, "sitemap.xml")]
    [InlineData(11, 10, "sitemap-1.xml", "sitemap-2.xml", "sitemap.xml")]
    [InlineData(30, 10, "sitemap-1.xml", "sitemap-2.xml", "sitemap-3.xml", "sitemap.xml")]
    [InlineData(60_000, 50_000, "sitemap-1.xml", "sitemap-2.xml", "sitemap.xml")]
    public void Sitemap_OverTheLimit_HasAnIndex(int count, int most, params string[] names)
    {
        var pages = Enumerable.Range(0, count).Select(n => new AuthorPage(new(Slug.From($"a{n}", "a"), "a", []), new(new($"authors/a{n}/"), [], null, 1, 0)));
        var files = Sitemap.Files(pages, Root, most).ToList();
        Assert.Equal(names, files.Select(file => file.Path));
        var parsed = files.Select(file => XDocument.Parse(System.Text.Encoding.UTF8.GetString(file.Content.Span))).ToList();
        var maps = names.Length == 1 ? parsed : parsed[..^1];
        Assert.Equal(count, maps.Sum(map => map.Root!.Elements(Map + "url").Count()));
        Assert.All(maps, map => Assert.InRange(map.Root!.Elements().Count(), 1, most));
        if (names.Length > 1) Assert.Equal(names[..^1].Select(name => Root + name), parsed[^1].Root!.Elements(Map + "sitemap").Select(part => part.Element(Map + "loc")!.Value));
    }

    [Theory]
    [InlineData("Git", "Git", null)]
    [InlineData("Forum Q&A Knowledge Base", "Forum Q&A", "Forum Q&A Knowledge Base")]
    [InlineData("Donaudampfschifffahrtsgesellschaft", "Donaudampfschiff", "Donaudampfschifffahrtsgesellschaft")]
    [InlineData("a😀😀😀😀😀😀😀😀😀", "a😀😀😀😀😀😀😀", "a😀😀😀😀😀😀😀😀😀")]
    [InlineData("Everything that anybody ever wanted to know about Git", "Everything that", "Everything that anybody ever wanted to know")]
    public void OpenSearch_KeepsTheLimits(string title, string shortName, string? longName)
    {
        using var site = TestSite.Of(("site.yaml", $"title: \"{title}\"\nbase-url: {Root}\nlanguage: de\n"), ("threads/a.md", "---\ntitle: t\n---\n## Question\n"));
        site.Build();
        var root = XDocument.Parse(site.Read("opensearch.xml")).Root!;
        Assert.Equal(Search + "OpenSearchDescription", root.Name);
        Assert.Equal((shortName, longName), (root.Element(Search + "ShortName")!.Value, root.Element(Search + "LongName")?.Value));
        Assert.InRange(root.Element(Search + "ShortName")!.Value.Length, 1, 16);
        Assert.InRange(root.Element(Search + "Description")!.Value.Length, 1, 1024);
        Assert.Contains(root.Elements(Search + "Url"), url => url.Attribute("type")!.Value == "text/html" && url.Attribute("template")!.Value == $"{Root}search/?q={{searchTerms}}");
        Assert.Contains("<link rel=\"search\" type=\"application/opensearchdescription+xml\"", site.Read("index.html"), StringComparison.Ordinal);
    }

    private static TestSite Site(string? root = Root)
    {
        var site = TestSite.Of(
            ("site.yaml", root is null ? "title: S\n" : $"title: S\nbase-url: {root}\n"),
            ("threads/a.md", "---\ntitle: First\ntags: [\"C#\", none]\naliases: [old/place]\n---\n## Question by Jo on 2024-01-01\n\nWhy?\n\n## Answer on 2024-05-06T07:30:00+02:00\n\nSo.\n\n## Takeaways\n\n- One [q](#q)\n- Two [a1](#a1) {#tip}\n"),
            ("threads/b.md", "---\ntitle: Again\nduplicate-of: a\ntags: [none]\n---\n## Question on 2024-03-01\n"),
            ("threads/c.md", "---\ntitle: Later\n---\n## Question on 2024-02-01\n"),
            ("threads/undated.md", "---\ntitle: Undated\ntags: [undated]\n---\n## Question\n\n## Answer on 2024-06-01\n"));
        Assert.True(site.Build().IsPublished);
        return site;
    }

    private static IEnumerable<string> Slugs(TestSite site, string path) =>
        Feed(site, path).Descendants(Atom + "entry").Select(entry => entry.Element(Atom + "link")!.Attribute("href")!.Value[(Root + "threads/").Length..].TrimEnd('/'));

    /// <summary>A feed that keeps to RFC 4287.</summary>
    internal static XDocument Feed(TestSite site, string path)
    {
        var feed = XDocument.Parse(site.Read(path));
        Assert.Equal(Atom + "feed", feed.Root!.Name);
        CheckRequired(feed.Root);
        Assert.NotEmpty(feed.Root.Elements(Atom + "author"));
        Assert.Contains(feed.Root.Elements(Atom + "link"), link => link.Attribute("rel")!.Value == "self" && link.Attribute("href")!.Value == Root + path);
        var ids = feed.Root.Elements(Atom + "entry").Select(entry => entry.Element(Atom + "id")!.Value).ToList();
        Assert.Equal(ids.Distinct(), ids);
        foreach (var entry in feed.Root.Elements(Atom + "entry"))
        {
            CheckRequired(entry);
            Assert.Single(entry.Elements(Atom + "link"), link => link.Attribute("rel")!.Value == "alternate");
            foreach (var once in (string[])["published", "summary", "rights", "content"]) Assert.InRange(entry.Elements(Atom + once).Count(), 0, 1);
            Assert.All(entry.Elements(Atom + "author"), author => Assert.Single(author.Elements(Atom + "name")));
            Assert.All(entry.Elements(Atom + "category"), category => Assert.NotEqual("", category.Attribute("term")!.Value));
        }

        foreach (var address in feed.Descendants(Atom + "link").Select(link => link.Attribute("href")!.Value).Concat(feed.Descendants(Atom + "id").Concat(feed.Descendants(Atom + "uri")).Select(element => element.Value)))
            Assert.StartsWith(Root, address, StringComparison.Ordinal);
        return feed;
    }

    private static void CheckRequired(XElement element)
    {
        foreach (var name in (string[])["id", "title", "updated"]) Assert.Single(element.Elements(Atom + name));
        foreach (var date in element.Elements(Atom + "updated").Concat(element.Elements(Atom + "published")))
            Assert.True(DateTimeOffset.TryParseExact(date.Value, "yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _), date.Value);
    }
}

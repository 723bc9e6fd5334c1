using System.Net;
using System.Text;
using KnowledgeBase.Cli.Serving;
using Xunit;

namespace KnowledgeBase.Tests.Serving;

/// <summary>The dev server answers as a static host would.</summary>
public sealed class ServingPagesTests : ServingTests
{
    private static string TagOf(string page) => $"<script src=\"/_kb/live-reload.js\" data-page=\"threads/a/index.html\" data-seen=\"{LiveReload.StampOf(Encoding.UTF8.GetBytes(page))}\" defer></script>";

    [Fact]
    public async Task Page_Served_HasTheScriptThatItsFileHasNot()
    {
        var tag = TagOf(Site.Read("threads/a/index.html")) + "</head>";
        Assert.Contains(tag, await TextAsync("/threads/a/"), StringComparison.Ordinal);
        Assert.DoesNotContain("_kb", Site.Read("threads/a/index.html"), StringComparison.Ordinal);
        Assert.Equal(Site.Read("threads/a/index.html"), (await TextAsync("/threads/a/index.html")).Replace(tag, "</head>", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("<html><HEAD></HEAD><body></head>", "<html><HEAD>{tag}</HEAD><body></head>")]
    [InlineData("<title>x</title><p>", "<title>x</title><p>{tag}")]
    [InlineData("", "{tag}")]
    [InlineData("</hea", "</hea{tag}")]
    public void Inject_AnyPage_PutsTheTagIntoTheHeadOrAtTheEnd(string page, string expected) => Assert.Equal(
        expected.Replace("{tag}", TagOf(page), StringComparison.Ordinal), Encoding.UTF8.GetString(LiveReload.Inject(Encoding.UTF8.GetBytes(page), "threads/a/index.html")));

    [Theory]
    [InlineData("/threads", "/threads/")]
    [InlineData("/threads/a?q=1&r=%2F", "/threads/a/?q=1&r=%2F")]
    public async Task Folder_WithoutSlash_Redirects(string path, string location)
    {
        using var response = await GetAsync(path);
        Assert.Equal(HttpStatusCode.PermanentRedirect, response.StatusCode);
        Assert.Equal(location, response.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task Alias_WithADotInFront_IsServed()
    {
        Site.Write("threads/a.md", Good.Replace("title: First title\n", "title: First title\naliases: [/.well-known/x]\n", StringComparison.Ordinal));
        await StartAsync();
        Assert.Contains("threads/a/", await TextAsync("/.well-known/x/"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unknown_Address_GivesTheNotFoundPage()
    {
        using var response = await GetAsync("/threads/nowhere/");
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Contains("<h1>Page not found</h1>", await response.Content.ReadAsStringAsync(Cancelled), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("x.css", "text/css; charset=utf-8")]
    [InlineData("x.js", "text/javascript; charset=utf-8")]
    [InlineData("x.JSON", "application/json; charset=utf-8")]
    [InlineData("x.xml", "application/xml; charset=utf-8")]
    [InlineData("x.md", "text/markdown; charset=utf-8")]
    [InlineData("x.txt", "text/plain; charset=utf-8")]
    [InlineData("x.svg", "image/svg+xml; charset=utf-8")]
    [InlineData("x.png", "image/png")]
    [InlineData("x.woff2", "font/woff2")]
    [InlineData("x.unknown", "application/octet-stream")]
    [InlineData("LICENSE", "application/octet-stream")]
    [InlineData("empty ä #1.txt", "text/plain; charset=utf-8")]
    public async Task File_OfAKind_HasItsTypeAndItsBytes(string name, string type)
    {
        byte[] bytes = name.StartsWith("empty", StringComparison.Ordinal) ? [] : [0, 255, 60, 47];
        File.WriteAllBytes(Path.Combine(Site.Output, name), bytes);
        using var response = await GetAsync("/" + Uri.EscapeDataString(name));
        Assert.Equal(type, response.Content.Headers.ContentType?.ToString());
        Assert.Equal(bytes, await response.Content.ReadAsByteArrayAsync(Cancelled));
    }

    [Fact]
    public async Task Page_AskedAgain_IsSentOnlyIfItIsOther()
    {
        string tag;
        using (var first = await GetAsync("/threads/a/")) tag = first.Headers.ETag!.ToString();
        using (var again = await GetAsync("/threads/a/", request => request.Headers.Add("If-None-Match", tag)))
        {
            Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
            Assert.Equal("", await again.Content.ReadAsStringAsync(Cancelled));
            Assert.Equal("no-cache", again.Headers.CacheControl?.ToString());
        }

        File.AppendAllText(Path.Combine(Site.Output, "threads/a/index.html"), "more");
        using var other = await GetAsync("/threads/a/", request => request.Headers.Add("If-None-Match", tag));
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
    }

    [Fact]
    public async Task File_AskedInPart_IsSentInPart()
    {
        File.WriteAllText(Path.Combine(Site.Output, "x.mp4"), "0123456789");
        using var part = await GetAsync("/x.mp4", request => request.Headers.Add("Range", "bytes=2-4"));
        Assert.Equal(HttpStatusCode.PartialContent, part.StatusCode);
        Assert.Equal("bytes 2-4/10", part.Content.Headers.ContentRange?.ToString());
        Assert.Equal("234", await part.Content.ReadAsStringAsync(Cancelled));
    }

    [Fact]
    public async Task Head_OfAPage_HasTheHeadersOfGetAndNoBody()
    {
        var length = (await GetAsync("/")).Content.Headers.ContentLength;
        var (status, answer) = await RawAsync("/", method: "HEAD");
        Assert.Equal(200, status);
        Assert.Contains($"Content-Length: {length}", answer, StringComparison.Ordinal);
        Assert.EndsWith("\r\n\r\n", answer, StringComparison.Ordinal);
        Assert.Equal(200, (await RawAsync("/_kb/events", method: "HEAD")).Status);
    }

    [Theory]
    [InlineData("flag")]
    [InlineData("file")]
    public async Task BasePath_OfTheSite_IsWhereItIsServed(string where)
    {
        if (where == "file") Site.Write("site.yaml", "base-url: https://example.org/kb/");
        await StartAsync(baseUrl: where == "flag" ? "https://example.org/kb/" : null);
        Assert.Equal("/kb/", Server.Address.AbsolutePath);
        foreach (var (path, status, location) in new[] { ("/", 307, "/kb/"), ("/kb", 308, "/kb/"), ("/kb/threads", 308, "/kb/threads/"), ("/kb/threads/", 200, null), ("/threads/", 404, null), ("/kbx/", 404, null) })
        {
            using var response = await GetAsync(path);
            Assert.Equal((path, status, location), (path, (int)response.StatusCode, response.Headers.Location?.OriginalString));
        }

        Assert.Contains("href=\"/kb/threads/\"", await TextAsync("/kb/nowhere"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Port_InUse_IsToldWithTheRemedy()
    {
        var before = Log.Builds;
        var problem = await Assert.ThrowsAsync<IOException>(() => DevServer.StartAsync(Options(port: Port), Log, Cancelled));
        Assert.Equal($"port {Port} is in use; choose another with --port", problem.Message);
        Assert.Equal(before, Log.Builds);
    }
}

using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Xunit;

namespace KnowledgeBase.BrowserTests;

/// <summary>Files of the index that are cut, something else, or gone: what can be found still is, and the next search asks again.</summary>
public sealed class BrokenIndexTests : IDisposable
{
    private readonly ChromiumFixture _chromium;
    private readonly SiteFixture _large;
    private readonly string _root = Directory.CreateTempSubdirectory("kb-broken-").FullName;
    private readonly StaticServer _server;

    public BrokenIndexTests(ChromiumFixture chromium, SearchSite site, SiteFixture large)
    {
        (_chromium, _large) = (chromium, large);
        var from = Path.GetFullPath(Path.Combine(new Uri(site.Disk).LocalPath, "..", ".."));
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var to = Path.Combine(_root, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            File.Copy(file, to);
        }

        _server = new(_root);
    }

    public void Dispose()
    {
        _server.Dispose();
        Directory.Delete(_root, recursive: true);
    }

    [Theory]
    [InlineData("w", "empty")]
    [InlineData("w", "half")]
    [InlineData("w", "page")]
    [InlineData("t", "empty")]
    [InlineData("t", "half")]
    [InlineData("t", "page")]
    public async Task Search_WhoseFilesAreNotWhole_FailsAndAsksAgain(string folder, string what)
    {
        var whole = Directory.EnumerateFiles(Path.Combine(_root, "search", folder), "*", SearchOption.AllDirectories).ToDictionary(file => file, File.ReadAllBytes);
        foreach (var address in new[] { _server.Address + "search/", new Uri(Path.Combine(_root, "search", "index.html")).AbsoluteUri })
        {
            foreach (var (file, bytes) in whole)
                File.WriteAllBytes(file, what switch { "empty" => [], "half" => bytes[..(bytes.Length / 2)], _ => "<!DOCTYPE html><title>Home</title>\n"u8.ToArray() });
            await using var page = await _chromium.OpenAsync(address);
            Assert.Equal("fails", await TotalAsync(page));
            foreach (var (file, bytes) in whole) File.WriteAllBytes(file, bytes);
            Assert.Equal("1", await TotalAsync(page));
        }

        static Task<string> TotalAsync(BrowserPage page) => page.Page.EvaluateAsync<string>("() => kb.search('wombat').then(({ total }) => String(total), () => 'fails')");
    }

    [Fact]
    public async Task Search_OneOfWhoseTextsIsGone_ShowsTheOthers()
    {
        await using var page = await _chromium.OpenAsync(_server.Address + "search/");
        await page.Page.EvaluateAsync("() => kb.search('wombat')");
        var gone = Assert.Single(page.Requests, request => request.Contains("/search/t/", StringComparison.Ordinal));
        await using var other = await _chromium.OpenAsync(_server.Address + "search/");
        await other.Page.RouteAsync(gone, route => route.AbortAsync());
        Assert.Equal("gravity true", await other.Page.EvaluateAsync<string>("() => kb.search('wombat gravity').then(({ hits, lacks }) => `${[...new Set(hits.map((hit) => hit.thread))]} ${lacks}`)"));
        Assert.Equal("fails", await other.Page.EvaluateAsync<string>("() => kb.search('wombat').catch(() => 'fails')"));
        await other.Page.UnrouteAllAsync();
        Assert.Equal("2 false", await other.Page.EvaluateAsync<string>("() => kb.search('wombat gravity').then(({ hits, lacks }) => `${new Set(hits.map((hit) => hit.thread)).size} ${lacks}`)"));
    }

    [Fact]
    public async Task Search_OneOfWhoseWordsIsGone_FindsTheOthers()
    {
        using var server = new StaticServer(_large.Folder);
        var files = new Dictionary<string, string>();
        foreach (var word in new[] { "backend", "junior", "question", "years", "because", "which" })
        {
            await using var page = await _chromium.OpenAsync(server.Address + "search/");
            await page.Page.EvaluateAsync("(word) => kb.search(word + ' ')", word);
            files.TryAdd(page.Requests.First(request => request.Contains("/search/w/", StringComparison.Ordinal)), word);
        }

        var ((gone, lost), (_, other)) = (files.First(), files.Last());
        Assert.NotEqual(lost, other);
        await using var broken = await _chromium.OpenAsync(server.Address + "search/");
        await broken.Page.RouteAsync(gone, route => route.AbortAsync());
        Assert.Matches(new Regex("^[1-9][0-9]* true$"), await AskAsync($"{lost} {other} "));
        Assert.Equal("fails", await AskAsync(lost + " "));
        Assert.Matches(new Regex("^[1-9][0-9]* false$"), await AskAsync(other + " "));

        Task<string> AskAsync(string query) => broken.Page.EvaluateAsync<string>("(query) => kb.search(query).then(({ total, lacks, corrected }) => `${total} ${lacks}${corrected.map(({ meant }) => ` ${meant}`)}`, () => 'fails')", query);
    }
}

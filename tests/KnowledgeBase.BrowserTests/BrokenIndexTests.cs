using Xunit;

namespace KnowledgeBase.BrowserTests;

/// <summary>Files of the index that are cut, or something else: the search fails, and the next asks again.</summary>
public sealed class BrokenIndexTests : IDisposable
{
    private readonly ChromiumFixture _chromium;
    private readonly string _root = Directory.CreateTempSubdirectory("kb-broken-").FullName;
    private readonly StaticServer _server;

    public BrokenIndexTests(ChromiumFixture chromium, SearchSite site)
    {
        _chromium = chromium;
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
}

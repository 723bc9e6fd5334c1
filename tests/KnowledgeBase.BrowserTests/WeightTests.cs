using Xunit;

namespace KnowledgeBase.BrowserTests;

/// <summary>What a first visit costs, in bytes sent with gzip.</summary>
public class WeightTests(ChromiumFixture chromium, SiteFixture site)
{
    private const int Kilobyte = 1000;

    [Theory]
    [InlineData("", 30)]
    [InlineData("threads/what-are-junior-early-career-backend-jobs-like/", 25)]
    public async Task FirstVisit_WithAllItLoads_IsLight(string path, int most)
    {
        using var server = new StaticServer(site.Folder);
        await using var page = await chromium.OpenAsync(server.Address + path);
        // Headless browsers do not ask for it, others do.
        await page.Page.EvaluateAsync("fetch(document.querySelector('link[rel=icon]').href).then((icon) => icon.text())");
        Assert.Contains(server.Served, file => file.Path.EndsWith(".css", StringComparison.Ordinal));
        Assert.InRange(server.Served.Sum(file => file.Bytes), 1, most * Kilobyte);
        Assert.InRange(server.Served.Where(file => file.Path.EndsWith(".js", StringComparison.Ordinal)).Sum(file => file.Bytes), 1, 3 * Kilobyte);
    }
}

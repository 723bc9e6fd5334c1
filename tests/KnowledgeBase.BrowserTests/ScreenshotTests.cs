using System.Runtime.CompilerServices;
using Xunit;

namespace KnowledgeBase.BrowserTests;

/// <summary>
/// Takes the pictures of the README anew:
/// <c>dotnet run --project tests/KnowledgeBase.BrowserTests -- -explicit only</c>.
/// </summary>
public class ScreenshotTests(ChromiumFixture chromium, SiteFixture site)
{
    [Theory(Explicit = true)]
    [InlineData("desktop-light.png", 1180, 860, false)]
    [InlineData("desktop-dark.png", 1180, 860, true)]
    [InlineData("phone-light.png", 390, 844, false)]
    [InlineData("phone-dark.png", 390, 844, true)]
    public async Task Thread(string name, int width, int height, bool isDark)
    {
        await using var page = await chromium.OpenAsync(site.Http + "threads/why-does-my-orm-run-hundreds-of-queries/", width, isDark);
        await page.Page.SetViewportSizeAsync(width, height);
        Assert.NotEmpty(await page.Page.ScreenshotAsync(new() { Path = Path.Combine(Here(), "Screenshots", name) }));
    }

    private static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}

using System.Text.Json;
using KnowledgeBase.Tests;
using Xunit;

namespace KnowledgeBase.BrowserTests;

/// <summary>
/// Lighthouse, on a slow phone as it imitates one. It takes minutes and measures the machine too, so it runs only when asked:
/// <c>dotnet run --project tests/KnowledgeBase.BrowserTests -- -explicit only -class '*LighthouseTests'</c>.
/// </summary>
public class LighthouseTests(ChromiumFixture chromium, SiteFixture site, ITestOutputHelper output)
{
    [Theory(Explicit = true)]
    [InlineData("")]
    [InlineData("threads/what-are-junior-early-career-backend-jobs-like/")]
    [InlineData("threads/why-does-my-orm-run-hundreds-of-queries/")]
    [InlineData("tags/backend/")]
    [InlineData("takeaways/")]
    public async Task Page_OnAPhone_HasFullMarks(string path)
    {
        await using (await chromium.OpenAsync(site.Http))
        {
            // Only to see that there is a browser.
        }

        Environment.SetEnvironmentVariable("CHROME_PATH", chromium.ProgramPath);
        var report = NpmFolder.Succeed(NpmFolder.Installed("Lighthouse"), "node", Path.Combine("node_modules", "lighthouse", "cli", "index.js"), site.Http + path,
            "--quiet", "--output=json", "--only-categories=performance,accessibility,best-practices,seo", "--chrome-flags=--headless=new --no-sandbox --disable-gpu");
        var root = JsonDocument.Parse(report).RootElement;
        var marks = root.GetProperty("categories").EnumerateObject().ToDictionary(category => category.Name, category => category.Value.GetProperty("score").GetDouble());
        output.WriteLine($"'{path}': {string.Join(", ", marks.Select(mark => $"{mark.Key} {mark.Value * 100:F0}"))}");
        foreach (var audit in root.GetProperty("audits").EnumerateObject().Where(audit => audit.Value.GetProperty("score") is { ValueKind: JsonValueKind.Number } score && score.GetDouble() < 1))
            output.WriteLine($"  {audit.Name}: {audit.Value.GetProperty("title")}, {(audit.Value.TryGetProperty("displayValue", out var shown) ? shown : "")}");
        Assert.All(marks, mark => Assert.Equal(1, mark.Value));
    }
}

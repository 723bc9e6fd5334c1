using Deque.AxeCore.Playwright;
using Xunit;

namespace KnowledgeBase.BrowserTests;

/// <summary>Every kind of page, as a browser sees it.</summary>
public class PageTests(ChromiumFixture chromium, SiteFixture site)
{
    public static TheoryData<string> Pages => SiteFixture.Pages;

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Page_InLightAndDarkOnPhoneAndDesk_HasNoAxeViolationAndNoSidewaysScroll(string path)
    {
        foreach (var (width, isDark) in new[] { (320, false), (320, true), (1280, false), (1280, true) })
        {
            await using var page = await chromium.OpenAsync(site.Http + path, width, isDark);
            var axe = await page.Page.RunAxe();
            Assert.Empty(axe.Violations.Select(v => $"{width}px dark={isDark}: {v.Id}: {string.Join(", ", v.Nodes.Select(n => n.Html))}"));
            Assert.Equal(0, await page.Page.EvaluateAsync<int>("Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth)"));
        }
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Page_UnderItsPolicy_ComplainsOfNothingAndAsksNoOtherHost(string path)
    {
        await using var page = await chromium.OpenAsync(site.Http + path);
        Assert.Empty(page.Complaints);
        Assert.All(page.Requests, request => Assert.StartsWith(site.Http, request, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Links_FromADisk_LeadToPages()
    {
        await using var page = await chromium.OpenAsync(site.Disk + "index.html");
        await page.Page.GetByRole(Microsoft.Playwright.AriaRole.Link, new() { Name = "Takeaways", Exact = true }).ClickAsync();
        await page.Page.WaitForURLAsync("**/takeaways/index.html");
        Assert.Equal("Takeaways", await page.Page.Locator("h1").InnerTextAsync());
        Assert.Empty(page.Complaints);
    }

    [Fact]
    public async Task Anchors_OfTheSeed_AllLand()
    {
        await using var page = await chromium.OpenAsync(site.Http + "threads/what-are-junior-early-career-backend-jobs-like/", hasJavaScript: false);
        foreach (var id in (string[])["q", "a1", "r1", "t1", "a1-s1", "a1-s2", "a1-s3", "a1-s4", "a1-s5", "a1-s6"])
            Assert.Equal(1, await page.Page.Locator($"#{id}").CountAsync());
    }
}

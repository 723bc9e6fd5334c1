using Microsoft.Playwright;
using Xunit;

namespace KnowledgeBase.BrowserTests;

/// <summary>What a reader does on a thread's page.</summary>
public class ThreadPageTests(ChromiumFixture chromium, SiteFixture site)
{
    private const string Thread = "threads/why-does-my-orm-run-hundreds-of-queries/";

    [Fact]
    public async Task Theme_Switched_IsRemembered()
    {
        await using var page = await chromium.OpenAsync(site.Http + Thread);
        var light = await BackgroundAsync(page);
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Light or dark" }).ClickAsync();
        var dark = await BackgroundAsync(page);
        Assert.NotEqual(light, dark);
        await page.GoToAsync(site.Http + "tags/");
        Assert.Equal(dark, await BackgroundAsync(page));
        Assert.Empty(page.Complaints);
    }

    [Fact]
    public async Task Cite_OfAnAnswer_NamesItsAuthorDayAndAddress()
    {
        await using var page = await chromium.OpenAsync(site.Http + Thread);
        await page.Page.Locator("#a1 > header").GetByRole(AriaRole.Button, new() { Name = "Cite" }).ClickAsync();
        var dialog = page.Page.GetByRole(AriaRole.Dialog);
        var texts = await dialog.Locator("pre").AllInnerTextsAsync();
        Assert.Equal($"[Why does my ORM run hundreds of queries for one page?]({site.Http}{Thread}#a1), lena_k, 2025-03-18, Forum Q&A Knowledge Base", texts[0]);
        Assert.Contains("author = {{lena\\_k}}", texts[2], StringComparison.Ordinal);
        Assert.Empty(await page.AxeAsync());
        await page.Page.Keyboard.PressAsync("Escape");
        Assert.Equal(0, await dialog.CountAsync());
        Assert.Empty(page.Complaints);
    }

    [Fact]
    public async Task Outline_OnAWideScreen_IsOpen_AndOnAPhoneFoldsOpen()
    {
        foreach (var (width, isOpen) in new[] { (1280, true), (400, false) })
        {
            await using var page = await chromium.OpenAsync(site.Http + Thread, width, javaScript: false);
            var link = page.Page.Locator(".outline a[href='#a2']");
            Assert.Equal(isOpen, await link.IsVisibleAsync());
            if (!isOpen) await page.Page.Locator(".outline > summary").ClickAsync();
            await link.ClickAsync();
            Assert.EndsWith("#a2", page.Page.Url, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Tab_ThroughThePage_ShowsWhereItIs()
    {
        await using var page = await chromium.OpenAsync(site.Http + Thread);
        var stops = await page.Page.Locator("a[href]:visible, button:visible, input:visible, summary:visible, [tabindex='0']:visible").CountAsync();
        for (var i = 0; i < stops; i++)
        {
            await page.Page.Keyboard.PressAsync("Tab");
            var seen = await page.Page.EvaluateAsync<string>(
                "(() => { const e = document.activeElement; const r = e.getBoundingClientRect(); const s = getComputedStyle(e); return e === document.body ? 'body' : r.width > 0 && r.bottom > 0 && r.top < innerHeight && s.outlineStyle !== 'none' ? '' : e.outerHTML; })()");
            Assert.Equal("", seen);
        }
    }

    [Fact]
    public async Task Layout_AfterItIsShown_DoesNotShift()
    {
        await using var page = await chromium.OpenAsync("about:blank");
        await page.Page.AddInitScriptAsync("window.shift = 0; new PerformanceObserver((list) => { for (const e of list.getEntries()) if (!e.hadRecentInput) window.shift += e.value; }).observe({ type: 'layout-shift', buffered: true });");
        foreach (var path in (string[])["", Thread, "takeaways/"])
        {
            await page.GoToAsync(site.Http + path);
            await page.Page.EvaluateAsync("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))");
            // A tenth of what is called good: text may settle by a pixel.
            Assert.InRange(await page.Page.EvaluateAsync<double>("window.shift"), 0, 0.01);
        }
    }

    private static Task<string> BackgroundAsync(BrowserPage page) => page.Page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor");
}

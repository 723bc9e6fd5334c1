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
    public async Task Marks_HeapedOnALetter_CoverNoOtherPost()
    {
        await using var page = await chromium.OpenAsync(site.Http + Thread);
        var question = page.Page.Locator("#q > .body");
        var before = await question.ScreenshotAsync();
        await page.Page.EvaluateAsync("document.querySelector('#a1 > .body').prepend(('o' + '\\u0301'.repeat(300)).repeat(20))");
        Assert.Equal(before, await question.ScreenshotAsync());
    }

    [Fact]
    public async Task Cite_OfAnAnswer_NamesItsAuthorDayAndAddress()
    {
        await using var page = await chromium.OpenAsync(site.Http + Thread);
        await page.Page.Locator("#a1 > header").GetByRole(AriaRole.Button, new() { Name = "Cite" }).ClickAsync();
        var dialog = page.Page.GetByRole(AriaRole.Dialog);
        var texts = await dialog.Locator("pre").AllInnerTextsAsync();
        Assert.Equal($"[Why does my ORM run hundreds of queries for one page?](<{site.Http}{Thread}#a1>), lena\\_k, 2025-03-18, Forum Q\\&A Knowledge Base", texts[0]);
        Assert.Contains("author = {{lena\\_k}}", texts[2], StringComparison.Ordinal);
        Assert.Empty(await page.AxeAsync());
        await page.Page.Keyboard.PressAsync("Escape");
        Assert.Equal(0, await dialog.CountAsync());
        Assert.Empty(page.Complaints);
    }

    [Fact]
    public async Task Cite_OfAnAnswerWithoutByline_NamesNobodyWhoReplied()
    {
        await using var page = await chromium.OpenAsync(site.Http + Thread);
        await page.Page.EvaluateAsync("document.querySelector('#a1 > header > .byline').remove()");
        await page.Page.Locator("#a1 > header").GetByRole(AriaRole.Button, new() { Name = "Cite" }).ClickAsync();
        var text = await page.Page.GetByRole(AriaRole.Dialog).Locator("pre").First.InnerTextAsync();
        Assert.EndsWith("#a1>), somebody, Forum Q\\&A Knowledge Base", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Outline_OnAWideScreen_IsOpen_AndOnAPhoneFoldsOpen()
    {
        foreach (var (width, isOpen) in new[] { (1280, true), (400, false) })
        {
            await using var page = await chromium.OpenAsync(site.Http + Thread, width, javaScript: false);
            var link = page.Page.Locator(".outline a[href='#a2']");
            Assert.Equal(isOpen, await link.IsVisibleAsync());
            // What cannot be folded offers nobody to fold it.
            Assert.Equal(!isOpen, await page.Page.Locator(".outline > summary").IsVisibleAsync());
            if (!isOpen) await page.Page.Locator(".outline > summary").ClickAsync();
            await link.ClickAsync();
            Assert.EndsWith("#a2", page.Page.Url, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Step_ItsNumber_IsALinkThatIsCopied()
    {
        await using var page = await chromium.OpenAsync(site.Http + Thread);
        await page.Page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        await page.Page.GetByRole(AriaRole.Link, new() { Name = "Link to this step: a2-s3" }).ClickAsync();
        await page.Page.GetByRole(AriaRole.Status).WaitForAsync();
        Assert.Equal(site.Http + Thread + "#a2-s3", await page.Page.EvaluateAsync<string>("navigator.clipboard.readText()"));
        Assert.Equal(site.Http + Thread + "#a2-s3", page.Page.Url);
    }

    private static Task<string> BackgroundAsync(BrowserPage page) => page.Page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor");
}

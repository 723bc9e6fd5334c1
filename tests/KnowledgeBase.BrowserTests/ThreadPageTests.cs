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
        Assert.Equal(
            $"@misc{{why-does-my-orm-run-hundreds-of-queries-a1,\n  title = {{Why does my ORM run hundreds of queries for one page?}},\n  author = {{{{lena\\_k}}}},\n  howpublished = {{Forum Q\\&A Knowledge Base}},\n  year = {{2025}},\n  date = {{2025-03-18}},\n  url = {{{site.Http}{Thread}#a1}},\n  note = {{CC BY-SA 4.0}}\n}}",
            texts[2]);
        Assert.Empty(await page.AxeAsync());
        await page.Page.Keyboard.PressAsync("Escape");
        Assert.Equal(0, await dialog.CountAsync());
        Assert.Empty(page.Complaints);
    }

    [Fact]
    public async Task Cite_OfAnAnswerWithoutByline_NamesNobodyWhoReplied()
    {
        await using var page = await chromium.OpenAsync(site.Http + Thread);
        await page.Page.EvaluateAsync("document.querySelector('#a1 > header .byline').remove()");
        await page.Page.Locator("#a1 > header").GetByRole(AriaRole.Button, new() { Name = "Cite" }).ClickAsync();
        var text = await page.Page.GetByRole(AriaRole.Dialog).Locator("pre").First.InnerTextAsync();
        Assert.EndsWith("#a1>), somebody, Forum Q\\&A Knowledge Base", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cite_OnADisk_HasTheKeyOfTheThreadForItsQuestion_AndNoPathOfTheReader()
    {
        await using var page = await chromium.OpenAsync(site.Disk + Thread + "index.html");
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Cite: Question" }).ClickAsync();
        var texts = await page.Page.GetByRole(AriaRole.Dialog).Locator("pre").AllInnerTextsAsync();
        Assert.StartsWith("@misc{why-does-my-orm-run-hundreds-of-queries,", texts[2], StringComparison.Ordinal);
        Assert.StartsWith("Why does my ORM run hundreds of queries for one page?, ", texts[0], StringComparison.Ordinal);
        Assert.DoesNotContain("file:", string.Concat(texts), StringComparison.Ordinal);
    }

    /// <summary>Lists of headings and of buttons are how some read a page.</summary>
    [Fact]
    public async Task Posts_SayWhoseTheyAre_InHeadingsAndButtons()
    {
        await using var page = await chromium.OpenAsync(site.Http + Thread);
        Assert.True(await page.Page.GetByRole(AriaRole.Heading, new() { NameRegex = new("^(✓ )?Accepted answer .*\\d{4}$") }).First.IsVisibleAsync());
        Assert.Equal(await page.Page.Locator(".node").CountAsync(), await page.Page.Locator(".node").GetByRole(AriaRole.Heading, new() { NameRegex = new("(Question|[Aa]nswer|Reply)") }).Locator("xpath=self::*[@class='heading']").CountAsync());
        var names = await page.Page.Locator(".cite-button").EvaluateAllAsync<string[]>("buttons => buttons.map((button) => button.ariaLabel)");
        Assert.Equal(names.Distinct(), names);
        Assert.True(await page.Page.EvaluateAsync<bool>("[...document.querySelectorAll('.permalink, .cite-button')].every((sign) => sign.title)"));
    }

    [Theory]
    [InlineData("threads/which-sql-columns-need-an-index/")]
    [InlineData("pages/format/")]
    public async Task Code_IsCopiedByAButton_ThatTheKeyboardReachesAndShows(string path)
    {
        await using var page = await chromium.OpenAsync(site.Http + path);
        await page.Page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        var code = page.Page.Locator(".body pre").First;
        await code.FocusAsync();
        await page.Page.Keyboard.PressAsync("Tab");
        var button = page.Page.Locator(":focus");
        Assert.Equal(("Copy", "1"), (await button.InnerTextAsync(), await button.EvaluateAsync<string>("button => getComputedStyle(button).opacity")));
        await page.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Status)).ToHaveTextAsync("Copied");
        Assert.Equal(await code.EvaluateAsync<string>("code => code.textContent"), await page.Page.EvaluateAsync<string>("navigator.clipboard.readText()"));
        await page.Page.EmulateMediaAsync(new() { Media = Media.Print });
        Assert.False(await button.IsVisibleAsync());
        Assert.Empty(page.Complaints);
    }

    [Fact]
    public async Task Code_WithoutScript_OffersNoButton()
    {
        await using var page = await chromium.OpenAsync(site.Http + "pages/format/", javaScript: false);
        Assert.Equal(0, await page.Page.Locator("main button").CountAsync());
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

    /// <summary>A window of 640 pixels is one of 1280 at 200 %.</summary>
    [Theory]
    [InlineData(320)]
    [InlineData(640)]
    [InlineData(959)]
    [InlineData(1280)]
    public async Task Related_StandsBelowTheAnswers_OrBesideThem(int width)
    {
        await using var page = await chromium.OpenAsync(site.Http + Thread, width, javaScript: false);
        var related = page.Page.Locator("#_related");
        Assert.True(await related.IsVisibleAsync());
        var (box, nodes) = ((await related.BoundingBoxAsync())!, (await page.Page.Locator(".nodes").BoundingBoxAsync())!);
        if (width < 960) Assert.True(box.Y >= nodes.Y + nodes.Height);
        else Assert.True(box.X >= nodes.X + nodes.Width && box.Y < nodes.Y);
        Assert.Empty(page.Complaints);
    }

    /// <summary>Nothing lies on anything else, wherever the reader is, however many threads are related.</summary>
    [Fact]
    public async Task Outline_BesideTheThread_IsClearOfRelatedThreads_AndStays()
    {
        await using var page = await chromium.OpenAsync(site.Http + Thread, 1280);
        await page.Page.SetViewportSizeAsync(1280, 600);
        await page.Page.EvaluateAsync("for (let i = 0; i < 3; i++) for (const list of document.querySelectorAll('.aside ul')) list.append(...[...list.children].map((item) => item.cloneNode(true)))");
        foreach (var y in (int[])[0, 300, 1500, 99_999])
        {
            await page.Page.EvaluateAsync($"scrollTo(0, {y})");
            var (related, outline) = ((await page.Page.Locator(".related").BoundingBoxAsync())!, (await page.Page.Locator(".outline").BoundingBoxAsync())!);
            Assert.True(related.Y + related.Height <= outline.Y);
            Assert.True(outline.Y < 600 && outline.Y + outline.Height > 0);
        }
    }

    [Fact]
    public async Task Paper_HasRelatedThreads_AndAnswersNoSmallerThanReplies()
    {
        await using var page = await chromium.OpenAsync(site.Http + Thread, 1280);
        await page.Page.EmulateMediaAsync(new() { Media = Media.Print });
        Assert.True(await page.Page.Locator("#_related").IsVisibleAsync());
        Assert.True((await page.Page.Locator("#_related").BoundingBoxAsync())!.Y > (await page.Page.Locator(".answer").Last.BoundingBoxAsync())!.Y);
        var sizes = await page.Page.EvaluateAsync<float[]>("['.answer > .body', '.replies', '.in-brief .body', '.in-brief blockquote'].map((part) => parseFloat(getComputedStyle(document.querySelector(part)).fontSize))");
        Assert.True(sizes[0] > sizes[1] && sizes[2] > sizes[3], string.Join(' ', sizes));
    }

    [Fact]
    public async Task Header_OfAnyWidth_HasTheThemeBesideTheLinks()
    {
        await using var page = await chromium.OpenAsync(site.Http + Thread);
        for (var width = 720; width <= 1280; width += 10)
        {
            await page.Page.SetViewportSizeAsync(width, 600);
            var (theme, links) = ((await page.Page.Locator(".theme").BoundingBoxAsync())!, (await page.Page.Locator(".site-header nav").BoundingBoxAsync())!);
            Assert.True(theme.Y < links.Y + links.Height && links.Y < theme.Y + theme.Height, $"{width}");
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

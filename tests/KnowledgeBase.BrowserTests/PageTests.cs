using Xunit;

namespace KnowledgeBase.BrowserTests;

/// <summary>Every kind of page, as a browser sees it.</summary>
public class PageTests(ChromiumFixture chromium, SiteFixture site)
{
    /// <summary>A long page repeats itself.</summary>
    private const int MostStops = 50;

    /// <summary>The element that has the focus, if it or its outline is not seen; else nothing.</summary>
    private const string UnseenFocus = """
        (() => {
          const element = document.activeElement;
          if (element === document.body) return 'the end';
          // A radio button is drawn as its label.
          const shown = element.matches('input[type=radio]') ? element.parentElement : element;
          const box = shown.getBoundingClientRect();
          const isSeen = box.width > 0 && box.bottom > 0 && box.top < innerHeight && /^none$|^inset\(-/.test(getComputedStyle(shown).clipPath) && getComputedStyle(shown).outlineStyle !== 'none';
          return isSeen ? '' : element.outerHTML;
        })()
        """;

    private const string WatchShifts = """
        window.shifts = [];
        new PerformanceObserver((list) => {
          for (const shift of list.getEntries())
            if (!shift.hadRecentInput) window.shifts.push(`${shift.value} ${shift.sources.map((source) => source.node?.outerHTML?.slice(0, 80)).join(' | ')}`);
        }).observe({ type: 'layout-shift', buffered: true });
        """;

    private const string Shifts = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => requestAnimationFrame(() => done(window.shifts)))))";

    public static TheoryData<string> Pages => SiteFixture.Pages;

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Page_UnderItsPolicy_ComplainsOfNothingAndAsksNoOtherHost(string path)
    {
        await using var page = await chromium.OpenAsync(site.Http + path);
        Assert.Empty(page.Complaints);
        Assert.All(page.Requests, request => Assert.StartsWith(site.Http, request, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Page_ByKeyboard_ShowsWhereItIs(string path)
    {
        await using var page = await chromium.OpenAsync(site.Http + path);
        var links = await page.Page.Locator("a[href]:visible").CountAsync();
        var stops = 0;
        for (; stops < MostStops; stops++)
        {
            await page.Page.Keyboard.PressAsync("Tab");
            if (await page.Page.EvaluateAsync<string>(UnseenFocus) is not { Length: > 0 } unseen) continue;
            // After the last stop comes the browser itself.
            Assert.Equal("the end", unseen);
            break;
        }

        Assert.True(stops >= Math.Min(links, MostStops));
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Page_WhileItLoads_MovesNothing(string path)
    {
        foreach (var width in (int[])[390, 1280])
        {
            await using var page = await chromium.OpenAsync("about:blank", width);
            await page.Page.AddInitScriptAsync(WatchShifts);
            await page.GoToAsync(site.Http + path);
            Assert.Empty(await page.Page.EvaluateAsync<string[]>(Shifts));
        }
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Page_WithoutScript_IsAllThere(string path)
    {
        await using var scripted = await chromium.OpenAsync(site.Http + path, 390);
        await using var plain = await chromium.OpenAsync(site.Http + path, 390, javaScript: false);
        Assert.Equal(0, await plain.SidewaysScrollAsync());
        foreach (var parts in (string[])["h1, h2, h3", "main p:not(noscript *)", "main li", "main a[href]:not(.step-link)", "[id]"])
            Assert.Equal(await scripted.Page.Locator(parts).CountAsync(), await plain.Page.Locator(parts).CountAsync());
        Assert.Equal(0, await plain.Page.Locator("button:visible:not([type=submit])").CountAsync());
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Page_OnPaper_IsTheTextAlone(string path)
    {
        await using var page = await chromium.OpenAsync(site.Http + path, 700, dark: true);
        await page.Page.EmulateMediaAsync(new() { Media = Microsoft.Playwright.Media.Print });
        Assert.Equal(0, await page.SidewaysScrollAsync());
        Assert.Equal(0, await page.Page.Locator("nav:visible, form:visible, button:visible, .site-footer:visible, .permalink:visible").CountAsync());
        Assert.True(await page.Page.Locator("h1").IsVisibleAsync());
        // Ink on white, even for those who read in the dark.
        Assert.True(await page.Page.EvaluateAsync<bool>("matchMedia('print').matches && getComputedStyle(document.documentElement).colorScheme === 'light'"));
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Page_FromADisk_ComplainsOfNothingAndReachesItsFiles(string path)
    {
        // 404.html is for hosts: its links start at the site's root.
        if (path == "404.html") return;
        await using var page = await chromium.OpenAsync(site.Disk + path + "index.html");
        Assert.Empty(page.Complaints);
        Assert.All(page.Requests, request => Assert.StartsWith(site.Disk, request, StringComparison.Ordinal));
        Assert.NotEqual("", await page.Page.EvaluateAsync<string>("getComputedStyle(document.documentElement).getPropertyValue('--measure')"));
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
    public async Task Links_FromADisk_OpenInANewTabForWhoWantsOne()
    {
        await using var page = await chromium.OpenAsync(site.Disk + "index.html");
        var tab = await page.Page.Context.RunAndWaitForPageAsync(() =>
            page.Page.GetByRole(Microsoft.Playwright.AriaRole.Link, new() { Name = "Takeaways", Exact = true }).ClickAsync(new() { Modifiers = [Microsoft.Playwright.KeyboardModifier.Control] }));
        await tab.WaitForURLAsync("**/takeaways/index.html");
        Assert.EndsWith("/site/index.html", page.Page.Url, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, true, "#a1", "#a1")]
    [InlineData(true, true, "#a1", "index.html#a1")]
    [InlineData(true, true, "", "index.html")]
    [InlineData(false, false, "", "")]
    public async Task Alias_LeadsOnAtOnce(bool isOnDisk, bool javaScript, string fragment, string end)
    {
        await using var page = await chromium.OpenAsync("about:blank", javaScript: javaScript);
        var old = isOnDisk ? site.Disk + "q/test-database/index.html" : site.Http + "q/test-database/";
        await page.Page.GotoAsync(old + fragment, new() { WaitUntil = Microsoft.Playwright.WaitUntilState.Commit });
        // Of a page that was left at once, not every event comes through: the address is asked for again and again.
        await Microsoft.Playwright.Assertions.Expect(page.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/threads/how-do-i-test-code-that-needs-a-database/" + end + "$"), new() { Timeout = 30_000 });
        Assert.Empty(page.Complaints);
    }

    [Fact]
    public async Task Anchors_OfTheSeed_AllLand()
    {
        await using var page = await chromium.OpenAsync(site.Http + "threads/what-are-junior-early-career-backend-jobs-like/", javaScript: false);
        foreach (var id in (string[])["q", "a1", "r1", "t1", "a1-s1", "a1-s2", "a1-s3", "a1-s4", "a1-s5", "a1-s6"])
            Assert.Equal(1, await page.Page.Locator($"#{id}").CountAsync());
    }
}

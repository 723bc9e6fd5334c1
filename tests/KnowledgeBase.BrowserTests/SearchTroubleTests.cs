using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Xunit;

namespace KnowledgeBase.BrowserTests;

/// <summary>The search page when a request fails or hangs, when an answer comes late, and when the browser's history has its say.</summary>
public sealed class SearchTroubleTests : IClassFixture<ZooSite>
{
    private readonly ChromiumFixture _chromium;
    private readonly ZooSite _site;

    public SearchTroubleTests(ChromiumFixture chromium, ZooSite site) => (_chromium, _site) = (chromium, site);

    [Fact]
    public async Task Results_ThatCannotBeLoaded_LeaveThoseOfTheLastQuestion()
    {
        await using var page = await OpenAsync("?q=zebra");
        var before = await LinksAsync(page);
        var counts = await page.Page.Locator(".count").AllTextContentsAsync();
        await page.Page.RouteAsync("**/search/t/**", route => route.AbortAsync());
        await Box(page).FillAsync("tiger");
        await ExpectStateAsync(page, "error");
        Assert.Equal(before, await LinksAsync(page));
        Assert.Equal(counts, await page.Page.Locator(".count").AllTextContentsAsync());
        await Assertions.Expect(Status(page)).ToHaveTextAsync("The search could not be loaded. Type on or press Enter to try again, or use the lists below.");
        // More of them would be no answer to what stands in the box.
        await Assertions.Expect(page.Page.Locator("#_more")).ToBeHiddenAsync();
        await page.Page.UnrouteAllAsync();
        await Box(page).PressAsync("Enter");
        await Assertions.Expect(Results(page).Locator("a").First).ToHaveAttributeAsync("href", new Regex("/tiger/"));
        await Assertions.Expect(Status(page)).ToContainTextAsync("results");
    }

    [Fact]
    public async Task Results_OneOfWhichCannotBeLoaded_AreShownOnceAndToldToLackIt()
    {
        await using var page = await OpenAsync("");
        string? lost = null;
        await page.Page.RouteAsync("**/search/t/**", route => (lost ??= route.Request.Url) == route.Request.Url ? route.AbortAsync() : route.ContinueAsync());
        await Box(page).FillAsync("zebra");
        await ExpectStateAsync(page, "done");
        await Assertions.Expect(Status(page)).ToContainTextAsync("some of it could not be loaded");
        // They come by themselves too, where the end of the list is in view.
        await page.Page.WaitForFunctionAsync("() => { const more = document.querySelector('#_more'); if (!more.hidden) more.click(); return more.hidden && document.querySelector('#results').dataset.state === 'done'; }");
        var links = await LinksAsync(page);
        Assert.NotEmpty(links);
        Assert.Equal(links.Distinct(), links);
    }

    /// <summary>Safari takes a hundred steps in ten seconds.</summary>
    [Fact]
    public async Task History_ThatRefuses_LeavesTheSearch()
    {
        await using var page = await OpenAsync("?q=zebra", "history.pushState = history.replaceState = () => { throw new DOMException('', 'SecurityError'); };");
        await Box(page).FillAsync("zebra ");
        await ExpectStateAsync(page, "done");
        var before = (await LinksAsync(page)).Length;
        await page.Page.Locator("#_more").EvaluateAsync("button => button.click()");
        await Assertions.Expect(Results(page).Locator("a").Nth(before)).ToBeVisibleAsync();
        await Assertions.Expect(Status(page)).ToContainTextAsync("results");
        await Box(page).FillAsync("tiger");
        await Assertions.Expect(Results(page).Locator("a").First).ToHaveAttributeAsync("href", new Regex("/tiger/"));
        Assert.Empty(page.Complaints);
    }

    /// <summary>Such as that of the link which skips the navigation.</summary>
    [Fact]
    public async Task Links_ToAPlaceOnThePage_LeaveTheResults()
    {
        await using var page = await OpenAsync("?q=zebra");
        await page.Page.Locator("#_more").EvaluateAsync("button => button.click()");
        await ExpectStateAsync(page, "done");
        await page.Page.EvaluateAsync("globalThis.first = document.querySelector('#results li')");
        await page.Page.EvaluateAsync("location.hash = '_main'");
        await page.Page.GoBackAsync();
        await Assertions.Expect(page.Page).ToHaveURLAsync(new Regex("[?]q=zebra$"));
        Assert.Equal("done true", await page.Page.EvaluateAsync<string>("`${document.getElementById('results').dataset.state} ${first.isConnected}`"));
    }

    /// <summary>A worker that is busy with one question answers nothing else meanwhile.</summary>
    [Fact]
    public async Task Letters_ThatComeWhileTheRankerIsBusy_AreAskedAsOne()
    {
        await using var page = await OpenAsync("?q=zebra", """
            globalThis.asked = [];
            globalThis.answers = Promise.resolve();
            globalThis.Worker = class {
              idle = Promise.resolve();
              postMessage({ number, method, args }) {
                this.idle = this.idle.then(async () => {
                  if (method === 'search') {
                    asked.push(args[0]);
                    await answers;
                  }
                  const value = await kbRanker[method](...args);
                  this.onmessage({ data: { number, value } });
                });
              }
            };
            """);
        foreach (var question in (string[])["lion", "tiger"])
        {
            await Box(page).FillAsync(question);
            await Assertions.Expect(Results(page).Locator("a").First).ToHaveAttributeAsync("href", new Regex($"/{question}/"));
        }

        await Assertions.Expect(Results(page)).ToHaveAttributeAsync("data-ranker", "worker");
        await Box(page).FillAsync("");
        await page.Page.EvaluateAsync("() => { answers = new Promise((go) => { globalThis.answer = go; }); }");
        await Box(page).PressSequentiallyAsync("unicorn", new() { Delay = 20 });
        await page.Page.EvaluateAsync("answer()");
        await Assertions.Expect(Status(page)).ToHaveTextAsync("Nothing found. Try fewer or other words, or the lists below.");
        Assert.Equal(["un", "unicorn"], await page.Page.EvaluateAsync<string[]>("asked"));
    }

    [Fact]
    public async Task Search_ThatTakesItsTime_SaysSo()
    {
        await using var page = await OpenAsync("?q=zebra");
        using var held = await HoldTextsAsync(page);
        await Box(page).FillAsync("tiger");
        await Assertions.Expect(Status(page)).ToHaveTextAsync("Searching…");
        held.Release();
        await Assertions.Expect(Status(page)).ToContainTextAsync("results");
    }

    [Fact]
    public async Task Search_WhoseFilesNeverCome_GivesUp()
    {
        await using var page = await OpenAsync("?q=zebra", "const timeout = AbortSignal.timeout; AbortSignal.timeout = (time) => timeout.call(AbortSignal, time / 20);");
        using var held = await HoldTextsAsync(page);
        await Box(page).FillAsync("tiger");
        await ExpectStateAsync(page, "error");
        await Assertions.Expect(Status(page)).ToContainTextAsync("could not be loaded");
    }

    [Fact]
    public async Task ArrowDown_WhileTheAnswerIsOnItsWay_LeadsToIt()
    {
        await using var page = await OpenAsync("?q=zebra");
        using var held = await HoldTextsAsync(page);
        await Box(page).FillAsync("tiger");
        await Box(page).PressAsync("ArrowDown");
        await Assertions.Expect(Results(page).Locator("a").First).ToBeFocusedAsync();
        held.Release();
        await Assertions.Expect(Results(page).Locator("a").First).ToHaveAttributeAsync("href", new Regex("/tiger/"));
        await Assertions.Expect(Results(page).Locator("a").First).ToBeFocusedAsync();
    }

    [Theory]
    [InlineData("unicorn")]
    [InlineData("")]
    public async Task Focus_OnAResultThatGoes_IsInTheBox(string question)
    {
        await using var page = await OpenAsync("?q=zebra");
        await Results(page).Locator("a").First.FocusAsync();
        await Box(page).EvaluateAsync("(box, text) => { box.value = text; box.dispatchEvent(new Event('input', { bubbles: true })); }", question);
        await Assertions.Expect(Results(page)).ToHaveAttributeAsync("data-total", "0");
        await Assertions.Expect(Box(page)).ToBeFocusedAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Results_ThatWereLoaded_AreThereAgain(bool isReload)
    {
        await using var page = await OpenAsync("?q=zebra");
        while (await page.Page.Locator("#_more").IsVisibleAsync())
        {
            await page.Page.Locator("#_more").EvaluateAsync("button => button.click()");
            await ExpectStateAsync(page, "done");
        }

        var (before, top) = (await LinksAsync(page), await TopAsync());
        Assert.True(top > 700);
        if (isReload)
        {
            await page.Page.ReloadAsync();
        }
        else
        {
            await page.GoToAsync(_site.Search.Replace("search/", "tags/", StringComparison.Ordinal));
            await page.Page.GoBackAsync();
        }

        await Assertions.Expect(Results(page).Locator("a")).ToHaveCountAsync(before.Length);
        Assert.Equal(before, await LinksAsync(page));
        // Browsers note the place now and then, not at each step.
        await page.Page.WaitForFunctionAsync("top => Math.abs(scrollY - top) < innerHeight", top);
        // Another question has its own.
        await Box(page).FillAsync("zebra and");
        await Assertions.Expect(page.Page).ToHaveURLAsync(new Regex("and$"));
        await ExpectStateAsync(page, "done");
        Assert.True((await LinksAsync(page)).Length < before.Length);

        Task<double> TopAsync() => page.Page.EvaluateAsync<double>("scrollY");
    }

    /// <summary>Servers refuse addresses beyond 8,000 bytes or so.</summary>
    [Fact]
    public async Task Question_TooLongForAnAddress_IsAskedWithoutOne()
    {
        await using var page = await OpenAsync("?q=zebra");
        await page.Page.EvaluateAsync("() => { document.querySelector('main form').elements.author.value = '象'.repeat(200); }");
        await Box(page).FillAsync(new string('象', 800));
        await Assertions.Expect(Status(page)).ToContainTextAsync("Nothing found");
        await Box(page).PressAsync("Enter");
        await ExpectStateAsync(page, "done");
        Assert.EndsWith("?q=zebra", page.Page.Url, StringComparison.Ordinal);
        await Assertions.Expect(Box(page)).ToHaveAttributeAsync("maxlength", "800");
        await page.GoToAsync(_site.Search.Replace("search/", "tags/", StringComparison.Ordinal));
        await Assertions.Expect(page.Page.Locator("#_search")).ToHaveAttributeAsync("maxlength", "800");
    }

    /// <summary>Holds the files with results' texts back until it is released.</summary>
    private static async Task<SemaphoreSlim> HoldTextsAsync(BrowserPage page)
    {
        var held = new SemaphoreSlim(0);
        await page.Page.RouteAsync("**/search/t/**", async route =>
        {
            await held.WaitAsync(TestContext.Current.CancellationToken);
            held.Release();
            await route.ContinueAsync();
        });
        return held;
    }

    /// <param name="address">What follows the address of the search page.</param>
    /// <param name="script">Runs before the page's own.</param>
    private async Task<BrowserPage> OpenAsync(string address, string script = ";")
    {
        var page = await _chromium.OpenAsync("about:blank", width: 1000);
        await page.Page.SetViewportSizeAsync(1000, 700);
        await page.Page.AddInitScriptAsync(script);
        await page.GoToAsync(_site.Search + address);
        if (address.Length > 0) await ExpectStateAsync(page, "done");
        return page;
    }

    private static Task ExpectStateAsync(BrowserPage page, string state) => Assertions.Expect(Results(page)).ToHaveAttributeAsync("data-state", state);

    private static ILocator Results(BrowserPage page) => page.Page.Locator("#results");

    private static ILocator Status(BrowserPage page) => page.Page.Locator("#_status");

    private static ILocator Box(BrowserPage page) => page.Page.Locator("#_q");

    private static Task<string[]> LinksAsync(BrowserPage page) => page.Page.EvaluateAsync<string[]>("[...document.querySelectorAll('#results a')].map((link) => link.href)");
}

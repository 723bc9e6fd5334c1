using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Xunit;

namespace KnowledgeBase.BrowserTests;

/// <summary>What the search page does around its results: more of them, the address, suggestions, and the keyboard.</summary>
public sealed class SearchPageTests : IClassFixture<ZooSite>
{
    /// <summary>Gives the results that are shown as it is pressed; nothing if there are no more.</summary>
    private const string PressMore = """
        (() => {
          const more = document.getElementById('_more');
          if (more.hidden) return null;
          more.click();
          return [...document.querySelectorAll('#results a')].map((link) => link.href);
        })()
        """;

    private readonly ChromiumFixture _chromium;
    private readonly ZooSite _site;

    public SearchPageTests(ChromiumFixture chromium, ZooSite site) => (_chromium, _site) = (chromium, site);

    /// <summary>Whoever reads the last result goes on from there, whatever is loaded below it, and passes none that they have not seen.</summary>
    [Fact]
    public async Task ArrowDown_FromTheBox_LeadsThroughEveryResultOnce()
    {
        await using var page = await OpenAsync("?q=zebra", height: 700);
        var total = int.Parse(await Results(page).GetAttributeAsync("data-total") ?? "", System.Globalization.CultureInfo.InvariantCulture);
        await page.Page.Locator("#_q").FocusAsync();
        var seen = new List<string>();
        for (var i = 0; i < total; i++)
        {
            await page.Page.Keyboard.PressAsync("ArrowDown");
            await Assertions.Expect(Results(page).Locator("a").Nth(i)).ToBeFocusedAsync();
            seen.Add(await page.Page.EvaluateAsync<string>("document.activeElement.href"));
        }

        Assert.Equal(total, seen.Distinct().Count());
        await page.Page.Keyboard.PressAsync("ArrowDown");
        await Assertions.Expect(Results(page).Locator("a").Last).ToBeFocusedAsync();
        Assert.Empty(page.Complaints);
    }

    /// <summary>After a search from another page's header nothing has the focus. Whoever has scrolled since goes on scrolling.</summary>
    [Fact]
    public async Task ArrowDown_OnAPageThatWasJustOpened_LeadsIntoTheResults()
    {
        await using var page = await OpenAsync("?q=zebra", height: 700);
        await page.Page.Keyboard.PressAsync("ArrowDown");
        await Assertions.Expect(Results(page).Locator("a").First).ToBeFocusedAsync();

        await page.Page.EvaluateAsync("document.activeElement.blur(); scrollTo(0, 40)");
        await page.Page.Keyboard.PressAsync("ArrowDown");
        await page.Page.WaitForFunctionAsync("scrollY > 40");
        Assert.True(await page.Page.EvaluateAsync<bool>("document.activeElement === document.body"));
        Assert.Empty(page.Complaints);
    }

    [Fact]
    public async Task MoreResults_StandBelowThoseThatAreShown()
    {
        await using var page = await OpenAsync("?q=zebra", height: 700);
        while (await page.Page.EvaluateAsync<string[]?>(PressMore) is { } before)
        {
            await Assertions.Expect(Results(page).Locator("a").Nth(before.Length)).ToBeFocusedAsync();
            await ExpectDoneAsync(page);
            Assert.Equal(before, (await LinksAsync(page)).Take(before.Length));
        }

        Assert.Equal(await Results(page).GetAttributeAsync("data-total"), $"{(await LinksAsync(page)).Distinct().Count()}");
    }

    [Fact]
    public async Task MoreResults_ThatCannotBeLoaded_LeaveThoseThatAreShown()
    {
        await using var page = await OpenAsync("?q=zebra", height: 700);
        var before = await LinksAsync(page);
        await page.Page.RouteAsync("**/search/t/**", route => route.AbortAsync());
        await page.Page.Locator("#_more").EvaluateAsync("button => button.click()");
        await Assertions.Expect(Results(page)).ToHaveAttributeAsync("data-state", "error");
        Assert.Equal(before, await LinksAsync(page));
        await Assertions.Expect(Status(page)).ToContainTextAsync("could not be loaded");
        await page.Page.UnrouteAllAsync();
        await page.Page.Locator("#_more").EvaluateAsync("button => button.click()");
        await ExpectDoneAsync(page);
        Assert.True((await LinksAsync(page)).Length > before.Length);
        await Assertions.Expect(Status(page)).ToContainTextAsync("results");
    }

    [Fact]
    public async Task Back_LeadsToEachQuestionThatWasTyped()
    {
        await using var page = await _chromium.OpenAsync(_site.Search);
        foreach (var question in (string[])["lion", "tiger"])
        {
            await page.Page.Locator("#_q").FillAsync("");
            await page.Page.Locator("#_q").PressSequentiallyAsync(question);
            await page.Page.Keyboard.PressAsync("Enter");
        }

        await Assertions.Expect(page.Page).ToHaveURLAsync(new Regex("[?]q=tiger$"));
        await page.Page.GoBackAsync();
        await Assertions.Expect(page.Page).ToHaveURLAsync(new Regex("[?]q=lion$"));
        await Assertions.Expect(page.Page.Locator("#_q")).ToHaveValueAsync("lion");
        await page.Page.GoBackAsync();
        await Assertions.Expect(page.Page).ToHaveURLAsync(_site.Search);
        await page.Page.GoForwardAsync();
        await page.Page.Locator("#_q").PressSequentiallyAsync("ess");
        await page.Page.GoBackAsync();
        await Assertions.Expect(page.Page).ToHaveURLAsync(new Regex("[?]q=lion$"));
    }

    [Fact]
    public async Task Suggestions_OfAnEarlierQuestion_AreGone()
    {
        await using var page = await OpenAsync("?q=zebra");
        await page.Page.GetByLabel("Answers").CheckAsync();
        await page.Page.Locator("#_q").FillAsync("mamm");
        await Assertions.Expect(Suggestions(page)).ToBeVisibleAsync();
        await page.Page.GoBackAsync();
        await Assertions.Expect(page.Page.Locator("#_q")).ToHaveValueAsync("zebra");
        await Assertions.Expect(Suggestions(page)).ToBeHiddenAsync();
    }

    [Fact]
    public async Task Suggestions_ThatCannotBeLoaded_LeaveTheResults()
    {
        await using var page = await _chromium.OpenAsync(_site.Search);
        await page.Page.RouteAsync("**/search/f/**", route => route.AbortAsync());
        await page.Page.Locator("#_q").FillAsync("lion");
        await Assertions.Expect(Suggestions(page).GetByRole(AriaRole.Link)).ToHaveCountAsync(1);
        await Assertions.Expect(Results(page)).ToHaveAttributeAsync("data-state", "done");
        await Assertions.Expect(Status(page)).ToHaveTextAsync("1 result");
    }

    [Theory]
    [InlineData("lion", "Does a lion sleep by day?")]
    [InlineData("how tiger", "How does a tiger swim?")]
    [InlineData("stripes", "")]
    public async Task Suggestions_OfTitles_LeadToTheirThreads(string typed, string title)
    {
        await using var page = await _chromium.OpenAsync(_site.Search);
        await page.Page.Locator("#_q").FillAsync(typed);
        await ExpectDoneAsync(page);
        var links = Suggestions(page).GetByRole(AriaRole.Link);
        await Assertions.Expect(links).ToHaveTextAsync(title.Length > 0 ? [title] : []);
        if (title.Length == 0) return;
        Assert.Empty(await page.AxeAsync());
        await page.Page.SetViewportSizeAsync(200, 700);
        Assert.True(await links.First.EvaluateAsync<bool>("link => link.getBoundingClientRect().right <= document.getElementById('_main').getBoundingClientRect().right"));
        await links.First.ClickAsync();
        await Assertions.Expect(page.Page.Locator("h1")).ToHaveTextAsync(title);
        Assert.DoesNotContain('#', page.Page.Url);
        Assert.Empty(page.Complaints);
    }

    [Fact]
    public async Task Suggestion_OfATagThatIsTypedAsAFilter_TakesItsPlace()
    {
        await using var page = await _chromium.OpenAsync(_site.Search);
        await page.Page.Locator("#_q").FillAsync("zebra tag:mamm");
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Tag: mammals (3)" }).ClickAsync();
        await Assertions.Expect(page.Page).ToHaveURLAsync(new Regex("[?]q=zebra&tag=mammals$"));
    }

    [Fact]
    public async Task Slash_AfterAFilterWasChosen_LeadsToTheBox()
    {
        await using var page = await OpenAsync("?q=zebra");
        await page.Page.GetByLabel("Answers").CheckAsync();
        await page.Page.Keyboard.PressAsync("/");
        await Assertions.Expect(page.Page.Locator("#_q")).ToBeFocusedAsync();
        await page.Page.Keyboard.PressAsync("End");
        await page.Page.Keyboard.PressAsync("/");
        await Assertions.Expect(page.Page.Locator("#_q")).ToHaveValueAsync("zebra/");
    }

    /// <summary>Browsers that fill in a form tell of keys that have no name; those of a word that is being composed are not the page's.</summary>
    [Fact]
    public async Task Keys_ThatAreNotForThePage_DoNothing()
    {
        await using var page = await OpenAsync("?q=zebra");
        await page.Page.Locator("#_q").EvaluateAsync("box => { box.focus(); box.dispatchEvent(new Event('keydown', { bubbles: true })); }");
        foreach (var key in (string[])["Escape", "ArrowDown"])
            await page.Page.Locator("#_q").EvaluateAsync("(box, key) => box.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, isComposing: true }))", key);
        await Assertions.Expect(page.Page.Locator("#_q")).ToBeFocusedAsync();
        await Assertions.Expect(page.Page.Locator("#_q")).ToHaveValueAsync("zebra");
        Assert.Empty(page.Complaints);
    }

    /// <summary>Its label and facts are the site's words, whatever the author's language.</summary>
    [Fact]
    public async Task Result_InAnotherLanguage_HasItsTitleAndExcerptInIt()
    {
        await using var page = await OpenAsync("?q=pinguin&kind=question");
        var texts = await page.Page.EvaluateAsync<string[]>("[...document.querySelectorAll('#results [lang]')].map((element) => `${element.lang}: ${element.textContent}`)");
        Assert.Equal(["de: Wo lebt ein Pinguin?", "de: Am Pinguin ist alles kalt."], texts);
    }

    [Fact]
    public async Task Suggestions_ThatComeAndGo_MoveNothing()
    {
        await using var page = await OpenAsync("?q=zebra");
        var before = (await Status(page).BoundingBoxAsync())!.Y;
        Assert.InRange((await page.Page.Locator(".kinds").BoundingBoxAsync())!.Height, 20, 50);
        foreach (var typed in (string[])["mamm", "lion", "how does a tiger", "xyzzy"])
        {
            await page.Page.Locator("#_q").FillAsync(typed);
            await ExpectDoneAsync(page);
            if (typed[0] != 'x') await Assertions.Expect(Suggestions(page)).ToBeVisibleAsync();
            Assert.Equal(before, (await Status(page).BoundingBoxAsync())!.Y);
        }
    }

    /// <summary>An author's name that is written from right to left leaves the day as it is.</summary>
    [Fact]
    public async Task Facts_OfAResult_StandEachByItself()
    {
        await using var page = await OpenAsync("?q=okapi");
        var facts = Results(page).Locator("li").First.Locator(".facts > *");
        await Assertions.Expect(facts).ToHaveTextAsync(["سلمى", "1 Jan 2024", "mammals"]);
        Assert.True(await facts.EvaluateAllAsync<bool>("facts => facts.every((fact) => getComputedStyle(fact.querySelector('bdi') ?? fact).unicodeBidi === 'isolate')"));
    }

    /// <summary>Below the best of its thread a result is named by who wrote it; nobody wrote a takeaway.</summary>
    [Fact]
    public async Task Result_OfNobodyBelowAnother_HasTheTitleOfItsThread()
    {
        await using var page = await OpenAsync("?q=okapi");
        await Assertions.Expect(Results(page).Locator("li.more a")).ToHaveTextAsync(["Takeaway Where is an okapi?"]);
    }

    [Fact]
    public async Task Title_OfThePage_SaysWhatIsAsked()
    {
        await using var page = await OpenAsync("?q=zebra");
        await Assertions.Expect(page.Page).ToHaveTitleAsync(new Regex("^zebra · Search · "));
        await page.Page.Locator("#_q").FillAsync("");
        await Assertions.Expect(page.Page).ToHaveTitleAsync(new Regex("^Search · "));
    }

    [Fact]
    public async Task Suggestions_OfManyTags_LeaveRoomForATitle()
    {
        await using var page = await _chromium.OpenAsync(_site.Search);
        foreach (var width in (int[])[1366, 390])
        {
            await page.Page.SetViewportSizeAsync(width, 700);
            await page.Page.Locator("#_q").FillAsync("");
            await page.Page.Locator("#_q").FillAsync("giraf");
            var title = Suggestions(page).GetByRole(AriaRole.Link).First;
            await Assertions.Expect(Suggestions(page).GetByRole(AriaRole.Button)).ToHaveCountAsync(2);
            var (row, box) = ((await Suggestions(page).BoundingBoxAsync())!, (await title.BoundingBoxAsync())!);
            Assert.True(box.X + (row.Width / 4) <= row.X + row.Width);
        }
    }

    private async Task<BrowserPage> OpenAsync(string address, int height = 800)
    {
        var page = await _chromium.OpenAsync("about:blank", width: 1000);
        await page.Page.SetViewportSizeAsync(1000, height);
        await page.GoToAsync(_site.Search + address);
        await ExpectDoneAsync(page);
        return page;
    }

    private static Task ExpectDoneAsync(BrowserPage page) => Assertions.Expect(Results(page)).ToHaveAttributeAsync("data-state", "done");

    private static ILocator Results(BrowserPage page) => page.Page.Locator("#results");

    private static ILocator Suggestions(BrowserPage page) => page.Page.Locator("#_suggestions");

    private static ILocator Status(BrowserPage page) => page.Page.Locator("#_status");

    private static Task<string[]> LinksAsync(BrowserPage page) => page.Page.EvaluateAsync<string[]>("[...document.querySelectorAll('#results a')].map((link) => link.href)");
}

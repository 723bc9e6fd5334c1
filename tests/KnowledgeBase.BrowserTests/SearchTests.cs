using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Xunit;

namespace KnowledgeBase.BrowserTests;

/// <summary>The search page, as people use it.</summary>
public class SearchTests(ChromiumFixture chromium, SearchSite site)
{
    /// <summary>What is typed, and the hits that a person expects first: thread#node.</summary>
    public static TheoryData<string, string> Queries => new()
    {
        { "phys", "raycast gravity" },
        { "physcis", "raycast gravity" },
        { "RayCast", "raycast#q" },
        { "Physics2D::RayCast", "raycast#q" },
        { "c#", "csharp raycast" },
        { "c++", "csharp#q" },
        { "no-cache", "cache#q" },
        { "--no-cache", "cache#q" },
        { "err_connection_refused", "cache#q" },
        { "connection refused", "cache#q" },
        { "nodejs", "cache#q" },
        { "3.2.1", "cache#q" },
        { "测试", "zhongwen" },
        { "软件", "zhongwen#q" },
        { "اختبارا", "arabi#q" },
        { "\"quick brown fox\"", "cache#a1" },
        { "\"brown quick fox\"", "" },
        { "quick -fox", "" },
        { "tag:physics", "gravity raycast" },
        { "tag:c# is:solved", "raycast" },
        { "kind:takeaway", "raycast#t1" },
        { "by:ben layer", "raycast#a1" },
        { "spaceship", "gravity" },
        { "constructor", "proto#q" },
        { "__proto__", "proto#q" },
        { "why is the body hit by a ray that i cast from somewhere inside of my engine", "raycast" },
        { "xyzzy", "" },
    };

    [Theory]
    [MemberData(nameof(Queries))]
    public async Task Typed_OverHttp_FindsWhatIsMeant(string query, string expected)
    {
        await using var page = await chromium.OpenAsync(site.Http);
        await page.Page.Locator("#_q").FillAsync(query);
        await Assertions.Expect(page.Page.Locator("#results")).ToHaveAttributeAsync("data-state", "done");
        CheckFirst(expected, await HitsAsync(page));
        Assert.Empty(page.Complaints);
    }

    [Fact]
    public async Task Queries_FromADisk_FindTheSame()
    {
        await using var http = await chromium.OpenAsync(site.Http);
        await using var disk = await chromium.OpenAsync(site.Disk);
        foreach (var row in Queries)
        {
            var query = row.Data.Item1;
            Assert.Equal(await AskAsync(http, query), (await AskAsync(disk, query)).Replace("/index.html#", "/#", StringComparison.Ordinal));
        }

        Assert.Empty(disk.Complaints);
    }

    /// <summary>Whoever has read the last result that was loaded finds the way to the others right there.</summary>
    [Fact]
    public async Task More_StandsRightBelowTheLastResult()
    {
        await using var page = await chromium.OpenAsync(site.Http);
        await page.Page.SetViewportSizeAsync(390, 700);
        await page.Page.GotoAsync(site.Http + "?q=the");
        var (results, more) = (page.Page.Locator("#results > li"), page.Page.Locator("#_more"));
        await Assertions.Expect(more).ToBeVisibleAsync();
        var shown = await results.CountAsync();
        var (last, button) = (await results.Last.BoundingBoxAsync(), await more.BoundingBoxAsync());
        Assert.InRange(button!.Y - (last!.Y + last.Height), 8, 40);
        // A pointer would scroll to it first, which may load more before the click.
        await more.EvaluateAsync("button => button.click()");
        await Assertions.Expect(results.Nth(shown)).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Address_HoldsTheSearch_ThroughReloadAndBack()
    {
        await using var page = await chromium.OpenAsync(site.Http + "?q=physics&kind=answer");
        await Expect(page, "gravity#a1");
        await page.Page.GetByLabel("Answers").UncheckAsync();
        await Expect(page, "raycast");
        Assert.EndsWith("?q=physics", page.Page.Url, StringComparison.Ordinal);
        await page.Page.GoBackAsync();
        await Expect(page, "gravity#a1");
        await page.Page.ReloadAsync();
        await Expect(page, "gravity#a1");
        Assert.Equal("1", await page.Page.Locator("#results").GetAttributeAsync("data-total"));
    }

    [Fact]
    public async Task Keyboard_LeadsThroughResultsToANodeWithItsWordsMarked()
    {
        await using var page = await chromium.OpenAsync(new Uri(new Uri(site.Http), "../threads/gravity/").AbsoluteUri);
        await page.Page.Keyboard.PressAsync("/");
        await Assertions.Expect(page.Page.Locator("#_search")).ToBeFocusedAsync();
        await page.Page.Keyboard.TypeAsync("layer");
        await Assertions.Expect(page.Page.Locator("#_search")).ToHaveValueAsync("layer");
        await page.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Page).ToHaveURLAsync(new Regex("/search/[?]q=layer$"));
        await Expect(page, "raycast");
        await page.Page.Keyboard.PressAsync("Control+k");
        await page.Page.Keyboard.PressAsync("ArrowDown");
        await page.Page.Keyboard.PressAsync("ArrowDown");
        await page.Page.Keyboard.PressAsync("ArrowUp");
        await page.Page.Keyboard.PressAsync("Escape");
        Assert.Equal("_q", await page.Page.EvaluateAsync<string>("document.activeElement.id"));
        await page.Page.Keyboard.PressAsync("ArrowDown");
        await page.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Page).ToHaveURLAsync(new Regex("/threads/raycast/#"));
        await Assertions.Expect(page.Page.Locator("mark").First).ToHaveTextAsync("layer");
    }

    [Theory]
    [InlineData("wombat", "long#q", "met a wombat under")]
    [InlineData("platypus", "long#a1", "until the platypus came")]
    public async Task Excerpt_OfALongNode_ShowsTheMatch(string query, string first, string excerpt)
    {
        await using var page = await chromium.OpenAsync($"{site.Http}?q={query}");
        await Expect(page, first);
        await Assertions.Expect(page.Page.Locator("#results .excerpt").First).ToContainTextAsync(excerpt);
        await Assertions.Expect(page.Page.Locator("#results .excerpt mark").First).ToHaveTextAsync(query);
    }

    /// <summary>An excerpt begins before its first match, and ends no sooner for that.</summary>
    [Fact]
    public async Task Excerpt_OfWordsFarApart_ShowsTheLast()
    {
        await using var page = await chromium.OpenAsync($"{site.Http}?q=aardvarks+okapis");
        await Expect(page, "long#r1");
        await Assertions.Expect(page.Page.Locator("#results .excerpt mark")).ToHaveTextAsync(["aardvarks", "okapis"]);
    }

    /// <summary>"the" is in most threads: it says nothing, unless it was asked for in a phrase.</summary>
    [Theory]
    [InlineData("the wombat", "wombat")]
    [InlineData("\"under the last\"", "under the last")]
    [InlineData("the ", "the")]
    [InlineData("the", "then they the")]
    public async Task Excerpt_OfAWordThatIsEverywhere_MarksItInPhrasesOnly(string query, string marked)
    {
        // How many results are shown, the window decides: the thread shall be among them.
        await using var page = await chromium.OpenAsync($"{site.Http}?q={Uri.EscapeDataString("tag:stories " + query)}");
        await Assertions.Expect(page.Page.Locator("#results")).ToHaveAttributeAsync("data-state", "done");
        Assert.Equal(marked, string.Join(' ', (await page.Page.Locator("#results [data-thread=long][data-kind=question] mark").AllTextContentsAsync()).Select(text => text.ToLowerInvariant()).Distinct()));
    }

    [Fact]
    public async Task Ranker_FromTheThirdQuestion_IsAWorkerOfTheSameScript()
    {
        await using var http = await chromium.OpenAsync(site.Http + "?q=wombat");
        await Expect(http, "long#q");
        var script = Assert.Single(await Scripts(http));
        Assert.Empty(http.Page.Workers);
        foreach (var (text, hit) in ((string, string)[])[("gravity", "gravity"), ("wombat", "long#q")])
        {
            await http.Page.Locator("#_q").FillAsync(text);
            await Expect(http, hit);
        }

        await Assertions.Expect(http.Page.Locator("#results")).ToHaveAttributeAsync("data-ranker", "worker");
        Assert.EndsWith(script, Assert.Single(http.Page.Workers).Url, StringComparison.Ordinal);
        await http.Page.Locator("#_q").FillAsync("physics");
        await Expect(http, "raycast");
        Assert.Empty(http.Complaints);

        await using var disk = await chromium.OpenAsync(site.Disk + "?q=wombat");
        await Expect(disk, "long/index.html#q");
        await disk.Page.Locator("#_q").FillAsync("gravity");
        await Expect(disk, "gravity");
        Assert.Empty(disk.Page.Workers);
        Assert.Empty(disk.Complaints);

        static async Task<string[]> Scripts(BrowserPage page) => await page.Page.EvaluateAsync<string[]>("() => [...document.scripts].filter((script) => script.src).map((script) => script.src.split('/').at(-1))");
    }

    [Fact]
    public async Task Counts_BesideFilters_SayWhatEachWouldGive()
    {
        await using var page = await chromium.OpenAsync(site.Http + "?q=physics&kind=answer");
        await Expect(page, "gravity#a1");
        await Assertions.Expect(page.Page.Locator("label:has([value=question]) .count")).ToHaveTextAsync("2");
        await Assertions.Expect(page.Page.Locator("label:has([value=answer]) .count")).ToHaveTextAsync("1");
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Status)).ToHaveTextAsync("1 result");
    }

    [Fact]
    public async Task Suggestion_OfATag_NarrowsTheSearch()
    {
        await using var page = await chromium.OpenAsync(site.Http);
        await page.Page.Locator("#_q").FillAsync("phys");
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Tag: physics (2)" }).ClickAsync();
        await Assertions.Expect(page.Page).ToHaveURLAsync(new Regex("[?]tag=physics$"));
        await Expect(page, "gravity");
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Status)).ToHaveTextAsync("2 results");
    }

    [Fact]
    public async Task Page_WhoseQuestionIsGone_KeepsNothingOfTheLast()
    {
        await using var page = await chromium.OpenAsync(site.Http + "?q=physics");
        await Expect(page, "raycast");
        await page.Page.Locator("#_q").FillAsync("");
        await Assertions.Expect(page.Page.Locator("#results")).ToHaveAttributeAsync("data-state", "idle");
        await Assertions.Expect(page.Page.Locator("#results li")).ToHaveCountAsync(0);
        Assert.Equal("", string.Concat(await page.Page.Locator(".count").AllTextContentsAsync()));
    }

    [Fact]
    public async Task Words_TypedFast_EndWithTheAnswerToTheLast()
    {
        await using var page = await chromium.OpenAsync(site.Http);
        await page.Page.Locator("#_q").PressSequentiallyAsync("rocket gravity");
        await page.Page.Locator("#_q").FillAsync("wombat");
        await Expect(page, "long#q");
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Status)).ToHaveTextAsync("1 result");
    }

    [Fact]
    public async Task Header_FromADisk_LeadsToTheResults()
    {
        await using var page = await chromium.OpenAsync(new Uri(new Uri(site.Disk), "../threads/gravity/index.html").AbsoluteUri);
        await page.Page.Locator("#_search").FillAsync("wombat");
        await page.Page.Keyboard.PressAsync("Enter");
        await Expect(page, "long/index.html#q");
    }

    [Fact]
    public async Task Page_WithResults_HasNoAxeViolation()
    {
        await using var page = await chromium.OpenAsync(site.Http + "?q=physics&kind=answer&kind=question");
        await Expect(page, "raycast");
        Assert.Empty(await page.AxeAsync());
    }

    [Fact]
    public async Task Page_WithoutJavaScript_OffersTheLists()
    {
        await using var page = await chromium.OpenAsync(site.Http, javaScript: false);
        Assert.True(await page.Page.Locator("main").GetByRole(AriaRole.Link, new() { Name = "Tags" }).IsVisibleAsync());
        var (heading, why) = (await page.Page.Locator("h1").BoundingBoxAsync(), await page.Page.Locator("noscript p").BoundingBoxAsync());
        Assert.True(why!.Y - (heading!.Y + heading.Height) > 8);
        // Nor what would do nothing.
        Assert.Equal(0, await page.Page.Locator("form:visible, input:visible, button:visible").CountAsync());
    }

    private static async Task Expect(BrowserPage page, string first)
    {
        await Assertions.Expect(page.Page.Locator("#results")).ToHaveAttributeAsync("data-state", "done");
        await Assertions.Expect(page.Page.Locator("#results a").First).ToHaveAttributeAsync("href", new Regex(Regex.Escape(first.Contains('/', StringComparison.Ordinal) ? first : first.Replace("#", "/#", StringComparison.Ordinal))));
    }

    private static async Task<string[]> HitsAsync(BrowserPage page) =>
        await page.Page.EvaluateAsync<string[]>("() => [...document.querySelectorAll('#results > [data-kind] > a')].map((a) => new URL(a.href)).map((url) => url.pathname.split('/').at(-2) + url.hash)");

    private static Task<string> AskAsync(BrowserPage page, string query) =>
        page.Page.EvaluateAsync<string>("async (query) => { const { total, hits } = await kb.search(query, { limit: 10 }); return JSON.stringify([total, hits]); }", query);

    private static void CheckFirst(string expected, string[] hits)
    {
        var threads = hits.Select(hit => hit.Split('#')[0]).Distinct().ToList();
        if (expected.Length == 0) Assert.Empty(hits);
        foreach (var (i, hit) in expected.Split(' ', StringSplitOptions.RemoveEmptyEntries).Index())
        {
            if (hit.Contains('#', StringComparison.Ordinal)) Assert.Equal(hit, hits.ElementAtOrDefault(i));
            else Assert.Equal(hit, threads.ElementAtOrDefault(i));
        }
    }
}

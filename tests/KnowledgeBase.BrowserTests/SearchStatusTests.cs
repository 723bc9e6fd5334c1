using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Xunit;

namespace KnowledgeBase.BrowserTests;

/// <summary>What the search page says, and which questions it takes.</summary>
public sealed class SearchStatusTests : IClassFixture<ZooSite>
{
    private readonly ChromiumFixture _chromium;
    private readonly ZooSite _site;

    public SearchStatusTests(ChromiumFixture chromium, ZooSite site) => (_chromium, _site) = (chromium, site);

    [Theory]
    [InlineData("zebra -zebra", "Nothing found. Try fewer or other words, or the lists below.")]
    [InlineData("tag:mammals unicorn", "Nothing found. Try without the filters, or with fewer words.")]
    [InlineData("is:solved unicorn", "Nothing found. Try without the filters, or with fewer words.")]
    public async Task Status_OfAQuestionWithoutResults_SaysWhatToDo(string query, string said)
    {
        await using var page = await _chromium.OpenAsync(_site.Search);
        await page.Page.Locator("#_q").FillAsync(query);
        await page.Page.Keyboard.PressAsync("Enter");
        await CheckAsync();
        await page.Page.GotoAsync($"{_site.Search}?q={Uri.EscapeDataString(query)}");
        await CheckAsync();

        async Task CheckAsync()
        {
            await Assertions.Expect(Status(page)).ToHaveTextAsync(said);
            await Assertions.Expect(Results(page)).ToHaveAttributeAsync("data-state", "done");
        }
    }

    [Theory]
    [InlineData("lion", "1 result · “kind:foo” is no filter")]
    [InlineData("unicorn", "Nothing found. Try fewer or other words, or the lists below. · “kind:foo” is no filter")]
    public async Task Status_OfAFilterThatIsNone_SaysSo(string query, string said)
    {
        await using var page = await _chromium.OpenAsync(_site.Search);
        await page.Page.EvaluateAsync("""
            const { search } = kbRanker;
            kbRanker.search = async (...asked) => {
              const found = await search(...asked);
              return { ...found, query: { ...found.query, unknown: ['kind:foo'] } };
            };
            void 0;
            """);
        await page.Page.Locator("#_q").FillAsync(query);
        await Assertions.Expect(Status(page)).ToHaveTextAsync(said);
    }

    /// <summary>Who types it goes on; who presses Enter, or comes with an address, means it.</summary>
    [Fact]
    public async Task Question_OfOneLetter_IsAskedUnlessItIsBeingTyped()
    {
        await using var page = await _chromium.OpenAsync(_site.Search);
        await page.Page.Locator("#_q").FillAsync("R");
        await Assertions.Expect(Results(page)).ToHaveAttributeAsync("data-state", "idle");
        await page.Page.Keyboard.PressAsync("Enter");
        await CheckAsync();
        await page.Page.GotoAsync(_site.Search + "?q=R");
        await CheckAsync();

        async Task CheckAsync() => await Assertions.Expect(Results(page).Locator("a").First).ToHaveAttributeAsync("href", new Regex("/giraffe/"));
    }

    [Fact]
    public async Task Counts_WhileOneTypes_AreTheLastAloneThatIsReadOut()
    {
        await using var page = await OpenAsync("?q=zebra");
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Status)).ToContainTextAsync("results");
        await page.Page.EvaluateAsync("""
            globalThis.heard = [];
            new MutationObserver((changes) => heard.push(changes[0].target.textContent)).observe(document.querySelector('[role=status]'), { childList: true });
            """);
        foreach (var typed in (string[])["mammals", "tiger", "lion"])
        {
            await page.Page.Locator("#_q").FillAsync(typed);
            await Assertions.Expect(Status(page)).ToHaveTextAsync(new Regex("^[0-9]+ result"));
        }

        await Assertions.Expect(page.Page.GetByRole(AriaRole.Status)).ToHaveTextAsync("1 result");
        Assert.Equal(["1 result"], await page.Page.EvaluateAsync<string[]>("heard"));
        Assert.Empty(await page.AxeAsync());
    }

    private async Task<BrowserPage> OpenAsync(string address)
    {
        var page = await _chromium.OpenAsync(_site.Search + address);
        await Assertions.Expect(Results(page)).ToHaveAttributeAsync("data-state", "done");
        return page;
    }

    private static ILocator Results(BrowserPage page) => page.Page.Locator("#results");

    private static ILocator Status(BrowserPage page) => page.Page.Locator("#_status");
}

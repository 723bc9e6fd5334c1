using Microsoft.Playwright;
using Xunit;

namespace KnowledgeBase.BrowserTests;

/// <summary>Words that a search found are marked where its result leads.</summary>
public sealed class FoundWordsTests : IClassFixture<ZooSite>
{
    private readonly ChromiumFixture _chromium;
    private readonly ZooSite _site;

    public FoundWordsTests(ChromiumFixture chromium, ZooSite site) => (_chromium, _site) = (chromium, site);

    [Theory]
    [InlineData(MouseButton.Left)]
    [InlineData(MouseButton.Middle)]
    public async Task Words_OfAResultInATabOfItsOwn_AreMarkedThereAlone(MouseButton button)
    {
        await using var page = await OpenAsync("?q=swim");
        var link = Results(page).Locator("a").First;
        var tab = await page.Page.Context.RunAndWaitForPageAsync(() => link.ClickAsync(button == MouseButton.Left ? new() { Modifiers = [KeyboardModifier.Control] } : new() { Button = button }));
        await Assertions.Expect(tab.Locator("mark").First).ToHaveTextAsync("swim");
        await page.Page.GotoAsync(new Uri(new Uri(_site.Search), "../threads/tiger/").AbsoluteUri);
        await Assertions.Expect(page.Page.Locator("mark")).ToHaveCountAsync(0);
        await tab.ReloadAsync();
        await Assertions.Expect(tab.Locator("mark")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Words_OfAResult_AreMarkedOnNoOtherPage()
    {
        await using var page = await OpenAsync("?q=swim");
        await page.Page.EvaluateAsync("addEventListener('click', (event) => event.preventDefault())");
        await Results(page).Locator("a").First.ClickAsync();
        await page.Page.GotoAsync(new Uri(new Uri(_site.Search), "../threads/lion/").AbsoluteUri);
        await Assertions.Expect(page.Page.Locator("mark")).ToHaveCountAsync(0);
    }

    /// <summary>Decomposed in the post, composed in the result; and İ has no small letter of its own.</summary>
    [Theory]
    [InlineData("café", "cafe\u0301")]
    [InlineData("istanbul", "İstanbul İstanbul")]
    public async Task Words_OfAResult_AreMarkedHoweverTheyAreWritten(string typed, string marked)
    {
        await using var page = await OpenAsync($"?q={typed}&kind=question");
        await Results(page).Locator("a").First.ClickAsync();
        await Assertions.Expect(page.Page.Locator("mark").First).ToBeVisibleAsync();
        Assert.Equal(marked, string.Join(' ', await page.Page.Locator("mark").AllTextContentsAsync()));
    }

    [Fact]
    public async Task Words_FoundTensOfThousandsOfTimes_FreezeNoPage()
    {
        await using var page = await _chromium.OpenAsync(new Uri(new Uri(_site.Search), "../threads/lion/").AbsoluteUri);
        var told = await page.Page.EvaluateAsync<double[]>("""
            async () => {
              const text = 'Lions lie, a lion lies. '.repeat(60_000);
              const body = document.querySelector('.body');
              body.textContent = text;
              localStorage.setItem('kb-words', JSON.stringify([location.href, ['lion']]));
              const script = document.createElement('script');
              script.src = trustedTypes.createPolicy('test', { createScriptURL: (url) => url }).createScriptURL(document.querySelector('[data-marks]').dataset.marks);
              const done = new Promise((resolve) => { script.onload = resolve; });
              document.head.append(script);
              const before = performance.now();
              await done;
              return [performance.now() - before, body.querySelectorAll('mark').length, Number(body.textContent === text)];
            }
            """);
        Assert.InRange(told[0], 0, 5_000);
        // Of those in the heading, one.
        Assert.Equal([999, 1], told[1..]);
    }

    private async Task<BrowserPage> OpenAsync(string address)
    {
        var page = await _chromium.OpenAsync(_site.Search + address);
        await Assertions.Expect(Results(page)).ToHaveAttributeAsync("data-state", "done");
        return page;
    }

    private static ILocator Results(BrowserPage page) => page.Page.Locator("#results");
}

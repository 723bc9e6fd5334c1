using Microsoft.Playwright;
using Xunit;

namespace KnowledgeBase.BrowserTests;

/// <summary>Every kind of page, as axe judges it for those who see, hear or move otherwise.</summary>
public class AxeTests(ChromiumFixture chromium, SiteFixture site)
{
    public static TheoryData<string> Pages => SiteFixture.Pages;

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Page_InLightAndDarkOnPhoneAndDesk_HasNoAxeViolationAndNoSidewaysScroll(string path)
    {
        foreach (var width in (int[])[320, 1280])
        {
            await using var page = await chromium.OpenAsync(site.Http + path, width);
            Assert.Empty((await page.AxeAsync()).Select(violation => $"{width} px: {violation}"));
            await page.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
            Assert.Empty((await page.AxeAsync(ofColours: true)).Select(violation => $"{width} px, dark: {violation}"));
            Assert.Equal(0, await page.SidewaysScrollAsync());
        }
    }
}

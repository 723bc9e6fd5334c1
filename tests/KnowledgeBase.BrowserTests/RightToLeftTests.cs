using Microsoft.Playwright;
using Xunit;

namespace KnowledgeBase.BrowserTests;

/// <summary>A site whose language is written from right to left.</summary>
public sealed class RightToLeftTests : IDisposable
{
    private readonly ChromiumFixture _chromium;
    private readonly string _root = Directory.CreateTempSubdirectory("kb-rtl-").FullName;
    private readonly StaticServer _server;

    public RightToLeftTests(ChromiumFixture chromium)
    {
        _chromium = chromium;
        var threads = Path.Combine(_root, "content", "threads");
        Directory.CreateDirectory(threads);
        File.WriteAllText(Path.Combine(_root, "content", "site.yaml"), "title: قاعدة المعرفة\nlanguage: ar\n");
        File.WriteAllText(Path.Combine(threads, "a.md"), "---\ntitle: كيف أبدأ؟\ntags: [برمجة]\n---\n## Question by سلمى on 2025-01-01\n\nمن أين أبدأ؟\n\n## Answer by كريم on 2025-01-02 {.accepted}\n\n1. اقرأ `README` أولا.\n2. ثم جرّب.\n\n## Answer by Ann on 2025-01-03\n\nRead the book.\n\n## Answer by سلمى on 2025-01-04\n\nمرحبا.\n\nAn English paragraph.\n\n1. English step.\n2. خطوة.\n\n> English quote.\n\n| عمود طويل جدا | قيمة |\n|---|---:|\n| Cell. | 12 |\n\n    code.\n\n## Takeaways\n\n- ابدأ بالقراءة. [a1](#a1)\n");
        Assert.True(SiteBuild.Run(new() { ContentFolder = Path.Combine(_root, "content"), TemplatesFolder = Path.Combine(SiteFixture.Repository, "templates"), OutputFolder = Path.Combine(_root, "site") }).IsPublished);
        _server = new(Path.Combine(_root, "site"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("threads/a/")]
    [InlineData("takeaways/")]
    [InlineData("statistics/")]
    [InlineData("search/")]
    public async Task Page_OfAnArabicSite_IsMirrored(string path)
    {
        foreach (var width in (int[])[320, 1280])
        {
            await using var page = await _chromium.OpenAsync(_server.Address + path, width);
            Assert.Empty(await page.AxeAsync());
            Assert.Equal(0, await page.SidewaysScrollAsync());
            Assert.Empty(page.Complaints);
            var brand = await page.Page.Locator(".brand").BoundingBoxAsync();
            var nav = await page.Page.Locator(".theme").BoundingBoxAsync();
            Assert.True(brand!.X > nav!.X);
        }
    }

    [Fact]
    public async Task Post_InEnglishOnAnArabicSite_KeepsItsDirection()
    {
        await using var page = await _chromium.OpenAsync(_server.Address + "threads/a/", 1280);
        Assert.Equal("ltr", await page.Page.EvaluateAsync<string>("getComputedStyle(document.querySelector('#a2 .body')).direction"));
        Assert.Equal("rtl", await page.Page.EvaluateAsync<string>("getComputedStyle(document.querySelector('#a1 .body')).direction"));
        // The number of a step stands to the right of its text, and so does the link on it.
        var link = await page.Page.Locator("#a1-s1 > .step-link").BoundingBoxAsync();
        var text = await page.Page.Locator("#a1-s1").BoundingBoxAsync();
        Assert.True(link!.X >= text!.X + text.Width - 1);
    }

    /// <summary>A dot follows each fact, on the side where the page goes on: that of an English name is its left.</summary>
    [Fact]
    public async Task Facts_OfAResult_ArePartedInThePagesDirection()
    {
        await using var page = await _chromium.OpenAsync(_server.Address + "search/?q=book", 1280);
        await Assertions.Expect(page.Page.Locator("#results .facts bdi").First).ToHaveTextAsync("Ann");
        Assert.Equal(["rtl"], await page.Page.EvaluateAsync<string[]>("[...new Set([...document.querySelectorAll('#results .facts > *')].map((fact) => getComputedStyle(fact).direction))]"));
        Assert.Equal("ltr", await page.Page.EvaluateAsync<string>("getComputedStyle(document.querySelector('#results .facts bdi')).direction"));
    }

    /// <summary>The full stop of an English block is to the right of its first letter; only a paragraph leaves its side of the post.</summary>
    [Theory]
    [InlineData("#a3 > .body > p:nth-of-type(2)", "An English", true)]
    [InlineData("#a3-s1", "English step", false)]
    [InlineData("#a3 blockquote p", "English quote", false)]
    [InlineData("#a3 tbody td:first-child", "Cell", false)]
    [InlineData("#a3 pre", "code", true)]
    public async Task Block_InEnglishInAnArabicPost_ReadsFromLeftToRight(string block, string start, bool isAtTheLeft)
    {
        await using var page = await _chromium.OpenAsync(_server.Address + "threads/a/", 1280);
        var at = await page.Page.Locator(block).EvaluateAsync<float[]>("""
            (block) => {
              const text = document.createTreeWalker(block, NodeFilter.SHOW_TEXT).nextNode();
              const edge = (index) => {
                const range = document.createRange();
                range.setStart(text, index);
                range.setEnd(text, index + 1);
                return range.getBoundingClientRect().x;
              };
              const box = block.getBoundingClientRect();
              return [edge(0), edge(text.data.indexOf('.')), box.left, box.right];
            }
            """);
        Assert.StartsWith(start, await page.Page.Locator(block).InnerTextAsync(), StringComparison.Ordinal);
        Assert.True(at[0] < at[1], string.Join(' ', at));
        Assert.Equal(isAtTheLeft, at[0] - at[2] < at[3] - at[1]);
    }

    [Fact]
    public async Task Bars_OfAnArabicSite_BeginAtTheRight()
    {
        await using var page = await _chromium.OpenAsync(_server.Address + "statistics/", 390);
        Assert.True(await page.Page.EvaluateAsync<bool>("""
            [...document.querySelectorAll('.plot rect')].every((bar) => bar.getBoundingClientRect().width === 0
              || Math.abs(bar.getBoundingClientRect().right - bar.ownerSVGElement.getBoundingClientRect().right) < 1)
            """));
    }

    [Fact]
    public async Task Toast_OnAnArabicSite_IsInTheMiddle()
    {
        await using var page = await _chromium.OpenAsync(_server.Address + "threads/a/", 1280);
        await page.Page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        await page.Page.Locator("#a1 > header .permalink").ClickAsync();
        var box = await page.Page.Locator(".toast").BoundingBoxAsync();
        Assert.InRange(box!.X + (box.Width / 2), 620, 660);
    }

    public void Dispose()
    {
        _server.Dispose();
        Directory.Delete(_root, recursive: true);
    }
}

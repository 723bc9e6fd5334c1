using Microsoft.Playwright;
using Xunit;

namespace KnowledgeBase.BrowserTests;

/// <summary>Threads as forums have them: words, numbers and tables without end, on a phone, on paper and in forced colours.</summary>
public sealed class UnrulyThreadTests : IClassFixture<UnrulyThreadTests.UnrulySite>
{
    private readonly ChromiumFixture _chromium;
    private readonly UnrulySite _site;

    public UnrulyThreadTests(ChromiumFixture chromium, UnrulySite site) => (_chromium, _site) = (chromium, site);

    [Theory]
    [InlineData("threads/a/")]
    [InlineData("threads/")]
    [InlineData("takeaways/")]
    [InlineData("authors/")]
    [InlineData("tags/")]
    [InlineData("")]
    public async Task Words_LongerThanALine_StayInTheirPlace(string path)
    {
        foreach (var width in (int[])[320, 960, 1280])
        {
            await using var page = await _chromium.OpenAsync(_site.Http + path, width);
            Assert.Equal(0, await page.SidewaysScrollAsync());
            Assert.Empty(await page.Page.EvaluateAsync<string[]>("""
                [...document.querySelectorAll('main :is(h1, h2, p, li, a, bdi, .body, .in-brief, .tag-row)')]
                  .filter((element) => !element.closest('.table, .start, pre') && element.getClientRects().length)
                  .filter((element) => {
                    const [inner, outer] = [element, element.closest('.in-brief, .aside, .nodes, main')].map((box) => box.getBoundingClientRect());
                    return inner.right > outer.right + 1 || inner.right > document.documentElement.clientWidth;
                  }).map((element) => element.outerHTML.slice(0, 120))
                """));
        }
    }

    /// <summary>A marker has no box of its own: a float of its text has its width.</summary>
    [Fact]
    public async Task Numbers_OfLists_AreWhollyOnThePage()
    {
        await using var page = await _chromium.OpenAsync(_site.Http + "threads/a/", 320);
        Assert.Empty(await page.Page.EvaluateAsync<string[]>("""
            [...document.querySelectorAll('.body ol')].filter((list) => {
              const ruler = document.createElement('span');
              ruler.style = 'position: absolute; white-space: pre';
              ruler.textContent = `${list.start + list.children.length - 1}. `;
              list.firstElementChild.append(ruler);
              const [width, left] = [ruler.getBoundingClientRect().width, list.firstElementChild.getBoundingClientRect().left];
              ruler.remove();
              return width > left - list.closest('.body').getBoundingClientRect().left + 1;
            }).map((list) => `${list.start}`)
            """));
    }

    [Fact]
    public async Task Marks_InForcedColours_AreThoseOfTheSystem()
    {
        await using var page = await _chromium.OpenAsync(_site.Http + "threads/a/");
        await page.Page.EmulateMediaAsync(new() { ForcedColors = ForcedColors.Active });
        Assert.True(await page.Page.EvaluateAsync<bool>("""
            (() => {
              const mark = document.querySelector('mark');
              const system = document.body.appendChild(document.createElement('p'));
              system.style = 'background: Mark; color: MarkText';
              return ['backgroundColor', 'color'].every((name) => getComputedStyle(mark)[name] === getComputedStyle(system)[name]);
            })()
            """));
    }

    [Fact]
    public async Task Paper_HasWhatIsFolded_WholeTables_AndWhereSourcesAre()
    {
        await using var page = await _chromium.OpenAsync(_site.Http + "threads/a/", 700);
        await page.Page.EmulateMediaAsync(new() { Media = Media.Print });
        Assert.True(await page.Page.EvaluateAsync<bool>("document.querySelector('.body details p').checkVisibility({ contentVisibilityAuto: true }) && document.querySelector('.body details p').getBoundingClientRect().height > 0"));
        // Posts that were out of sight are laid out one frame later.
        await page.Page.WaitForFunctionAsync("() => [...document.querySelectorAll('.table')].every((frame) => frame.scrollWidth <= frame.clientWidth)");
        Assert.Contains("https://forum.example/t/1", await page.Page.EvaluateAsync<string>("getComputedStyle(document.querySelector('.facts a[href^=http]'), '::after').content"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(390)]
    [InlineData(1280)]
    public async Task Picture_TallerThanTheWindow_IsSeenWhole_AndLeadsToItsFile(int width)
    {
        await using var page = await _chromium.OpenAsync(_site.Http + "threads/b/", width);
        await page.Page.SetViewportSizeAsync(width, 800);
        var box = (await page.Page.Locator(".body img").BoundingBoxAsync())!;
        Assert.InRange(box.Height, 639, 640);
        Assert.Equal(640.0 / 2500 * 200, box.Width, 1);
        await page.Page.GetByRole(AriaRole.Link, new() { Name = "Tall", Exact = true }).ClickAsync();
        Assert.EndsWith(".svg", page.Page.Url, StringComparison.Ordinal);
    }

    /// <summary>Plots and diagrams are mostly black, on nothing.</summary>
    [Fact]
    public async Task Picture_InTheDark_HasALightGround()
    {
        foreach (var isDark in (bool[])[true, false])
        {
            await using var page = await _chromium.OpenAsync(_site.Http + "threads/b/", dark: isDark);
            var ground = await page.Page.EvaluateAsync<string>("getComputedStyle(document.querySelector('.body img')).backgroundColor");
            Assert.Equal(isDark, ground.StartsWith("oklch(0.96 ", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Page_HasNoAxeViolation()
    {
        await using var page = await _chromium.OpenAsync(_site.Http + "threads/a/");
        Assert.Empty(await page.AxeAsync());
    }

    [Fact]
    public async Task Links_InFacts_AreLargeEnoughToTouch()
    {
        await using var page = await _chromium.OpenAsync(_site.Http + "threads/a/", 390);
        Assert.True(await page.Page.EvaluateAsync<bool>("[...document.querySelectorAll('.facts a, .byline a')].length > 1 && [...document.querySelectorAll('.facts a, .byline a')].every((link) => link.getClientRects()[0].height >= 24)"));
    }

    /// <summary>The original is what search engines are to list; what is cited stands on this page.</summary>
    [Fact]
    public async Task Cite_OfAPostInADuplicate_GivesItsOwnAddress()
    {
        await using var page = await _chromium.OpenAsync(_site.Http + "threads/b/");
        await page.Page.Locator("#a1 > header").GetByRole(AriaRole.Button, new() { Name = "Cite" }).ClickAsync();
        Assert.Contains("(<https://kb.example/threads/b/#a1>)", await page.Page.GetByRole(AriaRole.Dialog).Locator("pre").First.InnerTextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Copy_InACitation_IsToldAboveIt()
    {
        await using var page = await _chromium.OpenAsync(_site.Http + "threads/b/");
        await page.Page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        await page.Page.Locator("#a1 > header").GetByRole(AriaRole.Button, new() { Name = "Cite" }).ClickAsync();
        await page.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Copy" }).First.ClickAsync();
        var told = page.Page.GetByRole(AriaRole.Status);
        await Assertions.Expect(told).ToHaveTextAsync("Copied");
        Assert.True(await told.EvaluateAsync<bool>("toast => { const box = toast.getBoundingClientRect(); return document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2) === toast; }"));
        Assert.Empty(await page.AxeAsync());
    }

    /// <summary>A long thread, and one that it answers.</summary>
    public sealed class UnrulySite : IDisposable
    {
        private const string Long = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft";

        private readonly string _root = Directory.CreateTempSubdirectory("kb-unruly-").FullName;
        private readonly StaticServer _server;

        public UnrulySite()
        {
            var threads = Path.Combine(_root, "content", "threads");
            Directory.CreateDirectory(threads);
            var table = string.Join('\n', "", Row("wide"), Row("---"), Row("unbreakable"));
            var list = string.Concat(Enumerable.Range(1, 101).Select(i => $"{i}. item\n"));
            File.WriteAllText(Path.Combine(_root, "content", "site.yaml"), "title: Forum\nbase-url: https://kb.example/\n");
            File.WriteAllText(Path.Combine(threads, "a.md"), $"""
                ---
                title: What is a {Long}?
                tags: [{Long}, german]
                source: https://forum.example/t/1
                ---
                ## Question by {Long} on 2024-01-01

                Who knows? <mark>Me</mark>, perhaps.

                <details><summary>More</summary><p>Folded</p></details>

                ## Answer by {Long} on 2024-01-02

                1985. A year.

                Tasks:

                - [x] done
                - [ ] open

                <ul><li><input type="checkbox" checked> done, too</li></ul>

                The whole list:

                {list}
                {table}

                ## Answer by Ann on 2024-01-03

                1. {Long}

                ## Takeaways

                - It is called {Long}. [{Long}](#a2)
                  > {Long}

                """);
            File.WriteAllText(Path.Combine(threads, "b.md"), $"---\ntitle: What is the {Long}?\ntags: [{Long}, german]\nduplicate-of: a\n---\n## Question by Ann on 2024-01-03\n\nSee [there](a.md).\n\n![Tall](tall.svg)\n\n## Answer by Bo on 2024-01-04\n\nThere.\n");
            File.WriteAllText(Path.Combine(threads, "tall.svg"), """<svg xmlns="http://www.w3.org/2000/svg" width="200" height="2500"><path d="M0 0L200 2500" stroke="black"/></svg>""");
            var report = SiteBuild.Run(new() { ContentFolder = Path.Combine(_root, "content"), TemplatesFolder = Path.Combine(SiteFixture.Repository, "templates"), OutputFolder = Path.Combine(_root, "site") });
            if (!report.IsPublished) throw new InvalidOperationException(string.Join('\n', report.Diagnostics));
            _server = new(Path.Combine(_root, "site"));

            static string Row(string cell) => $"|{string.Concat(Enumerable.Repeat($" {cell} |", 20))}";
        }

        /// <summary>Address of its root, ending with '/'.</summary>
        public string Http => _server.Address;

        public void Dispose()
        {
            _server.Dispose();
            Directory.Delete(_root, recursive: true);
        }
    }
}

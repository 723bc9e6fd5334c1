using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using KnowledgeBase.BrowserTests;
using KnowledgeBase.Tests;
using Microsoft.Playwright;

namespace KnowledgeBase.Benchmarks;

/// <summary>
/// How good the search is over a judged collection, and what it costs, in a real browser: beside searches that others use, and
/// without each part of the ranking.
/// </summary>
/// <remarks>
/// What may be chosen on a judged set is chosen on one half of its queries, by a hash of their words; the other half says
/// whether it was luck.
/// </remarks>
internal sealed class SearchQuality : IDisposable
{
    public const string Usual = "../shared/data/search-judged";

    private const string Ours = "async (query, limit = 30) => [...new Set((await kb.search(query, { limit })).hits.map((hit) => hit.thread))].slice(0, 10)";

    /// <summary>Result pages of others load what they show of a result; five is what Pagefind's own shows at first.</summary>
    private const string PagefindPage = """
        <!DOCTYPE html><title>Pagefind</title><link rel="icon" href="data:,"><script type="module">
        import * as pagefind from './pagefind.js';
        globalThis.find = async (query, most = 10) => {
          const { results } = await pagefind.search(query);
          const pages = await Promise.all(results.slice(0, most).map((result) => result.data()));
          return pages.map(({ url }) => url.split('/').at(-2));
        };
        </script>
        """;

    private static readonly string[] Browsers = [Environment.GetEnvironmentVariable("KB_CHROMIUM") ?? "", "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    /// <summary>What can be left out while the ranker runs.</summary>
    private static readonly (string Name, string Changes)[] OfRanker =
    [
        ("all", "{}"),
        ("rarity counts as in BM25", "{ \"rarityPower\": 1 }"),
        ("words that lack count in long questions too", "{ \"fewWords\": 40 }"),
        ("joined words count whole", "{ \"whole\": 1 }"),
        ("no spelling corrected", "{ \"corrects\": false }"),
    ];

    /// <summary>The same where the last word is typed to two thirds only, as it is while people type.</summary>
    private static readonly (string Name, string Changes)[] OfTyping =
    [
        ("last word typed to two thirds", "{}"),
        ("the same, not completed", "{ \"completes\": false }"),
    ];

    /// <summary>What the index is made of counts where threads have it, so threads are written without it. In a language without a stemmer, words stay as they are.</summary>
    /// <remarks>Kinds of nodes but questions and answers, accepted answers and votes are not in the judged set, so it says nothing about what they count.</remarks>
    private static readonly (string Name, Func<string, string> Change, string Settings)[] OfIndex =
    [
        ("title counts as text", WithTitleAsText, ""),
        ("number of posts does not count", WithManyPosts, ""),
        ("no stemming", thread => thread, "language: la\n"),
    ];

    private readonly string _threads;
    private readonly string _root = Directory.CreateTempSubdirectory("kb-quality-").FullName;
    private readonly JsonElement[] _queries;
    private readonly string _queriesJson;
    private readonly string _halves;

    private SearchQuality(string folder)
    {
        _threads = Path.Combine(folder, "threads");
        _queriesJson = File.ReadAllText(Path.Combine(folder, "queries.json"));
        _queries = JsonSerializer.Deserialize<JsonElement[]>(_queriesJson)!;
        _halves = JsonSerializer.Serialize(_queries.Select(query => IsHeldBack(query) ? "held back" : "chosen on"));
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    /// <param name="folder">Holds <c>threads/</c>, and <c>queries.json</c>: set, q, relevant (slug: grade).</param>
    public static async Task MeasureAsync(string folder)
    {
        using var quality = new SearchQuality(folder);
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Browsers.FirstOrDefault(File.Exists), Args = ["--no-sandbox", "--disable-gpu"] });
        var site = quality.Build("site", thread => thread, "");
        await quality.ComparePeersAsync(browser, site);
        await quality.LeaveOutAsync(browser, site);
    }

    private string Build(string name, Func<string, string> change, string settings)
    {
        var (content, site) = (Path.Combine(_root, name, "content"), Path.Combine(_root, name, "site"));
        Directory.CreateDirectory(Path.Combine(content, "threads"));
        foreach (var file in Directory.EnumerateFiles(_threads, "*.md", SearchOption.AllDirectories))
            File.WriteAllText(Path.Combine(content, "threads", Path.GetFileName(file)), change(File.ReadAllText(file)));
        File.WriteAllText(Path.Combine(content, "site.yaml"), "title: Judged\n" + settings);
        var report = SiteBuild.Run(new() { ContentFolder = content, OutputFolder = site });
        return report.IsPublished ? site : throw new InvalidOperationException(string.Join('\n', report.Diagnostics.Take(5)));
    }

    private static string WithTitleAsText(string thread)
    {
        var title = "";
        var rest = Regex.Replace(thread, "^title: (.*)$", line =>
        {
            title = line.Groups[1].Value.Trim('"');
            return "title: thread";
        }, RegexOptions.Multiline);
        return new Regex("^## Question.*$", RegexOptions.Multiline).Replace(rest, $"$0\n\n{title.Replace("$", "$$", StringComparison.Ordinal)}\n", 1);
    }

    /// <summary>As many posts in each thread, those without words.</summary>
    private static string WithManyPosts(string thread) =>
        thread + string.Concat(Enumerable.Repeat("\n## Answer\n\n.\n", Math.Max(0, 40 - Regex.Count(thread, "^## ", RegexOptions.Multiline))));

    private async Task ComparePeersAsync(IBrowser browser, string site)
    {
        Console.WriteLine($"\n{Directory.EnumerateFiles(_threads, "*.md", SearchOption.AllDirectories).Count()} threads; two-word queries, bytes as a host with gzip sends them; the page and its style are counted for ours only");
        Console.WriteLine("\n| search | index MB | first query: requests, kB | further: requests, kB | nDCG@10, MRR | chosen on | held back | ms with files: median, 95 % | ms once loaded: median, 95 % |\n|---|--:|--:|--:|--:|--:|--:|--:|--:|");
        using var server = new StaticServer(site);
        await RowAsync("this one", "search", "search/", isOurs: true, Ours);
        try
        {
            var tools = NpmFolder.Installed("SearchPeers");
            var (pagefind, mini) = (Path.Combine(site, "peers", "pagefind"), Path.Combine(site, "peers", "minisearch"));
            NpmFolder.Succeed(tools, "node", "minisearch.mjs", site, mini);
            NpmFolder.Succeed(tools, "node", "node_modules/pagefind/lib/runner/bin.cjs", "--site", site, "--glob", "threads/*/index.html", "--output-path", pagefind);
            await File.WriteAllTextAsync(Path.Combine(pagefind, "index.html"), PagefindPage);
        }
        catch (InvalidOperationException problem)
        {
            Console.WriteLine($"\npeers: skipped ({problem.Message.Split('\n')[0]})");
            return;
        }

        await RowAsync("Pagefind 1.6.0", "peers/pagefind", "peers/pagefind/", isOurs: false, "find");
        await RowAsync("MiniSearch", "peers/minisearch", "peers/minisearch/", isOurs: false, "find");

        async Task RowAsync(string name, string folder, string address, bool isOurs, string find)
        {
            var (first, further) = await CostsAsync(browser, server, address, isOurs);
            await using var context = await browser.NewContextAsync();
            var page = await context.NewPageAsync();
            await page.GotoAsync(server.Address + address);
            await page.WaitForFunctionAsync("() => globalThis.kb || globalThis.find");
            var found = await EvaluateAsync(page, find);
            Console.WriteLine($"| {name} | {MegabytesOf(Path.Combine(site, folder))} | {first} | {further} | {found.All} | {found.ChosenOn} | {found.HeldBack} | {found.Loading} | {found.Loaded} |");
        }
    }

    /// <summary>Pagefind's folder holds its user interfaces too; they are no index.</summary>
    private static string MegabytesOf(string folder) =>
        new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories).Where(file => !file.Name.Contains("-ui.", StringComparison.Ordinal) && file.Extension != ".html").Sum(file => file.Length / 1e6).ToString("0.00", CultureInfo.InvariantCulture);

    /// <summary>Means over some queries of two words: the first on a page, and one that follows it.</summary>
    private async Task<(string First, string Further)> CostsAsync(IBrowser browser, StaticServer server, string address, bool isOurs)
    {
        var words = _queries.Where((_, i) => i % 15 == 0).Select(query => string.Join(' ', query.GetProperty("q").GetString()!.Split(' ').OrderByDescending(word => word.Length).Take(2))).ToList();
        List<(int Requests, int Bytes)> first = [], further = [];
        for (var i = 0; i + 1 < words.Count; i++)
        {
            await using var context = await browser.NewContextAsync();
            var page = await context.NewPageAsync();
            first.Add(await ServedAsync(page, async () =>
            {
                await page.GotoAsync(server.Address + address + (isOurs ? $"?q={Uri.EscapeDataString(words[i])}" : ""));
                await page.WaitForFunctionAsync("() => globalThis.kb || globalThis.find");
                if (isOurs) await Assertions.Expect(page.Locator("#results")).ToHaveAttributeAsync("data-state", "done");
                else await page.EvaluateAsync("(query) => find(query, 5)", words[i]);
            }));
            further.Add(await ServedAsync(page, async () =>
            {
                if (isOurs)
                {
                    await page.Locator("input[name=q]").FillAsync(words[i + 1]);
                    await Assertions.Expect(page.Locator("#results")).ToHaveAttributeAsync("data-state", "done");
                }
                else await page.EvaluateAsync("(query) => find(query, 5)", words[i + 1]);
            }));
        }

        return (Text(first), Text(further));

        async Task<(int, int)> ServedAsync(IPage page, Func<Task> ask)
        {
            server.Served.Clear();
            await ask();
            await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
            await page.WaitForTimeoutAsync(200);
            return (server.Served.Count, server.Served.Sum(file => file.Bytes));
        }

        static string Text(List<(int Requests, int Bytes)> served) => string.Create(CultureInfo.InvariantCulture,
            $"{served.Average(ask => ask.Requests):0.0} (at most {served.Max(ask => ask.Requests)}), {served.Average(ask => ask.Bytes) / 1e3:0.0} (at most {served.Max(ask => ask.Bytes) / 1e3:0.0})");
    }

    private async Task LeaveOutAsync(IBrowser browser, string site)
    {
        Console.WriteLine("\n| ranking | nDCG@10, MRR | chosen on | held back | by set |\n|---|--:|--:|--:|---|");
        await RowsAsync(site, OfRanker, Ours);
        await RowsAsync(site, OfTyping, $"(query, limit) => ({Ours})(query.replace(/[\\p{{L}}\\p{{N}}]+[^\\p{{L}}\\p{{N}}]*$/u, (word) => word.slice(0, Math.ceil(word.match(/^[\\p{{L}}\\p{{N}}]+/u)[0].length * 2 / 3))), limit)");
        foreach (var (name, change, settings) in OfIndex) await RowsAsync(Build(name.Replace(' ', '-'), change, settings), [(name, "{}")], Ours);

        async Task RowsAsync(string site, (string Name, string Changes)[] rows, string find)
        {
            await using var context = await browser.NewContextAsync();
            var page = await context.NewPageAsync();
            await page.GotoAsync(new Uri(Path.Combine(site, "search", "index.html")).AbsoluteUri);
            await page.EvaluateAsync("() => kb.search('any')");
            foreach (var (name, changes) in rows)
            {
                await page.EvaluateAsync("(changes) => { globalThis.before ??= { ...kbRanker.set({}) }; kbRanker.set({ ...before, ...JSON.parse(changes) }); }", changes);
                var found = await EvaluateAsync(page, find);
                Console.WriteLine($"| {name} | {found.All} | {found.ChosenOn} | {found.HeldBack} | {found.BySet} |");
            }
        }
    }

    private async Task<Found> EvaluateAsync(IPage page, string find)
    {
        var json = await page.EvaluateAsync<string>(Evaluation.Replace("FIND", find, StringComparison.Ordinal), new[] { _halves, _queriesJson });
        return JsonSerializer.Deserialize<Found>(json, JsonSerializerOptions.Web)!;
    }

    private static bool IsHeldBack(JsonElement query) =>
        (SHA256.HashData(Encoding.UTF8.GetBytes(query.GetProperty("set").GetString() + query.GetProperty("q").GetString()))[0] & 1) == 1;

    /// <summary>As they are printed.</summary>
    private sealed record Found(string All, string ChosenOn, string HeldBack, string BySet, string Loading, string Loaded);

    private const string Evaluation = """
        async ([halves, queries]) => {
          const ask = FIND;
          const half = JSON.parse(halves);
          const sets = new Map();
          const [loading, loaded] = [[], []];
          for (const [i, { set, q, relevant }] of JSON.parse(queries).entries()) {
            for (const times of [loading, loaded]) {
              const start = performance.now();
              await ask(q, 10);
              times.push(performance.now() - start);
            }
            const found = await ask(q);
            const gain = (grade, place) => (2 ** grade - 1) / Math.log2(place + 2);
            const ideal = Object.values(relevant).sort((a, b) => b - a).slice(0, 10).reduce((sum, grade, i) => sum + gain(grade, i), 0);
            const ndcg = ideal > 0 ? found.reduce((sum, slug, place) => sum + gain(relevant[slug] ?? 0, place), 0) / ideal : 0;
            const first = found.findIndex((slug) => relevant[slug] > 0);
            for (const name of ['', half[i], set]) sets.set(name, [...sets.get(name) ?? [], [ndcg, first < 0 ? 0 : 1 / (first + 1)]]);
          }
          const mean = (rows, column) => ((rows ?? []).reduce((sum, row) => sum + row[column], 0) / (rows?.length ?? 1)).toFixed(3);
          const both = (name) => `${mean(sets.get(name), 0)}, ${mean(sets.get(name), 1)}`;
          const parts = (times) => [0.5, 0.95].map((part) => times.sort((a, b) => a - b)[Math.floor(times.length * part)].toFixed(1)).join(', ');
          const bySet = [...sets].filter(([name]) => name && !half.includes(name)).map(([name, rows]) => `${name} ${mean(rows, 0)}`).join('; ');
          return JSON.stringify({ all: both(''), chosenOn: both('chosen on'), heldBack: both('held back'), bySet, loading: parts(loading), loaded: parts(loaded) });
        }
        """;
}

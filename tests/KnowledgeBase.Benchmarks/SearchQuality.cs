using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using KnowledgeBase.BrowserTests;
using Microsoft.Playwright;

namespace KnowledgeBase.Benchmarks;

/// <summary>
/// How good the search is over a judged collection, and what it costs, in a real browser: nDCG@10 and MRR by set, with and
/// without each feature of the ranking; bytes (as they are, and compressed as most hosts do), requests and milliseconds.
/// </summary>
/// <remarks>
/// What may be chosen on a judged set is chosen on one half of its queries, by a hash of their words; the other half says
/// whether it was luck.
/// </remarks>
internal static class SearchQuality
{
    public const string Usual = "../shared/data/search-judged";

    private static readonly string[] Browsers = [Environment.GetEnvironmentVariable("KB_CHROMIUM") ?? "", "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    private static readonly (string Name, string Changes)[] Features =
    [
        ("all", "{}"),
        ("rarity counts as in BM25", "{ \"rarityPower\": 1 }"),
        ("joined words count whole", "{ \"whole\": 1 }"),
        ("any word is enough", "{ \"leastCover\": 0 }"),
    ];

    /// <param name="folder">Holds <c>threads/</c>, and <c>queries.json</c>: set, q, relevant (slug: grade).</param>
    public static async Task MeasureAsync(string folder)
    {
        var root = Directory.CreateTempSubdirectory("kb-quality-").FullName;
        try
        {
            var site = Path.Combine(root, "site");
            // Only the threads are content: a link would not be followed, so the files are copied.
            var content = Directory.CreateDirectory(Path.Combine(root, "content", "threads")).FullName;
            foreach (var file in Directory.EnumerateFiles(Path.Combine(folder, "threads"), "*.md", SearchOption.AllDirectories)) File.Copy(file, Path.Combine(content, Path.GetFileName(file)));
            var report = SiteBuild.Run(new() { ContentFolder = Path.Combine(root, "content"), OutputFolder = site });
            if (!report.IsPublished) throw new InvalidOperationException(string.Join('\n', report.Diagnostics.Take(5)));
            var index = new DirectoryInfo(Path.Combine(site, "search")).EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"\n{report.Threads} threads, index {index / 1e6:0.00} MB"));
            await AskAsync(site, await File.ReadAllTextAsync(Path.Combine(folder, "queries.json")));
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    private static async Task AskAsync(string site, string queries)
    {
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Browsers.FirstOrDefault(File.Exists), Args = ["--no-sandbox", "--disable-gpu"] });
        using var server = new StaticServer(site);
        var page = await browser.NewPageAsync();
        await CostsAsync(page, server, site, JsonSerializer.Deserialize<JsonElement[]>(queries)!);

        Console.WriteLine("\n| ranking | nDCG@10, MRR | chosen on | held back | by set | median ms | 95 % ms |\n|---|--:|--:|--:|---|--:|--:|");
        // From a disk the ranker runs in the page, where its settings can be changed.
        await page.GotoAsync(new Uri(Path.Combine(site, "search", "index.html")).AbsoluteUri);
        await page.EvaluateAsync("() => kb.search('any')");
        var halves = JsonSerializer.Serialize(JsonSerializer.Deserialize<JsonElement[]>(queries)!.Select(query => IsHeldBack(query) ? "held back" : "chosen on"));
        foreach (var (name, changes) in Features)
        {
            var row = await page.EvaluateAsync<string>(Evaluation, new[] { halves, queries, changes });
            Console.WriteLine($"| {name} | {row} |");
        }
    }

    private static bool IsHeldBack(JsonElement query) =>
        (SHA256.HashData(Encoding.UTF8.GetBytes(query.GetProperty("set").GetString() + query.GetProperty("q").GetString()))[0] & 1) == 1;

    private static async Task CostsAsync(IPage page, StaticServer server, string site, JsonElement[] queries)
    {
        Console.WriteLine("\n| query | requests | kB | kB compressed |\n|---|--:|--:|--:|");
        foreach (var (i, query) in queries.Take(4).Index())
        {
            server.Served.Clear();
            var words = string.Join(' ', query.GetProperty("q").GetString()!.Split(' ').OrderByDescending(word => word.Length).Take(2));
            if (i == 0) await page.GotoAsync($"{server.Address}search/?q={Uri.EscapeDataString(words)}");
            else await page.Locator("input[name=q]").FillAsync(words);
            await Assertions.Expect(page.Locator("#results")).ToHaveAttributeAsync("data-state", "done");
            await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {words} | {server.Served.Count} | {server.Served.Sum(file => file.Bytes) / 1e3:0.0} | {server.Served.Sum(file => CompressedSize(site, file.Path)) / 1e3:0.0} |"));
        }
    }

    private static long CompressedSize(string site, string path)
    {
        var file = Path.Combine(site, path.TrimStart('/'));
        if (Directory.Exists(file)) file = Path.Combine(file, "index.html");
        if (!File.Exists(file)) return 0;
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true)) gzip.Write(File.ReadAllBytes(file));
        return packed.Length;
    }

    private const string Evaluation = """
        async ([halves, queries, changes]) => {
          const before = kbRanker.set({});
          const saved = { ...before };
          kbRanker.set(JSON.parse(changes));
          const sets = new Map();
          const times = [];
          const half = JSON.parse(halves);
          for (const [i, { set, q, relevant }] of JSON.parse(queries).entries()) {
            const start = performance.now();
            const { hits } = await kb.search(q, { limit: 30 });
            times.push(performance.now() - start);
            const found = [...new Set(hits.map((hit) => hit.thread))].slice(0, 10);
            const gain = (grade, place) => (2 ** grade - 1) / Math.log2(place + 2);
            const ideal = Object.values(relevant).sort((a, b) => b - a).slice(0, 10).reduce((sum, grade, i) => sum + gain(grade, i), 0);
            const ndcg = ideal > 0 ? found.reduce((sum, slug, place) => sum + gain(relevant[slug] ?? 0, place), 0) / ideal : 0;
            const first = found.findIndex((slug) => relevant[slug] > 0);
            for (const name of ['', half[i], set]) sets.set(name, [...sets.get(name) ?? [], [ndcg, first < 0 ? 0 : 1 / (first + 1)]]);
          }
          kbRanker.set(saved);
          times.sort((a, b) => a - b);
          const mean = (rows, column) => ((rows ?? []).reduce((sum, row) => sum + row[column], 0) / (rows?.length ?? 1)).toFixed(3);
          const both = (name) => `${mean(sets.get(name), 0)}, ${mean(sets.get(name), 1)}`;
          const bySet = [...sets].filter(([name]) => name && !half.includes(name)).map(([name, rows]) => `${name} ${mean(rows, 0)}`).join('; ');
          return [both(''), both('chosen on'), both('held back'), bySet, times[times.length >> 1].toFixed(1), times[Math.floor(times.length * 0.95)].toFixed(1)].join(' | ');
        }
        """;
}

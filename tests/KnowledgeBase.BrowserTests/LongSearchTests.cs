using System.Globalization;
using Xunit;

namespace KnowledgeBase.BrowserTests;

/// <summary>Neither a question of many words nor a post of megabytes holds the page up.</summary>
public sealed class LongSearchTests : IDisposable
{
    private readonly ChromiumFixture _chromium;
    private readonly string _root = Directory.CreateTempSubdirectory("kb-long-search-").FullName;
    private readonly StaticServer _server;

    public LongSearchTests(ChromiumFixture chromium)
    {
        _chromium = chromium;
        var threads = Path.Combine(_root, "content", "threads");
        Directory.CreateDirectory(threads);
        Write("ok", string.Concat(Enumerable.Repeat("ok ", 150_000)));
        Write("words", string.Join(' ', Enumerable.Range(0, 120_000).Select(i => Word(i * 7919 % 5000))) + " wombat");
        var report = SiteBuild.Run(new()
        {
            ContentFolder = Path.Combine(_root, "content"), TemplatesFolder = Path.Combine(SiteFixture.Repository, "templates"), OutputFolder = Path.Combine(_root, "site"),
        });
        Assert.True(report.IsPublished, string.Join('\n', report.Diagnostics));
        _server = new(Path.Combine(_root, "site"));

        void Write(string name, string text) => File.WriteAllText(Path.Combine(threads, name + ".md"), $"---\ntitle: Much of {name}\n---\n## Question\n\n{text}\n");
    }

    public void Dispose()
    {
        _server.Dispose();
        Directory.Delete(_root, recursive: true);
    }

    /// <summary>Only the first words, phrases and exclusions of a question count, and each once.</summary>
    [Theory]
    [InlineData("Array.from({ length: 39 }, (_, i) => 'x'.repeat(i + 1)).join(' ') + ' wombat'", 1)]
    [InlineData("Array.from({ length: 40 }, (_, i) => 'x'.repeat(i + 1)).join(' ') + ' wombat'", 0)]
    [InlineData("'nothing '.repeat(900) + 'wombat'", 1)]
    [InlineData("'\"wombat\" '.repeat(1250)", 1)]
    [InlineData("'wombat ' + Array.from({ length: 10 }, (_, i) => `-nothing${i}`).join(' ') + ' -wombat'", 1)]
    [InlineData("'wombat ' + '-\"nothing\" '.repeat(1600) + '-\"wombat\"'", 0)]
    [InlineData("'wombat \"' + 'ok '.repeat(5000) + '\"'", 1)]
    public async Task Search_WithManyWords_UsesTheFirst(string query, int total)
    {
        await using var page = await _chromium.OpenAsync(_server.Address + "search/");
        Assert.Equal(total, await page.Page.EvaluateAsync<int>($"async () => (await kb.search({query} + ' ')).total"));
    }

    [Fact]
    public async Task Search_WithManyUnknownWords_CorrectsTheFirst()
    {
        await using var page = await _chromium.OpenAsync(_server.Address + "search/");
        var corrected = await page.Page.EvaluateAsync<string[]>("async (words) => (await kb.search(words + ' ')).corrected.map(({ typed }) => typed)", string.Join(' ', Enumerable.Range(0, 30).Select(i => "q" + Word(i))));
        Assert.Equal(Enumerable.Range(0, 5).Select(i => "q" + Word(i)), corrected);
    }

    [Fact]
    public async Task Phrase_OfAWordThatAPostRepeats_IsFoundInTime()
    {
        await using var page = await _chromium.OpenAsync(_server.Address + "search/");
        Assert.InRange((await TimesAsync(page, "\"ok ok\""))[0], 0, 5000);
    }

    /// <summary>While people type, a long post stands among the results of each letter: it is cut into words once.</summary>
    [Fact]
    public async Task Search_OfALongPost_IsFasterTheNextTime()
    {
        await using var page = await _chromium.OpenAsync(_server.Address + "search/");
        var times = await TimesAsync(page, "wombat ", Word(1) + " ", Word(2) + " ", Word(3) + " ");
        Assert.InRange(times[1..].Order().ElementAt(1), 0, times[0] / 2);
    }

    private static Task<double[]> TimesAsync(BrowserPage page, params string[] queries) => page.Page.EvaluateAsync<double[]>("""
        async (queries) => {
          const times = [];
          for (const query of queries) {
            const start = performance.now();
            if ((await kb.search(query)).total === 0) throw new Error(`${query} is not found`);
            times.push(performance.now() - start);
          }
          return times;
        }
        """, queries);

    /// <summary>Of letters alone, all of one length, for there are few neighbours then.</summary>
    private static string Word(int number) => string.Concat(number.ToString("d4", CultureInfo.InvariantCulture).Select(digit => "bacedifogu".Substring(digit - '0', 1) + "lmnprstvwz"[digit - '0']));
}

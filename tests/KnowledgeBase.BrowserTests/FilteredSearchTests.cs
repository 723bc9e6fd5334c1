using System.Text.Json;
using Xunit;

namespace KnowledgeBase.BrowserTests;

/// <summary>Filters, phrases and words to leave out see all of a large site, not only the best of a list.</summary>
public sealed class FilteredSearchTests(ChromiumFixture chromium, LargeSearchSite site)
{
    [Theory]
    [InlineData("tag:rare-csharp python", 6)]
    [InlineData("tag:\"Rare C#\" python", 6)]
    [InlineData("TAG:rare-csharp", 3)]
    [InlineData("tag:rare-csharp kind:question", 3)]
    [InlineData("tag:rare-csharp kind:answers", 3)]
    [InlineData("tag:rare-csharp is:solved", 3)]
    [InlineData("by:rare", 3)]
    [InlineData("by:rare by:rare kind:question python", 3)]
    [InlineData("\"under the bridge\"", 1)]
    [InlineData("\"slow under the bridge\"", 1)]
    [InlineData("\"bridge under\"", 0)]
    [InlineData("question -python", 0)]
    [InlineData("-python", 2)]
    [InlineData("is:solved", 600)]
    [InlineData("-is:solved", 602)]
    [InlineData("kind:answer", 1200)]
    [InlineData("-kind:question", 1200)]
    [InlineData("python -tag:usual", 6)]
    [InlineData("python -by:jo -by:mo", 3)]
    [InlineData("bridge \"=>\"", 1)]
    [InlineData("bridge -\"--slow\"", 0)]
    [InlineData("adres ", 1)]
    [InlineData("proces ", 1)]
    [InlineData("\"kurs proces\"", 1)]
    [InlineData("猫", 1)]
    [InlineData("狗", 1)]
    [InlineData("v3 ", 2)]
    [InlineData("3.2", 1)]
    [InlineData("RigidBo", 1)]
    [InlineData("\"slow\" brid", 1200)]
    [InlineData("\"is my python slow under the\"", 1)]
    [InlineData("\"my is python slow under\"", 0)]
    [InlineData("\"is my slow\"", 0)]
    [InlineData("\"python question 100\"", 1)]
    [InlineData("tag:rare-csharp -\"is my slow\"", 3)]
    [InlineData("tag:rare-csharp -\"is my python slow\"", 0)]
    [InlineData("by:zofia", 1)]
    [InlineData("by:Żofia", 1)]
    [InlineData("by:Weiß", 1)]
    [InlineData("by:weiss", 1)]
    public async Task Search_OfALargeSite_FindsAll(string query, int total) => Assert.Equal(total, await TotalAsync(query, "{}"));

    [Theory]
    [InlineData("", "{ from: '2022-01-01' }", 600)]
    [InlineData("", "{ to: '2001-12-31' }", 600)]
    [InlineData("", "{ from: '2001-01-01', to: '2001-01-31', solved: true }", 50)]
    [InlineData("python", "{ from: '2022-01-01', kinds: ['question'] }", 600)]
    [InlineData("python", "{ from: 'today' }", 2400)]
    [InlineData("python", "{ tags: ['Rare C#'], kinds: ['answer'] }", 3)]
    [InlineData("kind:answer", "{ kinds: ['answer'], author: 'Mo' }", 1200)]
    [InlineData("bridge -kind:question", "{ kinds: ['question'] }", 0)]
    [InlineData("-kind:question", "{ kinds: ['question'] }", 0)]
    [InlineData("tag:rare-csharp -kind:question", "{ kinds: ['question', 'answer'] }", 3)]
    public async Task Search_WithFiltersOfThePage_FindsAll(string query, string options, int total) => Assert.Equal(total, await TotalAsync(query, options));

    /// <summary>Beside a kind that was not looked up stands nothing, rather than none.</summary>
    [Theory]
    [InlineData("tag:rare-csharp", """{"question":3}""")]
    [InlineData("by:mo", """{"question":0,"answer":1200,"reply":0,"takeaway":0}""")]
    [InlineData("bridge", """{"question":1,"answer":0,"reply":0,"takeaway":0}""")]
    public async Task Counts_AreOfWhatAFilterWouldGive(string query, string kinds) => Assert.Equal(kinds, await AskAsync($"(await kb.search({JsonSerializer.Serialize(query)})).kinds"));

    [Theory]
    [InlineData("tag:rare-csharp", 3)]
    [InlineData("tag:rare-csharp -is:solved", 0)]
    public async Task Count_BesideSolved_IsWhatItWouldGive(string query, int solved) => Assert.Equal($"{solved}", await AskAsync($"(await kb.search({JsonSerializer.Serialize(query)})).solved"));

    /// <summary>Of a word in many threads the best results are counted, and it is said that there are more.</summary>
    [Theory]
    [InlineData("python", true)]
    [InlineData("python bridge", true)]
    [InlineData("\"python is as fast\"", true)]
    [InlineData("bridge", false)]
    [InlineData("python is:solved", false)]
    public async Task Counts_OfTheBestAlone_SaySo(string query, bool isPart)
    {
        Assert.Equal(isPart ? "true" : "false", await AskAsync($"(await kb.search({JsonSerializer.Serialize(query)})).isPart"));
        await using var page = await chromium.OpenAsync($"{site.Disk}?q={Uri.EscapeDataString(query)}");
        await Microsoft.Playwright.Assertions.Expect(page.Page.Locator("#_status")).ToHaveTextAsync(new System.Text.RegularExpressions.Regex(isPart ? "^[0-9,]+[+] results$" : "^[0-9,]+ results?$"));
    }

    /// <summary>Of a phrase of words that are everywhere, as many results are looked for as are shown.</summary>
    [Fact]
    public async Task Phrase_OfWordsThatAreEverywhere_HasMoreResults()
    {
        await using var page = await chromium.OpenAsync($"{site.Disk}?q={Uri.EscapeDataString("\"python is as fast\"")}");
        var results = page.Page.Locator("#results .excerpt");
        await Microsoft.Playwright.Assertions.Expect(results.First).ToContainTextAsync("The python is as fast as it is.");
        var before = await results.CountAsync();
        await page.Page.Locator("#_more").ClickAsync();
        await Microsoft.Playwright.Assertions.Expect(results.Nth(before)).ToContainTextAsync("The python is as fast as it is.");
        Assert.Equal("80", await AskAsync("new Set((await Promise.all([0, 20, 40].map((offset) => kb.search('\"python is as fast\"', { limit: offset === 40 ? 40 : 20, offset })))).flatMap(({ hits }) => hits.map(({ url }) => url))).size"));
    }

    [Theory]
    [InlineData("callback kurs", "[[],[],\"pl\"]")]
    [InlineData("callback lnk2019", "[[\"lnk2019\"],[],\"pl\"]")]
    [InlineData("callback -python", "[[],[\"python\"],\"pl\"]")]
    public async Task Answer_SaysWhatIsMissingAndWhatIsLeftOut(string query, string expected) =>
        Assert.Equal(expected, await AskAsync($"await kb.search({JsonSerializer.Serialize(query)}).then(({{ missing, query, hits }}) => [missing, query.without.phrases, hits[0].thread])"));

    [Theory]
    [InlineData("python")]
    [InlineData("\"python is as fast\"")]
    public async Task Search_ForNoHits_Ends(string query) => Assert.Equal("0", await AskAsync($"(await kb.search({JsonSerializer.Serialize(query)}, {{ limit: 0 }})).hits.length"));

    /// <summary>The word itself comes before what is longer, and rarer.</summary>
    [Fact]
    public async Task Completions_OfAUsualWord_ComeBehindIt() => Assert.Equal("false", await AskAsync("(await kb.search('call')).hits[0].thread === 'pl'"));

    /// <summary>A word that stands once is found first, and then what it may mean, if that is everywhere.</summary>
    [Theory]
    [InlineData("pyhton ", """[true,"zh","pyhton>python"]""")]
    [InlineData("brigde ", """[false,"zh"]""")]
    [InlineData("\"pyhton brigde\"", """[false,"zh"]""")]
    public async Task Search_OfAWordThatStandsOnce_FindsWhatItMayMeanToo(string query, string expected) =>
        Assert.Equal(expected, await AskAsync($"await kb.search({JsonSerializer.Serialize(query)}).then(({{ total, hits, corrected }}) => [total > 1, hits[0].thread, ...corrected.map(({{ typed, meant }}) => `${{typed}}>${{meant}}`)])"));

    private async Task<int> TotalAsync(string query, string options) => int.Parse(await AskAsync($"(await kb.search({JsonSerializer.Serialize(query)}, {options})).total"), System.Globalization.CultureInfo.InvariantCulture);

    private async Task<string> AskAsync(string expression)
    {
        await using var page = await chromium.OpenAsync(site.Disk);
        return await page.Page.EvaluateAsync<string>($"async () => JSON.stringify({expression})");
    }
}

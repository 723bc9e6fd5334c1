using System.Text.Json;
using System.Text.RegularExpressions;
using KnowledgeBase.Indexing;
using KnowledgeBase.Model;
using Microsoft.Playwright;
using Xunit;

namespace KnowledgeBase.BrowserTests;

/// <summary>What the ranker does as the indexer does: cutting words, folding letters, reading bits.</summary>
public partial class RankerTests(ChromiumFixture chromium, SearchSite site)
{
    [Theory]
    [InlineData("tokens.tsv", "tokens(text, stemmer).map((t) => t.term + (t.isPart ? '~' : '') + '@' + t.place).join(' ')")]
    [InlineData("stems.tsv", "stem(text, stemmer)")]
    public async Task Table_InTheBrowser_GivesTheSame(string table, string expression)
    {
        await using var page = await RankerAsync();
        var tests = Path.Combine(SiteFixture.Repository, "tests", "KnowledgeBase.Tests", "Indexing", table);
        foreach (var line in File.ReadLines(tests).Where(line => !line.StartsWith('#')))
        {
            var fields = Escape().Replace(line, escape => ((char)Convert.ToInt32(escape.Value[2..], 16)).ToString()).Split('\t');
            var path = Path.Combine(SiteFixture.Repository, "src", "KnowledgeBase", "Indexing", "stems", fields[0] + ".txt");
            var stems = File.Exists(path) ? await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken) : "";
            var found = await page.Page.EvaluateAsync<string>($"([text, table]) => {{ const {{ tokens, stem, readStemmer }} = kbRanker; const stemmer = readStemmer(table); return {expression}; }}", new[] { fields[1], stems });
            Assert.Equal($"{fields[1]} {fields[2]}", $"{fields[1]} {found}");
        }
    }

    [Fact]
    public async Task Fold_InTheBrowser_IsTheIndexersForEveryLetter()
    {
        await using var page = await RankerAsync();
        // Letters that came after the pinned Unicode version, which newer browsers fold.
        var letters = Enumerable.Range(0x20, 0x20000 - 0x20)
            .Where(point => point is not ((>= 0xD800 and <= 0xDFFF) or (>= 0x1C89 and <= 0x1C8A) or (>= 0xA7CB and <= 0xA7CF) or (>= 0xA7D2 and <= 0xA7D5) or (>= 0xA7DA and <= 0xA7DC) or (>= 0x10D40 and <= 0x10D8F) or (>= 0x16EA0 and <= 0x16ED3)))
            .Select(char.ConvertFromUtf32).ToArray();
        var found = await page.Page.EvaluateAsync<string[]>("(letters) => letters.map((letter) => kbRanker.fold(letter))", letters);
        var different = letters.Zip(found).Where(pair => UnicodeText.FoldMarks(pair.First) != pair.Second).Select(pair => $"{char.ConvertToUtf32(pair.First, 0):x} {pair.Second}").ToList();
        Assert.Empty(different);
    }

    /// <summary>Where each mark looked back over all before it, this took minutes.</summary>
    [Fact]
    public async Task Tokens_OfALetterWithManyMarks_EndInTime()
    {
        await using var page = await RankerAsync();
        var time = await page.Page.EvaluateAsync<double>("""
            () => {
              const start = performance.now();
              kbRanker.tokens('a' + '\u0301'.repeat(60000) + '1', kbRanker.readStemmer(''));
              return performance.now() - start;
            }
            """);
        Assert.InRange(time, 0, 5000);
    }

    /// <summary>What is typed, and all of it that is not empty.</summary>
    [Theory]
    [InlineData("how to \"use it\" now", """{"words":"how to  now","phrases":["use it"],"isOpen":true}""")]
    [InlineData("cache -old -\"very old\" ", """{"words":"cache","without":{"phrases":["old","very old"]}}""")]
    [InlineData("--no-cache a->b - x", """{"words":"--no-cache a->b - x","isOpen":true}""")]
    [InlineData("git rebase -i", """{"words":"git rebase -i","isOpen":true}""")]
    [InlineData("docker run -d,", """{"words":"docker run -d,"}""")]
    [InlineData("error: linker command failed with exit code 1 (use -verbose to see)", """{"words":"error: linker command failed with exit code 1 (use -verbose to see)"}""")]
    [InlineData("games -.NET -C#", """{"words":"games","without":{"phrases":[".NET","C#"]}}""")]
    [InlineData("a \"=>\" b -\"--no-cache\"", """{"words":"a  b","without":{"phrases":["--no-cache"]}}""")]
    [InlineData("tag:C# Tag:\".NET Core\" by:ΝΙΚΟΣ", """{"tags":["csharp","dotnet-core"],"authors":["νικοσ"]}""")]
    [InlineData("-tag:physics -by:\"Ana B\" -kind:replies -is:solved", """{"without":{"tags":["physics"],"kinds":["reply"],"authors":["ana-b"],"solved":true}}""")]
    [InlineData("kind:answers is:solved kind:constructor is:odd -is:odd", """{"words":"kind:constructor is:odd","kinds":["answer"],"solved":true,"unknown":["kind:constructor","is:odd","-is:odd"]}""")]
    [InlineData("tag:!! coffee", """{"words":"tag:!! coffee","unknown":["tag:!!"],"isOpen":true}""")]
    [InlineData("kind:foo coffee foo:bar", """{"words":"kind:foo coffee foo:bar","unknown":["kind:foo"],"isOpen":true}""")]
    [InlineData("coffee kind:ans", """{"words":"coffee"}""")]
    [InlineData("kind:ans coffee", """{"words":"kind:ans coffee","unknown":["kind:ans"],"isOpen":true}""")]
    [InlineData("coffee -IS:sol", """{"words":"coffee"}""")]
    [InlineData("coffee is:", """{"words":"coffee"}""")]
    [InlineData("coffee tag:", """{"words":"coffee"}""")]
    [InlineData("coffee by: ", """{"words":"coffee by:"}""")]
    [InlineData("coffee tag:\"french pre", """{"words":"coffee"}""")]
    [InlineData("coffee tag:\"french press\"", """{"words":"coffee","tags":["french-press"]}""")]
    [InlineData("tag:page by:İstanbul", """{"tags":["page-1"],"authors":["stanbul"]}""")]
    [InlineData("gravi tag:physics", """{"words":"gravi","tags":["physics"]}""")]
    public async Task ReadQuery_TellsWordsFromFilters(string text, string expected)
    {
        await using var page = await RankerAsync();
        var query = await page.Page.EvaluateAsync<string>("""
            (text) => {
              const told = (value) => Object.entries(value).map(([name, part]) => [name, name === 'without' ? told(part) : part])
                .filter(([, part]) => !(part === '' || part === false || (Array.isArray(part) && part.length === 0)));
              const plain = (entries) => Object.fromEntries(entries.filter(([name, part]) => name !== 'without' || part.length > 0).map(([name, part]) => [name, name === 'without' ? plain(part) : part]));
              return JSON.stringify(plain(told(kbRanker.readQuery(text))));
            }
            """, text);
        Assert.Equal(expected, query);
    }

    [Theory]
    [InlineData("")]
    [InlineData("page")]
    [InlineData("Ana B.")]
    [InlineData("ΝΙΚΟΣ Όμορφος")]
    [InlineData("İstanbul IŞIK")]
    [InlineData("C# & C++ / .NET")]
    [InlineData("It’s Straße — ﬁn")]
    [InlineData("com1")]
    [InlineData("😀")]
    [InlineData("\u212A\u212B \U00010400")]
    public async Task Slug_InTheBrowser_IsTheSites(string name)
    {
        await using var page = await RankerAsync();
        foreach (var (filter, slug) in new[] { ("authors", Slug.From(name, "author")), ("tags", Slug.FromTag(name)) })
        {
            var read = await page.Page.EvaluateAsync<string>($"(name) => kbRanker.readQuery(`{(filter == "tags" ? "tag" : "by")}:\"${{name}}\"`).{filter}[0] ?? ''", name);
            Assert.Equal(slug.Value, read);
        }
    }

    [Fact]
    public async Task Tokens_OfWideLettersAndHalfWidthKana_StandWhereTheyAreWritten()
    {
        await using var page = await RankerAsync();
        var found = await page.Page.EvaluateAsync<string>("(text) => kbRanker.tokens(text, kbRanker.readStemmer('')).map((token) => `${token.term} ${text.slice(token.start, token.end)}`).join('|')", "ﾌﾟﾛ Ｐｙｔｈｏｎ　Ｃ＃ end");
        Assert.Equal("プロ ﾌﾟﾛ|ロ ﾛ|python Ｐｙｔｈｏｎ|c# Ｃ＃|end end", found);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(40_000)]
    public async Task Bits_AsTheIndexerWritesThem_AreReadInTheBrowser(int count)
    {
        // Small numbers and large ones, much that is likely and some that is not; words that share beginnings, and letters of several bytes.
        var random = new Random(1);
        var values = Enumerable.Range(0, count).Select(_ => random.Next(1 << random.Next(1, 31)) - (random.Next(9) > 0 ? 0 : 1)).Select(value => Math.Max(0, value)).ToArray();
        var words = Enumerable.Range(0, count / 10).Select(i => i % 3 == 0 ? $"w{i / 7:x}é😀{i}" : $"w{i}").ToArray();
        var writer = new BitWriter(100 + BitWriter.NumberContexts + BitWriter.WordContexts);
        foreach (var value in values)
        {
            writer.Number(100, value);
            writer.Tree(1, 3, value & 7);
            writer.Bit(20 + (value & 1), value % 100 == 0 ? 1 : 0);
        }

        for (var i = 0; i < words.Length; i++) writer.Word(100 + BitWriter.NumberContexts, words[i], i == 0 ? "" : words[i - 1]);
        await using var page = await RankerAsync();
        var differences = await page.Page.EvaluateAsync<int>("""
            ([base64, values, words, contexts]) => {
              const reader = new kbRanker.BitReader(Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0)), 100000);
              let differences = 0;
              for (const value of JSON.parse(values)) {
                if (reader.number(100) !== value || reader.tree(1, 3) !== (value & 7) || reader.bit(20 + (value & 1)) !== (value % 100 === 0 ? 1 : 0)) differences++;
              }
              let before = '';
              for (const word of JSON.parse(words)) if ((before = reader.word(100 + Number(contexts), before)) !== word) differences++;
              return differences;
            }
            """, new[] { Convert.ToBase64String(writer.End()), JsonSerializer.Serialize(values), JsonSerializer.Serialize(words), $"{BitWriter.NumberContexts}" });
        Assert.Equal(0, differences);
    }

    private async Task<BrowserPage> RankerAsync()
    {
        var page = await chromium.OpenAsync(site.Disk);
        await page.Page.EvaluateAsync("() => kb.search('any')");
        return page;
    }

    [GeneratedRegex(@"\\u[0-9a-f]{4}")]
    private static partial Regex Escape();
}

using System.Diagnostics;
using CsCheck;
using KnowledgeBase.Diagnostics;
using KnowledgeBase.Parsing;
using Xunit;

namespace KnowledgeBase.Tests.Parsing;

/// <summary>What YAML reading tells, and that no text harms it. The place is that in the file, whose second line is the block's first.</summary>
public class YamlReaderTests
{
    [Theory]
    [InlineData("title: Error: x", "2:13", "the ':' in it would end a key", "\"Error: x\"")]
    [InlineData("title: Why:", "2:11", "the ':' in it would end a key", "\"Why:\"")]
    [InlineData("title: @bob", "2:8", "it begins with '@'", "\"@bob\"")]
    [InlineData("title: `x`", "2:8", "it begins with '`'", "\"`x`\"")]
    [InlineData("title: %x", "2:8", "it begins with '%'", "\"%x\"")]
    [InlineData("title: *x", "2:8", "it begins with '*'", "\"*x\"")]
    [InlineData("title: *x* y", "2:8", "it begins with '*'", "\"*x* y\"")]
    [InlineData("title: &x", "2:8", "it begins with '&'", "\"&x\"")]
    [InlineData("title: !x", "2:8", "it begins with '!'", "\"!x\"")]
    [InlineData("title: !important x", "2:8", "it begins with '!'", "\"!important x\"")]
    [InlineData("title: > x", "2:8", "it begins with '>'", "\"> x\"")]
    [InlineData("title: | x", "2:8", "it begins with '|'", "\"| x\"")]
    [InlineData("title: - x", "2:8", "it begins with '-'", "\"- x\"")]
    [InlineData("title: ? x", "2:8", "it begins with '?'", "\"? x\"")]
    [InlineData("title: , x", "2:8", "it begins with ','", "\", x\"")]
    [InlineData("title: [SOLVED] x", "2:8", "it goes on after the closing ']'", "\"[SOLVED] x\"")]
    [InlineData("title: {x} y", "2:8", "it goes on after the closing '}'", "\"{x} y\"")]
    [InlineData("title: \"a\" b", "2:12", "it goes on after the closing quote", "'\"a\" b'")]
    [InlineData("title: 'don't do it'", "2:13", "it goes on after the closing quote", "\"don't do it\"")]
    [InlineData("title: \"say \"hi\" now\"", "2:14", "it goes on after the closing quote", "'say \"hi\" now'")]
    [InlineData("title: \"a", "2:8", "the quote at its start is never closed", "\"a\"")]
    [InlineData("title: \"a\nlicense: \"b\"", "2:8", "the quote at its start is never closed", "\"a\"")]
    [InlineData("title: 'tis so", "2:8", "the quote at its start is never closed", "\"'tis so\"")]
    [InlineData("title: \"C:\\git\"", "2:8", "'\\' has a meaning of its own between double quotes", "'C:\\git'")]
    [InlineData("title: t\ntags:\n  - a\n  - @b", "5:5", "it begins with '@'", "\"@b\"")]
    [InlineData("title: t\ntags: [a: b: c, d]", "3:8", "of the signs in it", "\"a: b: c\"")]
    [InlineData("title: t\ntags: [a, \"b\" c]", "3:11", "of the signs in it", "'\"b\" c'")]
    public void Read_ValueThatNeedsQuotes_SaysSo(string block, string place, string reason, string quoted) =>
        Check(block, $"x.md:{place}: error KB013: the value cannot be read because {reason}; put it in quotes: {quoted}");

    [Theory]
    [InlineData("title: How do I use C # here", "2:23", "# here", "\"How do I use C # here\"")]
    [InlineData("title: # x", "2:8", "# x", "\"# x\"")]
    [InlineData("title: How\n  now # brown", "3:7", "# brown", "\"How now # brown\"")]
    [InlineData("title: t\ntags:\n- C # x", "4:5", "# x", "\"C # x\"")]
    [InlineData("title: t\ntags: [a, C #, b]", "3:13", "#, b]", "\"C #\"")]
    public void Read_CommentInText_TellsWhatWouldBeLost(string block, string place, string lost, string quoted) =>
        Check(block, $"x.md:{place}: error KB014: '{lost}' is a comment here, so this text would be lost; put the value in quotes: {quoted}");

    [Theory]
    [InlineData("title: \"x\" # note")]
    [InlineData("# note\ntitle: x\n  # note\ntags: [a] # note\ndraft: true # note")]
    [InlineData("title: C#")]
    [InlineData("title: it's 5 o'clock, really!")]
    [InlineData("title: a\n  b")]
    [InlineData("title: |\n  a\ntags: [\n  a,\n  b\n]")]
    [InlineData("title: x\ndescription: |\n  a\n  \tb # c")]
    public void Read_HarmlessText_TellsNothing(string block) => Check(block);

    [Theory]
    [InlineData("\ttitle: t", "2:1")]
    [InlineData("title: t\nreviewed:\n\ton: 2024-05-31", "4:1")]
    [InlineData("title: t\nreviewed:\n  on: 2024-05-31\n\tby: x", "5:1")]
    public void Read_TabIndentation_IsTold(string block, string place) => Check(block, $"x.md:{place}: error KB015: a tab cannot indent YAML; use spaces");

    [Theory]
    [InlineData("just words", "2:1", "there is no key here; write 'key: value', and put a value that takes several lines in quotes")]
    [InlineData("title: t\njust words", "3:1", "there is no key here; write 'key: value', and put a value that takes several lines in quotes")]
    [InlineData(": x", "2:1", "there is no key here; write 'key: value', and put a value that takes several lines in quotes")]
    [InlineData("[a]: x", "2:1", "there is no key here; write 'key: value', and put a value that takes several lines in quotes")]
    [InlineData("- a", "2:1", "this is a list, and keys with values are needed; write each as 'key: value'")]
    [InlineData("title:x", "2:7", "there is no space after 'title:'; write 'title: x'")]
    [InlineData("title: t\nlang:en", "3:6", "there is no space after 'lang:'; write 'lang: en'")]
    [InlineData("title: t\ntags: [a\nlang: en", "3:7", "the '[' is never closed; write ']' after its last value, or the whole value in quotes")]
    [InlineData("title: t\ntags: [a,,b]", "3:10", "nothing stands between these signs; write a value there, or remove a comma")]
    [InlineData("title: t\n...\nlang: en", "4:1", "a line '---' or '...' above this ends the YAML, so what follows would be lost; remove that line")]
    [InlineData("%YAML 1.2", "2:1", "a line that begins with '%' is an order to the YAML reader; begin it with a key")]
    [InlineData("title: a\u2028b", "2:9", "the character U+2028 cannot be seen and ends a line for YAML; remove it")]
    [InlineData("title: a\0b", "2:9", "the character U+0000 cannot be seen and ends a line for YAML; remove it")]
    public void Read_SyntaxError_IsToldAlone(string block, string place, string message) =>
        Check(block + "\nlang: en_US", $"x.md:{place}: error KB012: not valid YAML: {message}");

    [Fact]
    public void Read_DuplicateKey_NamesTheFirst() =>
        Check("title: t\nlang: en\ntitle: u", "x.md:4:1: error KB019: the key 'title' stands here a second time (first in line 2); keep one of them");

    [Fact]
    public void Read_AliasBomb_IsToldOnceALine() =>
        Check(
            "title: t\ntags: &a [x, x, x, x]\nrelated: &b [*a, *a, *a, *a]\naliases: [*b, *b, *b, *b]",
            "x.md:3:7: error KB016: anchors are not used here; write the value itself, in quotes if it begins with '&'",
            "x.md:4:10: error KB016: anchors are not used here; write the value itself, in quotes if it begins with '&'",
            "x.md:5:11: error KB016: aliases are not used here; write the value itself, in quotes if it begins with '*'");

    [Fact]
    public void Read_WindowsLineEnds_GivesTheSamePlaces() =>
        Assert.Equal(["x.md:3:7: error KB013: the value cannot be read because it begins with '@'; put it in quotes: \"@x\""], Told("---\r\ntitle: t\r\nlang: @x\r\n---\r\n"));

    [Theory]
    [InlineData("[")]
    [InlineData("{a: ")]
    [InlineData("- ")]
    [InlineData("? ")]
    [InlineData("[a, ")]
    public void Read_DeepNesting_IsRefusedOnASmallStack(string opening)
    {
        string[] told = [];
        var block = "title: t\ntags:\n  " + string.Concat(Enumerable.Repeat(opening, 60_000 / opening.Length));
        OnSmallStack(() => told = Told($"---\n{block}\n---\n"));
        Assert.Contains("KB018: nested deeper than any key here needs; write a plain value", Assert.Single(told), StringComparison.Ordinal);
    }

    [Fact]
    public void Read_HundredThousandBrackets_IsTooLarge()
    {
        string[] told = [];
        OnSmallStack(() => told = Told($"---\ntitle: {new string('[', 100_000)}\n---\n"));
        Assert.Equal(["x.md:2:1: error KB017: this block has 100008 characters, more than the 65536 allowed; shorten it"], told);
    }

    [Theory]
    [InlineData("k{0}: v\n", 5_000)]
    [InlineData("title: [\n", 7_000)]
    [InlineData("title: \"\n", 7_000)]
    [InlineData("- [\n", 15_000)]
    [InlineData("a: [\n", 12_000)]
    [InlineData("[a,", 20_000)]
    [InlineData("title: # x\n", 5_000)]
    [InlineData("'a\n", 20_000)]
    [InlineData("a: *a\n", 10_000)]
    public void Read_ManyOfAKind_TakesLittleTime(string part, int count)
    {
        var block = string.Concat(Enumerable.Range(0, count).Select(i => part.Replace("{0}", $"{i}", StringComparison.Ordinal)));
        Told($"---\n{part}\n---\n");
        var watch = Stopwatch.StartNew();
        Assert.NotEmpty(Told($"---\n{block}\n---\n"));
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(3), $"{watch.Elapsed}");
    }

    [Fact]
    public void Read_TenThousandKeys_TellsEachOnce()
    {
        var keys = string.Concat(Enumerable.Range(0, 10_000).Select(i => $"{(char)('a' + i % 26)}{i / 26}:\n"));
        Assert.Equal(10_000, Told($"---\ntitle: t\n{keys[..^1]}\n---\n").Length);
    }

    [Fact]
    public void Read_AnyText_NeverThrowsAndPointsIntoTheFile() =>
        BlockGen.Sample(block =>
        {
            var file = new SourceFile("x.md", $"---\n{block}\n---\ntext");
            var told = FrontMatter.Read(file).Diagnostics.Concat(FrontMatter.ReadPage(file).Diagnostics).ToList();
            var settings = new SourceFile("x.md", block);
            foreach (var (source, diagnostic) in told.Select(d => (file, d)).Concat(SiteConfigReader.Read(settings).Diagnostics.Select(d => (settings, d))))
            {
                Assert.InRange(diagnostic.Location.Line, 1, source.LineCount);
                Assert.InRange(diagnostic.Location.Column, 1, source.Line(diagnostic.Location.Line).Length + 1);
            }
        }, iter: 20_000);

    [Fact]
    public void Quote_AnyText_IsReadBack() =>
        Gen.OneOf(Gen.String[1, 20], Gen.String[Gen.Char["ab'\"\\#:-[]{} \t\n\u2028"], 1, 12]).Where(text => !text.Any(char.IsSurrogate)).Sample(text =>
        {
            var file = new SourceFile("x.md", "k: " + YamlQuoting.Quote(text) + "\n");
            var value = YamlReader.Read(file, 1, 2, [])?.Entries.Single().Value;
            Assert.Equal(text, Assert.IsType<YamlScalar>(value).Text);
        });

    private static readonly string[] Fragments =
    [
        "title: ", "tags: ", "reviewed:\n  on: ", "aliases: ", "- ", "[", "]", "{", "}", ", ", ": ", ":", "#", " # ", "\"", "'", "\\", "\\u", "&a ", "*a", "!x ", "!", "%", "@", "|\n", ">-\n",
        "? ", "---", "...", "\n", "\n  ", "\n\t", "\r\n", "\r", "\t", "\u2028", "\0", "\uFEFF", "é🎉", "null", "true", "2024-05-31", "a", "x y", "https://x.org/", "<<: ", "## Answer\n", "title: t\n",
    ];

    private static readonly Gen<string> BlockGen = Gen.OneOf(Gen.OneOf(Fragments), Gen.OneOf(Fragments), Gen.String[0, 3]).Array[0, 14].Select(string.Concat);

    private static void OnSmallStack(Action action)
    {
        var thread = new Thread(() => action(), 256 * 1024);
        thread.Start();
        thread.Join();
    }

    private static void Check(string block, params string[] expected) => Assert.Equal(expected, Told($"---\n{block}\n---\n## Question\n"));

    private static string[] Told(string text) => [.. FrontMatter.Read(new SourceFile("x.md", text)).Diagnostics.Select(diagnostic => diagnostic.ToString())];
}

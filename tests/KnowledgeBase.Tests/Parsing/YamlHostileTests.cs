using System.Diagnostics;
using KnowledgeBase.Diagnostics;
using KnowledgeBase.Parsing;
using Xunit;

namespace KnowledgeBase.Tests.Parsing;

/// <summary>Blocks made to crash, hang or fill the memory: each is read on a small stack, in little time.</summary>
public class YamlHostileTests
{
    private const int Full = YamlReader.MaxLength - 100;

    [Theory]
    [InlineData("a: ", "[", "")]
    [InlineData("a: ", "{", "")]
    [InlineData("a: ", "{a: ", "")]
    [InlineData("a: ", "[a: ", "")]
    [InlineData("a: ", "[\n ", "")]
    [InlineData("a:\n", "- ", "x")]
    [InlineData("", "? ", "x")]
    [InlineData("", "[", "")]
    [InlineData("a: ", "[[],", "")]
    public void Read_DeepNesting_IsToldOnce(string before, string repeated, string after) =>
        Check(before + Repeat(repeated) + after, diagnostics => Assert.Single(diagnostics, d => d.Rule == Rules.YamlTooDeep));

    [Theory]
    [InlineData("a: ", "[x,", "")]
    [InlineData("a: ", "\"", "")]
    [InlineData("a: \"", "\\", "")]
    [InlineData("a: [", "\"x\",", "]")]
    [InlineData("a: [", "'x\" ,\"", "")]
    [InlineData("a: [", "@x, ", "]")]
    [InlineData("a: [", "x # y\n ", "]")]
    [InlineData("a: [", "x: ,", "]")]
    [InlineData("a: [\n", "\n", "]")]
    [InlineData("a: [\n", "b\n", "]")]
    [InlineData("a: |\n", " x\n", "")]
    [InlineData("a: |\n", " ", "x")]
    [InlineData("a: b", " ", "c")]
    [InlineData("a:\n", "  b\n", "c: d: e")]
    [InlineData("", "# c\n", "")]
    [InlineData("", "---\n", "")]
    [InlineData("", "%A b\n", "")]
    [InlineData("", "a: b: c\n", "")]
    [InlineData("", "a:b\n", "")]
    [InlineData("", "- a\n", "")]
    [InlineData("", "\t- a\n", "")]
    [InlineData("", ": ", "")]
    [InlineData("", "a", "")]
    [InlineData("", "&a ", "b")]
    [InlineData("", "*a\n", "")]
    [InlineData("", "!a!b\n", "")]
    [InlineData("", "\u2028", "")]
    [InlineData("", "\0", "")]
    [InlineData("", "\uD800", "")]
    [InlineData("a: \"", "\\uD800", "\"")]
    public void Read_RepeatedText_EndsSoon(string before, string repeated, string after) => Check(before + Repeat(repeated) + after, _ => { });

    [Fact]
    public void Read_AliasBomb_IsToldAndNotWalked() => Check(
        "a: &a [x, x]\n" + string.Concat(Enumerable.Range('b', 20).Select(c => $"{(char)c}: &{(char)c} [*{(char)(c - 1)}, *{(char)(c - 1)}]\n")),
        diagnostics => Assert.Equal(21 + 40, diagnostics.Count(d => d.Rule == Rules.YamlAnchor)));

    [Fact]
    public void Read_BlockOfMoreThan64KiB_IsRefusedWhole() => Check(
        "title: " + new string('x', YamlReader.MaxLength),
        diagnostics => Assert.Equal(["x.md:1:1: error KB017: this block has 65543 characters, more than the 65536 allowed; shorten it"], diagnostics.Select(d => d.ToString())));

    [Fact]
    public void Read_HundredThousandBrackets_AreRefusedUnread() => Check(
        "title: " + new string('[', 100_000), diagnostics => Assert.Equal("KB017", Assert.Single(diagnostics).Rule.Code));

    [Fact]
    public void Read_TenThousandUnknownKeys_TellsEach()
    {
        var keys = string.Concat(Enumerable.Range(0, 10_000).Select(i => $"{i:x}:\n"));
        Check(keys, diagnostics => Assert.Empty(diagnostics));
        var file = new SourceFile("x.md", $"---\ntitle: t\n{keys}---\n");
        Assert.Equal(10_000, FrontMatter.Read(file).Diagnostics.Count(d => d.Rule == Rules.UnknownKey));
    }

    [Fact]
    public void Read_TenThousandEqualKeys_TellsEachButTheFirst() =>
        Check(Repeat("k: v\n"), diagnostics => Assert.Equal(Full / 5 - 1, diagnostics.Count(d => d.Rule == Rules.DuplicateKey)));

    private static string Repeat(string text) => string.Concat(Enumerable.Repeat(text, Full / text.Length));

    private static void Check(string yaml, Action<IReadOnlyList<Diagnostic>> check)
    {
        var file = new SourceFile("x.md", yaml);
        IReadOnlyList<Diagnostic>? diagnostics = null;
        // A stack overflow would end the process, so a thread that returns is the proof.
        var thread = new Thread(() => diagnostics = YamlReader.Read(file, 1, file.LineCount + 1).Diagnostics, maxStackSize: 256 * 1024);
        var clock = Stopwatch.StartNew();
        thread.Start();
        thread.Join();
        Assert.NotNull(diagnostics);
        check(diagnostics);
        Assert.InRange(clock.Elapsed.TotalSeconds, 0, 20);
    }
}

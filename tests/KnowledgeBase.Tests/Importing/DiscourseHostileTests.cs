using KnowledgeBase.Importing;
using Xunit;

namespace KnowledgeBase.Tests.Importing;

/// <summary>Posts made to cost much. Where a mark began a search of its own, these would take minutes.</summary>
public sealed class DiscourseHostileTests : IDisposable
{
    private readonly DiscourseSample _forum = new();

    [Theory]
    [InlineData("[quote]\n", 20_000)]
    [InlineData("[", 300_000)]
    [InlineData("[b]", 100_000)]
    [InlineData("[code]", 50_000)]
    [InlineData("![", 100_000)]
    [InlineData("`a", 100_000)]
    [InlineData("](", 100_000)]
    [InlineData("https://a", 50_000)]
    [InlineData("<a href=", 50_000)]
    [InlineData("> ", 100_000)]
    [InlineData("[quote=\"a, post:1\"]\n[/quote]\n", 20_000)]
    public void Text_OfAnEnemy_CostsNoMinute(string unit, int count)
    {
        _forum.AddTopic(10, "t", new { username = "ada", raw = string.Concat(Enumerable.Repeat(unit, count)) });
        var watch = System.Diagnostics.Stopwatch.StartNew();
        Assert.Single(_forum.Threads());
        Assert.InRange(watch.Elapsed.TotalSeconds, 0, 20);
    }

    [Fact]
    public void Text_AddressWithAMillionBrackets_EndsInTime()
    {
        _forum.AddTopic(10, "t", new { username = "ada", raw = "https://a.example/" + new string(')', 1_000_000) });

        Assert.StartsWith("https://a.example/)", _forum.Threads()[0].Posts[0].Markdown, StringComparison.Ordinal);
    }

    /// <summary>As in a table's line of dashes, but for what stands at the end.</summary>
    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData("|-")]
    [InlineData("-|-")]
    public void Breaks_LineOfBlanks_IsNoTable(string start) => Assert.NotEqual(LineEnd.Blank, DiscourseBreaks.Of(["|", start + new string(' ', 500_000) + "|x"]).Ends[0]);

    public void Dispose() => _forum.Dispose();
}

using KnowledgeBase.Diagnostics;
using KnowledgeBase.Model;
using KnowledgeBase.Parsing;
using KnowledgeBase.Planning;
using Xunit;

namespace KnowledgeBase.Tests.Planning;

/// <summary>What a thread links to, as its text says.</summary>
public class ThreadCitationsTests
{
    [Theory]
    [InlineData("http")]
    [InlineData("http://")]
    [InlineData("](")]
    [InlineData("](.md")]
    public void LinksOf_MegabyteOfIt_EndsInTime(string piece) => Assert.InRange(Links(string.Concat(Enumerable.Repeat(piece, (1 << 20) / piece.Length)) + " http://a.example .md").Length, 1, 2_000);

    [Fact]
    public void LinksOf_AddressInTheWordsOfALink_IsTwoLinks() => Assert.Contains(Assert.Single(Links("http://b.example/x")), Links("[http://a.example/](http://b.example/x)"));

    [Fact]
    public void LinksOf_AddressOfTwoThousandCharacters_IsTheLongest()
    {
        var address = "http://a.example/".PadRight(2_000, 'x');

        Assert.Single(Links(address));
        Assert.Single(Links($"[a]({address})"));
        Assert.Empty(Links(address + "x"));
        Assert.Empty(Links($"[a]({address}x)"));
    }

    private static System.Collections.Immutable.ImmutableArray<ulong> Links(string text) =>
        ThreadCitations.LinksOf(ThreadParser.Parse(new SourceFile("t.md", $"---\ntitle: t\n---\n## Question\n{text}\n"), "threads/t.md", Slug.From("t", "t")).Value!);
}

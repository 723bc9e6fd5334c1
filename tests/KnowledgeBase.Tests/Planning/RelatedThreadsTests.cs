using System.Collections.Immutable;
using KnowledgeBase.Model;
using KnowledgeBase.Planning;
using Xunit;

namespace KnowledgeBase.Tests.Planning;

/// <summary>Threads are alike by the rare words that they share.</summary>
public sealed class RelatedThreadsTests
{
    [Fact]
    public void Of_ThreadsWithSharedRareWords_AreEachOthersNearest()
    {
        var related = RelatedThreads.Of([
            Thread("How do I replicate PostgreSQL to a standby?", "sql"),
            Thread("Which brush is best for watercolour?", "art"),
            Thread("PostgreSQL standby stops to replicate after an hour", "sql"),
            Thread("Why does watercolour paper buckle under my brush?", "art"),
            Thread("How do I boil an egg?"),
        ]);
        Assert.Equal([2], related[0]);
        Assert.Equal([3], related[1]);
        Assert.Equal([0], related[2]);
        Assert.Equal([1], related[3]);
        Assert.Empty(related[4]);
    }

    [Fact]
    public void Of_WordsThatAllShare_RelateNobody()
    {
        var related = RelatedThreads.Of([.. Enumerable.Range(0, 500).Select(i => Thread($"How do I use the common thing number x{i}y?", "common"))]);
        Assert.Equal(500, related.Length);
        Assert.All(related, neighbours => Assert.Empty(neighbours));
    }

    private static ForumThread Thread(string title, params ImmutableArray<string> tags) => new()
    {
        Slug = Slug.From(title, "thread"), Path = "", Inner = "", Title = title, Tags = tags,
        Posts = [new Question { Id = "q", Body = new(""), Location = new("a.md") }],
    };
}

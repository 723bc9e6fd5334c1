using KnowledgeBase.Diagnostics;
using KnowledgeBase.Importing;
using KnowledgeBase.Model;
using KnowledgeBase.Parsing;
using Xunit;

namespace KnowledgeBase.Tests.Importing;

/// <summary>What would be read with another id than it has, gets its own written down.</summary>
public class StableIdsTests
{
    [Fact]
    public void Give_NewFirstAnswer_KeepsTheIdsOfAllOthers()
    {
        var thread = Give(Thread("## Answer {#x}\n## Answer {#a1}\n## Answer {#a2}\n## Reply {#r1}\n"), given: 1);

        Assert.Equal(["q", "x given", "a1 given", "a2 given", "r1"], thread.Posts.Select(post => post.Id + (post.HasGivenId ? " given" : "")));
    }

    [Fact]
    public void Give_AnswerLost_KeepsTheIdOfTheNext()
    {
        var thread = Give(Thread("## Answer {#a2}\n## Answer {#a3}\n## Answer {#a4}\n"), given: 0);

        Assert.Equal(["q", "a2 given", "a3", "a4"], thread.Posts.Select(post => post.Id + (post.HasGivenId ? " given" : "")));
    }

    /// <summary>Where each that moves was looked for from the first on, this would take minutes.</summary>
    [Fact]
    public void Give_NewFirstAnswerOfThousands_EndsInTime()
    {
        var thread = Give(Thread("## Answer {#x}\n" + string.Concat(Enumerable.Range(1, 50_000).Select(i => $"## Answer {{#a{i}}}\n"))), given: 1);

        Assert.All(thread.Posts.Skip(1), post => Assert.True(post.HasGivenId));
    }

    /// <param name="given">How many answers have their ids in the file.</param>
    private static ForumThread Give(ForumThread thread, int given) =>
        StableIds.Give(thread with { Posts = [.. thread.Posts.Select((post, i) => post with { HasGivenId = i > 0 && i <= given })] });

    private static ForumThread Thread(string posts) => ThreadParser.Parse(new SourceFile("t.md", $"---\ntitle: t\n---\n## Question\n{posts}"), "threads/t.md", Slug.From("t", "t")).Value!;
}

using System.Collections.Immutable;
using KnowledgeBase.Model;
using KnowledgeBase.Planning;
using Xunit;

namespace KnowledgeBase.Tests.Planning;

/// <summary>Every author has an address of their own.</summary>
public sealed class AuthorListTests
{
    [Fact]
    public void Of_LongNamesThatDifferAtTheirEnds_AreNumbered()
    {
        var slugs = Slugs(new string('a', 200) + "b", new string('a', 200) + "c");

        Assert.Equal([new string('a', 190) + "-2", new string('a', 200)], slugs);
    }

    [Fact]
    public void Of_NamesOfOneSlug_AreNumberedInTheOrderOfTheNames() =>
        Assert.Equal(["jo-doe", "jo-doe-2", "jo-doe-2-2", "jo-doe-3"], Slugs("jo-doe", "Jo Doe", "Jo (Doe)", "jo doe 2"));

    [Fact]
    public void Of_ThousandsOfNamesWithoutLetters_AreNumbered()
    {
        var names = Enumerable.Range(0, 4_000).Select(i => char.ConvertFromUtf32(0x1F300 + i % 64) + char.ConvertFromUtf32(0x1F300 + i / 64)).ToArray();

        Assert.Equal(4_000, Slugs(names).Distinct().Count());
    }

    private static List<string> Slugs(params string[] names) =>
        [.. AuthorList.Of([.. names.Select(Thread)]).Select(author => author.Slug.Value).Order(StringComparer.Ordinal)];

    private static ForumThread Thread(string author) => new()
    {
        Slug = Slug.From("a", "thread"), Path = "", Inner = "", Title = "Title",
        Posts = [new Question { Id = "q", Byline = new(author), Body = new(""), Location = new("a.md") }],
    };
}

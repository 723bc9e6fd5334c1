using System.Text.RegularExpressions;
using KnowledgeBase.Indexing;
using Xunit;

namespace KnowledgeBase.Tests.Indexing;

/// <summary>Terms and stems, by the tables that the search page's scripts are tried on too.</summary>
public partial class TokenizerTests
{
    public static TheoryData<string, string, string> Tokens => Rows("tokens.tsv");

    public static TheoryData<string, string, string> Stems => Rows("stems.tsv");

    [Theory]
    [MemberData(nameof(Tokens))]
    public void Cut_Text_GivesItsTerms(string language, string text, string terms) =>
        Assert.Equal(terms, string.Join(' ', Tokenizer.Cut(text, Stemmer.For(language)).Select(token => $"{token.Term}{(token.IsPart ? "~" : "")}@{token.Place}")));

    [Theory]
    [MemberData(nameof(Stems))]
    public void Stem_Word_IsThatOfItsForms(string language, string word, string stem) => Assert.Equal(stem, Stemmer.For(language).Stem(word));

    [Fact]
    public void Cut_HalfAPairOfSurrogates_IsNoWord() => Assert.Equal(["a", "b"], Tokenizer.Cut("a \uD800 b", Stemmer.For("en")).Select(token => token.Term));

    /// <summary>Where each part was joined to a copy of all before it, these would take minutes.</summary>
    [Theory]
    [InlineData("ab-")]
    [InlineData("12.")]
    public void Cut_MegabytesOfOneWord_EndsInTime(string part) =>
        Assert.Equal(1_000_000, Tokenizer.Cut(string.Concat(Enumerable.Repeat(part, 1_000_000)), Stemmer.For("en")).Count);

    private static TheoryData<string, string, string> Rows(string file)
    {
        var rows = new TheoryData<string, string, string>();
        foreach (var line in File.ReadLines(Path.Combine(TestSite.Repository, "tests", "KnowledgeBase.Tests", "Indexing", file)).Where(line => !line.StartsWith('#')))
        {
            var fields = Escape().Replace(line, escape => ((char)Convert.ToInt32(escape.Value[2..], 16)).ToString()).Split('\t');
            rows.Add(fields[0], fields[1], fields[2]);
        }

        return rows;
    }

    [GeneratedRegex(@"\\u[0-9a-f]{4}")]
    private static partial Regex Escape();
}

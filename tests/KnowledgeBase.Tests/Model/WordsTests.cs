using KnowledgeBase.Model;
using Xunit;

namespace KnowledgeBase.Tests.Model;

public sealed class WordsTests
{
    [Theory]
    [InlineData("en", 1, "1 thread")]
    [InlineData("en", 0, "0 threads")]
    [InlineData("en", 12345, "12,345 threads")]
    [InlineData("fr", 0, "0 thread")]
    [InlineData("ja", 7, "7 thread")]
    public void Count_UsesTheFormOfTheLanguage(string language, int count, string expected) => Assert.Equal(expected, Of(language).Count("n", count));

    [Theory]
    [InlineData(1, "1 one")]
    [InlineData(21, "21 one")]
    [InlineData(11, "11 many")]
    [InlineData(3, "3 few")]
    [InlineData(13, "13 many")]
    public void Count_Russian_HasThreeForms(int count, string expected) =>
        Assert.Equal(expected, new Words("ru", new Dictionary<string, string> { ["months"] = "", ["thousands"] = " ", ["n"] = "{0} one | {0} few | {0} many" }).Count("n", count));

    [Fact]
    public void Count_OfAnEnglishNounInAnotherLanguage_IsEnglish()
    {
        var texts = new Dictionary<string, string> { ["months"] = "", ["thousands"] = " ", ["mine"] = "{0} fil | {0} fils", ["n"] = "{0} thread | {0} threads" };
        var words = new Words("fr", texts, new HashSet<string> { "n" });
        Assert.Equal(("0 fil", "0 threads", "1 thread"), (words.Count("mine", 0), words.Count("n", 0), words.Count("n", 1)));
    }

    [Fact]
    public void Date_NamesTheMonth() => Assert.Equal("5 M3 2024", Of("en").Date(Moment.Of(new DateOnly(2024, 3, 5))));

    private static Words Of(string language) => new(language, new Dictionary<string, string>
    {
        ["months"] = "M1 M2 M3 M4 M5 M6 M7 M8 M9 M10 M11 M12", ["date"] = "{0} {1} {2}", ["thousands"] = ",", ["n"] = "{0} thread | {0} threads",
    });
}

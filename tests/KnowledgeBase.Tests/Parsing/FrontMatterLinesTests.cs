using KnowledgeBase.Diagnostics;
using KnowledgeBase.Parsing;
using Xunit;

namespace KnowledgeBase.Tests.Parsing;

/// <summary>Where front matter begins and ends, and what is told where an end is missing.</summary>
public class FrontMatterLinesTests
{
    private const string Missing = "error KB010: the file does not start with front matter; write '---', 'title: …' and '---' as its first lines";

    [Theory]
    [InlineData("---\ntitle: t\n---\n## Question\n", 4)]
    [InlineData("--- \t\ntitle: t\n---  \n## Question\n", 4)]
    [InlineData("---\r\ntitle: t\r\n---\r\n", 4)]
    [InlineData("---\rtitle: t\r---", 4)]
    [InlineData("---\n# a comment\ntitle: t\n---\n", 5)]
    public void Read_ClosedFrontMatter_EndsAfterItsLastLine(string text, int bodyLine) => Check(text, "t", bodyLine);

    [Theory]
    [InlineData("", 1)]
    [InlineData("## Question\n", 1)]
    [InlineData("title: t\n---\n## Question\n", 1)]
    public void Read_NoFrontMatter_SaysWhatToWriteAndNoMore(string text, int bodyLine) => Check(text, null, bodyLine, "x.md:1:1: " + Missing);

    [Theory]
    [InlineData("----\ntitle: t\n----\n", "----", "t", 4)]
    [InlineData("—\ntitle: t\n—\n## Question\n", "—", "t", 4)]
    [InlineData("—-\ntitle: t\n---\n## Question\n", "—-", "t", 4)]
    [InlineData("--\ntitle: t\n## Question\n", "--", "t", 3)]
    [InlineData("+++\ntitle = \"t\"\n+++\n## Question\n", "+++", null, 4)]
    [InlineData("+++\ntitle = \"t\"\n", "+++", null, 2)]
    public void Read_OtherMarks_AreToldOnceAndTheTextBeginsAfterThem(string text, string mark, string? title, int bodyLine) => Check(
        text, title, bodyLine, $"x.md:1:1: error KB010: the file does not start with front matter; write '---' instead of '{mark}'");

    [Theory]
    [InlineData("----")]
    [InlineData("—")]
    [InlineData("+++")]
    public void Read_OtherMarkAsEnd_IsTheEnd(string mark) => Check(
        $"---\ntitle: t\n{mark}\n## Question\n", "t", 4, $"x.md:3:1: error KB011: the front matter that starts in line 1 has no end; write '---' instead of '{mark}'");

    [Theory]
    [InlineData("\n\n---\ntitle: t\n---\n", 3, 6)]
    [InlineData(" ---\ntitle: t\n---\n", 1, 4)]
    [InlineData("\uFEFF---\ntitle: t\n---\n", 1, 4)]
    public void Read_SomethingBeforeFrontMatter_IsToldAndTheRestRead(string text, int line, int bodyLine) => Check(
        text, "t", bodyLine, $"x.md:1:1: error KB010: the file does not start with front matter; take away what stands before the '---' in line {line}, blanks and invisible characters too");

    [Theory]
    [InlineData("---\ntitle: t\n\n## Question\ntext\n", 4, "write a line '---' before line 4")]
    [InlineData("---\ntitle: t\n## Question by x\ntext\n---\nmore\n", 3, "write a line '---' before line 3")]
    [InlineData("---\ntitle: t\n\nsome text: here\n\n# heading\n", 8, "write a line '---' before line 3")]
    [InlineData("---\ntitle: t", 3, "write a line '---' after its last key")]
    public void Read_UnclosedFrontMatter_EndsWhereTextBegins(string text, int bodyLine, string advice) => Check(
        text, "t", bodyLine, $"x.md:1:1: error KB011: the front matter that starts in line 1 has no end; {advice}");

    [Fact]
    public void Read_DotsAsEnd_SaysWhatToWriteInstead() => Check(
        "---\ntitle: t\n...\n\n## Question\n", "t", 4, "x.md:3:1: error KB011: the front matter that starts in line 1 has no end; write '---' instead of '...'");

    [Theory]
    [InlineData("---\n---\n", 3, "1:1")]
    [InlineData("---\nlang: en\n---\n", 4, "1:1")]
    public void Read_NoTitle_IsToldAtTheKeyOrTheStart(string text, int bodyLine, string place) => Check(
        text, null, bodyLine, $"x.md:{place}: error KB023: the front matter has no title; add a line 'title: …' with the question in one line");

    [Theory]
    [InlineData("title:", "write the question after 'title:', in one line")]
    [InlineData("Title: t", "write 'title' instead of 'Title'")]
    public void Read_TitleThatIsHalfThere_IsToldOnce(string line, string advice) => Check(
        $"---\nlang: en\n{line}\n---\n", null, 5, $"x.md:3:1: error KB023: the front matter has no title; {advice}");

    [Fact]
    public void Read_ReviewThatIsNotIndented_IsToldOnce() => Check(
        "---\ntitle: t\nreviewed:\non: 2024-05-31\nby: x\n---\n", "t", 7,
        "x.md:3:1: error KB027: 'reviewed' has no 'on'; add two spaces at the start of the lines with 'on' and 'by'");

    [Fact]
    public void Read_TitleInALostLine_IsNotMissedAgain() => Check(
        "---\nlang: en\n  title: t\n---\n", null, 5,
        "x.md:3:3: error KB012: not valid YAML: this line does not line up with the lines above; begin every key in column 1, and indent what belongs to it by two spaces");

    [Fact]
    public void ReadPage_TitleAndDescription_AreRead()
    {
        var (page, diagnostics) = FrontMatter.ReadPage(new SourceFile("x.md", "---\ntitle: About\ndescription: |\n  Who we\n  are.\n---\n## Question\n"));
        Assert.Empty(diagnostics);
        Assert.Equal(new PageHeader("About", "Who we are.", 7), page);
    }

    [Fact]
    public void ReadPage_KeysOfThreads_AreUnknown()
    {
        var (page, diagnostics) = FrontMatter.ReadPage(new SourceFile("x.md", "---\ntags: [a]\n## Question\nlang: en\n---\n"));
        Assert.Equal(
            [
                "x.md:1:1: error KB023: the front matter has no title; add a line 'title: …' with the name of the page in one line",
                "x.md:2:1: warning KB020: there is no key 'tags' and it is ignored; the keys are title, description",
                "x.md:4:1: warning KB020: there is no key 'lang' and it is ignored; the keys are title, description",
            ],
            diagnostics.Select(d => d.ToString()));
        Assert.Equal(6, page.BodyLine);
    }

    private static void Check(string text, string? title, int bodyLine, params string[] expected)
    {
        var (header, diagnostics) = FrontMatter.Read(new SourceFile("x.md", text));
        Assert.Equal(expected, diagnostics.Select(d => d.ToString()));
        Assert.Equal((title, bodyLine), (header.Title, header.BodyLine));
    }
}

using KnowledgeBase.Model;
using KnowledgeBase.Publishing;
using Xunit;

namespace KnowledgeBase.Tests.Publishing;

public sealed class OutputPathTests : PublishTests
{
    [Theory]
    [InlineData("index.html")]
    [InlineData("threads/console/index.html.md")]
    [InlineData("tags/日本語/feed.xml")]
    [InlineData(".well-known/security.txt")]
    [InlineData(".nojekyll")]
    [InlineData("com10/com")]
    [InlineData("a b/c..d")]
    public void Problem_GoodPath_None(string path) => Assert.Null(OutputPath.Problem(path));

    [Theory]
    [InlineData("")]
    [InlineData("/etc/passwd")]
    [InlineData("a//b")]
    [InlineData("a/")]
    [InlineData(".")]
    [InlineData("../x")]
    [InlineData("a/../../x")]
    [InlineData("a/./b")]
    [InlineData("a\\b")]
    [InlineData("C:/x")]
    [InlineData("file:stream")]
    [InlineData("a?b")]
    [InlineData("a\nb")]
    [InlineData("a\tb")]
    [InlineData("a\0b")]
    [InlineData("a\u007fb")]
    [InlineData("end.")]
    [InlineData("end /x")]
    [InlineData("con")]
    [InlineData("a/AUX.html")]
    [InlineData("lpt1.tar.gz")]
    [InlineData("COM¹")]
    [InlineData("nul .txt")]
    [InlineData(".kb-site")]
    [InlineData(".KB-site.try/x")]
    [InlineData(".git/config")]
    [InlineData("a/.Git")]
    public void Add_BadPath_Throws(string path)
    {
        using var publisher = Open(Site);
        Assert.Throws<ArgumentException>(() => publisher.Add(new OutputFile(path, default)));
    }

    [Fact]
    public void Add_LoneSurrogateOrLongName_Throws()
    {
        using var publisher = Open(Site);
        Assert.Throws<ArgumentException>(() => publisher.Add(new OutputFile("a\ud800b", default)));
        Assert.Throws<ArgumentException>(() => publisher.Add(new OutputFile(new string('é', 128), default)));
    }
}

using Xunit;

namespace KnowledgeBase.Tests.Publishing;

public sealed class PublishForeignFilesTests : PublishTests
{
    [Fact]
    public void Publish_ForeignFiles_AreKept()
    {
        Publish("a/x = 1", "b = 2");
        Write("site/CNAME", "example.org");
        Write("site/.git/config", "mine");
        Write("site/a/mine.css", "mine");
        Write("site/other/deep/file", "mine");
        Directory.CreateDirectory(Path.Join(Site, "hollow"));

        CheckPublished(new(1, 0, 2), "c = 3");

        CheckSite("c = 3", "CNAME = example.org", ".git/config = mine", "a/mine.css = mine", "other/deep/file = mine", "hollow/");
    }

    [Theory]
    [InlineData("CNAME", "CNAME", "CNAME")]
    [InlineData("docs", "docs/a/b.html", "docs")]
    [InlineData("docs/a/mine.txt", "docs", "docs/a/mine.txt")]
    [InlineData("docs/a/mine.txt", "docs/a", "docs/a/mine.txt")]
    public void Publish_ForeignFileInTheWay_IsRefused(string foreign, string path, string named)
    {
        Publish("old = 1");
        Write($"site/{foreign}", "mine");

        CheckRefused(
            Publish("old = 2", $"{path} = ours"),
            $"site/{path}:1:1: error KB506: '{named}' is in the way, and this program did not write it; move it away, or rename what this file is made from");

        CheckSite("old = 1", $"{foreign} = mine");
        CheckClean();
    }

    [Theory]
    [InlineData("readme", "README", "README")]
    [InlineData("docs", "Docs", "Docs/a")]
    [InlineData("docs/a", "Docs/mine", "Docs")]
    public void Publish_ForeignFileNamedAsAnOldOneButForCase_IsRefused(string old, string foreign, string path)
    {
        Publish($"{old} = 1");
        Assert.SkipWhen(System.IO.File.Exists(Path.Join(Site, ".KB-SITE")), "this file system ignores case");
        Write($"site/{foreign}", "mine");
        Assert.Equal("KB506", Assert.Single(Publish($"{path} = 2").Diagnostics).Rule.Code);
        CheckSite($"{old} = 1", $"{foreign} = mine");
    }

    [Fact]
    public void Publish_ForeignFilesInAFolderThatBecomesAFile_IsRefused()
    {
        Publish("a/ours = 1");
        Write("site/a/mine", "mine");
        CheckRefused(
            Publish("a = file"),
            "site/a:1:1: error KB506: 'a/mine' is in the way, and this program did not write it; move it away, or rename what this file is made from");
        CheckSite("a/ours = 1", "a/mine = mine");
    }

    [Fact]
    public void Publish_EmptyForeignFolderInTheWay_IsRefused()
    {
        Publish("a/ours = 1");
        Directory.CreateDirectory(Path.Join(Site, "a/hollow"));
        CheckRefused(
            Publish("a = file"),
            "site/a:1:1: error KB506: 'a/hollow' is in the way, and this program did not write it; move it away, or rename what this file is made from");
        CheckSite("a/ours = 1", "a/hollow/");
    }

    [Fact]
    public void Open_FolderOfSomebodyElse_IsRefused()
    {
        Write("site/letter.txt", "dear");
        Check("site:1:1: error KB503: the folder 'site' holds files that this program did not write; empty it, or name another with --output");
        CheckSite("letter.txt = dear");
    }

    [Fact]
    public void Open_FolderWithOnlyDotNames_IsTaken()
    {
        Write("site/.git", "gitdir: elsewhere");
        CheckPublished(new(1, 0, 0), "a = 1");
        CheckSite(".git = gitdir: elsewhere", "a = 1");
    }

    [Theory]
    [InlineData("kb-site 2 1\nindex.html\n")]
    [InlineData("kb-site 1 2\nindex.html\n")]
    [InlineData("kb-site 1 1\n../secret\n")]
    [InlineData("kb-site 1 1\n.git/config\n")]
    [InlineData("")]
    public void Open_ListNotToBeTrusted_IsRefused(string list)
    {
        Write("secret", "s");
        Write("site/index.html", "1");
        Write("site/.kb-site", list);
        Check(
            "site:1:1: error KB507: the list '.kb-site' in 'site' is damaged or of a newer version, so what may be deleted there is not known; " +
            "delete the folder, or name another with --output");
        Assert.True(System.IO.File.Exists(Path.Join(Home, "secret")));
    }

    [Fact]
    public void Open_OutputIsAFile_IsRefused()
    {
        Write("site", "text");
        Check("site:1:1: error KB602: cannot write here: this is no folder");
    }

    private void Check(string expected)
    {
        CheckUnopened(expected);
        Assert.False(Directory.Exists(State), "a refused folder gets no neighbour");
    }
}

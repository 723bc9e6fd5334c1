using Xunit;

namespace KnowledgeBase.Tests.Publishing;

/// <summary>S5: nothing is written outside the output folder, symbolic links included.</summary>
public sealed class PublishLinksTests : PublishTests
{
    private string Outside => Path.Join(Home, "outside");

    public PublishLinksTests()
    {
        Write("outside/index.html", "precious");
        Write("outside/b/index.html", "precious");
    }

    [Theory]
    [InlineData("threads", "threads/a/index.html")]
    [InlineData("threads/a", "threads/a/index.html")]
    public void Publish_FolderIsALink_ReplacesTheLink(string link, string path)
    {
        Publish($"{path} = old", "threads/a/b/index.html = old", "k = 1");
        Directory.Delete(Path.Join(Site, link), recursive: true);
        Link(link, Outside);

        // One file is as before, one has changed, one goes: none may reach through the link.
        CheckPublished(new(1, 1, 1), $"{path} = old", "k = 1");

        CheckSite($"{path} = old", "k = 1");
        CheckOutside();
    }

    [Fact]
    public void Publish_FilesBehindALinkGo_LeavesTheLinkAndWhatItLeadsTo()
    {
        Publish("b/index.html = old", "k = 1");
        Directory.Delete(Path.Join(Site, "b"), recursive: true);
        Link("b", Path.Join(Outside, "b"));

        CheckPublished(new(0, 1, 1), "k = 1");

        CheckSite($"b -> {Outside}/b", "k = 1");
        CheckOutside();
    }

    [Fact]
    public void Publish_FileIsALink_ReplacesTheLink()
    {
        Publish("index.html = old", "gone.html = old");
        foreach (var path in (string[])["index.html", "gone.html"])
        {
            System.IO.File.Delete(Path.Join(Site, path));
            Link(path, Path.Join(Outside, "index.html"));
        }

        // The same bytes are at the link's other end, and that does not count.
        CheckPublished(new(1, 0, 1), "index.html = precious");

        CheckSite("index.html = precious");
        CheckOutside();
    }

    [Fact]
    public void Publish_ForeignLink_IsKeptOrNamed()
    {
        Publish("k = 1");
        Link("current", Outside);
        CheckPublished(new(0, 1, 0), "k = 1");
        CheckRefused(
            Publish("k = 1", "current = 2"),
            "site/current:1:1: error KB506: 'current' is in the way, and this program did not write it; move it away, or rename what this file is made from");
        CheckSite($"current -> {Outside}", "k = 1");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Open_OutputIsALinkToAFolder_PublishesThere(bool exists)
    {
        var real = Path.Join(Home, "real");
        if (exists) Directory.CreateDirectory(real);
        Link("", real);

        CheckPublished(new(1, 0, 0), "a = 1");
        CheckPublished(new(1, 0, 0), "a = 2");

        Assert.Equal(real, new DirectoryInfo(Site).LinkTarget);
        Assert.Equal(["a = 2"], TreeOf(real));
        Assert.True(System.IO.File.Exists(Path.Join(Home, ".real.kb/lock")), "state stands beside the real folder");
    }

    [Fact]
    public void Open_OutputIsALinkInACircle_IsRefused()
    {
        Link("", Site);
        CheckUnopened("site:1:1: error KB602: cannot write here: this is no folder");
    }

    [Theory]
    [InlineData(".site.kb")]
    [InlineData(".site.kb/staging")]
    [InlineData(".site.kb/lock")]
    [InlineData(".site.kb/journal")]
    [InlineData(".site.kb/journal.new")]
    [InlineData("site/.kb-site.try")]
    public void Open_StateIsALink_IsNotFollowed(string path)
    {
        Publish("a = 1");
        var full = Path.Join(Home, path);
        if (Directory.Exists(full)) Directory.Delete(full, recursive: true);
        System.IO.File.Delete(full);
        System.IO.File.CreateSymbolicLink(full, path.EndsWith("lock", StringComparison.Ordinal) ? Path.Join(Outside, "new") : Outside);

        CheckPublished(new(1, 0, 0), "a = 2");

        CheckSite("a = 2");
        CheckClean();
        CheckOutside();
    }

    [Fact]
    public void Open_ListIsALink_IsNotTrusted()
    {
        Write("outside/list", "kb-site 1 1\nindex.html\n");
        Write("site/index.html", "mine");
        Link(".kb-site", Path.Join(Outside, "list"));
        CheckUnopened("site:1:1: error KB503: the folder 'site' holds files that this program did not write; empty it, or name another with --output");
    }

    [Fact]
    public void Add_PipeInThePlaceOfAFile_IsReplacedUnread()
    {
        Publish("a = old", "k = 1", "empty");
        foreach (var path in (string[])["a", "empty"])
        {
            System.IO.File.Delete(Path.Join(Site, path));
            AsRoot("mkfifo", Path.Join(Site, path));
        }

        CheckPublished(new(1, 2, 0), "a = old", "k = 1", "empty");
        Assert.Equal("old", System.IO.File.ReadAllText(Path.Join(Site, "a")));
    }

    private void Link(string path, string target) => System.IO.File.CreateSymbolicLink(Path.TrimEndingDirectorySeparator(Path.Join(Site, path)), target);

    private void CheckOutside()
    {
        Assert.Equal(["b/index.html = precious", "index.html = precious"], TreeOf(Outside));
    }
}

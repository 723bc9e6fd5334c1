using KnowledgeBase.Publishing;
using Xunit;

namespace KnowledgeBase.Tests.Publishing;

public sealed class SitePublisherTests : PublishTests
{
    [Fact]
    public void Publish_NoSiteYet_WritesAllAndTheListOfThem()
    {
        CheckPublished(new(2, 0, 0), "threads/b/index.html = b", "index.html = home");

        CheckSite("index.html = home", "threads/b/index.html = b");
        CheckClean();
        Assert.Equal("kb-site 1 2\nindex.html\nthreads/b/index.html\n", System.IO.File.ReadAllText(Path.Join(Site, ".kb-site")));
    }

    [Fact]
    public void Publish_SomeChanged_WritesThoseAndDeletesTheRest()
    {
        Publish("index.html = old", "same.css = c", "tags/gone/index.html = g", "tags/kept/index.html = k");

        CheckPublished(new(2, 2, 1), "index.html = new", "same.css = c", "tags/kept/index.html = k", "threads/a/index.html = a");

        CheckSite("index.html = new", "same.css = c", "tags/kept/index.html = k", "threads/a/index.html = a");
        CheckClean();
    }

    [Fact]
    public void Publish_NothingChanged_TouchesNothing()
    {
        Publish("index.html = home", "a/b.txt = b", "empty");
        var old = new DateTime(2001, 2, 3, 4, 5, 6, DateTimeKind.Utc);
        var places = Directory.GetFileSystemEntries(Site, "*", SearchOption.AllDirectories).Append(Site).OrderDescending(StringComparer.Ordinal).ToList();
        foreach (var place in places) Directory.SetLastWriteTimeUtc(place, old);

        CheckPublished(new(0, 3, 0), "index.html = home", "a/b.txt = b", "empty");

        Assert.All(places, place => Assert.Equal(old, Directory.GetLastWriteTimeUtc(place)));
        CheckClean();
    }

    [Fact]
    public void Publish_SameLengthOtherBytes_Replaces()
    {
        Publish("a = one", "b = two");
        CheckPublished(new(1, 1, 0), "a = eno", "b = two");
        CheckSite("a = eno", "b = two");
    }

    [Fact]
    public void Publish_FileBecomesFolderAndBack_Follows()
    {
        Publish("a = file", "b/c/d = 1", "b/c/e = 2", "k = k");
        CheckPublished(new(3, 1, 3), "a/x = 1", "a/y/z = 2", "b = file", "k = k");
        CheckSite("a/x = 1", "a/y/z = 2", "b = file", "k = k");
        CheckPublished(new(1, 1, 3), "a = file", "b = file");
        CheckSite("a = file", "b = file");
        CheckClean();
    }

    [Fact]
    public void Publish_FilesTamperedWith_AreHealed()
    {
        Publish("a/x = 1", "b = 2", "c = 3");
        System.IO.File.WriteAllText(Path.Join(Site, "b"), "9");
        System.IO.File.Delete(Path.Join(Site, "c"));
        Directory.Delete(Path.Join(Site, "a"), recursive: true);

        CheckPublished(new(3, 0, 0), "a/x = 1", "b = 2", "c = 3");
        CheckSite("a/x = 1", "b = 2", "c = 3");
    }

    [Fact]
    public void Publish_OutputDeletedMeanwhile_WritesAll()
    {
        Publish("a = 1");
        Directory.Delete(Site, recursive: true);
        CheckPublished(new(1, 0, 0), "a = 1");
    }

    [Fact]
    public void Publish_EmptySite_WritesTheListAlone()
    {
        CheckPublished(new(0, 0, 0));
        CheckPublished(new(1, 0, 0), "a = 1");
        CheckPublished(new(0, 0, 1));
        CheckSite();
    }

    [Fact]
    public void Dispose_WithoutPublish_LeavesTheOldSite()
    {
        Publish("a = old");
        using (var publisher = Open(Site))
        {
            publisher.Add(File("a", "new"));
            publisher.Add(File("b", "new"));
        }

        CheckSite("a = old");
        CheckClean();
        CheckPublished(new(1, 0, 1), "c = 3");
    }

    [Fact]
    public void Add_FromManyThreads_TakesEach()
    {
        var files = Enumerable.Range(0, 3000).Select(n => File($"threads/{n % 100}/{n}.html", $"page {n}")).ToList();
        foreach (var figures in (PublishFigures[])[new(3000, 0, 0), new(0, 3000, 0)])
        {
            using var publisher = Open(Site);
            files.AsParallel().ForAll(file => publisher.Add(file));
            Assert.Equal(figures, publisher.Publish().Value);
        }
    }

    [Theory]
    [InlineData("a/b.html", "a/b.html", "a/b.html")]
    [InlineData("a/B.html", "A/b.html", "a/B.html")]
    [InlineData("\u00e9.html", "e\u0301.html", "\u00e9.html")]
    [InlineData("stra\u00dfe", "STRASSE", "stra\u00dfe")]
    public void Add_SamePathTwice_IsRefused(string path, string other, string later)
    {
        var earlier = later == path ? other : path;
        Publish("old = 1");
        var refused = Publish($"{path} = 1", $"{other} = 2");
        CheckRefused(refused, $"site/{later}:1:1: error KB505: the site's file '{earlier}' would take the same place; rename what one of the two is made from");
        CheckSite("old = 1");
        CheckClean();
    }

    [Theory]
    [InlineData("a", "a/b")]
    [InlineData("A/b/c", "a")]
    public void Publish_FileAndFolderOfOneName_IsRefused(string path, string other)
    {
        var refused = Publish($"{path} = 1", $"{other} = 2");
        Assert.Null(refused.Value);
        Assert.Equal("KB505", Assert.Single(refused.Diagnostics).Rule.Code);
        Assert.False(Directory.Exists(Site));
        CheckClean();
    }

    [Fact]
    public void Publish_OnlyCaseOfAPathChanged_Follows()
    {
        Publish("Tags/C = 1", "Tags/D = 2");
        CheckPublished(new(2, 0, 0), "tags/c = 1", "tags/D = 2");
        CheckSite("tags/c = 1", "tags/D = 2");
    }

    [Fact]
    public void Add_Large_ComparesEveryByte()
    {
        var bytes = new byte[300_000];
        new Random(1).NextBytes(bytes);
        foreach (var (last, figures) in ((byte, PublishFigures)[])[(1, new(1, 0, 0)), (1, new(0, 1, 0)), (2, new(1, 0, 0))])
        {
            bytes[^1] = last;
            using var publisher = Open(Site);
            publisher.Add(new KnowledgeBase.Model.OutputFile("assets/x.png", bytes));
            Assert.Equal(figures, publisher.Publish().Value);
            Assert.Equal(bytes, System.IO.File.ReadAllBytes(Path.Join(Site, "assets/x.png")));
        }
    }

    [Fact]
    public void Add_AfterPublish_IsABug()
    {
        using var publisher = Open(Site);
        publisher.Publish();
        Assert.Throws<InvalidOperationException>(() => publisher.Add(File("a", "1")));
        Assert.Throws<InvalidOperationException>(() => publisher.Publish());
    }
}

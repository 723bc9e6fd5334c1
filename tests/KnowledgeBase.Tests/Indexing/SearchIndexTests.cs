using Xunit;

namespace KnowledgeBase.Tests.Indexing;

/// <summary>The index as files: the same bytes each time, few of them changed by an edit, and nothing named twice.</summary>
public class SearchIndexTests
{
    [Fact]
    public void Build_Twice_GivesTheSameIndex()
    {
        using var site = Many(200);
        site.Build();
        var first = site.Files();
        Directory.Delete(site.Output, recursive: true);
        site.Build();
        Assert.Equal(first, site.Files());
    }

    [Fact]
    public void Build_WithoutThreads_HasAnIndex()
    {
        using var site = TestSite.Of();
        Assert.True(site.Build().IsPublished);
        var script = Assert.Single(Directory.EnumerateFiles(Path.Combine(site.Output, "assets"), "search.*.js"));
        Assert.Contains("\nkbFile(atob(\"", File.ReadAllText(script), StringComparison.Ordinal);
    }

    [Fact]
    public void Edit_OfOneThread_LeavesMostFilesAsTheyWere()
    {
        using var site = Many(200);
        site.Build();
        var before = Index(site);
        site.Write("threads/t7.md", "---\ntitle: About word 7\n---\n## Question by Jo on 2024-01-08\n\nquite another text\n");
        site.Build();
        var after = Index(site);
        Assert.InRange(after.Except(before).Count(), 1, before.Count / 4);
        Assert.Contains(before, file => file.StartsWith("search/w/", StringComparison.Ordinal));
    }

    [Fact]
    public void Build_WithFilesThatHoldTheSame_WritesThemOnce()
    {
        // Words of nearly all threads have no places, and there are enough of them for several files.
        using var site = TestSite.Of();
        var words = string.Join(' ', Enumerable.Range(0, 300).Select(i => $"w{(char)('a' + i % 26)}{(char)('a' + i / 26)}ord"));
        for (var i = 0; i < 200; i++) site.Write($"threads/t{i}.md", $"---\ntitle: a\n---\n## Question\n\n{words}\n");
        Assert.True(site.Build().IsPublished);
    }

    [Fact]
    public void Words_OfThreadsLongGone_AreForgotten()
    {
        using var site = TestSite.Of();
        var words = string.Join(' ', Enumerable.Range(0, 25_000).Select(i => $"w{i:x5}"));
        var first = Left("threads/t.md", words);
        Left("threads/t.md", "short");

        // With the words, each build would leave them once more.
        Assert.InRange(Left("threads/t.md", "shorter"), 1, first / 20);

        long Left(string path, string text)
        {
            var store = Path.Combine(Path.GetDirectoryName(site.Output)!, ".site.kb", "store");
            var before = File.Exists(store) ? new FileInfo(store).Length : 0;
            Assert.True(site.Write(path, $"---\ntitle: a\n---\n## Question\n\n{text}\n").Build().IsPublished);
            return new FileInfo(store).Length - before;
        }
    }

    private static List<string> Index(TestSite site) => [.. site.Files().Where(file => file.StartsWith("search/", StringComparison.Ordinal))];

    private static TestSite Many(int count)
    {
        var site = TestSite.Of();
        for (var i = 0; i < count; i++)
        {
            var words = string.Join(' ', Enumerable.Range(0, 40).Select(w => $"word{(char)('a' + (i * w) % 26)}{(char)('a' + w % 26)}{(char)('a' + (i + w) % 26)}"));
            site.Write($"threads/t{i}.md", $"---\ntitle: About word {i}\ntags: [tag{i % 7}]\n---\n## Question by Jo on 2024-01-{i % 28 + 1:d2}\n\n{words}\n\n## Answer by Mo\n\n{words}\n");
        }

        return site;
    }
}

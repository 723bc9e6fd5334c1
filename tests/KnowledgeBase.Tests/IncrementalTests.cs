using System.Globalization;
using KnowledgeBase.Diagnostics;
using Xunit;

namespace KnowledgeBase.Tests;

/// <summary>R4: whatever changed since the last build, the site is that of a build from nothing, byte for byte.</summary>
public sealed class IncrementalTests
{
    private static readonly int Steps = int.Parse(Environment.GetEnvironmentVariable("KB_ITER") ?? "100", CultureInfo.InvariantCulture);

    [Fact]
    public void R4_AnyChangesInARow_GiveTheSiteOfACleanBuild()
    {
        var seed = Environment.GetEnvironmentVariable("KB_SEED") is { } given ? int.Parse(given, CultureInfo.InvariantCulture) : Environment.TickCount;
        var published = 0;
        for (var run = 0; run * 50 < Steps; run++) published += Run(seed + run, Math.Min(50, Steps - run * 50));
        Assert.InRange(published, Steps / 5, Steps);
    }

    [Fact]
    public void Build_NothingChanged_ReadsNothing()
    {
        using var site = TestSite.Of(("threads/a.md", Thread("Text.")), ("threads/b.md", Thread("A <blink>tag</blink>.")));
        TestSite.Age(site.Content);
        var first = site.Build();

        var second = site.Build();

        Assert.Equal((0, 0), (second.Written, second.Deleted));
        Assert.DoesNotContain(second.Stages, stage => stage.Stage == "read");
        Assert.Equal(first.Diagnostics, second.Diagnostics);
        Assert.Equal((first.Threads, first.Nodes, first.Pages, first.Written), (second.Threads, second.Nodes, second.Pages, second.Unchanged));
    }

    [Theory]
    [InlineData("edited")]
    [InlineData("deleted")]
    public void Build_OutputTouchedBehindItsBack_IsHealed(string how)
    {
        using var site = TestSite.Of(("threads/a.md", Thread("Text.")));
        TestSite.Age(site.Content);
        site.Build();
        var whole = site.Files();
        var page = Path.Join(site.Output, "threads", "a", "index.html");
        if (how == "deleted") File.Delete(page);
        else File.AppendAllText(page, "x");

        var report = site.Build();

        Assert.Equal(1, report.Written);
        Assert.Equal(whole, site.Files());
    }

    [Fact]
    public void Build_FilesOfOneLengthAndTimeThatSwapTheirNames_AreSeen()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "elsewhere nothing tells them apart");
        using var site = TestSite.Of(("threads/a.md", Thread("Text.")), ("threads/b.md", Thread("TEXT.")));
        var (a, b) = (Path.Join(site.Content, "threads", "a.md"), Path.Join(site.Content, "threads", "b.md"));
        foreach (var file in (string[])[a, b]) File.SetLastWriteTimeUtc(file, DateTime.UnixEpoch);
        site.Build();
        File.Move(a, a + "~");
        File.Move(b, a);
        File.Move(a + "~", b);

        site.Build();

        Assert.Contains("TEXT.", site.Read("threads/a/index.html"), StringComparison.Ordinal);
    }

    [Fact]
    public void Build_FileChangedBehindItsTime_IsSeenOnceItsTextIsNeeded()
    {
        using var site = TestSite.Of(("threads/a.md", Thread("Text.")), ("threads/b.md", Thread("Other.")));
        // So many that hands work side by side.
        for (var i = 0; i < 60; i++) site.Write($"threads/more-{i}.md", Thread($"More {i}."));
        TestSite.Age(site.Content);
        site.Build();
        var changed = Path.Join(site.Content, "threads", "b.md");
        var time = File.GetLastWriteTimeUtc(changed);
        site.Write("threads/b.md", Thread("OTHER.")).Write("threads/a.md", Thread("Another text."));
        File.SetLastWriteTimeUtc(changed, time);

        Assert.True(site.Build().IsPublished);

        Assert.Contains("Another text.", site.Read("threads/a/index.html"), StringComparison.Ordinal);
        Assert.Contains("OTHER.", site.Read("threads/b/index.html"), StringComparison.Ordinal);
        // What that build left is right again.
        TestSite.Age(site.Content);
        site.Write("threads/a.md", Thread("A third text."));
        Assert.InRange(site.Build().Written, 1, 25);
    }

    [Fact]
    public void Build_FirstDate_BringsTheFeedToPagesThatAreKept() => EveryStepIsAsFromNothing(
        site => site.Write("site.yaml", "title: T\nbase-url: https://example.org/\n").Write("threads/a.md", Undated).Write("threads/b.md", Undated),
        site => site.Write("threads/b.md", Thread("Dated.")),
        site => site.Write("threads/b.md", Undated));

    [Fact]
    public void Build_AuthorWhoseAddressMoves_MovesInFeedsThatAreKept() => EveryStepIsAsFromNothing(
        site => site.Write("site.yaml", "title: T\nbase-url: https://example.org/\n").Write("threads/a.md", By("jo-doe", "x")),
        site => site.Write("threads/b.md", By("Jo Doe", "y")));

    /// <summary>Words that no thread has any more are forgotten at times, and with them all that was told by their numbers.</summary>
    [Fact]
    public void Build_ManyWordsGone_GoesOnFromNothing() => EveryStepIsAsFromNothing(
        site => site.Write("threads/a.md", Thread("Some words.")).Write("threads/kept.md", Thread("Words that stay.")).Write("threads/log.md", Thread(string.Join(' ', Enumerable.Range(0, 30_000).Select(i => $"w{i:x}q")))),
        site => File.Delete(Path.Join(site.Content, "threads", "log.md")),
        site => site.Write("threads/a.md", Thread("Other words, and words.")),
        site => site.Write("threads/b.md", Thread("Some more words.")));

    [Fact]
    public void Build_TakeawayMovesToAnotherThread_MovesTheOthersToOtherPages() => EveryStepIsAsFromNothing(
        site => site.Write("threads/old.md", WithTakeaways(2010, 10)).Write("threads/middle.md", WithTakeaways(2015, 220)).Write("threads/new.md", WithTakeaways(2020, 1)),
        site => site.Write("threads/old.md", WithTakeaways(2010, 9)).Write("threads/new.md", WithTakeaways(2020, 2)));

    [Fact]
    public void Build_NewestThreadComes_LeavesOldPagesOfListsAsTheyAre()
    {
        using var site = TestSite.Of();
        for (var i = 0; i < 160; i++) site.Write($"threads/t{i}.md", Dated(i));
        site.Build();
        var before = site.Files();

        site.Write("threads/new.md", Dated(1000)).Build();

        var changed = site.Files().Except(before).Select(file => file.Split(' ')[0]).ToList();
        Assert.Contains("threads/index.html", changed);
        Assert.Contains("authors/jo/index.html", changed);
        Assert.DoesNotContain(changed, file => file.Contains("/page/", StringComparison.Ordinal));
    }

    [Fact]
    public void Build_OldThreadComes_LeavesMostTextsOfTheSearchAsTheyAre()
    {
        using var site = TestSite.Of();
        for (var i = 0; i < 1500; i++) site.Write($"threads/t{i}.md", Dated(i));
        site.Build();
        var before = site.Files();

        site.Write("threads/old.md", Dated(-1)).Build();

        Assert.InRange(site.Files().Except(before).Count(file => file.StartsWith("search/t/", StringComparison.Ordinal)), 1, 1200);
    }

    [Fact]
    public void Build_FolderOfThreadsGone_IsSeen()
    {
        using var site = TestSite.Of();
        Assert.True(site.Build().IsPublished);
        Directory.Delete(Path.Join(site.Content, "threads"));

        Assert.Equal(Rules.MissingContent, Assert.Single(site.Build().Diagnostics).Rule);
    }

    [Fact]
    public void Build_LinkToWhatHostsAnswered_LeadsNowhere()
    {
        using var site = TestSite.Of(("links.tsv", ""), ("threads/a.md", Thread("[The list](../links.tsv).")));

        Assert.Equal(Rules.MissingFile, Assert.Single(site.Build().Diagnostics).Rule);
    }

    private const string Undated = "---\ntitle: Title\ntags: [x]\n---\n\n## Question by jo\n\nWhat is it?\n\n## Takeaways\n\n- It is. [Source](#q)\n";

    private static string Dated(int day) => Thread("Text.").Replace("2020-01-01", new DateOnly(2010, 1, 1).AddDays(day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), StringComparison.Ordinal);

    private static string WithTakeaways(int year, int count) =>
        $"---\ntitle: Title\ntags: [x]\n---\n\n## Question by jo on {year}-01-01\n\nText.\n\n## Takeaways\n\n{string.Concat(Enumerable.Range(0, count).Select(i => $"- Point {i} of {year}. [q](#q)\n"))}";

    private static string By(string author, string tag) => $"---\ntitle: Title\ntags: [{tag}]\n---\n\n## Question by {author} on 2020-01-01\n\nText.\n";

    private static void EveryStepIsAsFromNothing(params ReadOnlySpan<Action<TestSite>> steps)
    {
        using var site = TestSite.Of();
        foreach (var step in steps)
        {
            step(site);
            TestSite.Age(site.Content);
            Assert.True(site.Build().IsPublished);
            using var clean = TestSite.Of();
            Assert.True(clean.Build(options => options with { ContentFolder = site.Content }).IsPublished);
            Assert.Equal(clean.Files(), site.Files());
        }
    }

    private static string Thread(string text) => $"---\ntitle: Title\n---\n\n## Question by jo on 2020-01-01\n\n{text}\n";

    private static int Run(int seed, int steps)
    {
        using var site = TestSite.Of();
        site.Write("threads/pictures/0.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"/>").Write("threads/pictures/1.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"/>");
        var templates = Directory.CreateTempSubdirectory("kb-test-").FullName;
        var published = 0;
        var clean = Directory.CreateTempSubdirectory("kb-test-").FullName;
        try
        {
            var random = new Random(seed);
            var edits = new Edits(site, templates, random);
            var made = new List<string>();
            // As a server keeps one from build to build.
            var threads = random.Next(2) == 0 ? new ThreadMemory() : null;
            for (var step = 0; step < steps; step++)
            {
                var (name, make) = edits.Kinds[step < 4 ? 0 : random.Next(edits.Kinds.Count)];
                made.Add(name);
                make();
                // Files as old as those of a forum: with those just written, nothing would be trusted.
                if (random.Next(3) > 0) TestSite.Age(site.Content);
                var report = SiteBuild.Run(edits.Options, threads: threads, cancelled: TestContext.Current.CancellationToken);
                Check(edits.Options, report, Path.Join(clean, $"{step}"), $"seed {seed}: {string.Join(", ", made)}");
                if (report.IsPublished) published++;
                else edits.Mend(report.Diagnostics.First(diagnostic => diagnostic.Severity == Severity.Error).Location.Path);
            }

            return published;
        }
        finally
        {
            Directory.Delete(templates, recursive: true);
            Directory.Delete(clean, recursive: true);
        }
    }

    private static void Check(BuildOptions options, BuildReport report, string clean, string story)
    {
        var expected = SiteBuild.Run(options with { OutputFolder = clean }, cancelled: TestContext.Current.CancellationToken);
        Assert.True(expected.Diagnostics.SequenceEqual(report.Diagnostics), $"{story}: other findings\n{string.Join('\n', report.Diagnostics.Except(expected.Diagnostics))}\ninstead of\n{string.Join('\n', expected.Diagnostics.Except(report.Diagnostics))}");
        Assert.Equal(expected.IsPublished, report.IsPublished);
        if (!report.IsPublished) return;
        var difference = TestSite.Tree(options.OutputFolder).Except(TestSite.Tree(clean)).Concat(TestSite.Tree(clean).Except(TestSite.Tree(options.OutputFolder))).Select(file => file.Split(' ')[0]).Distinct().ToList();
        Assert.True(difference.Count == 0, $"{story}: {string.Join(", ", difference)} after {string.Join(", ", report.Stages.Select(stage => stage.Stage))}");
        Directory.Delete(clean, recursive: true);
    }
}

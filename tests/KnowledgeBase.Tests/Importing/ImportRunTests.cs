using CsCheck;
using KnowledgeBase.Diagnostics;
using KnowledgeBase.Importing;
using KnowledgeBase.Model;
using Xunit;
using static KnowledgeBase.Tests.Importing.TinyForum;

namespace KnowledgeBase.Tests.Importing;

/// <summary>One import: which files there are, and what they hold.</summary>
public sealed class ImportRunTests : IDisposable
{
    private readonly TinyForum _forum = new();

    [Fact]
    public void Import_Topic_WritesOneFileUnderItsYear()
    {
        var report = _forum.Import(Topic("7", "How do I undo?", Question("Help [[7#p2]]"), Answer("p2", "So.") with { Author = "ada", Score = 3, Accepted = true }, Reply("p3", "p2", "Thanks")));
        Assert.Equal("""
            ---
            title: How do I undo?
            ---

            ## Question on 2020-05-01

            Help [link](#p2)

            ## Answer by ada {#p2 .accepted score=3}

            So.

            ## Reply {#p3}

            Thanks

            """.ReplaceLineEndings("\n"), _forum.Text("tiny/2020/how-do-i-undo.md"));
        Assert.Equal((1, 3, 1, ExitCode.Fine), (report.Threads, report.Posts, report.New, report.ExitCode));
        Assert.True(_forum.Site.Build().IsPublished);
    }

    [Fact]
    public void Import_LinkToAnotherTopic_IsARelativePath()
    {
        _forum.Import(
            Topic("1", "One", Question("[[2#p5]] [[2]] [[3]]")) with { On = "2019-01-01" },
            Topic("2", "Two", Question(), Answer("p5", "x")) with { On = null });
        Assert.Contains("[link](../undated/two.md#p5) [link](../undated/two.md) no link", _forum.Text("tiny/2019/one.md"), StringComparison.Ordinal);
        Assert.True(_forum.Site.Build().IsPublished);
    }

    [Theory]
    [InlineData("[SOLVED] Undo", "solved-undo")]
    [InlineData("🎉🎉", "thread-1")]
    [InlineData(null, "thread-1")]
    [InlineData("\u0007\u200b", "thread-1")]
    [InlineData("CON", "con-1")]
    [InlineData("Как отменить?", "как-отменить")]
    [InlineData("如何撤销", "如何撤销")]
    [InlineData("\"quoted\": a 'title' # & <b>", "quoted-a-title-b")]
    public void Import_Title_MakesTheFileName(string? title, string expected)
    {
        _forum.Import(Topic("1", title, Question("the first words")));
        Assert.Equal([expected + ".md"], Names());
        Assert.True(_forum.Site.Build().IsPublished);
    }

    [Fact]
    public void Import_EqualNames_AreNumberedBesideAllThatIsThere()
    {
        _forum.Site.Write("threads/old/Stra\u00DFe.md", "---\ntitle: t\n---\n## Question\n").Write("threads/caf\u00E9.md", "---\ntitle: t\n---\n## Question\n");
        _forum.Import(Topic("1", "STRASSE", Question()), Topic("2", "Cafe\u0301", Question()), Topic("3", "Same", Question()), Topic("4", "SAME!", Question()), Topic("5", "same-2", Question()));
        Assert.Equal(["caf\u00E9-2.md", "same-2-2.md", "same-2.md", "same.md", "strasse-2.md"], Names());
    }

    [Fact]
    public void Import_LongTitle_IsCutAndStandsWholeInTheQuestion()
    {
        var title = string.Join(' ', Enumerable.Range(1, 90).Select(number => $"w{number}"));
        var report = _forum.Import(Topic("1", title, Question("Text")));
        var thread = _forum.Text("tiny/2020/" + Names().Single());
        Assert.Contains($"\n{title}\n\nText\n", thread, StringComparison.Ordinal);
        Assert.Contains("title", report.Losses.Select(loss => loss.Construct));
        Assert.True(_forum.Site.Build().IsPublished);
    }

    [Fact]
    public void Import_NoTitle_TakesTheFirstWords()
    {
        _forum.Import(Topic("1", null, Question("**Some** `words` first\n\nand more")));
        Assert.StartsWith("---\ntitle: Some words first and more\n", _forum.Text("tiny/2020/thread-1.md"), StringComparison.Ordinal);
    }

    [Fact]
    public void Import_LongTag_IsCutAndTold()
    {
        var report = _forum.Import(Topic("1", "T", Question("a")) with { Tags = [new string('x', 201)] });

        Assert.Contains($"\ntags: [\"{new string('x', 199)}…\"]\n", _forum.Text("tiny/2020/t.md"), StringComparison.Ordinal);
        Assert.Equal(["Changed tag 1"], report.Losses.Select(loss => $"{loss.Kind} {loss.Construct} {loss.Count}"));
    }

    [Fact]
    public void Import_WhatFrontMatterCannotTake_IsLeftOutAndTold()
    {
        var report = _forum.Import(
            Topic("1", "T", Question("a\0b") with { Url = "x y" }) with { Tags = ["C#", "c#", "🎉", " a\nb "], Url = "javascript:x", Language = "en-toolonganyway", License = "\n", DuplicateOf = "99", Related = ["98", "1"] });
        Assert.StartsWith("---\ntitle: T\ntags: [C#, a b]\n---\n\n## Question on 2020-05-01\n\na\uFFFDb\n", _forum.Text("tiny/2020/t.md"), StringComparison.Ordinal);
        Assert.Equal(
            ["NotCarried language 1", "NotCarried tag 1", "NotCarried url 2", "Remote duplicate 1", "Remote related 1", "Changed control character 1", "Changed tag 1"],
            report.Losses.OrderByDescending(loss => loss.Kind).ThenBy(loss => loss.Construct, StringComparer.Ordinal).Select(loss => $"{loss.Kind} {loss.Construct} {loss.Count}"));
        Assert.True(_forum.Site.Build().IsPublished);
    }

    [Theory]
    [InlineData("", "*The forum closed this question (off *topic*, 2024-03-01).*\n\n*The forum locked this question.*")]
    [InlineData("language: de-AT\n", "*Das Forum hat diese Frage geschlossen (off *topic*, 2024-03-01).*\n\n*Das Forum hat diese Frage gesperrt.*")]
    [InlineData("language: ja\n", "*この質問はフォーラムによりクローズされました (off *topic*, 2024-03-01)。*\n\n*この質問はフォーラムによりロックされました。*")]
    public void Import_WhatWasDoneToAQuestion_IsSaidBelowItInTheSitesLanguage(string settings, string expected)
    {
        _forum.Site.Write("site.yaml", settings);
        var report = _forum.Import(Topic("1", "T", Question("Why?"), Answer("p2", "So.")) with { Notices = [new(NoticeKind.Closed, Moment.Read("2024-03-01T10:00:00Z"), "off *topic*"), new(NoticeKind.Locked, null)] });
        Assert.Contains($"\n\nWhy?\n\n{expected.Replace("*topic*", "\\*topic\\*", StringComparison.Ordinal)}\n\n## Answer", _forum.Text("tiny/2020/t.md"), StringComparison.Ordinal);
        Assert.Equal(["closed q 2024-03-01T10:00:00Z", "locked q "], report.ThreadLosses.Single().Losses.SelectMany(loss => loss.Places).Select(loss => $"{loss.Construct} {loss.NodeId} {loss.Text}"));
    }

    [Fact]
    public void Import_ReportOfLosses_HasAllPlacesInTheOrderOfTheFiles()
    {
        // More than the buffer of the file that they wait in.
        var topics = Enumerable.Range(1, 40).Select(id => Topic($"{id}", $"Title {id:00}", Question("x") with { SourceText = string.Join(' ', Enumerable.Range(0, 2000).Select(word => $"w{id}x{word}")) })).Reverse();
        var lost = _forum.Import(topics).ThreadLosses.ToList();
        Assert.Equal(Enumerable.Range(1, 40).Select(id => $"threads/tiny/2020/title-{id:00}.md w{id}x0 w{id}x1999"), lost.Select(thread => $"{thread.Path} {thread.Losses[0].Places[0].Text!.Split(' ')[0]} {thread.Losses[0].Places[0].Text!.Split(' ')[^1]}"));
    }

    [Fact]
    public void Import_DuplicateAndRelated_AreSlugs()
    {
        _forum.Import(Topic("1", "A", Question()) with { DuplicateOf = "2", Related = ["2", "3"] }, Topic("2", "B", Question()), Topic("3", "C", Question()));
        Assert.StartsWith("---\ntitle: A\nduplicate-of: b\nrelated: [c]\n---\n", _forum.Text("tiny/2020/a.md"), StringComparison.Ordinal);
        Assert.True(_forum.Site.Build().IsPublished);
    }

    [Fact]
    public void Import_WordsThatAreNotInOurPage_AreTold()
    {
        TinyTopic[] topics = [Topic("1", "T", Question("one **two** `three`") with { SourceText = "One two, three four five." }, Answer("p2", "all") with { SourceText = "all" })];
        var loss = Assert.Single(Assert.Single(_forum.Import(topics).ThreadLosses).Losses);
        Assert.Equal(new Loss("text", LossKind.NotCarried, "q", "four five"), Assert.Single(loss.Places));
        Assert.Equal(ExitCode.Content, _forum.Import(topics, strict: true).ExitCode);
    }

    [Fact]
    public void Import_HostileTexts_AreReadBackAsMeant()
    {
        _forum.Import(Topic("1", "---\n## Answer", Question("## Answer by x\n```\nopen"), Answer("p2", "<script>alert(1)</script>\n~~~\n## Reply") with { Author = "a on 2020-01-01 {#q}\n## Question" }));
        var report = _forum.Site.Build();
        Assert.Equal((1, 2, true), (report.Threads, report.Nodes, report.IsPublished));
    }

    [Fact]
    public void Import_BadPosts_AreToldAndNotWritten()
    {
        var report = _forum.Import(Topic("1", "T", Question(), Answer("Bad Id", "x")), Topic("2", "U", Question()), Topic("2", "V", Question()));
        Assert.Equal([Rules.SameTopic.Code, Rules.NotAsMeant.Code], report.Diagnostics.Select(diagnostic => diagnostic.Rule.Code));
        Assert.Equal(["u.md"], Names());
        Assert.Equal(ExitCode.Content, report.ExitCode);
    }

    [Fact]
    public void Import_ThreadThatIsTooLarge_IsTold()
    {
        var report = _forum.Import(Topic("1", "T", Question(), Answer("p2", string.Concat(Enumerable.Repeat(new string('x', 1 << 16) + "\n", 513)))));
        Assert.Equal(["threads/tiny/2020/t.md:1 " + Rules.ThreadTooLarge.Code], _forum.Told(report));
        Assert.Contains("more than the 32 MiB", report.Diagnostics[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Import_ManyEqualTitles_AreNumberedInOneGo()
    {
        var places = new ThreadPlaces("x", new([], _ => null));
        var start = System.Diagnostics.Stopwatch.StartNew();
        for (var i = 1; i <= 20_000; i++) places.PutNew(new($"{i}", "How?", null, null));
        Assert.Equal("threads/x/undated/how-20000.md", places.PathOf("20000"));
        Assert.True(start.Elapsed < TimeSpan.FromMinutes(1), $"{start.Elapsed}");
    }

    [Fact]
    public void Import_FolderThatIsALink_IsNotFollowed()
    {
        if (OperatingSystem.IsWindows()) Assert.Skip("making links needs a right here");
        var outside = Directory.CreateDirectory(Path.Combine(_forum.Site.Content, "..", "outside")).FullName;
        Directory.CreateDirectory(Path.Combine(_forum.Site.Content, "threads", "tiny"));
        Directory.CreateSymbolicLink(Path.Combine(_forum.Site.Content, "threads", "tiny", "2020"), outside);
        var report = _forum.Import(Topic("1", "T", Question()));
        Assert.Empty(Directory.EnumerateFileSystemEntries(outside));
        Assert.Equal(["threads/tiny/2020:1 KB006"], _forum.Told(report));
        Assert.Equal(ExitCode.Content, report.ExitCode);
    }

    [Fact]
    public void Slugs_OfAnyTitles_AreFilesOfTheirOwn()
    {
        string[] parts = ["a", "B", "é", "e\u0301", "İ", "ß", "ss", "-", " ", "🎉", "ж", "中", "\uFFFE", "\uD800", "con", "\0", "'", "ﬁ", new string('x', 90), new string('ж', 90)];
        var gen = Gen.OneOf([.. parts.Select(part => Gen.Const(part))]).Array[0, 6].Select(string.Concat).Array[1, 40];
        gen.Sample(titles =>
        {
            var places = new ThreadPlaces("x", new([], _ => null));
            for (var i = 0; i < titles.Length; i++) places.PutNew(new($"{i}", titles[i], null, null));
            var slugs = Enumerable.Range(0, titles.Length).Select(i => Path.GetFileNameWithoutExtension(places.PathOf($"{i}"))).ToList();
            Assert.All(slugs, slug => Assert.NotNull(Slug.Read(slug, out _)));
            Assert.Equal(slugs.Count, slugs.Select(UnicodeText.Fold).Distinct(StringComparer.Ordinal).Count());
        }, iter: 300);
    }

    private IEnumerable<string> Names() => Directory.EnumerateFiles(Path.Combine(_forum.Site.Content, "threads", "tiny"), "*", SearchOption.AllDirectories).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal);

    public void Dispose() => _forum.Dispose();
}

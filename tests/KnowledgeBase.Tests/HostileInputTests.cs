using System.Diagnostics;
using System.Text;
using KnowledgeBase.Diagnostics;
using Xunit;

namespace KnowledgeBase.Tests;

/// <summary>S6: a bad input costs one post or one file; each is told at its place, and nothing else suffers.</summary>
public class HostileInputTests
{
    /// <summary>More than .NET reads in one piece; nobody who runs tests is sure to lack a right.</summary>
    [Theory]
    [InlineData("content/threads/huge.bin", "content/threads/a.md:5:1")]
    [InlineData("templates/assets/huge.bin", "templates/assets/huge.bin:1:1")]
    public void Build_FileThatCannotBeRead_IsToldWhereItIsNamed(string path, string place)
    {
        using var site = TestSite.Of(("threads/a.md", "---\ntitle: A\n---\n## Question\n[x](huge.bin)\n"), ("threads/huge.bin", "x"));
        var root = Path.GetDirectoryName(site.Content)!;
        site.Templates = Path.Join(root, "templates");
        Directory.CreateDirectory(Path.Join(site.Templates, "assets"));
        using (var huge = File.Create(Path.Join(root, path))) huge.SetLength(3L << 30);

        var told = Assert.Single(site.Build().Diagnostics);

        Assert.Equal(Rules.Unreadable, told.Rule);
        Assert.EndsWith(place, told.Location.ToString(), StringComparison.Ordinal);
    }

    private const string Good = "---\ntitle: t\n---\n## Question\n";

    /// <summary>Made when a test needs them: the runner writes test arguments out, and some of these are 40 MB.</summary>
    private static readonly (string Name, Func<byte[]> Bytes, string Expected)[] Files =
    [
        ("utf16.md", () => Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes(Good)).ToArray(), "utf16.md:1:1: error KB001: this is not UTF-8 text: it is UTF-16 at byte offset 0; save the file as UTF-8"),
        ("utf16-bare.md", () => Encoding.Unicode.GetBytes(Good), "utf16-bare.md:1:1: error KB001: this is not UTF-8 text: it looks like UTF-16 without its mark at byte offset 1; save the file as UTF-8"),
        ("latin1.md", () => Encoding.Latin1.GetBytes(Good + "caf\u00E9 x"), "latin1.md:5:4: error KB001: this is not UTF-8 text: invalid bytes E9 at byte offset 32; save the file as UTF-8"),
        ("zero.md", () => Encoding.UTF8.GetBytes(Good + "a\0b"), "zero.md:5:2: error KB002: the file holds a NUL character at byte offset 30; remove it"),
        ("empty.md", () => [], "empty.md:1:1: error KB007: the file is empty; write front matter"),
        ("blank.md", () => " \n\n"u8.ToArray(), "blank.md:1:1: error KB007: the file is empty; write front matter"),
        ("no-front.md", () => "## Question\n"u8.ToArray(), "no-front.md:1:1: error KB010: the file does not start with front matter"),
        ("unclosed.md", () => "---\ntitle: t\n## Question\n"u8.ToArray(), "unclosed.md:1:1: error KB011: the front matter"),
        ("control.md", () => Encoding.UTF8.GetBytes(Good + "a\u0007b \uFFFE \u0007"), "control.md:5:2: warning KB004: the character U+0007 here cannot stand in a page and is shown as '\uFFFD'; remove it (in this file: 3)"),
        ("long-line.md", () => Encoding.UTF8.GetBytes(Good + new string('x', 40 << 20)), "long-line.md:1:1: error KB003: the file has 41943069 bytes, more than the 33554432 that one thread may have; split it"),
        ("long-post.md", () => Encoding.UTF8.GetBytes(Good + new string('x', 2 << 20)), "long-post.md:5:1: warning KB209: this text is shown as plain text because "),
        ("quotes.md", () => Encoding.UTF8.GetBytes(Good + new string('>', 10_000) + " x"), "quotes.md:5:1: warning KB209: this text is shown as plain text because "),
        ("lists.md", () => Encoding.UTF8.GetBytes(Good + string.Concat(Enumerable.Range(0, 10_000).Select(i => new string(' ', Math.Min(i * 2, 200)) + "- x\n"))), "warning KB209: this text is shown as plain text because "),
        ("brackets.md", () => Encoding.UTF8.GetBytes(Good + new string('[', 133)), "brackets.md:5:1: warning KB209: this text is shown as plain text because "),
    ];

    public static TheoryData<string> BadFiles => [.. Files.Select(file => file.Name)];

    [Theory]
    [MemberData(nameof(BadFiles))]
    public void Build_BadFile_IsToldAndTheRestIsLookedAt(string name)
    {
        var (_, bytes, expected) = Files.Single(file => file.Name == name);
        using var site = TestSite.Of(("threads/other.md", Good + "[x](nowhere.md)"), ("threads/linking.md", Good + $"[x]({name})"));
        site.Write("threads/" + name, bytes());
        var told = site.Build().Diagnostics.Select(d => d.ToString().Replace(site.ContentShownAs + "/threads/", "", StringComparison.Ordinal)).ToList();
        Assert.Contains(told, text => text.Contains(expected, StringComparison.Ordinal));
        Assert.Contains(told, text => text.Contains("KB201: there is no thread 'nowhere.md'", StringComparison.Ordinal));
        // The file keeps its slug, so that links to it do not fail too.
        Assert.DoesNotContain(told, text => text.StartsWith("linking.md", StringComparison.Ordinal));
    }

    [Fact]
    public void S5_SymbolicLinkFolderNamedAsFileAndPipe_AreToldAndNotFollowed()
    {
        if (OperatingSystem.IsWindows()) Assert.Skip("symbolic links and pipes are made as on Unix");
        using var site = TestSite.Of(("threads/a.md", Good));
        File.CreateSymbolicLink(Path.Combine(site.Content, "threads", "leak.md"), "/etc/passwd");
        Directory.CreateSymbolicLink(Path.Combine(site.Content, "threads", "etc"), "/etc");
        Directory.CreateDirectory(Path.Combine(site.Content, "threads", "folder.md"));
        using (var mkfifo = Process.Start("mkfifo", Path.Combine(site.Content, "threads", "pipe.md"))) mkfifo.WaitForExit();
        var told = site.Build().Diagnostics.Select(d => d.ToString().Replace(site.ContentShownAs + "/threads/", "", StringComparison.Ordinal)).ToList();
        Assert.Equal(
            [
                "etc:1:1: error KB006: this is a symbolic link, and links are not followed; put an ordinary file there, or remove it",
                "folder.md:1:1: error KB006: this is a folder with the name of a thread file; put an ordinary file there, or remove it",
                "leak.md:1:1: error KB006: this is a symbolic link, and links are not followed; put an ordinary file there, or remove it",
                "pipe.md:1:1: error KB007: the file is empty; write front matter ('---', 'title: …', '---') and a line '## Question'",
            ],
            told);
    }

    /// <summary>Where each of many looked at all others, these would take hours.</summary>
    [Fact]
    public void S6_ManyOfOneName_EndInTime()
    {
        const int Many = 40_000;
        string Lines(Func<int, string> line) => string.Concat(Enumerable.Range(1, Many).Select(line));
        using var site = TestSite.Of(
            ("threads/headings.md", Good + Lines(_ => "# a\n")),
            ("threads/ids.md", Good + Lines(i => $"## Answer {{#a{Many + i}}}\n") + Lines(_ => "## Answer\n")),
            ("threads/replies.md", Good + Lines(_ => "## Answer\n") + Lines(i => $"## Reply to #zz{i} by A\n")),
            ("threads/stray.md", Good + "## Takeaways\n- x\n" + Lines(i => $"\nword {i}\n")),
            ("threads/fences.md", Good + string.Concat(Enumerable.Range(0, 2_000).Select(i => $"## Answer\n{new string('~', 2_003 - i)}x\n")) + new string('\n', 4_000_000)),
            ("threads/items.md", Good + "## Takeaways\n" + Lines(i => $"- word {i}\n")));

        var told = site.Build().Diagnostics;

        Assert.Equal(Many, told.Count(diagnostic => diagnostic.Rule == Rules.UnknownReplyTarget));
        Assert.Equal(Many, told.Count(diagnostic => diagnostic.Rule == Rules.NotATakeaway));
    }

    /// <summary>Where each link and each quote looked at all nodes of the thread that it names, one to its end would cost more.</summary>
    [Fact]
    public void S6_ManyLinksAndQuotesOfALongThread_CostNoMoreAtItsEnd()
    {
        const int Many = 10_000;
        Build(_ => 1);
        var first = Build(_ => 1);
        Assert.InRange(Build(i => Many + 1 - i), TimeSpan.Zero, 3 * first + TimeSpan.FromSeconds(2));

        static TimeSpan Build(Func<int, int> answerOf)
        {
            string Lines(Func<int, string> line) => string.Concat(Enumerable.Range(1, Many).Select(line));
            using var site = TestSite.Of(
                ("threads/long.md", Good + Lines(i => $"## Answer\nword {i}\n")),
                ("threads/links.md", Good + Lines(i => $"[a](long.md#a{(answerOf(i) == 1 ? 1 : Many)})\n{(i % 50 == 0 ? "\n" : "")}")),
                ("threads/quotes.md", Good + "## Takeaways\n" + Lines(i => $"- x [a](long.md#a{answerOf(i)})\n  > word {answerOf(i)}\n")));
            var clock = Stopwatch.StartNew();
            Assert.DoesNotContain(site.Build().Diagnostics, told => told.Severity == Severity.Error);
            return clock.Elapsed;
        }
    }

    [Fact]
    public void Build_HundredsOfWrongNamesInOneFile_HintsAtTwoHundred()
    {
        const int Many = 250;
        using var site = TestSite.Of(
            ("threads/linked.md", Good),
            ("threads/linking.md", Good + string.Concat(Enumerable.Range(0, Many).Select(_ => "[a](linkde.md)\n"))),
            ("threads/related.md", $"---\ntitle: t\nrelated: [{string.Join(", ", Enumerable.Range(0, Many).Select(i => $"linked{i}"))}]\n---\n## Question\n"));

        var told = site.Build().Diagnostics;

        foreach (var rule in (Rule[])[Rules.UnknownThread, Rules.UnknownRelated])
        {
            Assert.Equal(Many, told.Count(diagnostic => diagnostic.Rule == rule));
            Assert.Equal(200, told.Count(diagnostic => diagnostic.Rule == rule && diagnostic.Message.Contains("did you mean", StringComparison.Ordinal)));
        }
    }

    [Theory]
    [InlineData("a&#1;b &#xFFFE; &#x7F; c")]
    [InlineData("[a](https://example.org/&#2; \"x&#3;y\") ![b&#4;](c.png)")]
    public void R7_CharactersByNumber_AreShownAsOthers(string text)
    {
        using var site = TestSite.Of(("threads/a.md", $"---\ntitle: t\n---\n## Question by a&#1;b {{license=\"&#5;x\"}}\n{text}\n"), ("threads/c.png", "x"));

        Assert.True(site.Build().IsPublished);

        foreach (var file in Directory.EnumerateFiles(Path.Combine(site.Output, "threads"), "*", SearchOption.AllDirectories)) Assert.DoesNotContain(File.ReadAllText(file), c => (char.IsControl(c) && c is not ('\n' or '\r' or '\t')) || c == '\uFFFE');
    }

    [Fact]
    public void S6_BuildOnASmallStack_DoesNotCrash()
    {
        var hostile = Good + string.Concat(Enumerable.Range(0, 100).Select(i => $"\n## Reply\n{new string('>', i * 20)} {new string('[', i * 3)}\n{new string('*', i * 50)}a\n"));
        using var site = TestSite.Of(("threads/a.md", hostile), ("threads/yaml.md", "---\ntitle: " + new string('[', 60_000) + "\n---\n"));
        object? outcome = null;
        var thread = new System.Threading.Thread(() => outcome = Attempt(site), 1 << 20);
        thread.Start();
        thread.Join();
        Assert.Equal(ExitCode.Content, Assert.IsType<BuildReport>(outcome).ExitCode);
    }

    private static object Attempt(TestSite site)
    {
        try
        {
            return site.Build();
        }
        catch (Exception problem)
        {
            return problem;
        }
    }

    [Fact]
    public void ExitCode_FollowsTheWorstDiagnostic()
    {
        var options = new BuildOptions();
        Assert.Equal(ExitCode.Fine, ExitCodes.Of([Rules.RawHtml.At(new("x"), "", "1")], options));
        Assert.Equal(ExitCode.Content, ExitCodes.Of([Rules.RawHtml.At(new("x"), "", "1")], options with { IsStrict = true }));
        Assert.Equal(ExitCode.Content, ExitCodes.Of([Rules.MissingQuestion.At(new("x"))], options));
        Assert.Equal(ExitCode.Usage, ExitCodes.Of([Rules.MissingQuestion.At(new("x")), Rules.EmptyFile.At(new("content/site.yaml"))], options));
        Assert.Equal(ExitCode.Machine, ExitCodes.Of([Rules.Unreadable.At(new("x"), ""), Rules.MissingContent.At(new("x"), "")], options));
    }

    [Theory]
    [InlineData("content", "content")]
    [InlineData("content/threads/site", "content")]
    [InlineData(".", "content")]
    public void Build_OutputOverContent_IsRefused(string output, string kind)
    {
        using var site = TestSite.Of(("threads/a.md", Good));
        var report = site.Build(options => options with { OutputFolder = Path.Combine(site.Content, "..", output) });
        Assert.Equal(ExitCode.Usage, report.ExitCode);
        var told = Assert.Single(report.Diagnostics, d => d.Rule == Rules.OutputOverlaps);
        Assert.Contains($"and the {kind} folder", told.Message, StringComparison.Ordinal);
        Assert.Equal(Good, File.ReadAllText(Path.Combine(site.Content, "threads", "a.md")));
    }

    [Fact]
    public void Build_OutputThatALinkLeadsIntoContent_IsRefused()
    {
        using var site = TestSite.Of(("threads/a.md", Good));
        var link = Path.Join(Path.GetDirectoryName(site.Content), "link");
        Directory.CreateSymbolicLink(link, Path.Join(site.Content, "threads"));

        var report = site.Build(options => options with { OutputFolder = Path.Join(link, "site") });

        Assert.Single(report.Diagnostics, diagnostic => diagnostic.Rule == Rules.OutputOverlaps);
        Assert.False(Directory.Exists(Path.Join(site.Content, "threads", "site")));
    }

    [Fact]
    public void Build_MissingContentFolder_IsAUsageError()
    {
        using var site = TestSite.Of();
        var report = site.Build(options => options with { ContentFolder = Path.Combine(site.Output, "none") });
        Assert.Equal(ExitCode.Usage, report.ExitCode);
        Assert.Single(report.Diagnostics, d => d.Rule == Rules.MissingContent);
    }
}

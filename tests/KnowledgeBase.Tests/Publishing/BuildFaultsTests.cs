using KnowledgeBase.Diagnostics;
using KnowledgeBase.Model;
using KnowledgeBase.Tests.Cli;
using Xunit;

namespace KnowledgeBase.Tests.Publishing;

/// <summary>Whole builds on a machine that fails or changes under them: the promises S5, R2, R3, R4 and R5.</summary>
public sealed class BuildFaultsTests : PublishTests
{
    private const string Thread = "---\ntitle: A\ntags: [x]\n---\n## Question by jo on 2026-01-01\n\nOld words.\n";
    private readonly TestSite _site = TestSite.Of(("threads/a.md", Thread), ("threads/b.md", Thread.Replace("A", "B", StringComparison.Ordinal)));

    public BuildFaultsTests() => Undo.Push(_site.Dispose);

    /// <summary>From no room at all to room for all, step by step, so that each kind of file is the one that does not fit.</summary>
    [Fact]
    public void R2_DiskFullAtAnyWrite_LeavesTheOldSiteAndTheNextBuildIsClean()
    {
        Mount(Home, "size=4m");
        Assert.True(Build().IsPublished);
        var old = TestSite.Tree(Site);
        _site.Write("threads/a.md", Thread.Replace("Old", "New", StringComparison.Ordinal));
        for (var n = 0; n < 20; n++) _site.Write($"threads/more-{n}.md", Thread.Replace("A", $"More {n}", StringComparison.Ordinal));
        var ballast = Path.Join(Home, "ballast");
        var (refused, isDone) = (0, false);
        for (var room = 0; !isDone; room += 24_576)
        {
            Fill(ballast, room);
            var report = Build();
            isDone = report.IsPublished;
            if (isDone) break;
            refused++;
            Assert.Equal(ExitCode.Machine, report.ExitCode);
            Assert.Contains(report.Diagnostics, told => told.Rule.Code.StartsWith("KB6", StringComparison.Ordinal) && told.Message.Contains("the disk is full", StringComparison.Ordinal));
            Assert.Equal(old, TestSite.Tree(Site));
        }

        Assert.InRange(refused, 3, 100);
        System.IO.File.Delete(ballast);
        CheckSiteIsClean();
        Assert.Equal(["lock", "manifest"], Directory.EnumerateFileSystemEntries(State).Select(Path.GetFileName).Where(name => !name!.StartsWith("store", StringComparison.Ordinal)).Order());
    }

    [Fact]
    public async Task R2_FilesThatComeAndGoWhileTheyAreRead_AreToldAndEndNoBuild()
    {
        using var stop = new CancellationTokenSource();
        var churn = Task.Run(() =>
        {
            for (var n = 0; !stop.IsCancellationRequested; n++)
            {
                _site.Write($"threads/churn-{n % 20}.md", Thread);
                System.IO.File.Delete(Path.Combine(_site.Content, "threads", $"churn-{(n + 10) % 20}.md"));
            }
        }, TestContext.Current.CancellationToken);
        for (var n = 0; n < 30; n++)
        {
            // Half a file may be seen, and then its mistakes are told; nothing is thrown.
            var report = Build();
            Assert.True(report.ExitCode is ExitCode.Fine or ExitCode.Content or ExitCode.Machine, $"{report.ExitCode}");
        }

        await stop.CancelAsync();
        await churn;
        Assert.True(Build().IsPublished);
        CheckSiteIsClean();
    }

    [Fact]
    public void R2_TwoBuildsAtOnce_LeaveTheSiteOfOneOfThem()
    {
        for (var n = 0; n < 40; n++) _site.Write($"threads/more-{n}.md", Thread);
        string[] addresses = ["https://one.example/", "https://two.example/"];
        for (var round = 0; round < 3; round++)
        {
            Parallel.ForEach(addresses, address => Assert.True(Build(options => options with { BaseUrl = address }).IsPublished));
            var clean = addresses.Select(address =>
            {
                var folder = Path.Join(Home, "clean");
                Assert.True(Build(options => options with { BaseUrl = address, OutputFolder = folder }).IsPublished);
                var tree = TestSite.Tree(folder);
                Directory.Delete(folder, recursive: true);
                return tree;
            });
            Assert.Contains(TestSite.Tree(Site), clean);
        }
    }

    /// <summary>The same length, and a time that a clock set back, set forward or stopped would give.</summary>
    [Theory]
    [InlineData(-86_400)]
    [InlineData(-1)]
    [InlineData(1)]
    [InlineData(86_400 * 365)]
    public void R4_ClockThatJumps_HidesNoEdit(int seconds)
    {
        var file = Path.Combine(_site.Content, "threads/a.md");
        Assert.True(Build().IsPublished);
        var time = System.IO.File.GetLastWriteTimeUtc(file);
        foreach (var word in (ReadOnlySpan<string>)["New", "Odd", "Old"])
        {
            _site.Write("threads/a.md", Thread.Replace("Old", word, StringComparison.Ordinal));
            System.IO.File.SetLastWriteTimeUtc(file, time = time.AddSeconds(seconds));
            Assert.True(Build().IsPublished);
            CheckSiteIsClean();
        }
    }

    [Fact]
    public void R3_OtherMachine_GivesTheSameBytes()
    {
        _site.Write("threads/ı.md", "---\ntitle: INDIGO ıIİi\ntags: [TITLE, i, 10000]\n---\n## Question by İlker on 2026-01-01T23:30\n\n1234.5 `if` words.\n");
        var trees = new List<IReadOnlyList<string>>();
        foreach (var (locale, zone, cores) in (ReadOnlySpan<(string, string, string)>)[("C", "UTC", "2"), ("tr_TR.UTF-8", "Pacific/Kiritimati", "1"), ("de_DE.UTF-8", "America/St_Johns", "3")])
        {
            var home = Directory.CreateDirectory(Path.Join(Home, $"{locale} {cores}")).FullName;
            // Files come in another order, and at another time.
            foreach (var path in trees.Count % 2 == 0 ? Inner().Order(StringComparer.Ordinal) : Inner().OrderDescending(StringComparer.Ordinal))
            {
                Directory.CreateDirectory(Path.GetDirectoryName(Path.Join(home, "content", path))!);
                System.IO.File.Copy(Path.Join(_site.Content, path), Path.Join(home, "content", path));
            }

            using var built = KbProcess.Start(home, ["build", "--base-url", "https://example.org/"], ("LC_ALL", locale), ("LANG", locale), ("TZ", zone), ("DOTNET_PROCESSOR_COUNT", cores));
            var output = built.StandardOutput.ReadToEnd();
            built.WaitForExit();
            Assert.True(built.ExitCode == 0, output);
            trees.Add(TestSite.Tree(Path.Join(home, "site")));
        }

        Assert.All(trees, tree => Assert.Equal(trees[0], tree));

        IEnumerable<string> Inner() => Directory.EnumerateFiles(_site.Content, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(_site.Content, file));
    }

    /// <summary>Names that lead out, mean something to a system, or differ only in ways that some file systems do not see.</summary>
    [Fact]
    public void S5_HostileNames_WriteNothingOutsideAndR5_NoTwoFilesMeet()
    {
        string[] names = ["../../evil", "/evil", "..", ".", "\\\\host\\share", "C:\\evil", "C:evil", "con", "NUL.txt", "aux", "a/b", "a\\b", "e\u0301", "é", "É", "SS", "ı", "I", "i", ".hidden", "trailing.", "trailing ", "%2e%2e%2f", "\u202Egnp", "x:y", new string('n', 199), "a\u200Bb", "a b", "a-b"];
        // These are told as errors at their places, and then nothing is published.
        string[] refused = ["~", "ß", new string('n', 300)];
        foreach (var (n, name) in names.Concat(refused).Index())
        {
            var quoted = $"\"{name.Replace("\\", "\\\\", StringComparison.Ordinal)}\"";
            _site.Write($"threads/n{n}.md", $"---\ntitle: {quoted}\ntags: [{quoted}]\naliases: [{quoted}]\n---\n## Question by {name} on 2026-01-01\n\nx\n");
            if (n < names.Length) _site.Write($"threads/m{n}.md", $"---\ntitle: {quoted}\ntags: [{quoted}]\n---\n## Question by {name} on 2026-01-01\n\nx\n");
        }

        var before = Outside();
        Assert.All(Build().Diagnostics, told => Assert.NotEqual("KB6", told.Rule.Code[..3]));
        Assert.Equal(before, Outside());
        Assert.False(Directory.Exists(Path.Combine(Site, "tags")));
        for (var n = 0; n < names.Length + refused.Length; n++) System.IO.File.Delete(Path.Combine(_site.Content, "threads", $"n{n}.md"));
        var report = Build();
        Assert.True(report.IsPublished, string.Join('\n', report.Diagnostics.Where(told => told.Severity == Severity.Error)));
        Assert.Equal(before, Outside());
        var paths = Directory.EnumerateFiles(Site, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(Site, file)).ToList();
        Assert.True(paths.Count > names.Length * 2);
        Assert.Equal(paths.Count, paths.Select(UnicodeText.Fold).Distinct(StringComparer.Ordinal).Count());

        List<string> Outside() => [.. Directory.EnumerateFileSystemEntries(Home).Concat(Directory.EnumerateFileSystemEntries(Path.GetDirectoryName(_site.Content)!)).Where(path => !Path.GetFileName(path).Contains("site", StringComparison.Ordinal)).Order()];
    }

    [Fact]
    public void S5_LinksInTheOutput_AreReplacedNotFollowed()
    {
        Assert.True(Build().IsPublished);
        var elsewhere = Directory.CreateDirectory(Path.Join(Home, "elsewhere")).FullName;
        System.IO.File.WriteAllText(Path.Join(elsewhere, "index.html"), "mine");
        Directory.Delete(Path.Join(Site, "threads", "a"), recursive: true);
        Directory.CreateSymbolicLink(Path.Join(Site, "threads", "a"), elsewhere);
        System.IO.File.Delete(Path.Join(Site, "index.html"));
        System.IO.File.CreateSymbolicLink(Path.Join(Site, "index.html"), Path.Join(elsewhere, "index.html"));
        _site.Write("threads/a.md", Thread.Replace("Old", "New", StringComparison.Ordinal));
        Assert.True(Build().IsPublished);
        Assert.Equal("mine", System.IO.File.ReadAllText(Path.Join(elsewhere, "index.html")));
        Assert.Equal(["index.html"], Directory.EnumerateFileSystemEntries(elsewhere).Select(Path.GetFileName));
        CheckSiteIsClean();
    }

    private BuildReport Build(Func<BuildOptions, BuildOptions>? change = null) =>
        _site.Build(options => (change ?? (same => same))(options with { OutputFolder = Site }));

    private void CheckSiteIsClean()
    {
        var clean = _site.Output + "-clean";
        Assert.True(_site.Build(options => options with { OutputFolder = clean }).IsPublished);
        Assert.Equal(TestSite.Tree(clean), TestSite.Tree(Site));
        Directory.Delete(clean, recursive: true);
    }

    /// <summary>Leaves room for so many bytes on the file system of the test.</summary>
    private static void Fill(string file, int room)
    {
        System.IO.File.Delete(file);
        using var stream = System.IO.File.Create(file);
        try
        {
            while (true) stream.Write(new byte[4096]);
        }
        catch (IOException)
        {
            // As meant: now nothing more fits.
        }

        stream.SetLength(Math.Max(0, stream.Length - room));
    }
}

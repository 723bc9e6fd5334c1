using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Xunit;

namespace KnowledgeBase.Tests.Cli;

/// <summary>Runs <c>kb import</c> as a process: exit codes, what is printed, and R2: after a kill the same command ends where an unbroken one would.</summary>
public sealed class ImportCommandTests : IDisposable
{
    private readonly TestSite _site = TestSite.Of();

    private string Root => Path.GetDirectoryName(_site.Content)!;

    [Fact]
    public void Import_Dump_PrintsLossesAndFigures()
    {
        WriteDump(3, 0);
        var (exitCode, output) = Kb("import", "stackexchange", "dump", "--source", "https://site.example/");
        Assert.Equal(0, exitCode);
        Assert.Matches(@"\n3 threads, 6 posts in \d+\.\d\d s, peak memory \d+ MB; 3 files new, 0 updated, 0 unchanged; 0 errors, 0 warnings\n", output);
        Assert.Matches(@"(?m)^tag wiki +not carried +1 +0$", output);
        Assert.True(File.Exists(Path.Combine(_site.Content, "threads", "stackexchange", "2014", "thread-number-1.md")));
        Assert.False(Directory.Exists(Path.Combine(_site.Content, "imports", ".stackexchange-state")));
        Assert.Equal(1, Kb("import", "stackexchange", "dump", "--source", "https://site.example/", "--strict").ExitCode);
    }

    [Fact]
    public void Import_Json_AndReport_AreTheSameObject()
    {
        WriteDump(2, 0);
        // A longer report of an earlier import.
        File.WriteAllText(Path.Combine(Root, "losses.json"), new string('x', 10_000));
        var (_, output) = Kb("import", "stackexchange", "dump/Posts.xml", "--into", "site", "--format", "json", "--report", "losses.json");
        using var printed = JsonDocument.Parse(output);
        Assert.Equal(2, printed.RootElement.GetProperty("new").GetInt32());
        Assert.Equal("tag wiki", printed.RootElement.GetProperty("losses")[0].GetProperty("construct").GetString());
        Assert.Equal(output.Trim(), File.ReadAllText(Path.Combine(Root, "losses.json")).Trim());
    }

    [Fact]
    public void Import_ReportThatCannotBeWritten_IsToldBeforeAnythingIsImported()
    {
        WriteDump(1, 0);
        var (exitCode, output) = Kb("import", "stackexchange", "dump", "--report", "nowhere/losses.json");
        Assert.Equal(3, exitCode);
        Assert.Contains("nowhere/losses.json", output, StringComparison.Ordinal);
        Assert.Equal(["threads"], Directory.EnumerateFileSystemEntries(_site.Content, "*", SearchOption.AllDirectories).Select(Path.GetFileName));
    }

    [Fact]
    public void Import_NameFromTheExport_ReachesNoTerminalRaw()
    {
        WriteDump(1, 0);
        var dump = Path.Combine(Root, "dump", "Posts.xml");
        File.WriteAllText(dump, File.ReadAllText(dump).Replace("&lt;p&gt;text", "&lt;x&#x202E;evil&gt;text", StringComparison.Ordinal));
        var (_, output) = Kb("import", "stackexchange", "dump");
        Assert.Contains(@"x\u{202e}evil", output, StringComparison.Ordinal);
        Assert.DoesNotContain('\u202E', output);
    }

    [Fact]
    public void Import_Json_ListsThreadsThatTheSourceHasNoLonger()
    {
        WriteDump(2, 0);
        Kb("import", "stackexchange", "dump");
        WriteDump(1, 0);
        var (_, output) = Kb("import", "stackexchange", "dump", "--format", "json");
        using var printed = JsonDocument.Parse(output);
        Assert.Equal(1, printed.RootElement.GetProperty("notInSource").GetInt32());
        Assert.Equal("""[{"id":"2","path":"threads/stackexchange/2014/thread-number-1-2.md"}]""", JsonSerializer.Serialize(printed.RootElement.GetProperty("threadsNotInSource")));
    }

    [Fact]
    public void Import_OfASmallerExportWithoutOptions_LosesNothingUnsaid()
    {
        WriteDump(1, 0);
        File.WriteAllText(Path.Combine(Root, "dump", "Users.xml"), "<users><row Id=\"5\" DisplayName=\"Ada\" /></users>");
        Kb("import", "stackexchange", "dump", "--source", "https://site.example/");
        Assert.Equal("# from stackexchange https://site.example/ Posts.xml Users.xml", File.ReadLines(Path.Combine(_site.Content, "imports", "stackexchange.tsv")).ElementAt(1));
        File.Delete(Path.Combine(Root, "dump", "Users.xml"));
        var (exitCode, output) = Kb("import", "stackexchange", "dump");
        Assert.Equal(0, exitCode);
        Assert.Contains("0 updated, 1 unchanged", output, StringComparison.Ordinal);
        Assert.Contains("warning KB457: the last export had a 'Users.xml'", output, StringComparison.Ordinal);
        Assert.Contains("info KB456: '--source' is not given, so it is https://site.example/,", output, StringComparison.Ordinal);
        Assert.Equal(1, Kb("import", "discourse", "dump", "--into", "stackexchange").ExitCode);
    }

    [Theory]
    [InlineData(2, "import", "stackexchange")]
    [InlineData(2, "import", "stackexchange", "nowhere")]
    [InlineData(2, "import", "stackexchange", ".", "--into", "../x")]
    [InlineData(2, "import", "stackexchange", ".", "--source", "x")]
    [InlineData(2, "import", "phpbb", ".")]
    [InlineData(0, "import", "--help")]
    [InlineData(0, "import", "stackexchange", "--help")]
    public void Usage_EndsWithItsExitCode(int expected, params string[] arguments)
    {
        var (exitCode, output) = Kb(arguments);
        Assert.Equal(expected, exitCode);
        Assert.DoesNotContain("   at ", output, StringComparison.Ordinal);
        if (expected == 0) Assert.Contains("Example: kb import", output, StringComparison.Ordinal);
    }

    /// <summary>A few kills in every run; <c>KB_KILLS=100</c> for a long one.</summary>
    [Fact]
    public void Import_KilledAtAnyMoment_EndsAsAnUnbrokenOne()
    {
        var kills = int.Parse(Environment.GetEnvironmentVariable("KB_KILLS") ?? "5", CultureInfo.InvariantCulture);
        var random = new Random(kills);
        var unbroken = Path.Combine(Root, "unbroken");
        for (var round = 0; round < kills; round++)
        {
            WriteDump(400, round);
            Assert.Equal(0, Kb("import", "stackexchange", "dump", "--content", unbroken, "--quiet").ExitCode);
            using (var doomed = KbProcess.Start(Root, ["import", "stackexchange", "dump", "--quiet"]))
            {
                if (!doomed.WaitForExit(random.Next(200, 2000))) doomed.Kill();
                doomed.WaitForExit();
            }

            Assert.Equal(0, Kb("import", "stackexchange", "dump", "--quiet").ExitCode);
            Assert.Equal(TestSite.Tree(unbroken), TestSite.Tree(_site.Content));
        }
    }

    /// <summary>Titles come twice; each round changes some posts and adds others.</summary>
    private void WriteDump(int threads, int round)
    {
        var rows = new StringBuilder("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<posts>\n");
        for (var i = 1; i <= threads; i++)
        {
            var text = $"text {i} of round {(i % 7 == round % 7 ? round : 0)}";
            rows.Append(CultureInfo.InvariantCulture, $"<row Id=\"{i}\" PostTypeId=\"1\" CreationDate=\"2014-01-01T00:00:00.000\" Score=\"{i % 5 + round}\" Title=\"Thread number {(i + 1) / 2}\" Tags=\"&lt;a&gt;\" Body=\"&lt;p&gt;{text}&lt;/p&gt;\" />\n");
            for (var answer = 0; answer <= round; answer++)
                rows.Append(CultureInfo.InvariantCulture, $"<row Id=\"{1000 + i * 20 + answer}\" PostTypeId=\"2\" ParentId=\"{i}\" CreationDate=\"2014-01-02T00:00:00.000\" Score=\"1\" Body=\"&lt;p&gt;answer {answer} to {i}&lt;/p&gt;\" />\n");
        }

        rows.Append("<row Id=\"999999\" PostTypeId=\"5\" CreationDate=\"2014-01-01T00:00:00.000\" Score=\"0\" Body=\"wiki\" />\n</posts>\n");
        Directory.CreateDirectory(Path.Combine(Root, "dump"));
        File.WriteAllText(Path.Combine(Root, "dump", "Posts.xml"), rows.ToString());
    }

    private (int ExitCode, string Output) Kb(params string[] arguments) => KbProcess.Run(Root, arguments);

    public void Dispose() => _site.Dispose();
}

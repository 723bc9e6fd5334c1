using KnowledgeBase.Checking.Outside;
using KnowledgeBase.Diagnostics;
using Xunit;

namespace KnowledgeBase.Tests.Checking.Outside;

/// <summary><c>kb check --external</c>: what is told of links to other hosts, and what <c>links.tsv</c> remembers.</summary>
public sealed class OutsideCheckTests : IDisposable
{
    private static readonly DateOnly Day = new(2026, 3, 1);
    private readonly Dictionary<string, string> _answers = new(StringComparer.Ordinal) { ["ok"] = "200", ["gone"] = "404", ["ill"] = "500", ["shy"] = "403", ["moved"] = "301\nLocation: /ok" };
    private readonly TinyHost _host;
    private readonly TestSite _site = TestSite.Of(("threads/a.md", Thread("ok", "gone", "ill", "shy", "moved")));

    public OutsideCheckTests() => _host = new(asked => _answers[asked.Split('/')[^1]]);

    private string Ledger => File.ReadAllText(Path.Combine(_site.Content, "links.tsv"));

    private static string Thread(params string[] paths) =>
        $"---\ntitle: t\n---\n## Question by bob on 2026-01-01\n\n{string.Concat(paths.Select(path => $"<http://a.example/{path}#part>\n\n"))}`http://a.example/shown`\n";

    [Fact]
    public void Run_FirstLook_TellsWhatIsGoneAndRemembersAll()
    {
        var report = Check(Day);
        Assert.Equal(
            [
                "error KB320: a link leads to 'http://a.example/gone', which is gone (404, and a copy may be at 'https://web.archive.org/web/http://a.example/gone'); write an address that works, or that of a copy",
                "info KB322: whether 'http://a.example/ill' works cannot be said now (500)",
                "info KB321: 'http://a.example/moved' has moved for good; write 'http://a.example/ok'",
                "info KB322: whether 'http://a.example/shy' works cannot be said now (403)",
            ],
            report.Diagnostics.Select(told => told.ToString()[(told.Location.ToString().Length + 2)..].Split(" (on the page")[0]).Order(StringComparer.Ordinal).OrderBy(text => text.Split('\'')[1], StringComparer.Ordinal));
        Assert.Equal(ExitCode.Content, report.ExitCode);
        Assert.Equal(
            "# address\tlast status\tlast look\tlast success\tarchive\n"
            + "http://a.example/gone\t404\t2026-03-01\t\thttps://web.archive.org/web/http://a.example/gone\n"
            + "http://a.example/ill\t500\t2026-03-01\t\t\n"
            + "http://a.example/moved\t301 http://a.example/ok\t2026-03-01\t2026-03-01\t\n"
            + "http://a.example/ok\t200\t2026-03-01\t2026-03-01\t\n"
            + "http://a.example/shy\t403\t2026-03-01\t\t\n",
            Ledger);
    }

    [Fact]
    public void Run_AddressThatIsTheBeginningOfAnother_IsToldAtItsOwnLine()
    {
        _answers["gone12"] = "200";
        _site.Write("threads/a.md", Thread("gone12", "gone"));
        var told = Assert.Single(Check(Day).Diagnostics, told => told.Rule == Rules.LinkGone);
        Assert.Equal((8, 2), (told.Location.Line, told.Location.Column));
    }

    [Fact]
    public void Run_WithoutExternal_AsksNobody()
    {
        Assert.DoesNotContain(Check(Day, isAsking: false).Diagnostics, told => told.Rule.Code.StartsWith("KB32", StringComparison.Ordinal));
        Assert.Empty(_host.Asked);
        Assert.False(File.Exists(Path.Combine(_site.Content, "links.tsv")));
    }

    [Fact]
    public void Run_SecondLook_AsksOnlyWhatFailedUntilAMonthHasPassed()
    {
        var first = Check(Day);
        _host.Asked.Clear();
        Assert.Equal(first.Diagnostics, Check(Day.AddDays(29)).Diagnostics);
        Assert.Equal(["gone", "ill"], _host.Asked.Select(asked => asked.Split('/')[^1]).Distinct().Order());
        Check(Day.AddDays(30));
        Assert.Contains(_host.Asked, asked => asked.EndsWith("/ok", StringComparison.Ordinal));
    }

    [Fact]
    public void Run_TroubleOnThreeDays_IsAFailureThenAndIsMended()
    {
        _site.Write("threads/a.md", Thread("ill"));
        _answers["ill"] = "200";
        Check(Day);
        _answers["ill"] = "500";
        var days = (ReadOnlySpan<int>)[31, 31, 32];
        foreach (var day in days) Assert.Equal(ExitCode.Fine, Check(Day.AddDays(day)).ExitCode);
        var told = Assert.Single(Check(Day.AddDays(33)).Diagnostics);
        Assert.Equal(Rules.LinkGone, told.Rule);
        Assert.Contains("500, on 3 looks in a row, and a copy may be at 'https://web.archive.org/web/20260301/http://a.example/ill'", told.Message, StringComparison.Ordinal);
        Assert.Contains("\t500 x3\t", Ledger, StringComparison.Ordinal);
        _answers["ill"] = "200";
        Assert.Empty(Check(Day.AddDays(34)).Diagnostics);
    }

    [Fact]
    public void Run_AnswersAreWritten_LeavesTheSiteAsABuildWouldMakeIt()
    {
        TestSite.Age(_site.Content);
        _site.Build();
        Check(Day);
        Assert.Equal("compare", Assert.Single(_site.Build().Stages).Stage);
    }

    [Fact]
    public void Run_LinkThatIsNoLongerThere_IsForgotten()
    {
        Check(Day);
        _site.Write("threads/a.md", Thread("ok"));
        Assert.Empty(Check(Day).Diagnostics);
        Assert.Equal(2, Ledger.TrimEnd('\n').Split('\n').Length);
    }

    [Fact]
    public void Run_ArchiveThatSomebodyWrote_IsOffered()
    {
        Check(Day);
        _site.Write("links.tsv", Ledger.Replace("https://web.archive.org/web/http://a.example/gone", "https://copy.example/", StringComparison.Ordinal));
        Assert.Contains(Check(Day).Diagnostics, told => told.Message.Contains("'https://copy.example/'", StringComparison.Ordinal));
    }

    [Fact]
    public void Run_DamagedList_IsToldAndLeftAsItIs()
    {
        _site.Write("links.tsv", "http://a.example/ok\t200\tsoon\n<<<<<<< HEAD\n");
        var report = Check(Day);
        Assert.Equal([1, 2], report.Diagnostics.Where(told => told.Rule == Rules.DamagedLinks).Select(told => told.Location.Line));
        Assert.Empty(_host.Asked);
        Assert.StartsWith("http://a.example/ok\t200\tsoon", Ledger, StringComparison.Ordinal);
    }

    /// <summary>Whatever people wrote there, it is not lost: it is understood, or left alone and told.</summary>
    [Theory]
    [InlineData("http://a.example/ok\t200\t2026-03-01\t2026-1-5\t\n")]
    [InlineData("http://a.example/ok\t200\t2026-03-01\t2026-01-05\thttps://copy.example/\ta note\n")]
    [InlineData("http://a.example/ok\t200\t2026-03-01\t2026-01-05\thttps://copy.example/caf\u00e9\n")]
    public void Run_LineThatCannotBeReadWhole_IsToldAndLeft(string line)
    {
        var file = Path.Combine(_site.Content, "links.tsv");
        var bytes = System.Text.Encoding.Latin1.GetBytes("# mine\n" + line);
        File.WriteAllBytes(file, bytes);
        Assert.Equal(2, Assert.Single(Check(Day).Diagnostics, told => told.Rule == Rules.DamagedLinks).Location.Line);
        Assert.Equal(bytes, File.ReadAllBytes(file));
    }

    [Fact]
    public void Run_Comments_StayWhereTheyStand()
    {
        const string Lines = "# for all\nhttp://a.example/gone\t404\t2026-02-01\t\thttps://copy.example/\n# Ann asked them by mail\nhttp://a.example/ok\t200\t2026-03-01\t2026-03-01\t\n# end\n";
        _site.Write("threads/a.md", Thread("gone", "ok"));
        _site.Write("links.tsv", Lines);
        Check(Day);
        Assert.Equal("# address\tlast status\tlast look\tlast success\tarchive\n" + Lines.Replace("2026-02-01", "2026-03-01", StringComparison.Ordinal), Ledger);
        var before = Ledger;
        Check(Day);
        Assert.Equal(before, Ledger);
    }

    [Fact]
    public void Run_Finding_IsAtTheLineOfItsThread()
    {
        _site.Write("threads/b.md", "---\ntitle: b\n---\n## Question\n\nSee\n[that](http://a.example/gone#x).\n");
        _site.Write("threads/a.md", Thread("ok"));
        var told = Assert.Single(Check(Day).Diagnostics);
        Assert.EndsWith("content/threads/b.md:7:8", told.Location.ToString(), StringComparison.Ordinal);
        Assert.Matches(@" \(on the page \S*site/threads/b/index\.html:\d+:\d+(, also at .*)?\)$", told.Message);
    }

    [Fact]
    public void Run_OnATerminal_SaysHowFarItIs()
    {
        var notes = new List<string>();
        using var asker = _host.Asker();
        SiteCheck.Run(Options, Day, asker, progress: text =>
        {
            lock (notes) notes.Add(text);
        }, cancelled: TestContext.Current.CancellationToken);
        Assert.Contains("0 of 5 outside links asked", notes);
        Assert.Contains("5 of 5 outside links asked", notes);
    }

    [Fact]
    public void Run_FullDisk_IsToldPlainlyAndLeavesNothing()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "no device here is always full");
        var beside = Path.Combine(_site.Content, ".links.tsv.kb-new");
        File.CreateSymbolicLink(beside, "/dev/full");
        var told = Assert.Single(Check(Day).Diagnostics, told => told.Rule == Rules.Unwritable);
        Assert.Equal("cannot write here: the disk is full", told.Message);
        Assert.False(new FileInfo(beside) is { Exists: true } or { LinkTarget: not null });
    }

    [Fact]
    public void Run_NoNetwork_IsAFaultOfTheMachineAndForgetsNothing()
    {
        Check(Day);
        var before = Ledger;
        _site.Write("threads/a.md", "---\ntitle: t\n---\n## Question\n\n<http://nowhere1.example/> <http://nowhere2.example/> <http://nowhere3.example/>\n");
        var report = Check(Day);
        Assert.Equal((Rules.NoNetwork, ExitCode.Machine), (Assert.Single(report.Diagnostics).Rule, report.ExitCode));
        Assert.Equal(before, Ledger);
    }

    [Fact]
    public void Run_ContentWithAnError_ForgetsNothing()
    {
        Check(Day);
        var before = Ledger;
        _site.Write("threads/b.md", "---\ntitle: t\n---\n## Question\n[x](#nowhere)\n");
        Assert.Equal(ExitCode.Content, Check(Day).ExitCode);
        Assert.Equal(before, Ledger);
    }

    /// <summary>Links that work are not asked for a month, so that those that are asked may all be dead.</summary>
    [Fact]
    public void Run_OnlyDeadHostsAreAsked_IsNoReasonToDoubtTheNetwork()
    {
        Check(Day);
        _site.Write("threads/a.md", Thread("ok") + "<http://nowhere1.example/> <http://nowhere2.example/> <http://nowhere3.example/>\n");
        for (var day = 1; day < 3; day++)
        {
            Assert.Equal(3, Check(Day.AddDays(day)).Diagnostics.Count(told => told.Rule == Rules.LinkGone));
            Assert.Contains($"http://nowhere3.example/\tno such host\t{Day.AddDays(day):yyyy-MM-dd}", Ledger, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Run_NoNetworkAndFewLinksToAsk_AsksSomeThatWorked()
    {
        string[] Of(string name) => [.. Enumerable.Range(1, 3).Select(n => $"http://{name}{n}.example/ok")];
        var known = Of("nowhere").Select(address => $"{address}\t200\t2026-03-01\t2026-03-01\t\n");
        _site.Write("links.tsv", string.Concat(known));
        _site.Write("threads/a.md", "---\ntitle: t\n---\n## Question\n\n<http://nowhere.example/> " + string.Join(' ', Of("nowhere").Select(address => $"<{address}>")) + "\n");
        Assert.Equal(Rules.NoNetwork, Assert.Single(Check(Day).Diagnostics).Rule);
        Assert.Equal(string.Concat(known), Ledger);
    }

    [Fact]
    public void Run_OneSilentHostAndNoOther_IsGoneAfterThreeDays()
    {
        _site.Write("threads/a.md", "---\ntitle: t\n---\n## Question\n\n<http://nowhere.example/>\n");
        Assert.Equal(Rules.LinkUnsure, Assert.Single(Check(Day).Diagnostics).Rule);
        Assert.Equal(Rules.LinkUnsure, Assert.Single(Check(Day.AddDays(1)).Diagnostics).Rule);
        Assert.Equal(Rules.LinkGone, Assert.Single(Check(Day.AddDays(2)).Diagnostics).Rule);
    }

    [Fact]
    public void Run_ListThatCannotBeWritten_TellsWhatWasFoundAllTheSame()
    {
        Directory.CreateDirectory(Path.Combine(_site.Content, ".links.tsv.kb-new"));
        var told = Check(Day).Diagnostics.Select(told => told.Rule).ToList();
        Assert.Contains(Rules.Unwritable, told);
        Assert.Contains(Rules.LinkGone, told);
    }

    [Fact]
    public void Run_Interrupted_KeepsTheAnswersSoFar()
    {
        using var interrupt = new CancellationTokenSource();
        _site.Write("threads/a.md", Thread("early", "stop"));
        using var host = new TinyHost(asked =>
        {
            if (asked.EndsWith("stop", StringComparison.Ordinal)) interrupt.Cancel();
            return "200";
        });
        using var asker = host.Asker();
        Assert.ThrowsAny<OperationCanceledException>(() => SiteCheck.Run(Options, Day, asker, cancelled: interrupt.Token));
        Assert.Equal("# address\tlast status\tlast look\tlast success\tarchive\nhttp://a.example/early\t200\t2026-03-01\t2026-03-01\t\n", Ledger);
    }

    /// <summary>That a host was asked too much says nothing of the link.</summary>
    [Fact]
    public void Run_TooManyQuestions_KeepsWhatWasSeenBefore()
    {
        Check(Day);
        var before = Ledger;
        _answers["gone"] = "429";
        Assert.Contains(Check(Day.AddDays(1)).Diagnostics, told => told.Rule == Rules.LinkGone && told.Message.Contains("(404,", StringComparison.Ordinal));
        Assert.Contains(before.Split('\n').First(line => line.Contains("/gone", StringComparison.Ordinal)), Ledger, StringComparison.Ordinal);
        _answers["gone"] = "404";
        _site.Write("links.tsv", "http://a.example/ok\t429\t2026-03-01\t\t\n");
        Check(Day);
        Assert.Contains("http://a.example/ok\t200\t", Ledger, StringComparison.Ordinal);
    }

    private BuildOptions Options => new() { ContentFolder = _site.Content, OutputFolder = _site.Output, TemplatesFolder = _site.Templates };

    private CheckReport Check(DateOnly day, bool isAsking = true)
    {
        using var asker = _host.Asker();
        var report = SiteCheck.Run(Options, day, isAsking ? asker : null, cancelled: TestContext.Current.CancellationToken);
        return report with { Diagnostics = [.. report.Diagnostics.Where(told => told.Rule != Rules.NoBaseUrl)] };
    }

    public void Dispose()
    {
        _host.Dispose();
        _site.Dispose();
    }
}

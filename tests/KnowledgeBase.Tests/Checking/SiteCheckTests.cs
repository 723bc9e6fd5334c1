using System.Diagnostics;
using System.Text.Json;
using KnowledgeBase.Diagnostics;
using KnowledgeBase.Tests.Cli;
using Xunit;

namespace KnowledgeBase.Tests.Checking;

/// <summary><c>kb check</c>: builds beside the site, checks what was built, and leaves nothing behind.</summary>
public sealed class SiteCheckTests : IDisposable
{
    private const string Good = "---\ntitle: t\nreview-after: 2026-03-01\n---\n## Question by bob on 2026-01-01\n\n[x](#a1)\n\n## Answer {#a1}\n\nYes.\n";
    private static readonly DateOnly Before = new(2026, 2, 28);
    private readonly TestSite _site = TestSite.Of(("threads/a.md", Good));

    [Theory]
    [InlineData(null, false)]
    [InlineData("https://example.org/kb/", false)]
    [InlineData(null, true)]
    public void Run_RepositorysOwnSite_HasNothingToTell(string? baseUrl, bool isPortable)
    {
        var report = Check(options => options with { ContentFolder = Path.Combine(TestSite.Repository, "content"), BaseUrl = baseUrl, IsPortable = isPortable, IsStrict = true });
        Assert.Empty(report.Diagnostics);
        Assert.Equal(ExitCode.Fine, report.ExitCode);
        Assert.True(report is { Pages: > 50, Links: > 1000 });
    }

    [Fact]
    public void Run_GoodSite_LeavesOutputAndTemporaryFolderAsTheyWere()
    {
        _site.Build();
        var before = _site.Files();
        _site.Write("threads/b.md", Good);
        Assert.Empty(Check().Diagnostics);
        Assert.Equal(before, _site.Files());
        Assert.Equal(["content", "site"], Directory.EnumerateFileSystemEntries(Path.GetDirectoryName(_site.Output)!).Select(Path.GetFileName).Where(name => !name!.StartsWith('.')).Order());
    }

    [Fact]
    public void Run_WhatAKilledCheckLeft_IsRemovedUnlessItIsUnderWay()
    {
        var (left, used) = (Directory.CreateTempSubdirectory("kb-check-").FullName, Directory.CreateTempSubdirectory("kb-check-").FullName);
        File.WriteAllText(Path.Combine(left, "lock"), "");
        Directory.CreateDirectory(Path.Combine(left, "site", "threads"));
        using (new FileStream(Path.Combine(used, "lock"), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None))
        {
            Check();
            Assert.False(Directory.Exists(left));
            Assert.True(Directory.Exists(used));
        }

        Directory.Delete(used, recursive: true);
    }

    [Fact]
    public void PassingFolder_RemovedByTheNextCheck_EndsQuietly()
    {
        if (OperatingSystem.IsWindows()) Assert.Skip("Windows removes no file that is open");
        using var folder = new PassingFolder();
        Directory.Delete(folder.Path, recursive: true);
    }

    [Fact]
    public void Run_SiteThatStands_IsCheckedWhereItStands()
    {
        _site.Write("threads/b.md", Good.Replace("title: t", "title: b", StringComparison.Ordinal).Replace("#a1)", "https://example.org/gone/)", StringComparison.Ordinal));
        BuildOptions Own(BuildOptions options) => options with { BaseUrl = "https://example.org/" };
        TestSite.Age(_site.Content);
        var built = Check(Own, Before.AddDays(2));
        _site.Build(Own);
        var standing = Check(Own, Before.AddDays(2));
        Assert.Equal(built.Diagnostics, standing.Diagnostics);
        Assert.Equal((built.Pages, built.Links), (standing.Pages, standing.Links));
        Assert.Contains(standing.Diagnostics, told => told.Rule == Rules.BrokenLink);
        File.WriteAllText(Path.Combine(_site.Output, "gone"), "a file of somebody else is no part of the site");
        Assert.Equal(built.Diagnostics, Check(Own, Before.AddDays(2)).Diagnostics);

        // Of the same length and time it is taken for what was built; so this shows where pages are read.
        var page = new FileInfo(Path.Combine(_site.Output, "index.html"));
        var time = page.LastWriteTimeUtc;
        File.WriteAllText(page.FullName, File.ReadAllText(page.FullName).Replace("href=\"tags/", "href=\"sgat/", StringComparison.Ordinal));
        page.LastWriteTimeUtc = time;
        Assert.Contains(Check(Own, Before.AddDays(2)).Diagnostics, told => told.Message.Contains("'sgat/'", StringComparison.Ordinal));
    }

    [Fact]
    public void Run_OutputEditedByHand_IsNotTakenForTheSite()
    {
        _site.Build();
        File.AppendAllText(Path.Combine(_site.Output, "index.html"), "<a href=\"nowhere/\">x</a>");
        Assert.Empty(Check().Diagnostics);
        Assert.Contains("nowhere", _site.Read("index.html"), StringComparison.Ordinal);
    }

    [Fact]
    public void Run_OwnTemplateWithBrokenLink_IsToldOnceForAllPages()
    {
        _site.Templates = Path.Combine(_site.Content, "..", "own-templates");
        Directory.CreateDirectory(Path.Combine(_site.Templates, "partials"));
        File.WriteAllText(Path.Combine(_site.Templates, "partials", "footer.html"), "<footer><a href=\"/nowhere\">x</a></footer>\n");
        var report = Check();
        var told = Assert.Single(report.Diagnostics);
        Assert.Equal(Rules.BrokenLink, told.Rule);
        Assert.StartsWith(_site.Output.Replace('\\', '/') + "/404.html:", told.Location.ToString(), StringComparison.Ordinal);
        Assert.Matches(@"\(also at .* and \d+ more\)$", told.Message);
        Assert.Equal(ExitCode.Content, report.ExitCode);
    }

    [Theory]
    [InlineData("page.title == 't'", "content/threads/a.md:1:1")]
    [InlineData("true", "site/threads/a/index.html:")]
    public void Run_BrokenLinkOnPagesOfThreads_IsToldAtTheThreadUnlessSeveralHaveIt(string condition, string place)
    {
        _site.Write("threads/b.md", Good.Replace("title: t", "title: b", StringComparison.Ordinal));
        _site.Templates = Path.Combine(_site.Content, "..", "own-templates");
        Directory.CreateDirectory(Path.Combine(_site.Templates, "partials"));
        File.WriteAllText(Path.Combine(_site.Templates, "partials", "footer.html"), $"{{{{ if page.kind == 'thread' && ({condition}) }}}}<footer><a href=\"../../nowhere\">x</a></footer>{{{{ end }}}}\n");
        var told = Assert.Single(Check().Diagnostics, told => told.Rule == Rules.BrokenLink);
        Assert.Contains(place, told.Location.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Run_ContentWithAnError_TellsItAndChecksNoPages()
    {
        _site.Write("threads/b.md", "---\ntitle: t\n---\n## Question\n[x](#nowhere)\n");
        var report = Check();
        Assert.Equal(Rules.UnknownAnchor, Assert.Single(report.Diagnostics).Rule);
        Assert.Equal((0, ExitCode.Content), (report.Pages, report.ExitCode));
    }

    [Fact]
    public void Run_WarningUnderStrict_StillChecksThePages()
    {
        _site.Write("threads/b.md", "---\ntitle: t\n---\n## Question\n<x>\n");
        Assert.Equal(ExitCode.Fine, Check().ExitCode);
        var report = Check(options => options with { IsStrict = true });
        Assert.Equal(ExitCode.Content, report.ExitCode);
        Assert.True(report.Pages > 0);
    }

    [Fact]
    public void Run_OutputInsideContent_IsWrongUsage() =>
        Assert.Equal(ExitCode.Usage, Check(options => options with { OutputFolder = Path.Combine(_site.Content, "site") }).ExitCode);

    [Fact]
    public void Run_ReviewDue_IsInformationFromThatDayOn()
    {
        Assert.Empty(Check().Diagnostics);
        var report = Check(today: Before.AddDays(1));
        var told = Assert.Single(report.Diagnostics);
        Assert.Equal((Rules.ReviewDue, Severity.Info, ExitCode.Fine), (told.Rule, told.Severity, report.ExitCode));
        Assert.Contains("2026-03-01", told.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Command_AsOf_SetsTheDay()
    {
        var (exitCode, output) = Kb("check", "--as-of", "2026-03-01", "--strict");
        Assert.Equal(0, exitCode);
        Assert.Matches(@"^content/threads/a\.md:1:1: info KB310: .*\n\d+ pages and \d+ links checked in \d+\.\d\d s: 0 errors, 0 warnings\n$", output);
        Assert.DoesNotContain("KB310", Kb("check", "--as-of", "2026-02-28").Output, StringComparison.Ordinal);
        Assert.Equal(2, Kb("check", "--as-of", "soon").ExitCode);
        Assert.Equal(0, Kb("build", "--as-of", "2026-03-01").ExitCode);
    }

    [Fact]
    public void Command_Json_IsOneObjectWithFigures()
    {
        using var json = JsonDocument.Parse(Kb("check", "--format", "json", "--as-of", "2026-02-28").Output);
        Assert.True(json.RootElement.GetProperty("links").GetInt32() > 10);
        Assert.True(json.RootElement.GetProperty("pages").GetInt32() > 5);
        Assert.Empty(json.RootElement.GetProperty("diagnostics").EnumerateArray());
    }

    private CheckReport Check(Func<BuildOptions, BuildOptions>? change = null, DateOnly? today = null)
    {
        var options = new BuildOptions { ContentFolder = _site.Content, OutputFolder = _site.Output, TemplatesFolder = _site.Templates };
        var report = SiteCheck.Run(change is null ? options : change(options), today ?? Before, asker: null, cancelled: TestContext.Current.CancellationToken);
        return report with { Diagnostics = [.. report.Diagnostics.Where(diagnostic => diagnostic.Rule != Rules.NoBaseUrl)] };
    }

    private (int ExitCode, string Output) Kb(params string[] arguments) => KbProcess.Run(Path.GetDirectoryName(_site.Content)!, [.. arguments, "--base-url", "https://example.org/"]);

    public void Dispose() => _site.Dispose();
}

using KnowledgeBase.Diagnostics;
using KnowledgeBase.Importing;
using Xunit;

namespace KnowledgeBase.Tests.Importing;

/// <summary>Every real archive comes in, once more without a change, and as a site that holds.</summary>
public sealed class ArchivesAgainTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("discourse", "discourse-topics/json")]
    [InlineData("discourse", "discourse-topics/raw")]
    [InlineData("discourse", "discourse-topics")]
    [InlineData("discourse", "discourse-api")]
    [InlineData("github", "github-discussions")]
    public void Import_Twice_ChangesNothingAndTheSiteHolds(string kind, string archive) => Check(kind, SharedArchives.Folder(archive));

    [Fact]
    public void Import_EveryDumpTwice_ChangesNothingAndTheSiteHolds() => Check("stackexchange", Directory.GetDirectories(SharedArchives.Folder("stack-exchange")));

    /// <summary>Each folder is imported under its own name, and all of them make one site.</summary>
    private void Check(string kind, params string[] folders)
    {
        using var site = TestSite.Of();
        ImportAll(report => (report.New, report.ExitCode) == (report.Threads, ExitCode.Fine));
        var imported = site.ContentState();
        ImportAll(report => (report.New, report.Updated, report.ExitCode) == (0, 0, ExitCode.Fine));
        Assert.Equal(imported, site.ContentState());

        var options = new BuildOptions { ContentFolder = site.Content, OutputFolder = site.Output, TemplatesFolder = site.Templates };
        var check = SiteCheck.Run(options, today: new(2000, 1, 1), cancelled: TestContext.Current.CancellationToken);
        output.WriteLine($"{check.Pages} pages, {check.Links} links");
        Assert.Equal(ExitCode.Fine, check.ExitCode);
        // An image that nobody described is the author's, and is told while its page is rendered.
        Assert.DoesNotContain(check.Diagnostics, diagnostic => diagnostic.Severity == Severity.Error || diagnostic.Rule.Code.StartsWith("KB3", StringComparison.Ordinal));

        void ImportAll(Predicate<ImportReport> isRight)
        {
            foreach (var folder in folders)
            {
                var options = new ImportOptions { ContentFolder = site.Content, Into = Path.GetFileName(folder) };
                var report = ContentImport.Run(options, _ => Importer(kind, folder, options), cancelled: TestContext.Current.CancellationToken);
                Assert.True(isRight(report), $"{folder}: {report.Threads} threads, {report.New} new, {report.Updated} updated\n{string.Join('\n', report.Diagnostics.Take(20))}");
            }
        }
    }

    private static IThreadImporter Importer(string kind, string folder, ImportOptions options) => kind switch
    {
        "discourse" => new DiscourseImporter(folder, "https://forum.example/"),
        "github" => new GitHubImporter(folder, "https://github.example/"),
        _ => new StackExchangeImporter(folder, "https://site.example/", options.StateFolder, null),
    };
}

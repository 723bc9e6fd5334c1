using KnowledgeBase.Importing;
using Xunit;

namespace KnowledgeBase.BrowserTests;

/// <summary>Every page is what the HTML standard says, without an error and without a warning.</summary>
public sealed class HtmlCheckerTests(SiteFixture site) : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("kb-checker-").FullName;

    [Fact]
    public void Pages_OfTheOwnSite_HaveNothingToTell()
    {
        ChromiumFixture.SkipIfToldTo();
        AssertNothing(HtmlChecker.Check(site.Folder, site.Http));
    }

    [Fact]
    public void Checker_OfAWrongPage_TellsIt()
    {
        ChromiumFixture.SkipIfToldTo();
        File.WriteAllText(Path.Combine(_root, "index.html"), "<!DOCTYPE html><html lang=\"en\"><title>t</title><h1>a</h1><h3>b</h3><center>c</center><br/></html>");
        using var server = new StaticServer(_root);
        Assert.Equal(["error", "error", "info"], HtmlChecker.Check(_root, server.Address).Select(message => message.Split(": ")[1].Split(' ')[0]).Order());
    }

    /// <summary>Pages of real forums, one of many; <c>KB_ITER</c> looks at all of them.</summary>
    [Theory]
    [InlineData("discourse-topics")]
    [InlineData("stack-exchange")]
    [InlineData("github-discussions")]
    public void Pages_OfARealForum_HaveNothingToTell(string archive)
    {
        ChromiumFixture.SkipIfToldTo();
        var archives = Path.Combine(Environment.GetEnvironmentVariable("KB_ARCHIVES") ?? Path.Combine(SiteFixture.Repository, "..", "shared", "data"), archive);
        Assert.SkipUnless(Directory.Exists(archives), "the shared archives are not on this machine");
        var content = Path.Combine(_root, "content");
        Directory.CreateDirectory(content);
        File.WriteAllText(Path.Combine(content, "site.yaml"), "base-url: https://kb.example.org/\n");
        foreach (var folder in archive == "stack-exchange" ? Directory.GetDirectories(archives) : [archives])
        {
            var into = Path.GetFileName(folder);
            var options = new ImportOptions { ContentFolder = content, Into = into };
            ContentImport.Run(options, _ => archive switch
            {
                "stack-exchange" => new StackExchangeImporter(folder, null, options.StateFolder, null),
                "github-discussions" => new GitHubImporter(folder, null),
                _ => new DiscourseImporter(folder, null),
            }, cancelled: TestContext.Current.CancellationToken);
        }

        var output = Path.Combine(_root, "site");
        Assert.True(SiteBuild.Run(new() { ContentFolder = content, TemplatesFolder = Path.Combine(SiteFixture.Repository, "templates"), OutputFolder = output }, cancelled: TestContext.Current.CancellationToken).IsPublished);
        using var server = new StaticServer(output);
        // No export says its language, so it is not compared with the text. And authors' letters are kept as they are, composed or not.
        AssertNothing(HtmlChecker.Check(output, server.Address, Environment.GetEnvironmentVariable("KB_ITER") is null ? 25 : 1,
            "--no-langdetect", "--filterpattern", "Text run is not in Unicode Normalization Form C.*"));
    }

    private static void AssertNothing(List<string> messages) => Assert.True(messages.Count == 0, string.Join('\n', messages.Take(20)));

    public void Dispose() => Directory.Delete(_root, recursive: true);
}

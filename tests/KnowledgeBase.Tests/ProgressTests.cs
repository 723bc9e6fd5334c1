using Xunit;

namespace KnowledgeBase.Tests;

/// <summary>Long work says how far it is.</summary>
public sealed class ProgressTests
{
    [Fact]
    public void Build_ManyPages_TellsHowManyAreMade()
    {
        using var site = TestSite.Of();
        for (var i = 0; i < 120; i++) site.Write($"threads/t{i}.md", "---\ntitle: Title\n---\n## Question\n");
        var told = new List<string>();

        var report = SiteBuild.Run(new() { ContentFolder = site.Content, OutputFolder = site.Output, TemplatesFolder = site.Templates }, progress: told.Add, cancelled: TestContext.Current.CancellationToken);

        Assert.Equal([$"100 of {report.Pages} pages made"], told);
    }
}

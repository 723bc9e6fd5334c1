using System.Diagnostics;
using KnowledgeBase.Diagnostics;
using Xunit;

namespace KnowledgeBase.Tests.Parsing;

/// <summary>What is wrong with one file keeps no other from being read.</summary>
public sealed class ContentLoaderTests
{
    [Fact]
    public void List_NameThatIsNoText_IsToldAndHidesNothing()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "elsewhere names are text");
        using var site = TestSite.Of(("threads/a.md", "---\ntitle: A\n---\n## Question\n[x](#nowhere)\n"), ("threads/b.md", "---\ntitle: B\n---\n## Question\n[x](#nowhere)\n"));
        Shell("touch", site);

        var told = site.Build().Diagnostics;

        Shell("rm", site);

        Assert.Equal(["threads/a.md", "threads/b.md", "threads/x\uFFFD.md"], told.Select(diagnostic => diagnostic.Location.Path[(site.ContentShownAs.Length + 1)..]));
        Assert.Equal(Rules.NotAFile, told[^1].Rule);
    }

    /// <summary>.NET can neither make such a file nor delete it.</summary>
    private static void Shell(string command, TestSite site)
    {
        using var shell = Process.Start("sh", ["-c", $"{command} \"$1/$(printf 'x\\377').md\"", "sh", Path.Join(site.Content, "threads")]);
        shell.WaitForExit();
    }
}

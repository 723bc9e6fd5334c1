using Xunit;

[assembly: AssemblyFixture(typeof(KnowledgeBase.BrowserTests.LargeSearchSite))]

namespace KnowledgeBase.BrowserTests;

/// <summary>A site of so many threads that lists of usual words are cut: 1,200, of which the first half are old, and every second is solved.</summary>
public sealed class LargeSearchSite : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("kb-large-search-").FullName;

    public LargeSearchSite()
    {
        var threads = Path.Combine(_root, "content", "threads");
        Directory.CreateDirectory(threads);
        for (var i = 0; i < 1200; i++) File.WriteAllText(Path.Combine(threads, $"t{i:d4}.md"), Thread(i));
        // Its words have the endings of English ones, and are none.
        File.WriteAllText(Path.Combine(threads, "pl.md"), "---\ntitle: Adres\nlang: pl\n---\n## Question by Żofia on 2019-01-01\n\nkurs proces callback\n");
        File.WriteAllText(Path.Combine(threads, "zh.md"), "---\ntitle: 动物\nlang: zh\n---\n## Question by Weiß on 2019-01-02\n\n我喜欢猫。狗也喜欢。v3.2.1 Rigidbody pyhton brigde\n");
        var report = SiteBuild.Run(new()
        {
            ContentFolder = Path.Combine(_root, "content"), TemplatesFolder = Path.Combine(SiteFixture.Repository, "templates"), OutputFolder = Path.Combine(_root, "site"),
        });
        if (!report.IsPublished) throw new InvalidOperationException(string.Join('\n', report.Diagnostics));
    }

    public string Disk => new Uri(Path.Combine(_root, "site", "search", "index.html")).AbsoluteUri;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    /// <summary>Three have a tag that others have not; one of those, and no other, speaks of a bridge.</summary>
    private static string Thread(int i)
    {
        var isRare = i % 400 == 100;
        return $"""
            ---
            title: The python question {i}
            tags: [{(isRare ? "Rare C#" : "usual")}]
            ---
            ## Question by {(isRare ? "Rare" : "Jo")} on {(i < 600 ? 2001 : 2022)}-{i % 12 + 1:d2}-{i % 28 + 1:d2}

            Why is my python slow? {(i == 100 ? "Under the bridge." : "")}{(i % 3 == 0 ? " Call <b>it</b> well." : "")}

            ## Answer by Mo on 2023-01-01{(i % 2 == 0 ? " {.accepted}" : "")}

            The python is as fast as it is.

            """;
    }
}

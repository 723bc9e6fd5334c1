using Xunit;

namespace KnowledgeBase.BrowserTests;

/// <summary>Many threads with zebras in several of their nodes, and a few other animals.</summary>
public sealed class ZooSite : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("kb-zoo-").FullName;
    private readonly StaticServer _server;

    public ZooSite()
    {
        var threads = Path.Combine(_root, "content", "threads");
        Directory.CreateDirectory(threads);
        for (var i = 10; i < 22; i++)
            Write($"zebra-{i}", $"Zebra number {i}", "stripes", $"A zebra{Words(i)}.", $"The zebra, the zebra{Words(3 * i)}.", $"No zebra{Words(200 - (7 * i))}.");
        Write("lion", "Does a lion sleep by day?", "mammals", "I saw a lion yawn.");
        Write("tiger", "How does a tiger swim?", "mammals", "It swims well.", "Tigers swim for hours.");
        Write("penguin", "Wo lebt ein Pinguin?\nlang: de", "birds", "Am Pinguin ist alles kalt.");
        Write("giraffe", "Giraffes of class R in the north and in the south", "giraffes, giraffe-necks-of-the-north, giraffe-necks-of-the-south, giraffe-necks-of-the-east, giraffe-necks-of-the-west", "Is it tall?");
        Write("cafe", "Where do cats sit?", "cats", "In a cafe\u0301 of İstanbul, in İstanbul.");
        File.WriteAllText(Path.Combine(threads, "okapi.md"), "---\ntitle: Where is an okapi?\ntags: [mammals]\n---\n## Question by سلمى on 2024-01-01\n\nOkapi, okapi!\n\n## Answer by Bo\n\nIn the woods.\n\n## Takeaways\n\n- An okapi is a shy animal of the woods of Congo, and lives alone there. [a1](#a1)\n");
        Assert.True(SiteBuild.Run(new() { ContentFolder = Path.Combine(_root, "content"), TemplatesFolder = Path.Combine(SiteFixture.Repository, "templates"), OutputFolder = Path.Combine(_root, "site") }).IsPublished);
        _server = new(Path.Combine(_root, "site"));

        static string Words(int count) => string.Concat(Enumerable.Repeat(" and grass", count));

        void Write(string slug, string title, string tag, string question, params string[] answers) => File.WriteAllText(Path.Combine(threads, slug + ".md"),
            $"---\ntitle: {title}\ntags: [{tag}]\n---\n## Question by Ann on 2024-01-01\n\n{question}\n" + string.Concat(answers.Select(answer => $"\n## Answer by Bo on 2024-01-02\n\n{answer}\n")));
    }

    /// <summary>Address of its search page.</summary>
    public string Search => _server.Address + "search/";

    public void Dispose()
    {
        _server.Dispose();
        Directory.Delete(_root, recursive: true);
    }
}

using Xunit;

[assembly: AssemblyFixture(typeof(KnowledgeBase.BrowserTests.SiteFixture))]

namespace KnowledgeBase.BrowserTests;

/// <summary>The repository's own site, built once into a temporary folder and served on loopback as a plain host would.</summary>
public sealed class SiteFixture : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("kb-browser-").FullName;
    private readonly StaticServer _server;

    public SiteFixture()
    {
        var report = SiteBuild.Run(new()
        {
            ContentFolder = Path.Combine(Repository, "content"), TemplatesFolder = Path.Combine(Repository, "templates"), OutputFolder = Folder,
        });
        if (!report.IsPublished) throw new InvalidOperationException(string.Join('\n', report.Diagnostics));
        _server = new(Folder);
    }

    public static string Repository { get; } = FindRepository();

    public string Folder => Path.Combine(_root, "site");

    /// <summary>Address of the site's root, ending with '/'.</summary>
    public string Http => _server.Address;

    public string Disk => new Uri(Folder + Path.DirectorySeparatorChar).AbsoluteUri;

    /// <summary>One page of each kind, but for those that lead on to another at once.</summary>
    public static TheoryData<string> Pages =>
    [
        "", "threads/", "threads/what-are-junior-early-career-backend-jobs-like/", "tags/", "tags/backend/", "takeaways/", "takeaways/backend/", "authors/", "authors/mira/", "lists/unsolved/", "statistics/", "provenance/", "pages/format/", "search/", "404.html", "threads/ma-huwa-al-farq-bayna-put-wa-patch/", "threads/which-sql-columns-need-an-index/", "threads/put-vs-patch/",
    ];

    private static string FindRepository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "KnowledgeBase.sln"))) folder = folder.Parent ?? throw new InvalidOperationException("the tests run inside the repository");
        return folder.FullName;
    }

    public void Dispose()
    {
        _server.Dispose();
        Directory.Delete(_root, recursive: true);
    }
}

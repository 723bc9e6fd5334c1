using System.Net;
using Xunit;

[assembly: AssemblyFixture(typeof(KnowledgeBase.BrowserTests.SiteFixture))]

namespace KnowledgeBase.BrowserTests;

/// <summary>The repository's own site, built once into a temporary folder and served on loopback as a plain host would.</summary>
public sealed class SiteFixture : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("kb-browser-").FullName;
    private HttpListener _listener = new();

    public SiteFixture()
    {
        var repository = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(repository.FullName, "KnowledgeBase.sln"))) repository = repository.Parent ?? throw new InvalidOperationException("the tests run inside the repository");
        var report = SiteBuild.Run(new()
        {
            ContentFolder = Path.Combine(repository.FullName, "content"), TemplatesFolder = Path.Combine(repository.FullName, "templates"), OutputFolder = Folder,
        });
        if (!report.IsPublished) throw new InvalidOperationException(string.Join('\n', report.Diagnostics));
        Http = Listen();
        _ = Task.Run(ServeAsync);
    }

    public string Folder => Path.Combine(_root, "site");

    /// <summary>Address of the site's root, ending with '/'.</summary>
    public string Http { get; }

    public string Disk => new Uri(Folder + Path.DirectorySeparatorChar).AbsoluteUri;

    /// <summary>One page of each kind.</summary>
    public static TheoryData<string> Pages =>
    [
        "", "threads/", "threads/what-are-junior-early-career-backend-jobs-like/", "tags/", "tags/backend/", "takeaways/", "takeaways/backend/", "authors/", "authors/mira/", "pages/format/", "search/", "404.html", "q/test-database/", "threads/ma-huwa-al-farq-bayna-put-wa-patch/", "threads/which-sql-columns-need-an-index/", "threads/put-vs-patch/",
    ];

    public void Dispose()
    {
        _listener.Close();
        Directory.Delete(_root, recursive: true);
    }

    private string Listen()
    {
        for (var port = 41_000; ; port++)
        {
            _listener = new();
            _listener.Prefixes.Add($"http://127.0.0.1:{port}/");
            try
            {
                _listener.Start();
                return $"http://127.0.0.1:{port}/";
            }
            catch (HttpListenerException) when (port < 42_000)
            {
                // Somebody has this port; the next one will do.
            }
        }
    }

    private async Task ServeAsync()
    {
        while (_listener.IsListening)
        {
            HttpListenerContext context;
            try
            {
                context = await _listener.GetContextAsync();
            }
            catch (Exception problem) when (problem is HttpListenerException or ObjectDisposedException)
            {
                return;
            }

            var path = Path.Combine(Folder, context.Request.Url!.LocalPath.TrimStart('/'));
            if (Directory.Exists(path)) path = Path.Combine(path, "index.html");
            var isThere = File.Exists(path);
            var bytes = await File.ReadAllBytesAsync(isThere ? path : Path.Combine(Folder, "404.html"));
            context.Response.StatusCode = isThere ? 200 : 404;
            context.Response.ContentType = Path.GetExtension(path) switch
            {
                ".css" => "text/css", ".js" => "text/javascript", ".svg" => "image/svg+xml", ".png" => "image/png", _ => "text/html; charset=utf-8",
            };
            await context.Response.OutputStream.WriteAsync(bytes);
            context.Response.Close();
        }
    }
}

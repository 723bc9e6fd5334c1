using System.Collections.Concurrent;
using System.Net;

namespace KnowledgeBase.BrowserTests;

/// <summary>
/// A folder on loopback, served as a plain host does: a folder shows its <c>index.html</c> and is sent to its slash,
/// what is missing shows <c>404.html</c>.
/// </summary>
internal sealed class StaticServer : IDisposable
{
    private readonly string _folder;
    private readonly HttpListener _listener;

    public StaticServer(string folder)
    {
        _folder = folder;
        _listener = Listen();
        _ = ServeAsync();
    }

    /// <summary>Address of the folder, ending with '/'.</summary>
    public string Address => _listener.Prefixes.Single();

    /// <summary>What was asked for, and how many bytes it had.</summary>
    public ConcurrentQueue<(string Path, int Bytes)> Served { get; } = [];

    public void Dispose() => _listener.Close();

    private static HttpListener Listen()
    {
        for (var tries = 1; ; tries++)
        {
            // A listener whose start failed is of no more use, so each try has its own. These ports are below those that systems give away.
            var listener = new HttpListener();
            listener.Prefixes.Add($"http://127.0.0.1:{Random.Shared.Next(20_000, 32_000)}/");
            try
            {
                listener.Start();
                return listener;
            }
            catch (HttpListenerException) when (tries < 100)
            {
                // Somebody has this port; another will do.
            }
        }
    }

    private async Task ServeAsync()
    {
        while (true)
        {
            try
            {
                _ = AnswerAsync(await _listener.GetContextAsync());
            }
            catch (Exception problem) when (problem is HttpListenerException or ObjectDisposedException or InvalidOperationException)
            {
                // Closed: the tests are done.
                return;
            }
        }
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        try
        {
            using var response = context.Response;
            var address = context.Request.Url!;
            var path = Path.Combine(_folder, address.LocalPath.TrimStart('/'));
            if (Directory.Exists(path) && !address.LocalPath.EndsWith('/'))
            {
                response.Redirect(address.AbsolutePath + "/" + address.Query);
                return;
            }

            if (Directory.Exists(path)) path = Path.Combine(path, "index.html");
            if (!File.Exists(path))
            {
                response.StatusCode = 404;
                path = Path.Combine(_folder, "404.html");
            }

            response.ContentType = ContentType(path);
            var content = File.Exists(path) ? await File.ReadAllBytesAsync(path) : "Not found"u8.ToArray();
            Served.Enqueue((address.AbsolutePath, content.Length));
            await response.OutputStream.WriteAsync(content);
        }
        catch (Exception problem) when (problem is HttpListenerException or IOException or ObjectDisposedException or InvalidOperationException)
        {
            // The browser went on to another page, or the tests are done.
        }
    }

    private static string ContentType(string path) => Path.GetExtension(path).ToLowerInvariant() switch
    {
        ".html" or ".htm" => "text/html; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".json" => "application/json",
        ".xhtml" => "application/xhtml+xml",
        ".xml" => "application/xml",
        ".svg" => "image/svg+xml",
        ".png" => "image/png",
        ".md" or ".txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    };
}

using System.Net;
using System.Net.Sockets;
using System.Text;
using KnowledgeBase.Cli.Serving;
using Xunit;

namespace KnowledgeBase.Tests.Serving;

/// <summary>What tests of the dev server share: the real server, in this process, on a free port.</summary>
public abstract class ServingTests : IAsyncLifetime
{
    protected const string Good = "---\ntitle: First title\n---\n## Question\n\nOld words.\n\n## Answer\n\nBecause.\n";
    protected const string Bad = "no front matter";
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false }) { Timeout = TimeSpan.FromMinutes(1) };

    internal TestSite Site { get; } = TestSite.Of(("threads/a.md", Good));

    internal DevServer Server { get; private set; } = null!;

    private protected SilentLog Log { get; } = new();

    protected int Port => Server.Address.Port;

    protected static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public virtual async ValueTask InitializeAsync() => await StartAsync();

    public async ValueTask DisposeAsync()
    {
        if (Server is not null) await Server.DisposeAsync();
        _http.Dispose();
        Site.Dispose();
        GC.SuppressFinalize(this);
    }

    protected async Task StartAsync(string host = "127.0.0.1", int port = 0, string? baseUrl = null)
    {
        if (Server is not null) await Server.DisposeAsync();
        Server = await DevServer.StartAsync(Options(host, port, baseUrl), Log, Cancelled);
    }

    private protected ServeOptions Options(string host = "127.0.0.1", int port = 0, string? baseUrl = null) => new(
        new() { ContentFolder = Site.Content, TemplatesFolder = Site.Templates, OutputFolder = Site.Output, BaseUrl = baseUrl }, host, IPAddress.Parse(host), port);

    /// <param name="path">From the host's root, not from the site's.</param>
    protected async Task<HttpResponseMessage> GetAsync(string path, Action<HttpRequestMessage>? change = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, new Uri($"http://127.0.0.1:{Port}{path}"));
        change?.Invoke(request);
        return await _http.SendAsync(request, Cancelled);
    }

    protected async Task<string> TextAsync(string path)
    {
        using var response = await GetAsync(path);
        return await response.Content.ReadAsStringAsync(Cancelled);
    }

    /// <summary>Sends a request line as it is, which no client library would, and reads all that comes back.</summary>
    protected async Task<(int Status, string Answer)> RawAsync(string target, string? host = null, string method = "GET", string headers = "")
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, Port, Cancelled);
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.Latin1.GetBytes($"{method} {target} HTTP/1.1\r\nHost: {host ?? $"127.0.0.1:{Port}"}\r\n{headers}Connection: close\r\n\r\n"), Cancelled);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var answer = await reader.ReadToEndAsync(Cancelled);
        return (int.Parse(answer.Split(' ')[1]), answer);
    }

    private protected async Task<EventStream> ListenAsync(string query = "")
    {
        var response = await _http.GetAsync(new Uri($"http://127.0.0.1:{Port}/_kb/events{query}"), HttpCompletionOption.ResponseHeadersRead, Cancelled);
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);
        var events = new EventStream(new(await response.Content.ReadAsStreamAsync(Cancelled)));
        await events.LineAsync(": listening");
        return events;
    }

    /// <summary>Server-sent events as they come.</summary>
    private protected sealed class EventStream(StreamReader reader) : IDisposable
    {
        private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

        /// <summary>The name and the value of the next event.</summary>
        public async Task<(string Name, string Value)> NextAsync() => (await LineAsync("event: "), await LineAsync("data: "));

        public async Task<string> LineAsync(string start)
        {
            while (await reader.ReadLineAsync(Cancelled).AsTask().WaitAsync(Patience, Cancelled) is { } line)
            {
                if (line.StartsWith(start, StringComparison.Ordinal)) return line[start.Length..];
            }

            throw new EndOfStreamException($"the stream ended before '{start}'");
        }

        public void Dispose() => reader.Dispose();
    }

    private protected sealed class SilentLog : IServeLog
    {
        private readonly List<BuildReport> _reports = [];

        public int Builds
        {
            get
            {
                lock (_reports) return _reports.Count;
            }
        }

        public BuildReport Last
        {
            get
            {
                lock (_reports) return _reports[^1];
            }
        }

        public void Built(BuildReport report)
        {
            lock (_reports) _reports.Add(report);
        }

        public void Warn(string message)
        {
        }
    }
}

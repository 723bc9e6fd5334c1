using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using KnowledgeBase.Checking.Outside;

namespace KnowledgeBase.Tests.Checking.Outside;

/// <summary>A server on this machine that stands for every host of the network, and writes down what it is asked and how long the asker waits.</summary>
internal sealed class TinyHost : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Func<string, string?> _answer;
    private int _open;

    /// <param name="answer">Gives for "HEAD host/path" the code and headers, such as "301\nLocation: /x"; null to keep silent.</param>
    public TinyHost(Func<string, string?> answer)
    {
        _answer = answer;
        _listener.Start();
        _ = ServeAsync();
    }

    public ConcurrentQueue<string> Asked { get; } = [];
    public ConcurrentQueue<TimeSpan> Waits { get; } = [];

    /// <summary>Most connections that were open at once.</summary>
    public int Most { get; private set; }

    public LinkAsker Asker(TimeSpan? patience = null) => new(ConnectAsync, WaitAsync, patience ?? TimeSpan.FromSeconds(30));

    public async Task<string> AskOneAsync(string address, TimeSpan? patience = null)
    {
        using var asker = Asker(patience);
        return (await AskAsync(asker, address))[address];
    }

    public static async Task<IReadOnlyDictionary<string, string>> AskAsync(LinkAsker asker, params IEnumerable<string> addresses)
    {
        var answers = new ConcurrentDictionary<string, string>(StringComparer.Ordinal);
        await asker.AskAsync(addresses, answers, Xunit.TestContext.Current.CancellationToken);
        return answers;
    }

    private Task WaitAsync(TimeSpan time, CancellationToken cancelled)
    {
        Waits.Enqueue(time);
        return Task.CompletedTask;
    }

    private async ValueTask<Stream> ConnectAsync(DnsEndPoint host, CancellationToken cancelled)
    {
        if (host.Host.StartsWith("nowhere", StringComparison.Ordinal)) throw new SocketException((int)SocketError.HostNotFound);
        if (!host.Host.EndsWith(".example", StringComparison.Ordinal)) return await PublicNetwork.ConnectAsync(host, cancelled);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(_listener.LocalEndpoint, cancelled);
        return new NetworkStream(socket, ownsSocket: true);
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true) _ = AnswerAsync(await _listener.AcceptTcpClientAsync());
        }
        catch (Exception stopped) when (stopped is SocketException or ObjectDisposedException)
        {
        }
    }

    private async Task AnswerAsync(TcpClient client)
    {
        using (client)
        {
            Most = Math.Max(Most, Interlocked.Increment(ref _open));
            using var reader = new StreamReader(client.GetStream());
            var (first, host) = (await reader.ReadLineAsync() ?? "", "");
            while (await reader.ReadLineAsync() is { Length: > 0 } line)
            {
                if (line.StartsWith("Host: ", StringComparison.Ordinal)) host = line["Host: ".Length..];
            }

            var asked = first.Split(' ') is [var method, var path, ..] ? $"{method} {host}{path}" : first;
            Asked.Enqueue(asked);
            var answer = _answer(asked);
            // Whoever has no patience goes away.
            if (answer is null) await reader.ReadToEndAsync();
            Interlocked.Decrement(ref _open);
            if (answer is null) return;
            var lines = answer.Split('\n');
            var text = $"HTTP/1.1 {lines[0]} X\r\n{string.Concat(lines[1..].Select(line => line + "\r\n"))}Content-Length: 0\r\nConnection: close\r\n\r\n";
            await client.GetStream().WriteAsync(Encoding.UTF8.GetBytes(text));
        }
    }

    public void Dispose() => _listener.Dispose();
}

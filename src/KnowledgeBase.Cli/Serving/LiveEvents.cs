using System.Collections.Immutable;
using System.Text.Json;
using System.Threading.Channels;

namespace KnowledgeBase.Cli.Serving;

/// <summary>What open pages are told: <c>reload</c> after a good build, <c>diagnostics</c> after a bad one.</summary>
internal sealed class LiveEvents
{
    // Another run of the server has other stamps, so that a page left open reloads when it meets the new one.
    private readonly string _run = Guid.NewGuid().ToString("N")[..8];
    private readonly Lock _gate = new();
    private readonly HashSet<Channel<string>> _listeners = [];
    private ImmutableArray<string> _problems = [];
    private int _published;

    /// <summary>Names the site as it is now.</summary>
    public string Stamp
    {
        get
        {
            lock (_gate) return CurrentStamp;
        }
    }

    /// <summary>Why the last build was not published; empty if it was.</summary>
    public ImmutableArray<string> Problems
    {
        get
        {
            lock (_gate) return _problems;
        }
    }

    private string CurrentStamp => $"{_run}-{_published}";

    private string Reload => $"event: reload\ndata: {CurrentStamp}\n\n";

    private string Diagnostics => $"event: diagnostics\ndata: {JsonSerializer.Serialize(_problems.AsEnumerable())}\n\n";

    public void Published()
    {
        lock (_gate)
        {
            _problems = [];
            _published++;
            Send(Reload);
        }
    }

    public void Failed(ImmutableArray<string> problems)
    {
        lock (_gate)
        {
            _problems = problems;
            Send(Diagnostics);
        }
    }

    /// <summary>Hears from now on; what the listener missed comes first.</summary>
    /// <param name="seen">The stamp of the site the page shows; null if it does not say.</param>
    public Channel<string> Listen(string? seen)
    {
        var channel = Channel.CreateUnbounded<string>(new() { SingleReader = true });
        lock (_gate)
        {
            channel.Writer.TryWrite(": listening\n\n");
            if (seen is not null && seen != CurrentStamp) channel.Writer.TryWrite(Reload);
            else if (!_problems.IsEmpty) channel.Writer.TryWrite(Diagnostics);
            _listeners.Add(channel);
        }

        return channel;
    }

    public void Leave(Channel<string> channel)
    {
        lock (_gate) _listeners.Remove(channel);
    }

    private void Send(string text)
    {
        foreach (var listener in _listeners) listener.Writer.TryWrite(text);
    }
}

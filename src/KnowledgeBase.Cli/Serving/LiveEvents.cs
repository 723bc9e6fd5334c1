using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Threading.Channels;

namespace KnowledgeBase.Cli.Serving;

/// <summary>What open pages are told: <c>reload</c> when they look other than before, <c>current</c> when they do not, <c>diagnostics</c> after a bad build.</summary>
internal sealed class LiveEvents
{
    // Another run of the server has other stamps, so that a page left open reloads when it meets the new one.
    private readonly string _run = Guid.NewGuid().ToString("N")[..8];
    private readonly Lock _gate = new();
    private readonly Dictionary<Channel<string>, string?> _listeners = [];
    private ImmutableArray<string> _problems = [];
    private int _stamp;

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

    private string CurrentStamp => $"{_run}-{_stamp}";

    private string Reload => $"event: reload\ndata: {CurrentStamp}\n\n";

    /// <summary>The page is as it was, under a new stamp.</summary>
    private string Current => $"event: current\ndata: {CurrentStamp}\n\n";

    private string Diagnostics => $"event: diagnostics\ndata: {JsonSerializer.Serialize(_problems.AsEnumerable(), EventJson.Default.IEnumerableString)}\n\n";

    /// <param name="shown">Pages that look as before: who shows one is only told the new stamp.</param>
    public void Published(IReadOnlySet<string> shown)
    {
        lock (_gate)
        {
            // Where a page shows what was wrong, it is to go.
            var isAsBefore = _problems.IsEmpty;
            _problems = [];
            _stamp++;
            Send(page => isAsBefore && page is not null && shown.Contains(page) ? Current : Reload);
        }
    }

    /// <param name="pages">Pages that look other than before; the rest of the site is as it was.</param>
    public void Previewed(IReadOnlySet<string> pages)
    {
        lock (_gate)
        {
            _stamp++;
            Send(page => page is null || pages.Contains(page) ? Reload : Current);
        }
    }

    public void Failed(ImmutableArray<string> problems)
    {
        lock (_gate)
        {
            _problems = problems;
            Send(_ => Diagnostics);
        }
    }

    /// <summary>Hears from now on; what the listener missed comes first.</summary>
    /// <param name="seen">The stamp of the site the page shows; null if it does not say.</param>
    /// <param name="page">Which page that is, by its path in the output; null if it does not say.</param>
    public Channel<string> Listen(string? seen, string? page)
    {
        var channel = Channel.CreateUnbounded<string>(new() { SingleReader = true });
        lock (_gate)
        {
            channel.Writer.TryWrite(": listening\n\n");
            if (seen is not null && seen != CurrentStamp) channel.Writer.TryWrite(Reload);
            else if (!_problems.IsEmpty) channel.Writer.TryWrite(Diagnostics);
            _listeners.Add(channel, page);
        }

        return channel;
    }

    public void Leave(Channel<string> channel)
    {
        lock (_gate) _listeners.Remove(channel);
    }

    private void Send(Func<string?, string> textFor)
    {
        foreach (var (listener, page) in _listeners) listener.Writer.TryWrite(textFor(page));
    }
}

[JsonSerializable(typeof(IEnumerable<string>))]
internal sealed partial class EventJson : JsonSerializerContext;

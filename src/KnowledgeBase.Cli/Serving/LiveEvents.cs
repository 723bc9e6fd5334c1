using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Threading.Channels;

namespace KnowledgeBase.Cli.Serving;

/// <summary>What open pages are told: <c>reload</c> when they are other than what is shown there, <c>diagnostics</c> after a bad build.</summary>
/// <param name="stampOf">Names what a page is now, by its path in the output.</param>
internal sealed class LiveEvents(Func<string, string> stampOf)
{
    private const string Reload = "event: reload\ndata: now\n\n";

    private readonly Lock _gate = new();
    private readonly Dictionary<Channel<string>, (string? Seen, string? Page)> _listeners = [];
    private ImmutableArray<string> _problems = [];

    /// <summary>Why the last build was not published; empty if it was.</summary>
    public ImmutableArray<string> Problems
    {
        get
        {
            lock (_gate) return _problems;
        }
    }

    private string Diagnostics => $"event: diagnostics\ndata: {JsonSerializer.Serialize(_problems.AsEnumerable(), EventJson.Default.IEnumerableString)}\n\n";

    /// <param name="isOther">Some file of the site is new, other than before, or gone.</param>
    public void Published(bool isOther)
    {
        lock (_gate)
        {
            // Where a page shows what was wrong, it is to go.
            var isMended = !_problems.IsEmpty;
            _problems = [];
            foreach (var (channel, (seen, page)) in _listeners)
            {
                if (isMended || (page is null ? isOther : IsOther(seen, page))) channel.Writer.TryWrite(Reload);
            }
        }
    }

    /// <summary>Some pages of threads may be other than before; the rest of the site is as it was.</summary>
    public void Previewed()
    {
        lock (_gate)
        {
            foreach (var (channel, (seen, page)) in _listeners)
            {
                if (IsOther(seen, page)) channel.Writer.TryWrite(Reload);
            }
        }
    }

    public void Failed(ImmutableArray<string> problems)
    {
        lock (_gate)
        {
            _problems = problems;
            foreach (var channel in _listeners.Keys) channel.Writer.TryWrite(Diagnostics);
        }
    }

    /// <summary>Hears from now on; what the listener missed comes first.</summary>
    /// <param name="seen">The stamp of the page as it is shown there.</param>
    /// <param name="page">Which page that is, by its path in the output; null if it stands for none.</param>
    public Channel<string> Listen(string? seen, string? page)
    {
        var channel = Channel.CreateUnbounded<string>(new() { SingleReader = true });
        lock (_gate)
        {
            channel.Writer.TryWrite(": listening\n\n");
            if (IsOther(seen, page)) channel.Writer.TryWrite(Reload);
            else if (!_problems.IsEmpty) channel.Writer.TryWrite(Diagnostics);
            _listeners.Add(channel, (seen, page));
        }

        return channel;
    }

    public void Leave(Channel<string> channel)
    {
        lock (_gate) _listeners.Remove(channel);
    }

    private bool IsOther(string? seen, string? page) => page is not null && stampOf(page) != seen;
}

[JsonSerializable(typeof(IEnumerable<string>))]
internal sealed partial class EventJson : JsonSerializerContext;

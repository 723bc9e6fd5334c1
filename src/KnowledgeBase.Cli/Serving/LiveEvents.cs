using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Threading.Channels;

namespace KnowledgeBase.Cli.Serving;

/// <summary>What open pages are told: <c>reload</c> when they are other than what is shown there, <c>diagnostics</c> after a bad build or save.</summary>
/// <param name="stampOf">Names what a page is now, by its path in the output.</param>
/// <param name="mistakes">What is known to be wrong before a build has judged it.</param>
internal sealed class LiveEvents(Func<string, string> stampOf, Func<ImmutableArray<string>> mistakes)
{
    private const string Reload = "event: reload\ndata: now\n\n";

    private readonly Lock _gate = new();
    private readonly Dictionary<Channel<string>, (string? Seen, string? Page)> _listeners = [];
    private ImmutableArray<string> _problems = [];
    private ImmutableArray<string> _told = [];

    // What a build says again of a save was told just now.
    private bool _isToldEarly;

    /// <summary>Why the last build was not published; empty if it was.</summary>
    public ImmutableArray<string> Problems
    {
        get
        {
            lock (_gate) return _problems;
        }
    }

    private ImmutableArray<string> AllProblems => [.. mistakes().Concat(_problems).Distinct()];

    /// <param name="isOther">Some file of the site is new, other than before, or gone.</param>
    public void Published(bool isOther)
    {
        lock (_gate)
        {
            _problems = [];
            Tell(isOther, again: false);
        }
    }

    /// <summary>Some pages of threads may be other than before, or have mistakes; the rest of the site is as it was.</summary>
    public void Previewed()
    {
        lock (_gate)
        {
            _isToldEarly = !mistakes().IsEmpty;
            Tell(isOther: false, again: _isToldEarly);
        }
    }

    public void Failed(ImmutableArray<string> problems)
    {
        lock (_gate)
        {
            _problems = problems;
            Tell(isOther: false, again: !_isToldEarly);
            _isToldEarly = false;
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
            else if (AllProblems is { IsEmpty: false } problems) channel.Writer.TryWrite(Diagnostics(problems));
            _listeners.Add(channel, (seen, page));
        }

        return channel;
    }

    public void Leave(Channel<string> channel)
    {
        lock (_gate) _listeners.Remove(channel);
    }

    /// <param name="isOther">So are pages that have no name.</param>
    /// <param name="again">Also what was told before.</param>
    private void Tell(bool isOther, bool again)
    {
        var problems = AllProblems;
        // Where a page shows what was wrong, it is to go.
        var isMended = problems.IsEmpty && !_told.IsEmpty;
        var isNews = !problems.IsEmpty && (again || !problems.SequenceEqual(_told));
        _told = problems;
        foreach (var (channel, (seen, page)) in _listeners)
        {
            if (isMended || (page is null ? isOther : IsOther(seen, page))) channel.Writer.TryWrite(Reload);
            else if (isNews) channel.Writer.TryWrite(Diagnostics(problems));
        }
    }

    private static string Diagnostics(ImmutableArray<string> problems) => $"event: diagnostics\ndata: {JsonSerializer.Serialize(problems.AsEnumerable(), EventJson.Default.IEnumerableString)}\n\n";

    private bool IsOther(string? seen, string? page) => page is not null && stampOf(page) != seen;
}

[JsonSerializable(typeof(IEnumerable<string>))]
internal sealed partial class EventJson : JsonSerializerContext;

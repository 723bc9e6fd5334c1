using System.Collections.Immutable;
using System.Threading.Channels;
using KnowledgeBase.Diagnostics;

namespace KnowledgeBase.Cli.Serving;

/// <summary>Builds when asked, one build at a time; a burst of asking is one build.</summary>
internal sealed class Rebuilding(BuildOptions options, Previews previews, LiveEvents events, IServeLog log)
{
    private const int MostMessages = 100;
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(150);

    // However long the writing goes on, a build comes now and then.
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(2);

    private readonly ThreadMemory _threads = new();
    private readonly Channel<bool> _asked = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    // Where nothing was to be built, nothing is planned yet: that is done before the first save.
    private bool _isUnplanned;

    public void Ask() => _asked.Writer.TryWrite(true);

    public async Task RunAsync(CancellationToken cancelled)
    {
        if (_isUnplanned) Build(cancelled, withPreview: true);
        while (!cancelled.IsCancellationRequested)
        {
            await _asked.Reader.ReadAsync(cancelled);
            await SettleAsync(cancelled);
            Build(cancelled);
        }
    }

    /// <summary>Builds now, and tells the console and the pages what came of it.</summary>
    /// <param name="withPreview">The plan is wanted even if nothing changed; then there is nothing to tell.</param>
    public void Build(CancellationToken cancelled, bool withPreview = false)
    {
        try
        {
            var begun = previews.Begun();
            var report = SiteBuild.Run(options, () => log.Warn($"another build is writing into '{options.OutputFolder}'; waiting for it"), _threads, withPreview, cancelled: cancelled);
            // What is only looked at here needs no address of its own.
            report = report with { Diagnostics = [.. report.Diagnostics.Where(diagnostic => diagnostic.Rule != Rules.NoBaseUrl)] };
            _isUnplanned = report is { IsPublished: true, Preview: null } && !previews.Ready.IsCompleted;
            previews.Ended(begun, report.IsPublished, report.Preview);
            if (withPreview && report is { IsPublished: true, Written: 0, Deleted: 0 }) return;
            log.Built(report);
            if (report.IsPublished) events.Published(report.Written + report.Deleted > 0);
            else events.Failed(Messages(report));
        }
        catch (Exception problem) when (!cancelled.IsCancellationRequested)
        {
            // A folder that vanishes while it is read, or a mistake of ours: the next save may be fine, so the server stays.
            var message = MachineProblem.Unexpected(problem);
            log.Warn(message);
            events.Failed([message]);
        }
    }

    private async Task SettleAsync(CancellationToken cancelled)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancelled);
        enough.CancelAfter(Longest);
        try
        {
            while (await AskedWithinAsync(enough.Token)) _asked.Reader.TryRead(out _);
        }
        catch (OperationCanceledException) when (!cancelled.IsCancellationRequested)
        {
            // Long enough.
        }
    }

    private async Task<bool> AskedWithinAsync(CancellationToken enough)
    {
        try
        {
            return await _asked.Reader.WaitToReadAsync(enough).AsTask().WaitAsync(Quiet, enough);
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    /// <summary>What stopped the build.</summary>
    private ImmutableArray<string> Messages(BuildReport report)
    {
        var least = options.IsStrict ? Severity.Warning : Severity.Error;
        var all = report.Diagnostics.Where(diagnostic => diagnostic.Severity >= least).Select(diagnostic => diagnostic.ToString()).ToImmutableArray();
        return all.Length <= MostMessages ? all : [.. all[..MostMessages], $"... and {all.Length - MostMessages} more; the terminal shows them all"];
    }
}

/// <summary>Where the dev server tells the person at the terminal what it does.</summary>
internal interface IServeLog
{
    void Built(BuildReport report);

    void Warn(string message);
}

using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;

namespace KnowledgeBase.Checking.Outside;

/// <summary>Asks hosts for addresses, politely: few hosts at once, each by one question after another, with pauses that grow where it has trouble.</summary>
public sealed class LinkAsker : IDisposable
{
    private const int MostHosts = 8, MostHops = 10, MostTries = 3;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1), LongestPause = TimeSpan.FromMinutes(1);

    private readonly HttpClient _client;
    private readonly ConcurrentDictionary<string, SemaphoreSlim> _turns = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<string, bool> _asked = new(StringComparer.OrdinalIgnoreCase);
    private readonly Func<TimeSpan, CancellationToken, Task> _wait;

    public LinkAsker()
        : this(PublicNetwork.ConnectAsync, Task.Delay, TimeSpan.FromSeconds(15))
    {
    }

    /// <param name="connect">To a host; refuses with <see cref="SocketError.AccessDenied"/> what must not be asked.</param>
    internal LinkAsker(Func<DnsEndPoint, CancellationToken, ValueTask<Stream>> connect, Func<TimeSpan, CancellationToken, Task> wait, TimeSpan patience)
    {
        _wait = wait;
        // Each hop of a redirect is a question of its own, so that it is judged too; a proxy would look names up where nobody judges them.
        var network = new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false, UseCookies = false, ConnectCallback = (context, cancelled) => connect(context.DnsEndPoint, cancelled) };
        _client = new(network) { Timeout = patience };
        _client.DefaultRequestHeaders.UserAgent.ParseAdd("Mozilla/5.0 (compatible; kb-check)");
        _client.DefaultRequestHeaders.Accept.ParseAdd("*/*");
    }

    /// <param name="answers">How each was answered so far. Most of a host that wants to be asked later are left out.</param>
    /// <param name="onAnswer">Called after each, by many hands.</param>
    internal async Task AskAsync(IEnumerable<string> addresses, ConcurrentDictionary<string, string> answers, CancellationToken cancelled, Action? onAnswer = null)
    {
        var hosts = addresses.Select(address => (Address: address, Uri: new Uri(address))).GroupBy(link => link.Uri.IdnHost, StringComparer.OrdinalIgnoreCase);
        await Parallel.ForEachAsync(hosts, new ParallelOptions { MaxDegreeOfParallelism = MostHosts, CancellationToken = cancelled }, async (host, stop) =>
        {
            foreach (var (address, uri) in host)
            {
                var (status, isEnough) = await AskAsync(uri, stop).ConfigureAwait(false);
                answers[address] = status;
                onAnswer?.Invoke();
                if (isEnough) break;
            }
        }).ConfigureAwait(false);
    }

    /// <returns>The answer, and whether the host wants to be left alone for longer than a run takes.</returns>
    private async Task<(string Status, bool IsEnough)> AskAsync(Uri address, CancellationToken cancelled)
    {
        var (pause, wait) = (Pause, TimeSpan.Zero);
        for (var tries = 1; ; tries++)
        {
            var (status, retryAfter) = await FollowAsync(HttpMethod.Head, address, wait, cancelled).ConfigureAwait(false);
            // Many hosts answer a HEAD wrongly, or not at all.
            if (retryAfter is null && status is not (LinkStatus.NoHost or LinkStatus.Private) && LinkStatus.VerdictOf(status) is not (LinkVerdict.Works or LinkVerdict.Moved))
                (status, retryAfter) = await FollowAsync(HttpMethod.Get, address, TimeSpan.Zero, cancelled).ConfigureAwait(false);

            var isTrouble = status == LinkStatus.Later || LinkStatus.VerdictOf(status) == LinkVerdict.Fails;
            pause = retryAfter ?? pause * 2;
            if (!isTrouble || tries == MostTries || pause > LongestPause) return (status, status == LinkStatus.Later || (isTrouble && pause > LongestPause));
            wait = pause;
        }
    }

    private async Task<(string Status, TimeSpan? RetryAfter)> FollowAsync(HttpMethod method, Uri address, TimeSpan wait, CancellationToken cancelled)
    {
        var (at, isForGood, first) = (address, true, 0);
        try
        {
            for (var hops = 0; hops < MostHops; hops++)
            {
                using var request = new HttpRequestMessage(method, at);
                if (method == HttpMethod.Get) request.Headers.Range = new(0, 0);
                using var response = await SendAsync(request, hops == 0 ? wait : TimeSpan.Zero, cancelled).ConfigureAwait(false);
                var code = (int)response.StatusCode;
                if (code is not (301 or 302 or 303 or 307 or 308)) return (StatusOf(code, first, isForGood, at), RetryAfter(response));
                if (response.Headers.Location is not { } target || !Uri.TryCreate(at, target, out var next) || !CanBeAsked(next)) return (Text(code), null);
                if (first == 0) first = code;
                isForGood &= code is 301 or 308;
                at = next;
            }

            return ("302", null);
        }
        catch (HttpRequestException exception)
        {
            return (StatusOf(exception), null);
        }
        catch (OperationCanceledException) when (!cancelled.IsCancellationRequested)
        {
            return (LinkStatus.NoAnswer, null);
        }
    }

    private static bool CanBeAsked(Uri address)
    {
        try
        {
            return address is { Scheme: "http" or "https", IdnHost.Length: > 0 };
        }
        catch (UriFormatException)
        {
            // A host such as 'xn--ü' is only found to be none when its name is asked for.
            return false;
        }
    }

    /// <summary>However a question comes to a host, by a link or by a redirect from elsewhere, it comes alone and after a pause.</summary>
    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, TimeSpan wait, CancellationToken cancelled)
    {
        var host = request.RequestUri!.IdnHost;
        var turn = _turns.GetOrAdd(host, _ => new(1));
        await turn.WaitAsync(cancelled).ConfigureAwait(false);
        try
        {
            if (!_asked.TryAdd(host, true) && wait < Pause) wait = Pause;
            if (wait > TimeSpan.Zero) await _wait(wait, cancelled).ConfigureAwait(false);
            return await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancelled).ConfigureAwait(false);
        }
        finally
        {
            turn.Release();
        }
    }

    /// <param name="first">The code of the first redirect; 0 if there was none.</param>
    private static string StatusOf(int code, int first, bool isForGood, Uri at)
    {
        // An empty file has no first byte to give.
        if (code == (int)HttpStatusCode.RequestedRangeNotSatisfiable) code = 200;
        return code is >= 200 and < 300 && first != 0 && isForGood ? $"{Text(first)} {at.AbsoluteUri}" : Text(code);
    }

    private static string StatusOf(HttpRequestException exception) => (exception.InnerException as SocketException)?.SocketErrorCode switch
    {
        SocketError.HostNotFound or SocketError.NoData => LinkStatus.NoHost,
        SocketError.AccessDenied => LinkStatus.Private,
        _ => LinkStatus.NoAnswer,
    };

    private static string Text(int code) => code.ToString(CultureInfo.InvariantCulture);

    private static TimeSpan? RetryAfter(HttpResponseMessage response) =>
        response.Headers.RetryAfter is RetryConditionHeaderValue { } after ? after.Delta ?? (after.Date is { } date ? Later(date - TimeProvider.System.GetUtcNow()) : null) : null;

    private static TimeSpan Later(TimeSpan time) => time < TimeSpan.Zero ? TimeSpan.Zero : time;

    public void Dispose() => _client.Dispose();
}

using System.Net;
using Microsoft.AspNetCore.Http;

namespace KnowledgeBase.Cli.Serving;

/// <summary>
/// Turns away what no page of ours sends. A name that an attacker points at 127.0.0.1 reaches this server from the reader's own
/// browser: only the Host header tells, so it must be one of the names we have.
/// </summary>
internal sealed class RequestGuard
{
    private readonly HashSet<string> _hosts = new(StringComparer.OrdinalIgnoreCase);
    private readonly int _port;
    private readonly bool _isLoopback;

    public RequestGuard(ServeOptions options, int port)
    {
        (_port, _isLoopback) = (port, options.IsLoopback);
        foreach (var name in (string[])["localhost", "127.0.0.1", "[::1]", InUrl(options.Host)]) Allow(name);
    }

    /// <summary>Status and reason of a refusal; null for a request that may be answered.</summary>
    public (int Status, string Reason)? Refusal(HttpContext context)
    {
        var request = context.Request;
        if (!IsOurs(request.Headers.Host.ToString(), context.Connection.LocalIpAddress))
            return (StatusCodes.Status403Forbidden, "This server answers only to the address that 'kb serve' printed.");
        if (request.Headers.Origin is { Count: > 0 } origin && !IsOurOrigin(origin.ToString(), context.Connection.LocalIpAddress))
            return (StatusCodes.Status403Forbidden, "Pages of other sites may not use this server.");
        return HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method)
            ? null
            : (StatusCodes.Status405MethodNotAllowed, "This server takes GET and HEAD only.");
    }

    public static string InUrl(string host) => host.Contains(':', StringComparison.Ordinal) && !host.StartsWith('[') ? $"[{host}]" : host;

    private bool IsOurOrigin(string origin, IPAddress? local) =>
        origin.StartsWith("http://", StringComparison.OrdinalIgnoreCase) && IsOurs(origin["http://".Length..], local);

    /// <summary>
    /// Listening on every address (0.0.0.0) the server has many names; an address in digits is safe, for no name leads to it.
    /// </summary>
    private bool IsOurs(string host, IPAddress? local)
    {
        if (_hosts.Contains(host)) return true;
        if (_isLoopback || local is null) return false;
        var address = InUrl((local.IsIPv4MappedToIPv6 ? local.MapToIPv4() : local).ToString());
        return host.Equals($"{address}:{_port}", StringComparison.OrdinalIgnoreCase) || (_port == 80 && host.Equals(address, StringComparison.OrdinalIgnoreCase));
    }

    private void Allow(string name)
    {
        _hosts.Add($"{name}:{_port}");
        // Browsers leave out the port that http has anyway.
        if (_port == 80) _hosts.Add(name);
    }
}

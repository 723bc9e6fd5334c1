using System.Net;
using System.Net.Sockets;

namespace KnowledgeBase.Checking.Outside;

/// <summary>Connects to hosts that anybody can reach, and to no others: strangers write the addresses, and this machine may stand in a network that trusts it.</summary>
internal static class PublicNetwork
{
    /// <summary>IPv4 blocks of the "special-purpose address registry" that are not globally reachable, and multicast.</summary>
    private static readonly IPNetwork[] Private4 =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/3",
        }.Select(block => IPNetwork.Parse(block)),
    ];

    /// <summary>Of IPv6 only global unicast is reachable; in it, addresses that carry an IPv4 address or lead through a tunnel are not taken.</summary>
    private static readonly IPNetwork Global6 = IPNetwork.Parse("2000::/3");

    private static readonly IPNetwork[] Private6 = [.. new[] { "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20" }.Select(block => IPNetwork.Parse(block))];

    /// <summary>The name is looked up here and the connection made to what was judged, so no second look-up can give another address.</summary>
    public static async ValueTask<Stream> ConnectAsync(DnsEndPoint host, CancellationToken cancelled)
    {
        var addresses = IPAddress.TryParse(host.Host, out var literal) ? [literal] : await Dns.GetHostAddressesAsync(host.Host, cancelled).ConfigureAwait(false);
        var reachable = addresses.Where(IsPublic).ToArray();
        if (reachable.Length == 0) throw new SocketException((int)(addresses.Length == 0 ? SocketError.HostNotFound : SocketError.AccessDenied));
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(reachable, host.Port, cancelled).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    public static bool IsPublic(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        return address.AddressFamily == AddressFamily.InterNetwork
            ? !Private4.Any(block => block.Contains(address))
            : Global6.Contains(address) && !Private6.Any(block => block.Contains(address));
    }
}

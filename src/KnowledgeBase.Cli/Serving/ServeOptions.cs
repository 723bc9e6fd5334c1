using System.Net;

namespace KnowledgeBase.Cli.Serving;

/// <summary>What the dev server serves, and where it listens.</summary>
/// <param name="Host">The host as the user wrote it; requests may name it.</param>
/// <param name="Port">0 for any free one.</param>
internal sealed record ServeOptions(BuildOptions Build, string Host, IPAddress Address, int Port)
{
    /// <summary>Only this machine can reach it.</summary>
    public bool IsLoopback => IPAddress.IsLoopback(Address);

    /// <summary>The address a name stands for; null if for none.</summary>
    public static async Task<IPAddress?> AddressOrNullAsync(string host, CancellationToken cancelled)
    {
        if (host.Equals("localhost", StringComparison.OrdinalIgnoreCase)) return IPAddress.Loopback;
        if (IPAddress.TryParse(host.Trim('[', ']'), out var address)) return address;
        try
        {
            return (await System.Net.Dns.GetHostAddressesAsync(host, cancelled)).FirstOrDefault();
        }
        catch (Exception problem) when (problem is System.Net.Sockets.SocketException or ArgumentException)
        {
            return null;
        }
    }
}

using System.Buffers;

namespace KnowledgeBase.Checking;

/// <summary>Reads addresses of plain letters, as most are, without the whole of the URL standard.</summary>
/// <param name="ownAddress">The site's own, up to and with its last '/'; null if it has none.</param>
internal sealed class PlainAddress(string? ownAddress, string? ownHost)
{
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_~";

    private static readonly SearchValues<char> InPath = SearchValues.Create(Letters + "./"), InFragment = SearchValues.Create(Letters + ".");
    private static readonly SearchValues<char> InHost = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-.");

    /// <summary>What the standard would say; null if it must be asked.</summary>
    /// <param name="file">Where the address stands, and starts from.</param>
    public Reading? ReadOrNull(string file, string address)
    {
        var text = address.AsSpan();
        if (ownAddress is not null && address.StartsWith(ownAddress, StringComparison.Ordinal)) return InsideOrNull("", text[ownAddress.Length..], false);
        if (address.StartsWith("https://", StringComparison.Ordinal)) return OutsideOrNull(text["https://".Length..]);
        if (address.StartsWith("http://", StringComparison.Ordinal)) return OutsideOrNull(text["http://".Length..]);
        return text is ['/', ..] || file.AsSpan().ContainsAnyExcept(InPath) ? null : InsideOrNull(file, text, true);
    }

    private static Reading? InsideOrNull(ReadOnlySpan<char> file, ReadOnlySpan<char> address, bool isRelative)
    {
        var hash = address.IndexOf('#');
        var path = hash < 0 ? address : address[..hash];
        var fragment = hash < 0 ? [] : address[(hash + 1)..];
        if (path.ContainsAnyExcept(InPath) || fragment.ContainsAnyExcept(InFragment)) return null;
        if (path.IsEmpty) return new(Reach.Inside, file.ToString(), fragment.ToString(), isRelative);

        var folder = file[..(file.LastIndexOf('/') + 1)];
        while (path.StartsWith("../"))
        {
            // One too many leads out of the site.
            if (folder.IsEmpty) return null;
            folder = folder[..(folder[..^1].LastIndexOf('/') + 1)];
            path = path[3..];
        }

        // Other ways to write a folder are rare.
        return IsRare(path) ? null : new(Reach.Inside, $"{folder}{path}", fragment.ToString(), isRelative);
    }

    /// <summary>A part of it is empty, or begins with a dot.</summary>
    private static bool IsRare(ReadOnlySpan<char> path) => path is ['.' or '/', ..] || path.Contains("/.", StringComparison.Ordinal) || path.Contains("//", StringComparison.Ordinal);

    private Reading? OutsideOrNull(ReadOnlySpan<char> address)
    {
        var end = address.IndexOfAny("/?#");
        var host = end < 0 ? address : address[..end];
        var last = host[(host.LastIndexOf('.') + 1)..];
        // A host that ends with a number is an IPv4 address, and 'xn--' is decoded: both have rules.
        var isPlain = !host.ContainsAnyExcept(InHost) && last is [>= 'a' and <= 'z', ..] && host[0] != '.' && !host.Contains("..", StringComparison.Ordinal) && !host.Contains("--", StringComparison.Ordinal);
        return isPlain && !host.SequenceEqual(ownHost) && !host.EndsWith(".invalid") && !address[host.Length..].ContainsAnyExceptInRange('!', '~') ? new(Reach.Outside) : null;
    }
}

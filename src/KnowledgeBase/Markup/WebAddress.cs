using System.Buffers;
using System.Globalization;
using System.Text;
using AngleSharp.Dom;

namespace KnowledgeBase.Markup;

/// <summary>Where an author's address leads.</summary>
public enum AddressKind
{
    /// <summary>Only a fragment: an id of the same thread.</summary>
    Fragment,

    /// <summary>A path, relative to the file it is written in.</summary>
    Relative,

    /// <summary>An absolute http or https address.</summary>
    Web,

    Mail,

    /// <summary>Any other scheme, or no address at all.</summary>
    Forbidden,
}

/// <summary>Addresses as browsers read them. <c>System.Uri</c> differs from browsers where it matters, so it is never asked.</summary>
public static class WebAddress
{
    // A host that no author can mean: what still has it after parsing was relative.
    private const string OwnHost = "kb.invalid";
    private static readonly SearchValues<char> NotInUrls = SearchValues.Create(" \"<>[\\]^`{|}");
    private static readonly Url Own = new($"https://{OwnHost}/own/");

    /// <summary>An absolute http or https address with a host.</summary>
    public static bool IsAbsolute(string text) =>
        !text.AsSpan().ContainsAny(" \t\r\n\"<>") && Read(text) is { Kind: AddressKind.Web } && text.StartsWith("http", StringComparison.OrdinalIgnoreCase);

    /// <summary>The kind of an address, and the address as it may be printed.</summary>
    public static (AddressKind Kind, string Address) Read(string text)
    {
        if (text.StartsWith('#')) return (AddressKind.Fragment, text);
        var url = new Url(Own, text);
        if (url.IsInvalid) return (AddressKind.Forbidden, text);
        if (url.Scheme is "mailto") return url.Href.Length > "mailto:".Length ? (AddressKind.Mail, Valid(url)) : (AddressKind.Forbidden, text);
        if (url.Scheme is not ("http" or "https") || string.IsNullOrEmpty(url.HostName)) return (AddressKind.Forbidden, text);
        if (!url.HostName.Equals(OwnHost, StringComparison.OrdinalIgnoreCase)) return (AddressKind.Web, Valid(url));
        return text.Contains(OwnHost, StringComparison.OrdinalIgnoreCase) || text.AsSpan().ContainsAny('\\', '\t', '\n')
            ? (AddressKind.Forbidden, text)
            : (AddressKind.Relative, text);
    }

    /// <summary>Where a relative address leads from a page; null if nowhere.</summary>
    public static string? Against(string page, string address) => new Url(new Url(page), address) is { IsInvalid: false } url && IsAbsolute(url.Href) ? url.Href : null;

    /// <summary>The host of an absolute address, for a reader.</summary>
    public static string HostOf(string address) => new Url(address).HostName ?? "";

    /// <summary>The same for spellings of one address: scheme, letter case of the host and a closing '/' do not count.</summary>
    public static string KeyOf(string address)
    {
        var href = Valid(new(address));
        var path = href[(href.IndexOf("://", StringComparison.Ordinal) + 3)..];
        return path.TrimEnd('/');
    }

    /// <summary>The address with what the URL standard lets no author write, and every browser forgives, as <c>%</c> and its code.</summary>
    private static string Valid(Url url)
    {
        var href = url.Href;
        // A host may stand in brackets.
        var host = href.IndexOf("://", StringComparison.Ordinal);
        var start = host < 0 ? 0 : Math.Max(0, href.IndexOf('/', host + 3));
        var fragment = href.IndexOf('#', start);
        var valid = new StringBuilder(href, 0, start, href.Length + 16);
        for (var i = start; i < href.Length; i++)
        {
            var isBare = href[i] == '%' && !(i + 2 < href.Length && char.IsAsciiHexDigit(href[i + 1]) && char.IsAsciiHexDigit(href[i + 2]));
            if (isBare || (href[i] == '#' && i != fragment) || NotInUrls.Contains(href[i])) valid.Append(CultureInfo.InvariantCulture, $"%{(int)href[i]:X2}");
            else valid.Append(href[i]);
        }

        return valid.ToString();
    }
}

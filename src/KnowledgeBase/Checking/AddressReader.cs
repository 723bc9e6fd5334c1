using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using KnowledgeBase.Model;

namespace KnowledgeBase.Checking;

/// <summary>Where an address leads.</summary>
internal enum Reach
{
    Inside,
    Outside,

    /// <summary>Above the site's root, or beside it on its host.</summary>
    Above,

    /// <summary>A scheme that may run code or hide something.</summary>
    Unsafe,

    /// <summary>A <c>mailto:</c> to nobody.</summary>
    Nobody,

    /// <summary>No browser can read it.</summary>
    Unreadable,
}

/// <summary>An address as a browser reads it.</summary>
/// <param name="Path">Inside the site: from its root, percent-decoded; a folder ends with '/', the root is empty.</param>
/// <param name="Fragment">As in the address; empty means the top of the page.</param>
/// <param name="IsRelative">It starts from the page's own folder.</param>
internal readonly record struct Reading(Reach Reach, string Path = "", string Fragment = "", bool IsRelative = false);

/// <summary>Reads addresses by the WHATWG URL standard, with AngleSharp, and finds their place in the site.</summary>
/// <remarks>
/// Where AngleSharp 1.10 leaves the standard (tried against Node's parser): it does not percent-encode fragments; <c>https:</c>
/// alone is invalid (it is the page itself); ports over 65535, an empty host and the characters <c>&lt; &gt; ^ |</c> in a host
/// pass; <c>https://host?query</c> inherits the path of the page; <c>javascript://%</c> is invalid. All are made good here. Left are
/// hosts alone: <c>https://host../</c> is an address to the standard and unreadable here (no host has such a name), and a
/// host in letters of another width, or with invisible ones, is not known again as the site's own.
/// </remarks>
internal sealed partial class AddressReader
{
    // Pages stand in a folder of a host that nobody can mean, so that one '..' too many is seen even where the site has a host
    // for itself: there the standard would swallow it, and under '/kb/' or from a disk the same link leads astray.
    private const string PageHost = "page.kb.invalid", PageFolder = "kb.invalid/", RootHost = "root.kb.invalid";

    /// <summary>"Safelisted schemes" of the HTML standard: they open another program, and no page.</summary>
    private static readonly HashSet<string> Harmless = new(StringComparer.Ordinal)
    {
        "bitcoin", "ftp", "ftps", "geo", "im", "irc", "ircs", "magnet", "matrix", "mms", "news", "nntp", "openpgp4fpr",
        "sftp", "sip", "sms", "smsto", "ssh", "tel", "urn", "webcal", "wtai", "xmpp",
    };

    private readonly string _scheme;
    private readonly string _basePath;
    private readonly Url? _own;
    private readonly Url _root;
    private readonly PlainAddress _plain;

    public AddressReader(SiteConfig config)
    {
        _own = config.BaseUrl is { } own ? new Url(own) : null;
        _scheme = _own?.Scheme ?? "https";
        _basePath = config.BasePath.TrimStart('/');
        _root = new($"{_scheme}://{RootHost}/");
        _plain = new(_own is null ? null : $"{_scheme}://{_own.HostName}{_own.Port?.Insert(0, ":")}/{_basePath}", _own?.HostName);
    }

    /// <summary>What addresses in a file start from, given its <c>base href</c>.</summary>
    public Url BaseOf(string file, string? baseHref)
    {
        var page = new Url($"{_scheme}://{PageHost}/{PageFolder}{string.Join('/', file.Split('/').Select(Uri.EscapeDataString))}");
        if (baseHref is null) return page;
        var (url, _) = Resolve(page, baseHref);
        // "If ... urlRecord's scheme is "data", or "javascript" ... set to the document's fallback base URL"
        return url.IsInvalid || url.Scheme is not ("http" or "https") ? page : url;
    }

    /// <summary>Addresses in a file without a <c>base</c>. Most are plain, and cost little.</summary>
    public Reading Read(string file, Url from, string address) => _plain.ReadOrNull(file, address) ?? Read(from, address);

    public Reading Read(Url from, string address)
    {
        var (url, hasAuthority) = Resolve(from, address);
        var scheme = url.IsInvalid ? AnyScheme().Match(Cleaned(address)).Groups["scheme"].Value.ToLowerInvariant() : url.Scheme;
        if (url.IsInvalid && scheme is ("" or "http" or "https" or "mailto")) return new(Reach.Unreadable);
        if (scheme == "mailto") return new(url.Href["mailto:".Length..].Split('#')[0].Trim('?').Length == 0 ? Reach.Nobody : Reach.Outside);
        if (scheme is not ("http" or "https"))
            return new(Harmless.Contains(scheme) || scheme.StartsWith("web+", StringComparison.Ordinal) ? Reach.Outside : Reach.Unsafe);
        if (!IsHost(url)) return new(Reach.Unreadable);

        if (!hasAuthority && url.HostName == PageHost) return Inside(url, PageFolder, Reach.Above) with { IsRelative = true };
        if (!hasAuthority && url.HostName == RootHost) return Inside(url, _basePath, Reach.Above);
        var isOwn = url.HostName == _own?.HostName && PortOf(url) == PortOf(_own);
        return isOwn ? Inside(url, _basePath, Reach.Outside) : new(Reach.Outside);
    }

    /// <summary>What to ask another host for; null if the address names none.</summary>
    public string? Asked(Url from, string address)
    {
        var url = new Url(Resolve(from, address).Url) { Fragment = null };
        return !url.IsInvalid && url.Scheme is "http" or "https" && Uri.TryCreate(url.Href, UriKind.Absolute, out _) ? url.Href : null;
    }

    private (Url Url, bool HasAuthority) Resolve(Url from, string address)
    {
        var text = Cleaned(address);
        // "https:x" is "x", if the page came by https.
        var scheme = SchemeOf(text);
        var rest = scheme.Length == 0 ? text : text[(scheme.Length + 1)..];
        var slashes = LeadingSlashes(rest);
        if (scheme.Length > 0 && (slashes == 2 || !scheme.Equals(from.Scheme, StringComparison.OrdinalIgnoreCase))) return (new(_root, text), true);
        if (slashes == 2) return (new(_root, rest), true);
        return (new(slashes == 1 && from.HostName == PageHost ? _root : from, rest), false);
    }

    /// <summary>At most two: more mean no more. "\\" is "/" in these schemes.</summary>
    private static int LeadingSlashes(string text)
    {
        var count = 0;
        while (count < Math.Min(2, text.Length) && text[count] is '/' or '\\') count++;
        return count;
    }

    private static Reading Inside(Url url, string folder, Reach otherwise)
    {
        // The folder of a site is the site, with or without its slash.
        if (url.Path + "/" == folder) return new(Reach.Inside, "", FragmentOf(url));
        return url.Path.StartsWith(folder, StringComparison.Ordinal)
            ? new(Reach.Inside, string.Join('/', url.Path[folder.Length..].Split('/').Select(NameOf)), FragmentOf(url))
            : new(otherwise);
    }

    // A file's name cannot hold what '%2F' means: so written it stands for no file.
    private static string NameOf(string part) => Decoded(part) is var name && name.Contains('/', StringComparison.Ordinal) ? part : name;

    /// <summary>Percent-decoded; what is no UTF-8 becomes '�'.</summary>
    public static string Decoded(string text)
    {
        if (!text.Contains('%', StringComparison.Ordinal)) return text;
        var source = Encoding.UTF8.GetBytes(text);
        var bytes = new List<byte>(source.Length);
        for (var i = 0; i < source.Length; i++)
        {
            if (source[i] == '%' && i + 2 < source.Length && byte.TryParse(source.AsSpan(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value))
            {
                bytes.Add(value);
                i += 2;
            }
            else
            {
                bytes.Add(source[i]);
            }
        }

        return Encoding.UTF8.GetString([.. bytes]);
    }

    private static string FragmentOf(Url url)
    {
        var fragment = url.Fragment ?? "";
        var directive = fragment.IndexOf(":~:", StringComparison.Ordinal);
        if (directive >= 0) fragment = fragment[..directive];
        if (!fragment.AsSpan().ContainsAnyExceptInRange('#', '~') && !fragment.AsSpan().ContainsAny('<', '>', '`')) return fragment;

        // The fragment percent-encode set: controls, space, '"', '<', '>', '`', and all beyond ASCII.
        var encoded = new StringBuilder();
        foreach (var value in Encoding.UTF8.GetBytes(fragment))
        {
            if (value is <= 0x20 or >= 0x7F or (byte)'"' or (byte)'<' or (byte)'>' or (byte)'`') encoded.Append(CultureInfo.InvariantCulture, $"%{value:X2}");
            else encoded.Append((char)value);
        }

        return encoded.ToString();
    }

    private static bool IsHost(Url url) =>
        !string.IsNullOrEmpty(url.HostName) && !url.HostName.AsSpan().ContainsAny("<>^|%")
        && (string.IsNullOrEmpty(url.Port) || ushort.TryParse(url.Port, NumberStyles.None, CultureInfo.InvariantCulture, out _));

    private static string PortOf(Url url) => url.Port ?? "";

    /// <summary>"http" or "https" as the address has it; empty for none or another.</summary>
    private static string SchemeOf(string text) =>
        text.StartsWith("https:", StringComparison.OrdinalIgnoreCase) ? text[..5] : text.StartsWith("http:", StringComparison.OrdinalIgnoreCase) ? text[..4] : "";

    /// <summary>"Remove any leading and trailing C0 control or space from input. Remove all ASCII tab or newline from input."</summary>
    private static string Cleaned(string address)
    {
        var text = address.AsSpan();
        while (text is [<= ' ', ..]) text = text[1..];
        while (text is [.., <= ' ']) text = text[..^1];
        return text.ContainsAny('\t', '\n', '\r')
            ? text.ToString().Replace("\t", "", StringComparison.Ordinal).Replace("\n", "", StringComparison.Ordinal).Replace("\r", "", StringComparison.Ordinal)
            : text.ToString();
    }

    [GeneratedRegex("^(?<scheme>[a-z][a-z0-9+.-]*):", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex AnyScheme();
}

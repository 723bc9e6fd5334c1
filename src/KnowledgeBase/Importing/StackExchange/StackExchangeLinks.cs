using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using AngleSharp.Dom;

namespace KnowledgeBase.Importing;

/// <summary>The site's own addresses: what they name, and what to write instead in our copy of a thread.</summary>
internal sealed partial class StackExchangeLinks
{
    private readonly string? _site;
    private readonly string? _host;
    private readonly StackExchangeStore _store;
    private readonly IThreadLinks _threads;
    private readonly Lock _oneAtATime = new();

    /// <param name="siteUrl">Where the site is, such as <c>https://example.org</c>; null if that is not known.</param>
    public StackExchangeLinks(string? siteUrl, StackExchangeStore store, IThreadLinks threads)
    {
        (_site, _store, _threads) = (siteUrl?.TrimEnd('/'), store, threads);
        _host = _site is null ? null : new Url(_site).HostName;
    }

    public string? Question(long id) => At($"/q/{id}");

    public string? Answer(long id) => At($"/a/{id}");

    public string? User(long id) => At($"/users/{id}");

    public string? Tag(string tag) => At($"/questions/tagged/{Uri.EscapeDataString(tag)}");

    /// <summary>What to write for an address in a thread's text: our own thread or node, the whole address at the source, or null where there is no telling where it leads.</summary>
    public string? Replacement(long thread, string address)
    {
        if (address.StartsWith("//", StringComparison.Ordinal)) address = "https:" + address;
        var isPath = address.StartsWith('/');
        if (!isPath && !address.Contains(':')) return null;
        var path = isPath ? address : PathOnSite(_host, address);
        if (path is null) return address;
        if (Named(path) is var (post, comment) && OurOwn(thread, post, comment) is { } own) return own;
        return isPath ? At(path) : address;
    }

    /// <summary>The threads that hold the posts, each once.</summary>
    public ImmutableArray<string> ThreadsOf(IEnumerable<long> posts, IReadOnlyCollection<long?> except)
    {
        lock (_oneAtATime)
        {
            return [.. posts.Select(post => StackExchangeJoin.ThreadOf(_store, post)).Distinct().Except(except).OfType<long>().Select(Text)];
        }
    }

    /// <summary>The nodes that an address of the site may name; null if it is of another site. A post's number alone does not say whether it is a question.</summary>
    public static IEnumerable<string>? NodesOf(string siteUrl, string address)
    {
        if (PathOnSite(new Url(siteUrl).HostName, address) is not { } path) return null;
        return Named(path) switch
        {
            (_, { } comment) => [$"#c{comment}"],
            ({ } post, _) => [$"{post}#q", $"#p{post}"],
            _ => [],
        };
    }

    public static string NodeId(StackExchangePost post) => post.IsQuestion ? "q" : $"p{post.Id}";

    public static string NodeId(StackExchangeComment comment) => $"c{comment.Id}";

    private string? At(string path) => _site is null ? null : _site + path;

    /// <summary>The path of an address on the site, by http or https; null for other addresses.</summary>
    private static string? PathOnSite(string? host, string address)
    {
        if (host is null || !address.StartsWith("http", StringComparison.OrdinalIgnoreCase)) return null;
        var url = new Url(address);
        return string.Equals(url.HostName, host, StringComparison.OrdinalIgnoreCase) ? url.Href[(url.Href.IndexOf('/', url.Href.IndexOf("//", StringComparison.Ordinal) + 2))..] : null;
    }

    private string? OurOwn(long thread, long? post, long? comment)
    {
        // The store has one connection, and nobody promises that the caller's links may be asked by two at once.
        lock (_oneAtATime)
        {
            var commented = comment is { } id ? StackExchangeJoin.PostOfComment(_store, id) : null;
            if ((commented ?? post) is not { } named || StackExchangeJoin.ThreadOf(_store, named) is not { } target) return null;
            var node = commented is not null ? $"c{comment}" : named != target ? $"p{named}" : thread == target ? "q" : null;
            return _threads.Address(Text(thread), Text(target), node);
        }
    }

    /// <summary>The post and the comment that a path on the site names.</summary>
    private static (long? Post, long? Comment)? Named(string path)
    {
        var found = PostPath().Match(path);
        if (!found.Success) return null;
        var post = Number(found.Groups["fragment"]) ?? Number(found.Groups["answer"]) ?? Number(found.Groups["post"]);
        return (post, Number(found.Groups["comment"]));
    }

    private static long? Number(Group group) => long.TryParse(group.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static string Text(long id) => id.ToString(CultureInfo.InvariantCulture);

    /// <summary>A question with its title and maybe an answer's id or anchor, a short link with maybe a user's id, a comment by its anchor or its own address.</summary>
    [GeneratedRegex(@"^/(?:posts/comments/(?<comment>\d+)|questions/(?<post>\d+)(?:/[^/?#]*(?:/(?<answer>\d+))?)?|[qa]/(?<post>\d+)(?:/\d+)?)/?(?:\?[^#]*)?(?:\#(?:comment(?<comment>\d+)_\d+|answer-(?<fragment>\d+)|(?<fragment>\d+)|.*))?$")]
    private static partial Regex PostPath();
}

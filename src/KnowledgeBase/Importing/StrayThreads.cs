using KnowledgeBase.Markup;
using KnowledgeBase.Model;

namespace KnowledgeBase.Importing;

/// <summary>Thread files that no ledger names: written by people, or imported ones that people moved.</summary>
internal sealed class StrayThreads
{
    private readonly Dictionary<string, string> _bySource = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _bySourceHash = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _byPost = new(StringComparer.Ordinal);
    private readonly HashSet<string> _found = new(StringComparer.Ordinal);

    public void Add(ForumThread thread)
    {
        if (thread.Source is { } source)
        {
            _bySource.TryAdd(WebAddress.KeyOf(source), thread.Inner);
            _bySourceHash.TryAdd(Fingerprint.Of(source), thread.Inner);
        }

        foreach (var post in thread.Posts) _byPost.TryAdd(KeyOf(post.Id, Fingerprint.OfBody(post.Body.Text)), thread.Inner);
    }

    /// <summary>The file that a thread of the source has by now: the one that names its address, else the one that holds its posts. Each file is found once.</summary>
    public string? Find(string? url, LedgerEntry? entry)
    {
        var path = url is not null && WebAddress.IsAbsolute(url) ? _bySource.GetValueOrDefault(WebAddress.KeyOf(url)) : null;
        path ??= entry?.HashOf("source") is { } hash ? _bySourceHash.GetValueOrDefault(hash) : null;
        path ??= entry?.Posts.Select(post => _byPost.GetValueOrDefault(KeyOf(post.NodeId, post.Body))).OfType<string>()
            .GroupBy(found => found, StringComparer.Ordinal).OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal).FirstOrDefault()?.Key;
        return path is not null && _found.Add(path) ? path : null;
    }

    private static string KeyOf(string nodeId, string body) => $"{nodeId}={body}";
}

using System.Collections.Immutable;
using System.Text;

namespace KnowledgeBase.Importing;

/// <summary>What was written of one thread when it was last imported: one line of the ledger.</summary>
/// <param name="Id">The thread's id at the source.</param>
/// <param name="Path">Its file, from the content folder; empty once the thread is removed.</param>
/// <param name="Header">Hashes of front matter values by key, in order.</param>
/// <param name="Tags">Slugs of the tags.</param>
internal sealed record LedgerEntry(
    string Id, string Path, ImmutableArray<KeyValuePair<string, string>> Header, ImmutableArray<string> Tags, ImmutableArray<LedgerPost> Posts)
{
    private Dictionary<string, LedgerPost>? _byNodeId;

    public ImmutableArray<LedgerPost> Posts
    {
        get;
        init => (field, _byNodeId) = (value, null);
    } = Posts;

    public string? HashOf(string key) => Header.FirstOrDefault(pair => pair.Key == key).Value;

    public LedgerPost? Post(string nodeId)
    {
        if (_byNodeId is null)
        {
            var byNodeId = new Dictionary<string, LedgerPost>(StringComparer.Ordinal);
            foreach (var post in Posts) byNodeId.TryAdd(post.NodeId, post);
            _byNodeId = byNodeId;
        }

        return _byNodeId.GetValueOrDefault(nodeId);
    }

    /// <summary>A line of tab-separated columns: id, file, front matter, posts.</summary>
    public string Write()
    {
        var line = new StringBuilder(Escaped(Id)).Append('\t').Append(Escaped(Path)).Append('\t');
        line.AppendJoin(' ', Header.Select(pair => $"{pair.Key}={pair.Value}").Concat(Tags.IsEmpty ? [] : [$"tags={string.Join(',', Tags)}"])).Append('\t');
        return line.AppendJoin(' ', Posts.Select(post => $"{post.NodeId}={post.Body}.{post.Heading}")).ToString();
    }

    /// <summary>The file alone, where nothing else of the line is asked; null if the line is none.</summary>
    public static string? PathIn(string line) => line.Split('\t', 3) is [[not '#', ..], { Length: > 0 } path, _] ? Unescaped(path) : null;

    /// <summary>Null if the line is none.</summary>
    public static LedgerEntry? Read(string line)
    {
        if (line.Split('\t') is not [var id, var path, var header, var posts] || id.Length == 0 || !IsThreadFile(Unescaped(path))) return null;
        var values = Pairs(header).ToList();
        var tags = values.Find(pair => pair.Key == "tags").Value;
        var read = Pairs(posts).Select(pair => pair.Value.Split('.') is [var body, var heading] ? new LedgerPost(pair.Key, body, heading) : null).ToList();
        if (read.Contains(null) || values.Exists(pair => pair.Value.Length == 0)) return null;
        return new(Unescaped(id), Unescaped(path), [.. values.Where(pair => pair.Key != "tags")], tags is null ? [] : [.. tags.Split(',')], [.. read.OfType<LedgerPost>()]);
    }

    /// <summary>A ledger comes with the content, which strangers may send: what it names is written to, and must be nothing else than a thread's file.</summary>
    private static bool IsThreadFile(string path)
    {
        if (path.Length == 0) return true;
        return path.StartsWith("threads/", StringComparison.Ordinal) && path.EndsWith(".md", StringComparison.OrdinalIgnoreCase)
            && !path.AsSpan().ContainsAny('\\', '\0') && !path.Split('/').Any(part => part is "" or "." or "..");
    }

    private static IEnumerable<KeyValuePair<string, string>> Pairs(string column)
    {
        foreach (var pair in column.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            yield return equals < 0 ? new(pair, "") : new(pair[..equals], pair[(equals + 1)..]);
        }
    }

    internal static string Escaped(string text) =>
        text.AsSpan().ContainsAny("%\t\r\n") ? text.Replace("%", "%25", StringComparison.Ordinal).Replace("\t", "%09", StringComparison.Ordinal).Replace("\r", "%0D", StringComparison.Ordinal).Replace("\n", "%0A", StringComparison.Ordinal) : text;

    internal static string Unescaped(string text) => text.Contains('%', StringComparison.Ordinal) ? Uri.UnescapeDataString(text) : text;
}

/// <summary>Hashes of one post as it was last imported.</summary>
internal sealed record LedgerPost(string NodeId, string Body, string Heading);

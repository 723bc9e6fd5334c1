using System.Collections.Concurrent;
using System.Collections.Immutable;
using KnowledgeBase.Diagnostics;
using KnowledgeBase.Markup;
using KnowledgeBase.Model;

namespace KnowledgeBase.Importing;

/// <summary>Which posts and threads of the source are kept out, by their ids or addresses.</summary>
internal sealed class RemovedPosts
{
    private readonly ImmutableArray<Reference> _entries;
    private readonly HashSet<string> _ids = new(StringComparer.Ordinal);
    private readonly HashSet<string> _addresses = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _foundByAddress = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _used = new(StringComparer.Ordinal);

    public RemovedPosts(ImmutableArray<Reference> entries)
    {
        _entries = entries;
        foreach (var entry in entries)
        {
            if (WebAddress.IsAbsolute(entry.Value)) _addresses.Add(WebAddress.KeyOf(entry.Value));
            else _ids.Add(entry.Value);
        }
    }

    /// <summary>Some are named by their addresses.</summary>
    public bool HasAddresses => _addresses.Count > 0;

    /// <summary>How many posts are known to be removed by their address alone: where it grew, links written before may lead to them.</summary>
    public int FoundByAddress => _foundByAddress.Count;

    /// <summary>The thread as a whole: its id alone stands in the list.</summary>
    public bool HasThread(string threadId) => Uses(_ids, threadId);

    /// <summary>Asked before addresses are known, as for links, it knows those that were found so far.</summary>
    public bool Has(string threadId, string nodeId)
    {
        var id = $"{threadId}#{nodeId}";
        return Uses(_ids, id) || _foundByAddress.ContainsKey(id);
    }

    public bool Has(string threadId, string nodeId, string? url)
    {
        if (Has(threadId, nodeId)) return true;
        if (url is null || _addresses.Count == 0 || !WebAddress.IsAbsolute(url) || !Uses(_addresses, WebAddress.KeyOf(url))) return false;
        _foundByAddress.TryAdd($"{threadId}#{nodeId}", true);
        return true;
    }

    /// <summary>A slip of the pen would leave in what somebody asked to be removed, so what names nothing is told.</summary>
    public IEnumerable<Diagnostic> Unused() =>
        from entry in _entries
        where !_used.ContainsKey(WebAddress.IsAbsolute(entry.Value) ? WebAddress.KeyOf(entry.Value) : entry.Value)
        select Rules.RemovalNotFound.At(entry.Location, entry.Value);

    private bool Uses(HashSet<string> names, string name)
    {
        if (!names.Contains(name)) return false;
        _used.TryAdd(name, true);
        return true;
    }
}

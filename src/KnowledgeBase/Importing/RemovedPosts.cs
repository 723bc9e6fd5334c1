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
    private readonly Func<string, IEnumerable<string>?> _named;
    private readonly HashSet<string> _ids;

    // Addresses, by their own spelling and by the nodes that they name.
    private readonly ILookup<string, string> _addresses;
    private readonly Lazy<ILookup<string, string>> _nodes;
    private readonly ConcurrentDictionary<string, bool> _used = new(StringComparer.Ordinal);

    /// <param name="named">As <see cref="IThreadImporter.Named"/>.</param>
    public RemovedPosts(ImmutableArray<Reference> entries, Func<string, IEnumerable<string>?> named)
    {
        (_entries, _named) = (entries, named);
        var addresses = entries.Select(entry => entry.Value).Where(WebAddress.IsAbsolute).ToList();
        _ids = entries.Select(entry => entry.Value).Except(addresses).ToHashSet(StringComparer.Ordinal);
        _addresses = addresses.ToLookup(WebAddress.KeyOf, StringComparer.Ordinal);
        _nodes = new(() => addresses.SelectMany(address => named(address) ?? [], KeyValuePair.Create).ToLookup(pair => pair.Value, pair => pair.Key, StringComparer.Ordinal));
    }

    /// <summary>The thread as a whole: its id alone stands in the list.</summary>
    public bool HasThread(string threadId) => HasId(threadId);

    public bool Has(string threadId, string nodeId) =>
        HasId($"{threadId}#{nodeId}") | (_addresses.Count > 0 && (Uses(_nodes.Value, $"{threadId}#{nodeId}") | Uses(_nodes.Value, $"#{nodeId}")));

    /// <param name="url">The post's own, by which it is known where its id is another by now.</param>
    public bool Has(string threadId, string nodeId, string? url)
    {
        if (Has(threadId, nodeId)) return true;
        if (url is null || _addresses.Count == 0 || !WebAddress.IsAbsolute(url)) return false;
        return Uses(_addresses, WebAddress.KeyOf(url)) || (_named(url) ?? []).Any(node => Uses(_nodes.Value, node));
    }

    /// <summary>A slip of the pen would leave in what somebody asked to be removed, so what names nothing is told.</summary>
    /// <param name="hasOtherForums">Others are imported too, and the list is for all of them.</param>
    public IEnumerable<Diagnostic> Unused(bool hasOtherForums) =>
        from entry in _entries
        where !_used.ContainsKey(entry.Value)
        let isId = _ids.Contains(entry.Value)
        let isForeign = !isId && _named(entry.Value) is null
        let rule = hasOtherForums && (isId || isForeign) ? Rules.RemovalElsewhere : Rules.RemovalNotFound
        select rule.At(entry.Location, entry.Value, isForeign ? " (addresses are understood where '--source' was given)" : "");

    private bool HasId(string id) => _ids.Contains(id) && Use(id);

    private bool Uses(ILookup<string, string> entries, string key)
    {
        var isAny = false;
        foreach (var entry in entries[key]) isAny = Use(entry);
        return isAny;
    }

    private bool Use(string entry)
    {
        _used.TryAdd(entry, true);
        return true;
    }
}

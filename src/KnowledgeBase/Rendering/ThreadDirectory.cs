using KnowledgeBase.Markup;
using KnowledgeBase.Model;

namespace KnowledgeBase.Rendering;

/// <summary>A thread's nodes by their ids, and the names of its authors: read once by a page, which may ask for thousands.</summary>
internal sealed class ThreadDirectory
{
    private readonly List<Node> _nodes;
    private readonly Dictionary<string, int> _placeById = new(StringComparer.Ordinal);
    private readonly int _longest;
    private HashSet<string>? _ids;

    public ThreadDirectory(ForumThread thread)
    {
        _nodes = [.. thread.Nodes];
        Authors = AuthorNames.In(thread);
        foreach (var (place, node) in _nodes.Index())
        {
            foreach (var id in node.FormerIds.Prepend(node.Id))
            {
                _placeById.TryAdd(id, place);
                _longest = Math.Max(_longest, id.Length);
            }
        }
    }

    public AuthorNames Authors { get; }

    /// <summary>Of all nodes, those they had before too.</summary>
    public HashSet<string> Ids => _ids ??= new(_placeById.Keys, StringComparer.Ordinal);

    /// <summary>A node has this id, or had it.</summary>
    public bool Has(string id) => _placeById.ContainsKey(id);

    /// <summary>The node that has an id, or those in whose bodies it may be.</summary>
    public IEnumerable<Node> OwnersOf(string id)
    {
        if (_placeById.TryGetValue(id, out var own)) return [_nodes[own]];
        var places = new SortedSet<int>();
        for (var end = id.IndexOf('-', StringComparison.Ordinal); end >= 0 && end <= _longest; end = id.IndexOf('-', end + 1))
        {
            if (_placeById.TryGetValue(id[..end], out var place) && _nodes[place].Id.Length == end) places.Add(place);
        }

        return places.Select(place => _nodes[place]);
    }
}

using KnowledgeBase.Model;

namespace KnowledgeBase.Importing;

/// <summary>
/// The order of a merged thread's nodes. The file's order stays, and new posts come in behind what they follow at the
/// source; only where the source itself was put in another order, and no person moved imported nodes, the file follows.
/// </summary>
internal sealed class NodeOrder(ForumThread file, ForumThread source, KnownThread known, NodeMatch match)
{
    private readonly List<string> _now = [.. file.Posts.Select(match.SourceIdOf).OfType<string>()];
    private readonly List<string> _theirs = [.. source.Posts.Select(post => post.Id)];
    private readonly HashSet<string> _isTheirs = source.Posts.Select(post => post.Id).ToHashSet(StringComparer.Ordinal);

    /// <param name="kept">Nodes of the file, in its order, by their ids in the file; the question first.</param>
    /// <param name="added">Nodes of the source that the file has not, in the source's order.</param>
    public List<AuthoredNode> Arrange(List<AuthoredNode> kept, List<AuthoredNode> added)
    {
        var byId = kept.Concat(added).ToDictionary(post => post.Id, StringComparer.Ordinal);
        var fileOrder = kept.Select(post => post.Id).ToList();
        var sourceOrder = _theirs.Select(id => match.FileIdOf(id) ?? id).Where(byId.ContainsKey).ToList();
        var isFollowing = !IsOrder(_theirs) && known.Entries.Any(entry => IsOrder(entry.Posts.Select(post => post.NodeId)));
        var (main, other) = isFollowing ? (sourceOrder, fileOrder) : (fileOrder, sourceOrder);

        var order = main.Select(id => byId[id]).ToList();
        var placed = main.ToHashSet(StringComparer.Ordinal);
        var ofSource = sourceOrder.ToHashSet(StringComparer.Ordinal);
        string? before = null;
        foreach (var id in other)
        {
            if (placed.Add(id)) order.Insert(PlaceOf(byId[id], before, order, ofSource), byId[id]);
            before = id;
        }

        return order;
    }

    /// <summary>The imported nodes that still are at the source stand in this order in the file.</summary>
    private bool IsOrder(IEnumerable<string> ids)
    {
        var order = ids.Where(_isTheirs.Contains).ToList();
        var both = order.Intersect(_now, StringComparer.Ordinal).ToHashSet(StringComparer.Ordinal);
        return order.Where(both.Contains).SequenceEqual(_now.Where(both.Contains), StringComparer.Ordinal);
    }

    private int PlaceOf(AuthoredNode node, string? before, List<AuthoredNode> order, HashSet<string> ofSource)
    {
        var at = order.FindIndex(post => post.Id == before) + 1;
        if (node is Reply reply)
        {
            var parent = match.FileIdOf(reply.ParentId) ?? reply.ParentId;
            at = Math.Max(at, order.FindIndex(post => post.Id == parent) + 1);
        }

        // What people put after a node stays next to it, and replies stay with their answer.
        var isNew = ofSource.Contains(node.Id);
        while (at < order.Count && (isNew ? !ofSource.Contains(order[at].Id) && (node is Answer || order[at] is Reply) : node is Answer && order[at] is Reply)) at++;
        return Math.Clamp(at, Math.Min(1, order.Count), order.Count);
    }
}

using KnowledgeBase.Model;

namespace KnowledgeBase.Importing;

/// <summary>The order of a merged thread's nodes: the source's, unless people moved imported nodes; then theirs. The others come after what they stood after.</summary>
internal sealed class NodeOrder(ForumThread file, ForumThread source, KnownThread known, NodeMatch match)
{
    /// <param name="kept">Nodes of the file, in its order, by their ids in the file; the question first.</param>
    /// <param name="added">Nodes of the source that the file has not, in the source's order.</param>
    public List<AuthoredNode> Arrange(List<AuthoredNode> kept, List<AuthoredNode> added)
    {
        var fileOrder = kept.Select(post => post.Id).ToList();
        var sourceOrder = source.Posts.Select(post => match.FileIdOf(post.Id) ?? post.Id).ToList();
        var byId = kept.Concat(added).ToDictionary(post => post.Id, StringComparer.Ordinal);
        sourceOrder.RemoveAll(id => !byId.ContainsKey(id));

        var isMoved = WasMovedByHand();
        var (main, other) = isMoved ? (fileOrder, sourceOrder) : (sourceOrder, fileOrder);
        var order = main.Select(id => byId[id]).ToList();
        var placed = main.ToHashSet(StringComparer.Ordinal);
        string? before = null;
        foreach (var id in other)
        {
            if (placed.Add(id)) Insert(order, byId[id], before, isHandAdded: !isMoved);
            before = id;
        }

        return order;
    }

    /// <summary>Imported nodes stand in an order that no import left them in.</summary>
    private bool WasMovedByHand()
    {
        var now = file.Posts.Select(match.SourceIdOf).OfType<string>().ToList();
        return known.Entries.IsEmpty ? !IsOrder([.. source.Posts.Select(post => post.Id)]) : !known.Entries.Any(entry => IsOrder([.. entry.Posts.Select(post => post.NodeId)]));

        bool IsOrder(List<string> order)
        {
            var both = order.Intersect(now, StringComparer.Ordinal).ToHashSet(StringComparer.Ordinal);
            return order.Where(both.Contains).SequenceEqual(now.Where(both.Contains), StringComparer.Ordinal);
        }
    }

    private void Insert(List<AuthoredNode> order, AuthoredNode node, string? before, bool isHandAdded)
    {
        var at = order.FindIndex(post => post.Id == before) + 1;
        if (node is Reply reply)
        {
            var parent = match.FileIdOf(reply.ParentId) ?? reply.ParentId;
            at = Math.Max(at, order.FindIndex(post => post.Id == parent) + 1);
        }

        // Replies stay with their answer; and what people put after a node stays next to it.
        while (at < order.Count && ((node is Answer && order[at] is Reply) || (!isHandAdded && match.SourceIdOf(order[at]) is null && !IsFromSource(order[at])))) at++;
        order.Insert(Math.Clamp(at, Math.Min(1, order.Count), order.Count), node);
    }

    private bool IsFromSource(AuthoredNode post) => source.Posts.Any(other => other.Id == post.Id);
}

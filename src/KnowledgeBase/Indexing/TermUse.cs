namespace KnowledgeBase.Indexing;

/// <summary>Where one term stands in one thread.</summary>
internal sealed class TermUse
{
    /// <summary>In the order of the thread; the title is node 0.</summary>
    public List<NodeUse> Nodes { get; } = [];

    public NodeUse In(int node, NodeKind kind)
    {
        if (Nodes.Count == 0 || Nodes[^1].Node != node) Nodes.Add(new(node, kind));
        return Nodes[^1];
    }
}

/// <summary>Where one term stands in one node.</summary>
internal sealed class NodeUse(int node, NodeKind kind)
{
    public int Node => node;

    public NodeKind Kind => kind;

    /// <summary>Places as a word, ascending.</summary>
    public List<int> Places { get; } = [];

    /// <summary>How often it is a part inside a word.</summary>
    public int Halves { get; set; }

    public double Count => Places.Count + Halves / 2.0;
}

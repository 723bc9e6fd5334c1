namespace KnowledgeBase.Indexing;

/// <summary>Where one term stands in one thread, as it is kept until all threads are there.</summary>
internal sealed record StoredPosting(int Thread, List<NodeUse> Nodes)
{
    /// <summary>What comes after the number of the thread.</summary>
    public static void Write(ByteWriter to, TermUse use)
    {
        to.Number(use.Nodes.Count);
        foreach (var node in use.Nodes)
        {
            to.Number(node.Node);
            to.Byte((int)node.Kind);
            to.Number(node.Halves);
            to.Number(node.Places.Count);
            var before = 0;
            foreach (var place in node.Places)
            {
                to.Number(place - before);
                before = place;
            }
        }
    }

    /// <summary>All postings of one term, by thread.</summary>
    public static List<StoredPosting> ReadAll(ReadOnlySpan<byte> bytes)
    {
        var postings = new List<StoredPosting>();
        for (var at = 0; at < bytes.Length;) postings.Add(Read(bytes, ref at));
        postings.Sort((a, b) => a.Thread.CompareTo(b.Thread));
        return postings;
    }

    private static StoredPosting Read(ReadOnlySpan<byte> bytes, ref int at)
    {
        var thread = Number(bytes, ref at);
        var count = Number(bytes, ref at);
        var nodes = new List<NodeUse>(count);
        for (var i = 0; i < count; i++)
        {
            var node = new NodeUse(Number(bytes, ref at), (NodeKind)bytes[at++]) { Halves = Number(bytes, ref at) };
            var places = Number(bytes, ref at);
            var place = 0;
            for (var p = 0; p < places; p++) node.Places.Add(place += Number(bytes, ref at));
            nodes.Add(node);
        }

        return new(thread, nodes);
    }

    public static int Number(ReadOnlySpan<byte> bytes, ref int at)
    {
        var (value, shift) = (0, 0);
        while (true)
        {
            var b = bytes[at++];
            value |= (b & 0x7F) << shift;
            if (b < 0x80) return value;
            shift += 7;
        }
    }
}

namespace KnowledgeBase.Indexing;

/// <summary>
/// The terms of one thread as bytes, without its number, so that they can be remembered from build to build: facts, words, and
/// for each term what its posting will be.
/// </summary>
internal static class StoredThread
{
    /// <param name="words">Numbers of words, one after the other.</param>
    public static void WriteHead(ByteWriter to, ThreadFacts facts, ByteWriter words)
    {
        to.Number(facts.Length);
        to.Number(facts.TitleLength);
        to.Bytes(BitConverter.GetBytes(facts.Prior));
        to.Byte(facts.IsSolved ? 1 : 0);
        to.Number(words.Length);
        to.Bytes(words.Written);
    }

    /// <summary>One node of a posting, as the browser reads it: kind (3 bits), grade (2 bits), distance from the node before (3 bits, 7 for more).</summary>
    public static void WriteNode(ByteWriter to, int distance, NodeKind kind, int grade)
    {
        to.Byte(((int)kind << 5) | (grade << 3) | Math.Min(7, distance));
        if (distance >= 7) to.Number(distance - 7);
    }

    /// <param name="posting">That of <see cref="WritePosting"/>.</param>
    public static void WriteTerm(ByteWriter to, int term, ByteWriter posting)
    {
        to.Number(term);
        to.Number(posting.Length);
        to.Bytes(posting.Written);
    }

    public static void WritePosting(ByteWriter to, int nodes, int titleCount, int bodyCount, ByteWriter nodeBytes, ByteWriter places)
    {
        to.Number(nodes);
        to.Number(titleCount);
        to.Number(bodyCount);
        to.Number(nodeBytes.Length);
        to.Bytes(nodeBytes.Written);
        to.Bytes(places.Written);
    }

    /// <param name="at">Goes on to the words.</param>
    public static ThreadFacts ReadFacts(ReadOnlySpan<byte> bytes, ref int at)
    {
        var (length, titleLength) = (ByteWriter.Read(bytes, ref at), ByteWriter.Read(bytes, ref at));
        var prior = BitConverter.ToDouble(bytes[at..]);
        at += sizeof(double);
        return new(length, titleLength, prior, bytes[at++] == 1);
    }

    /// <summary>The words as <see cref="WriteHead"/> got them; goes on to the first term.</summary>
    public static ReadOnlySpan<byte> ReadWords(ReadOnlySpan<byte> bytes, scoped ref int at)
    {
        var length = ByteWriter.Read(bytes, ref at);
        at += length;
        return bytes.Slice(at - length, length);
    }

    /// <summary>All of a posting; goes on to the next term.</summary>
    public static ReadOnlySpan<byte> SkipPosting(ReadOnlySpan<byte> bytes, scoped ref int at)
    {
        var start = at;
        var length = ByteWriter.Read(bytes, ref at);
        at += length;
        return bytes[start..at];
    }

    /// <param name="at">Stands behind the term's number; goes on to the next term.</param>
    public static StoredPosting ReadPosting(ReadOnlySpan<byte> bytes, scoped ref int at)
    {
        var length = ByteWriter.Read(bytes, ref at);
        var end = at + length;
        var (nodes, title, body, nodeBytes) = (ByteWriter.Read(bytes, ref at), ByteWriter.Read(bytes, ref at), ByteWriter.Read(bytes, ref at), ByteWriter.Read(bytes, ref at));
        var posting = new StoredPosting { Nodes = nodes, TitleCount = title, BodyCount = body, NodeBytes = bytes.Slice(at, nodeBytes), Places = bytes[(at + nodeBytes)..end] };
        at = end;
        return posting;
    }
}

/// <summary>Where one term stands in one thread.</summary>
internal readonly ref struct StoredPosting
{
    /// <summary>How many; the title counts as one. None for a name that is the thread's as a whole.</summary>
    public required int Nodes { get; init; }

    /// <summary>In halves.</summary>
    public required int TitleCount { get; init; }

    /// <summary>In twentieths, weighted by the kinds of nodes.</summary>
    public required int BodyCount { get; init; }

    public required ReadOnlySpan<byte> NodeBytes { get; init; }

    /// <summary>For each node how many, then each as its distance from the one before.</summary>
    public required ReadOnlySpan<byte> Places { get; init; }
}

/// <summary>What ranking needs to know of a thread as a whole.</summary>
/// <param name="Length">Terms of all nodes.</param>
internal readonly record struct ThreadFacts(int Length, int TitleLength, double Prior, bool IsSolved);

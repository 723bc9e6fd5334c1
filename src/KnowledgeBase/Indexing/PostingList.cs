namespace KnowledgeBase.Indexing;

/// <summary>One term's postings as the browser reads them, in columns.</summary>
/// <param name="Threads">In how many threads the term is.</param>
/// <param name="Kept">How many of those are in the columns: of a term that is in many, those where it tells most.</param>
/// <param name="Numbers">Distances from thread to thread.</param>
/// <param name="Heads">A byte for each thread: level (6 bits), solved, whether it is in one node only.</param>
/// <param name="Nodes">Their number, unless it is one; a byte for each: kind (3 bits), grade (2 bits), distance from the node before (3 bits, 7 for more).</param>
/// <param name="Places">For each node, where in it; only phrases need that.</param>
internal sealed record PostingList(string Term, int Threads, int Kept, ByteWriter Numbers, ByteWriter Heads, ByteWriter Nodes, ByteWriter Places)
{
    public static PostingList Of(string term, ReadOnlySpan<byte> stored, IReadOnlyList<ThreadFacts> threads, double meanLength)
    {
        var postings = StoredPosting.ReadAll(stored);
        var isFilter = term.Contains(':', StringComparison.Ordinal);
        var levelled = postings.ConvertAll(posting => (Posting: posting, Level: isFilter ? 0 : LevelOf(posting, threads[posting.Thread], meanLength)));
        if (!term.StartsWith("tag:", StringComparison.Ordinal) && !term.StartsWith("by:", StringComparison.Ordinal)) Cut(levelled, threads.Count);

        // Words that are in many threads would double the places; in a phrase, any word may stand for them.
        var hasPlaces = !isFilter && (postings.Count < 64 || postings.Count < threads.Count / 8);
        var list = new PostingList(term, postings.Count, levelled.Count, new(), new(), new(), new());
        var before = -1;
        foreach (var (posting, level) in levelled)
        {
            list.Numbers.Number(posting.Thread - before - 1);
            before = posting.Thread;
            list.Heads.Byte((level << 2) | (threads[posting.Thread].IsSolved ? 2 : 0) | (posting.Nodes.Count == 1 ? 1 : 0));
            list.WriteNodes(posting);
            if (hasPlaces) list.WritePlaces(posting);
        }

        return list;
    }

    /// <summary>Of a word that is in many threads, those are kept to whose score it adds most: with others left out, the first results stay the same.</summary>
    private static void Cut(List<(StoredPosting Posting, int Level)> levelled, int threads)
    {
        var most = Math.Clamp(threads / 5, 500, 2000);
        if (levelled.Count <= most) return;
        // Of equals the newest: a filter alone lists those first.
        levelled.Sort((a, b) => a.Level != b.Level ? b.Level.CompareTo(a.Level) : b.Posting.Thread.CompareTo(a.Posting.Thread));
        levelled.RemoveRange(most, levelled.Count - most);
        levelled.Sort((a, b) => a.Posting.Thread.CompareTo(b.Posting.Thread));
    }

    private static int LevelOf(StoredPosting posting, ThreadFacts thread, double meanLength)
    {
        var (title, body) = (0.0, 0.0);
        foreach (var node in posting.Nodes)
        {
            if (node.Kind == NodeKind.Title) title += node.Count;
            else body += Weights.OfKind(node.Kind) * node.Count;
        }

        return Weights.Level(Weights.Title(title, thread.TitleLength) + Weights.Body(body, thread.Length, meanLength), thread.Prior);
    }

    private void WriteNodes(StoredPosting posting)
    {
        if (posting.Nodes.Count != 1) Nodes.Number(posting.Nodes.Count);
        var before = 0;
        foreach (var node in posting.Nodes)
        {
            var distance = node.Node - before;
            before = node.Node;
            Nodes.Byte(((int)node.Kind << 5) | (Weights.Grade(node.Count) << 3) | Math.Min(7, distance));
            if (distance >= 7) Nodes.Number(distance - 7);
        }
    }

    private void WritePlaces(StoredPosting posting)
    {
        foreach (var node in posting.Nodes)
        {
            Places.Number(node.Places.Count);
            var before = 0;
            foreach (var place in node.Places)
            {
                Places.Number(place - before);
                before = place;
            }
        }
    }
}

/// <summary>What ranking needs to know of a thread as a whole.</summary>
/// <param name="Length">Terms of all nodes.</param>
internal sealed record ThreadFacts(int Length, int TitleLength, double Prior, bool IsSolved);

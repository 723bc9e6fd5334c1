namespace KnowledgeBase.Indexing;

/// <summary>One term's postings as the browser reads them; places are apart, for only phrases need them.</summary>
/// <param name="Threads">In how many threads the term is.</param>
/// <param name="Kept">How many of those are in <paramref name="Entries"/>: of a term that is everywhere, those where it tells most.</param>
internal sealed record PostingList(string Term, int Threads, int Kept, byte[] Entries, byte[] Places)
{
    /// <summary>Of a term that stands in more threads, those are kept to whose score it adds most: what is left out would not come first.</summary>
    private const int Cap = 2000;

    public bool IsFilter => Term.Contains(':', StringComparison.Ordinal);

    public static PostingList Of(string term, ReadOnlySpan<byte> stored, IReadOnlyList<ThreadFacts> threads, double meanLength)
    {
        var postings = StoredPosting.ReadAll(stored);
        var isFilter = term.Contains(':', StringComparison.Ordinal);
        var isPair = term.Contains(' ', StringComparison.Ordinal);
        var levelled = postings.ConvertAll(posting => (Posting: posting, Level: isFilter ? 0 : LevelOf(posting, threads[posting.Thread], isPair, meanLength)));
        if (levelled.Count > Cap && !term.StartsWith("tag:", StringComparison.Ordinal) && !term.StartsWith("by:", StringComparison.Ordinal))
        {
            // Of equals the newest: a filter alone lists those first.
            levelled.Sort((a, b) => a.Level != b.Level ? b.Level.CompareTo(a.Level) : b.Posting.Thread.CompareTo(a.Posting.Thread));
            levelled.RemoveRange(Cap, levelled.Count - Cap);
            levelled.Sort((a, b) => a.Posting.Thread.CompareTo(b.Posting.Thread));
        }

        // Words that are nearly everywhere would double the places; in a phrase, any word may stand for them.
        var hasPlaces = !isFilter && !isPair && (postings.Count < 64 || postings.Count < threads.Count / 4);
        var (entries, places) = (new ByteWriter(), new ByteWriter());
        var before = -1;
        foreach (var (posting, level) in levelled)
        {
            entries.Number(posting.Thread - before - 1);
            before = posting.Thread;
            WriteEntry(entries, posting, level, threads[posting.Thread].IsSolved);
            if (hasPlaces) WritePlaces(places, posting);
        }

        return new(term, postings.Count, levelled.Count, entries.Written.ToArray(), places.Written.ToArray());
    }

    private static int LevelOf(StoredPosting posting, ThreadFacts thread, bool isPair, double meanLength)
    {
        if (isPair) return Weights.Level(1, thread.Prior);
        var (title, body) = (0.0, 0.0);
        foreach (var node in posting.Nodes)
        {
            if (node.Kind == NodeKind.Title) title += node.Count;
            else body += Weights.OfKind(node.Kind) * node.Count;
        }

        return Weights.Level(Weights.Title(title, thread.TitleLength) + Weights.Body(body, thread.Length, meanLength), thread.Prior);
    }

    /// <summary>A byte: level (5 bits), solved, number of nodes (2 bits, 3 for more); then the nodes.</summary>
    private static void WriteEntry(ByteWriter to, StoredPosting posting, int level, bool isSolved)
    {
        to.Byte((level << 3) | (isSolved ? 4 : 0) | Math.Min(3, posting.Nodes.Count));
        if (posting.Nodes.Count >= 3) to.Number(posting.Nodes.Count - 3);
        var before = 0;
        foreach (var node in posting.Nodes)
        {
            // A byte: kind (3 bits), grade (2 bits), distance from the node before (3 bits, 7 for more).
            var distance = node.Node - before;
            before = node.Node;
            to.Byte(((int)node.Kind << 5) | (Weights.Grade(node.Count) << 3) | Math.Min(7, distance));
            if (distance >= 7) to.Number(distance - 7);
        }
    }

    private static void WritePlaces(ByteWriter to, StoredPosting posting)
    {
        foreach (var node in posting.Nodes)
        {
            to.Number(node.Places.Count);
            var before = 0;
            foreach (var place in node.Places)
            {
                to.Number(place - before);
                before = place;
            }
        }
    }
}

/// <summary>What ranking needs to know of a thread as a whole.</summary>
/// <param name="Length">Terms of all nodes.</param>
internal sealed record ThreadFacts(int Length, int TitleLength, double Prior, bool IsSolved);

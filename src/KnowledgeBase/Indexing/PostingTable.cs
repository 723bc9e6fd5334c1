using System.Runtime.InteropServices;

namespace KnowledgeBase.Indexing;

/// <summary>All postings of some terms, by term and then by thread.</summary>
internal sealed class PostingTable
{
    private readonly Dictionary<int, (int Start, int Count)> _terms = [];
    private readonly PostingPlace[] _places;
    private readonly ByteWriter[] _bytes;

    public PostingTable(ThreadTermsStore threads, TermTotals totals, IEnumerable<int> terms)
    {
        // By term: one more than where it is among those that are looked for; 0 for others.
        var slots = new int[totals.Count];
        var found = new List<int>();
        foreach (var term in terms)
        {
            found.Add(term);
            slots[term] = found.Count;
        }

        // Each hand gathers from a range of threads; from what it found follows where each puts its own.
        var hands = threads.Hands;
        _bytes = new ByteWriter[hands];
        var counts = new int[hands][];
        var postings = new List<(int Slot, PostingPlace Place)>[hands];
        Parallel.For(0, hands, hand =>
        {
            (_bytes[hand], counts[hand], postings[hand]) = (new(4096), new int[found.Count], []);
            var (start, stop) = threads.RangeOf(hand);
            byte[] buffer = [];
            for (var i = start; i < stop; i++) Gather(threads.Read(i, ref buffer), i, (byte)hand);
        });
        var end = 0;
        for (var slot = 0; slot < found.Count; slot++)
        {
            var start = end;
            for (var hand = 0; hand < hands; hand++) (counts[hand][slot], end) = (end, end + counts[hand][slot]);
            _terms[found[slot]] = (start, end - start);
        }

        _places = new PostingPlace[end];
        Parallel.For(0, hands, hand =>
        {
            foreach (var (slot, place) in CollectionsMarshal.AsSpan(postings[hand])) _places[counts[hand][slot]++] = place;
        });

        void Gather(ReadOnlySpan<byte> thread, int number, byte hand)
        {
            var at = 0;
            var facts = StoredThread.ReadFacts(thread, ref at);
            for (var left = ByteWriter.Read(thread, ref at); left > 0; left--) ByteWriter.Read(thread, ref at);
            while (at < thread.Length)
            {
                var start = at;
                if (slots[StoredThread.SkipTerm(thread, ref at)] is not (> 0 and var slot)) continue;
                var again = start;
                var level = Weights.Level(StoredThread.ReadTerm(thread, ref again), facts, totals.MeanLength);
                counts[hand][slot - 1]++;
                postings[hand].Add((slot - 1, new(number, _bytes[hand].Length, hand, level, facts.IsSolved)));
                _bytes[hand].Bytes(thread[start..at]);
            }
        }
    }

    /// <summary>The postings of a term, by thread.</summary>
    public ReadOnlySpan<PostingPlace> PlacesOf(int term) => _places.AsSpan(_terms[term].Start, _terms[term].Count);

    public StoredPosting PostingAt(PostingPlace place)
    {
        var at = place.Start;
        return StoredThread.ReadTerm(_bytes[place.Hand].Written, ref at);
    }
}

/// <summary>A posting that was found.</summary>
/// <param name="Start">Where it is among the bytes of the hand that found it.</param>
/// <param name="Level">What the term adds to the thread's score.</param>
internal readonly record struct PostingPlace(int Thread, int Start, byte Hand, byte Level, bool IsSolved);

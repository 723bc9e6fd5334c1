using System.IO.Hashing;

namespace KnowledgeBase.Indexing;

/// <summary>All postings of the site, found by their terms: each is a place in the bytes of a thread, so none is copied.</summary>
internal sealed class PostingTable
{
    private readonly byte[][] _stored;
    private readonly int[] _firstTerm, _starts;
    private readonly PostingPlace[] _places;
    private readonly TermSums[] _sums;

    /// <param name="stored">Threads as <see cref="StoredThread"/> wrote them, by number.</param>
    /// <param name="terms">How many the <see cref="Lexicon"/> has.</param>
    public PostingTable(byte[][] stored, int terms)
    {
        (_stored, _firstTerm, Facts) = (stored, new int[stored.Length], new ThreadFacts[stored.Length]);
        (_starts, _sums, WordThreads) = (new int[terms + 1], new TermSums[terms], new int[terms]);

        // Each hand counts the terms of a range of threads; from the counts follows where each puts its own postings.
        var hands = Math.Min(Environment.ProcessorCount, 8);
        var sums = new TermSums[hands][];
        var words = new int[hands][];
        Parallel.For(0, hands, hand => (sums[hand], words[hand]) = Count(RangeOf(hand), terms));
        var end = 0;
        for (var term = 0; term < terms; term++)
        {
            for (var hand = 0; hand < hands; hand++)
            {
                WordThreads[term] += words[hand][term];
                (sums[hand][term].Next, end) = (end, end + sums[hand][term].Next);
            }

            _starts[term + 1] = end;
        }

        _places = new PostingPlace[end];
        var meanLength = Weights.Rounded(Facts.Length == 0 ? 1 : Facts.Average(thread => (double)thread.Length));
        Parallel.For(0, hands, hand => Place(RangeOf(hand), sums[hand], meanLength));
        for (var term = 0; term < terms; term++)
        {
            foreach (var sum in sums) _sums[term].Add(sum[term].NodeBytes, sum[term].Hash);
        }

        Range RangeOf(int hand) => (int)((long)stored.Length * hand / hands)..(int)((long)stored.Length * (hand + 1) / hands);
    }

    public ThreadFacts[] Facts { get; }

    /// <summary>In how many threads each word is, as it was before its ending was cut.</summary>
    public int[] WordThreads { get; }

    public int CountOf(int term) => _starts[term + 1] - _starts[term];

    public TermSums SumsOf(int term) => _sums[term];

    /// <summary>The postings of a term, by thread.</summary>
    public ReadOnlySpan<PostingPlace> PlacesOf(int term) => _places.AsSpan(_starts[term], CountOf(term));

    public StoredPosting PostingAt(PostingPlace place)
    {
        var at = place.Start;
        return StoredThread.ReadTerm(_stored[place.Thread], ref at);
    }

    /// <returns>In the sums, how many threads have each term, instead of a place; and how many each word.</returns>
    private (TermSums[] Terms, int[] Words) Count(Range threads, int terms)
    {
        var (counts, words) = (new TermSums[terms], new int[terms]);
        for (var thread = threads.Start.Value; thread < threads.End.Value; thread++)
        {
            ReadOnlySpan<byte> bytes = _stored[thread];
            var at = 0;
            Facts[thread] = StoredThread.ReadFacts(bytes, ref at);
            for (var left = ByteWriter.Read(bytes, ref at); left > 0; left--) words[ByteWriter.Read(bytes, ref at)]++;
            _firstTerm[thread] = at;
            while (at < bytes.Length) counts[StoredThread.SkipTerm(bytes, ref at)].Next++;
        }

        return (counts, words);
    }

    /// <param name="sums">By term; where its next posting goes is known.</param>
    private void Place(Range threads, TermSums[] sums, double meanLength)
    {
        for (var thread = threads.Start.Value; thread < threads.End.Value; thread++)
        {
            ReadOnlySpan<byte> bytes = _stored[thread];
            var facts = Facts[thread];
            for (var at = _firstTerm[thread]; at < bytes.Length;)
            {
                var start = at;
                var posting = StoredThread.ReadTerm(bytes, ref at);
                // Here the bytes are at hand: later, each posting is somewhere else in memory.
                var level = Weights.Level(posting, facts, meanLength);
                ref var sum = ref sums[posting.Term];
                _places[sum.Next++] = new(thread, start, level);
                sum.Add(posting.NodeBytes.Length, XxHash3.HashToUInt64(bytes[start..at], (thread << 7) | (level << 1) | (facts.IsSolved ? 1 : 0)));
            }
        }
    }
}

/// <summary>Where a posting is kept.</summary>
/// <param name="Start">In the bytes of the thread.</param>
/// <param name="Level">What the term adds to the thread's score.</param>
internal readonly record struct PostingPlace(int Thread, int Start, byte Level);

/// <summary>Sums over postings of a term.</summary>
internal struct TermSums
{
    /// <summary>Where the next one goes, while they are placed.</summary>
    public int Next;

    /// <summary>How long their nodes are.</summary>
    public int NodeBytes;

    /// <summary>Of all that is written of them: while it is the same, they are.</summary>
    public ulong Hash;

    public void Add(int nodeBytes, ulong hash)
    {
        NodeBytes += nodeBytes;
        Hash = unchecked(Hash + hash);
    }
}

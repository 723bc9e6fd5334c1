using System.IO.Hashing;

namespace KnowledgeBase.Indexing;

/// <summary>All postings of the site, found by their terms: each is a place in the bytes of a thread, so none is copied.</summary>
internal sealed class PostingTable
{
    private readonly byte[][] _stored;
    private readonly int[] _firstTerm, _starts, _threads, _places;
    private readonly byte[] _levels;
    private readonly TermSums[] _sums;

    /// <param name="stored">Threads as <see cref="StoredThread"/> wrote them, by number.</param>
    /// <param name="terms">How many the <see cref="Lexicon"/> has.</param>
    public PostingTable(byte[][] stored, int terms)
    {
        (_stored, _firstTerm, Facts) = (stored, new int[stored.Length], new ThreadFacts[stored.Length]);
        (_starts, _sums, WordThreads) = (new int[terms + 1], new TermSums[terms], new int[terms]);

        // Each hand counts the terms of a range of threads; from the counts follows where each puts its own postings.
        var hands = Math.Min(Environment.ProcessorCount, 8);
        var counts = new int[hands][];
        var words = new int[hands][];
        Parallel.For(0, hands, hand => (counts[hand], words[hand]) = Count(RangeOf(hand), terms));
        var end = 0;
        for (var term = 0; term < terms; term++)
        {
            for (var hand = 0; hand < hands; hand++)
            {
                WordThreads[term] += words[hand][term];
                (counts[hand][term], end) = (end, end + counts[hand][term]);
            }

            _starts[term + 1] = end;
        }

        (_threads, _places, _levels) = (new int[end], new int[end], new byte[end]);
        var meanLength = Weights.Rounded(Facts.Length == 0 ? 1 : Facts.Average(thread => (double)thread.Length));
        var sums = new TermSums[hands][];
        Parallel.For(0, hands, hand => sums[hand] = Place(RangeOf(hand), counts[hand], meanLength));
        for (var term = 0; term < terms; term++)
        {
            foreach (var sum in sums) _sums[term] += sum[term];
        }

        Range RangeOf(int hand) => (int)((long)stored.Length * hand / hands)..(int)((long)stored.Length * (hand + 1) / hands);
    }

    public ThreadFacts[] Facts { get; }

    /// <summary>In how many threads each word is, as it was before its ending was cut.</summary>
    public int[] WordThreads { get; }

    public int CountOf(int term) => _starts[term + 1] - _starts[term];

    public TermSums SumsOf(int term) => _sums[term];

    /// <summary>The threads that hold a term, in their order.</summary>
    public ReadOnlySpan<int> ThreadsOf(int term) => _threads.AsSpan(_starts[term], CountOf(term));

    /// <summary>What the term adds to the score of each of them.</summary>
    public ReadOnlySpan<byte> LevelsOf(int term) => _levels.AsSpan(_starts[term], CountOf(term));

    public StoredPosting PostingOf(int term, int index)
    {
        var slot = _starts[term] + index;
        var at = _places[slot];
        return StoredThread.ReadTerm(_stored[_threads[slot]], ref at);
    }

    private (int[] Terms, int[] Words) Count(Range threads, int terms)
    {
        var (counts, words) = (new int[terms], new int[terms]);
        for (var thread = threads.Start.Value; thread < threads.End.Value; thread++)
        {
            ReadOnlySpan<byte> bytes = _stored[thread];
            var at = 0;
            Facts[thread] = StoredThread.ReadFacts(bytes, ref at);
            for (var left = ByteWriter.Read(bytes, ref at); left > 0; left--) words[ByteWriter.Read(bytes, ref at)]++;
            _firstTerm[thread] = at;
            while (at < bytes.Length) counts[StoredThread.SkipTerm(bytes, ref at)]++;
        }

        return (counts, words);
    }

    /// <param name="next">By term, where its next posting goes.</param>
    private TermSums[] Place(Range threads, int[] next, double meanLength)
    {
        var sums = new TermSums[next.Length];
        for (var thread = threads.Start.Value; thread < threads.End.Value; thread++)
        {
            ReadOnlySpan<byte> bytes = _stored[thread];
            var facts = Facts[thread];
            for (var at = _firstTerm[thread]; at < bytes.Length;)
            {
                var place = at;
                var posting = StoredThread.ReadTerm(bytes, ref at);
                var slot = next[posting.Term]++;
                // Here the bytes are at hand: later, each posting is somewhere else in memory.
                var level = Weights.Level(posting, facts, meanLength);
                (_threads[slot], _places[slot], _levels[slot]) = (thread, place, level);
                sums[posting.Term] += new TermSums(posting.NodeBytes.Length, XxHash3.HashToUInt64(bytes[place..at], (thread << 7) | (level << 1) | (facts.IsSolved ? 1 : 0)));
            }
        }

        return sums;
    }
}

/// <summary>Sums over all postings of a term.</summary>
/// <param name="NodeBytes">How long their nodes are.</param>
/// <param name="Hash">Of all that is written of them: while it is the same, they are.</param>
internal readonly record struct TermSums(int NodeBytes, ulong Hash)
{
    public static TermSums operator +(TermSums a, TermSums b) => new(a.NodeBytes + b.NodeBytes, unchecked(a.Hash + b.Hash));
}

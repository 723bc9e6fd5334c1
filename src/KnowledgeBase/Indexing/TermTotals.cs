using System.IO.Hashing;
using KnowledgeBase.Model;

namespace KnowledgeBase.Indexing;

/// <summary>Sums over all postings of each term. A thread can be taken out as it was added, so that an edit costs one thread.</summary>
internal sealed class TermTotals
{
    /// <summary>Room for the words that an edit brings.</summary>
    private const int Spare = 1_000;

    private TermTotal[] _totals;
    private StoredBytes[] _threads;
    private long _length;

    private TermTotals(TermTotal[] totals, int count, StoredBytes[] threads, long length, double meanLength) =>
        (_totals, Count, _threads, _length, MeanLength) = (totals, count, threads, length, meanLength);

    /// <summary>Terms of a thread in the mean, rounded: what levels are reckoned with.</summary>
    public double MeanLength { get; private set; }

    /// <summary>How many terms there are.</summary>
    public int Count { get; private set; }

    /// <summary>How many threads.</summary>
    public int Threads => _threads.Length;

    public ref readonly TermTotal this[int term] => ref _totals[term];

    /// <summary>Counts all threads.</summary>
    public static TermTotals Of(ThreadTermsStore threads, int terms)
    {
        // Each hand counts a range of threads for itself.
        var parts = new TermTotal[threads.Hands][];
        var length = 0L;
        threads.ForEach((_, bytes, _) => Interlocked.Add(ref length, LengthOf(bytes)));
        var totals = new TermTotals(new TermTotal[terms], terms, threads.Places(), length, MeanOf(length, threads.Count));
        threads.ForEach((hand, bytes, thread) => Add(parts[hand] ??= hand == 0 ? totals._totals : new TermTotal[terms], bytes, thread, totals.MeanLength, 1));
        foreach (var part in parts.Skip(1).OfType<TermTotal[]>())
        {
            for (var term = 0; term < terms; term++) totals._totals[term].Add(part[term]);
        }

        return totals;
    }

    /// <summary>The totals of an earlier build, brought to what the threads are now; null if to count all is as easy.</summary>
    /// <param name="earlier">Reads what that build left of a thread; null if it is gone.</param>
    public static TermTotals? OrNull(TermTotals? left, ThreadTermsStore threads, int terms, Func<StoredBytes, byte[]?> earlier)
    {
        if (left is null) return null;
        var now = threads.Places();
        var changed = Enumerable.Range(0, Math.Max(now.Length, left._threads.Length)).Where(i => !IsSame(PlaceOf(now, i), PlaceOf(left._threads, i))).ToList();
        if (changed.Count > 16 + now.Length / 8) return null;
        var (before, after) = (new byte[]?[changed.Count], new byte[]?[changed.Count]);
        var length = left._length;
        byte[] buffer = [];
        for (var c = 0; c < changed.Count; c++)
        {
            if (changed[c] < left._threads.Length)
            {
                if (earlier(left._threads[changed[c]]) is not { } bytes) return null;
                length -= LengthOf(before[c] = bytes);
            }

            if (changed[c] < now.Length) length += LengthOf(after[c] = threads.Read(changed[c], ref buffer).ToArray());
        }

        if (MeanOf(length, now.Length) != left.MeanLength) return null;
        if (terms > left._totals.Length) Array.Resize(ref left._totals, terms);
        left.Count = terms;
        for (var c = 0; c < changed.Count; c++)
        {
            if (before[c] is { } old) Add(left._totals, old, changed[c], left.MeanLength, -1);
            if (after[c] is { } bytes) Add(left._totals, bytes, changed[c], left.MeanLength, 1);
        }

        (left._threads, left._length) = (now, length);
        return left;
    }

    public void Write(ByteWriter to)
    {
        to.Bytes(BitConverter.GetBytes(_length));
        to.Bytes(BitConverter.GetBytes(MeanLength));
        to.Number(_threads.Length);
        foreach (var thread in _threads)
        {
            to.Bytes(BitConverter.GetBytes(thread.Start));
            to.Number(thread.Length);
            to.Bytes(BitConverter.GetBytes(thread.Hash));
        }

        to.Number(Count);
        foreach (var total in _totals.AsSpan(0, Count))
        {
            to.Number(total.Threads);
            to.Number(total.NodeBytes);
            to.Number(total.WordThreads);
            to.Bytes(BitConverter.GetBytes(total.Hash));
        }
    }

    public static TermTotals Read(ReadOnlySpan<byte> bytes, ref int at)
    {
        var (length, mean) = (BitConverter.ToInt64(bytes[at..]), BitConverter.ToDouble(bytes[(at + 8)..]));
        at += 16;
        var threads = new StoredBytes[ByteWriter.Read(bytes, ref at)];
        for (var i = 0; i < threads.Length; i++)
        {
            var start = BitConverter.ToInt64(bytes[at..]);
            at += 8;
            threads[i] = new(start, ByteWriter.Read(bytes, ref at), BitConverter.ToUInt64(bytes[at..]));
            at += 8;
        }

        var count = ByteWriter.Read(bytes, ref at);
        var totals = new TermTotal[count + Spare];
        for (var term = 0; term < count; term++)
        {
            totals[term] = new() { Threads = ByteWriter.Read(bytes, ref at), NodeBytes = ByteWriter.Read(bytes, ref at), WordThreads = ByteWriter.Read(bytes, ref at), Hash = BitConverter.ToUInt64(bytes[at..]) };
            at += 8;
        }

        return new(totals, count, threads, length, mean);
    }

    private static void Add(TermTotal[] totals, ReadOnlySpan<byte> thread, int number, double meanLength, int sign)
    {
        var at = 0;
        var facts = StoredThread.ReadFacts(thread, ref at);
        var words = StoredThread.ReadWords(thread, ref at);
        for (var word = 0; word < words.Length;) totals[ByteWriter.Read(words, ref word)].WordThreads += sign;
        while (at < thread.Length)
        {
            var start = at;
            var term = ByteWriter.Read(thread, ref at);
            var posting = StoredThread.ReadPosting(thread, ref at);
            var level = Weights.Level(posting, facts, meanLength);
            var hash = XxHash3.HashToUInt64(thread[start..at], (number << 7) | (level << 1) | (facts.IsSolved ? 1 : 0));
            totals[term].Add(new() { Threads = sign, NodeBytes = sign * posting.NodeBytes.Length, Hash = unchecked(sign < 0 ? 0 - hash : hash) });
        }
    }

    private static int LengthOf(ReadOnlySpan<byte> thread)
    {
        var at = 0;
        return StoredThread.ReadFacts(thread, ref at).Length;
    }

    private static double MeanOf(long length, int threads) => Weights.Rounded(threads == 0 ? 1 : (double)length / threads);

    private static StoredBytes? PlaceOf(StoredBytes[] places, int thread) => thread < places.Length ? places[thread] : null;

    /// <summary>The same bytes, though they may be kept somewhere else by now.</summary>
    private static bool IsSame(StoredBytes? one, StoredBytes? other) => one?.Length == other?.Length && one?.Hash == other?.Hash;
}

/// <summary>Sums over the postings of one term.</summary>
internal struct TermTotal
{
    /// <summary>In how many threads the term is.</summary>
    public int Threads;

    /// <summary>How long their nodes are.</summary>
    public int NodeBytes;

    /// <summary>In how many threads it is as a word, before its ending was cut.</summary>
    public int WordThreads;

    /// <summary>Of all that is written of its postings: while it is the same, they are.</summary>
    public ulong Hash;

    public void Add(TermTotal other)
    {
        Threads += other.Threads;
        NodeBytes += other.NodeBytes;
        WordThreads += other.WordThreads;
        Hash = unchecked(Hash + other.Hash);
    }
}

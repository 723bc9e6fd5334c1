using System.IO.Hashing;
using KnowledgeBase.Model;

namespace KnowledgeBase.Indexing;

/// <summary>The terms of all threads, by number: where they are kept, or the bytes themselves if that could not be.</summary>
/// <param name="read">Reads what is kept.</param>
internal sealed class ThreadTermsStore(int threads, ReadStored read)
{
    private readonly StoredBytes[] _places = new StoredBytes[threads];
    private readonly byte[]?[] _held = new byte[threads][];

    public int Count => threads;

    /// <summary>How many share the work.</summary>
    public int Hands { get; } = Math.Min(Environment.ProcessorCount, 8);

    public void Add(int thread, StoredBytes place) => _places[thread] = place;

    public void Add(int thread, byte[] bytes) => (_places[thread], _held[thread]) = (new(-1, bytes.Length, XxHash3.HashToUInt64(bytes)), bytes);

    /// <param name="buffer">May hold the bytes, until the next call with it.</param>
    public ReadOnlySpan<byte> Read(int thread, ref byte[] buffer)
    {
        if (_held[thread] is { } held) return held;
        if (!read(_places[thread], ref buffer)) throw new StaleMemoryException("the terms of a thread are not as they were left");
        return buffer.AsSpan(0, _places[thread].Length);
    }

    public StoredBytes[] Places() => [.. _places];

    /// <summary>Each hand goes through its threads in order.</summary>
    public void ForEach(ActionOnTerms act) => Parallel.For(0, Hands, hand =>
    {
        var (start, end) = ((int)((long)threads * hand / Hands), (int)((long)threads * (hand + 1) / Hands));
        byte[] buffer = [];
        for (var i = start; i < end; i++) act(hand, Read(i, ref buffer), i);
    });
}

/// <summary>Does something with the terms of a thread.</summary>
internal delegate void ActionOnTerms(int hand, ReadOnlySpan<byte> terms, int thread);

/// <summary>Reads what is kept at a place; false if it is not what was left there.</summary>
/// <param name="to">Grows if it has no room; what is read stands at its beginning.</param>
public delegate bool ReadStored(StoredBytes place, ref byte[] to);

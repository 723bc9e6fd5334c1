using System.IO.Hashing;
using KnowledgeBase.Model;

namespace KnowledgeBase.Indexing;

/// <summary>The terms of all threads, by number: where they are kept, or the bytes themselves if that could not be.</summary>
/// <param name="read">Reads what is kept; null if it is not what was left.</param>
internal sealed class ThreadTermsStore(int threads, Func<StoredBytes, byte[]?> read)
{
    private readonly StoredBytes[] _places = new StoredBytes[threads];
    private readonly byte[]?[] _held = new byte[threads][];

    public int Count => threads;

    /// <summary>How many share the work; each goes through a range of threads in order.</summary>
    public int Hands { get; } = Math.Min(Environment.ProcessorCount, 8);

    public void Add(int thread, StoredBytes place) => _places[thread] = place;

    public void Add(int thread, byte[] bytes) => (_places[thread], _held[thread]) = (new(-1, bytes.Length, XxHash3.HashToUInt64(bytes)), bytes);

    public byte[] Read(int thread) => _held[thread] ?? read(_places[thread]) ?? throw new StaleMemoryException("the terms of a thread are not as they were left");

    public StoredBytes[] Places() => [.. _places];

    public (int Start, int End) RangeOf(int hand) => ((int)((long)threads * hand / Hands), (int)((long)threads * (hand + 1) / Hands));
}

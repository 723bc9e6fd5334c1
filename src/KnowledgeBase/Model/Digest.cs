using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace KnowledgeBase.Model;

/// <summary>A short number that stands for all that was added to it, in that order: what differs in anything has another.</summary>
public sealed class Digest
{
    private readonly XxHash3 _hash = new();

    public ulong Value => _hash.GetCurrentHashAsUInt64();

    /// <param name="seed">Keeps equal texts of different kinds apart.</param>
    public static ulong Of(string text, int seed = 0) => XxHash3.HashToUInt64(MemoryMarshal.AsBytes(text.AsSpan()), seed);

    /// <summary>The length goes in front, so that no two lists of texts run together to the same.</summary>
    public Digest Add(string? text)
    {
        Add(text is null ? -1 : text.Length);
        _hash.Append(MemoryMarshal.AsBytes(text.AsSpan()));
        return this;
    }

    public Digest Add(ReadOnlySpan<byte> bytes)
    {
        Add(bytes.Length);
        _hash.Append(bytes);
        return this;
    }

    public Digest Add(long number)
    {
        _hash.Append(MemoryMarshal.AsBytes(new ReadOnlySpan<long>(ref number)));
        return this;
    }

    public Digest Add(ulong number) => Add(unchecked((long)number));

    public Digest Add(bool isSo) => Add(isSo ? 1 : 0);
}

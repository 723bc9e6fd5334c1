using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace KnowledgeBase.Model;

/// <summary>A short number that stands for all that was added to it, in that order: what differs in anything has another.</summary>
/// <remarks>What comes is hashed with the number so far as its seed. So nothing is held but a number, and no two lists of texts run together to the same.</remarks>
public sealed class Digest
{
    public ulong Value { get; private set; }

    /// <param name="seed">Keeps equal texts of different kinds apart.</param>
    public static ulong Of(string text, int seed = 0) => XxHash3.HashToUInt64(MemoryMarshal.AsBytes(text.AsSpan()), seed);

    /// <summary>No text at all is another than an empty one.</summary>
    public Digest Add(string? text) => text is null ? Add(-1) : Add(MemoryMarshal.AsBytes(text.AsSpan()));

    public Digest Add(ReadOnlySpan<byte> bytes)
    {
        Value = XxHash3.HashToUInt64(bytes, unchecked((long)Value));
        return this;
    }

    public Digest Add(long number) => Add(MemoryMarshal.AsBytes(new ReadOnlySpan<long>(ref number)));

    public Digest Add(ulong number) => Add(unchecked((long)number));

    public Digest Add(bool isSo) => Add(isSo ? 1 : 0);
}

using System.Numerics;
using System.Runtime.CompilerServices;
using System.Text;

namespace KnowledgeBase.Indexing;

/// <summary>A growing run of bytes; numbers take as few as they need.</summary>
internal sealed class ByteWriter(int capacity = 64)
{
    private byte[] _bytes = new byte[capacity];

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, Length);

    /// <summary>The same, until more is written.</summary>
    public ReadOnlyMemory<byte> Memory => _bytes.AsMemory(0, Length);

    public static ByteWriter Of(ReadOnlySpan<byte> bytes)
    {
        var writer = new ByteWriter(Math.Max(1, bytes.Length));
        writer.Bytes(bytes);
        return writer;
    }

    public void Clear() => Length = 0;

    public void Byte(int value)
    {
        if ((uint)Length >= (uint)_bytes.Length) Grow(Length + 1);
        _bytes[Length++] = (byte)value;
    }

    /// <summary>Seven bits a byte, the lowest first; the high bit says that more follow.</summary>
    public void Number(int value)
    {
        for (; value >= 0x80; value >>= 7) Byte(value | 0x80);
        Byte(value);
    }

    /// <summary>As <see cref="Number"/>, where there is room.</summary>
    public static void Write(byte[] to, ref int at, int value)
    {
        for (; value >= 0x80; value >>= 7) to[at++] = (byte)(value | 0x80);
        to[at++] = (byte)value;
    }

    /// <summary>How many bytes a number takes.</summary>
    public static int LengthOf(int value) => BitOperations.Log2((uint)value | 1) / 7 + 1;

    /// <summary>A number that <see cref="Number"/> wrote.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Read(ReadOnlySpan<byte> bytes, scoped ref int at)
    {
        var b = bytes[at++];
        // Most are of one byte.
        return b < 0x80 ? b : ReadOn(bytes, b & 0x7F, ref at);
    }

    private static int ReadOn(ReadOnlySpan<byte> bytes, int value, scoped ref int at)
    {
        for (var shift = 7; ; shift += 7)
        {
            var b = bytes[at++];
            value |= (b & 0x7F) << shift;
            if (b < 0x80) return value;
        }
    }

    public void Bytes(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Room(bytes.Length));
        Length += bytes.Length;
    }

    private Span<byte> Room(int length)
    {
        if (Length + length > _bytes.Length) Grow(Length + length);
        return _bytes.AsSpan(Length, length);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Grow(int length) => Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, length));

    /// <summary>Its length in bytes, then the text as UTF-8.</summary>
    public void Text(string text)
    {
        var length = Encoding.UTF8.GetByteCount(text);
        Number(length);
        Encoding.UTF8.GetBytes(text, Room(length));
        Length += length;
    }

    /// <summary>A word of a sorted list: how many characters it shares with the one before, and the rest.</summary>
    public void Next(string word, string before)
    {
        var shared = Shared(word, before);
        Number(shared);
        Text(word[shared..]);
    }

    /// <summary>How many characters both begin with; half of a pair of surrogates is no text.</summary>
    public static int Shared(string word, string before)
    {
        var shared = word.AsSpan().CommonPrefixLength(before);
        return shared > 0 && char.IsHighSurrogate(word[shared - 1]) ? shared - 1 : shared;
    }
}

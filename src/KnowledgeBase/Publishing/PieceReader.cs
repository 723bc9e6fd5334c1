using System.Buffers.Binary;
using System.Text;
using KnowledgeBase.Model;

namespace KnowledgeBase.Publishing;

/// <summary>Reads what a <see cref="BinaryWriter"/> wrote, from a buffer that is used again: a build reads tens of thousands of small pieces.</summary>
/// <exception cref="ArgumentException">Of each member: the bytes end too early.</exception>
internal sealed class PieceReader
{
    private byte[] _bytes;
    private int _at, _end;

    public PieceReader(byte[] bytes, int start = 0) => (_bytes, _at, _end) = (bytes, start, bytes.Length);

    /// <summary>Where bytes to read are put. It may be exchanged for a larger one.</summary>
    public ref byte[] Buffer => ref _bytes;

    /// <summary>Begins anew, with the first bytes of the buffer.</summary>
    public PieceReader Begin(int length)
    {
        (_at, _end) = (0, length);
        return this;
    }

    public bool ReadBoolean() => ReadByte() != 0;

    public byte ReadByte() => Next(1)[0];

    public short ReadInt16() => BinaryPrimitives.ReadInt16LittleEndian(Next(sizeof(short)));

    public int ReadInt32() => BinaryPrimitives.ReadInt32LittleEndian(Next(sizeof(int)));

    public uint ReadUInt32() => BinaryPrimitives.ReadUInt32LittleEndian(Next(sizeof(uint)));

    public long ReadInt64() => BinaryPrimitives.ReadInt64LittleEndian(Next(sizeof(long)));

    public ulong ReadUInt64() => BinaryPrimitives.ReadUInt64LittleEndian(Next(sizeof(ulong)));

    public int Read7BitEncodedInt() => unchecked((int)Read7BitEncodedInt64());

    public long Read7BitEncodedInt64()
    {
        var value = 0L;
        for (var shift = 0; ; shift += 7)
        {
            var b = ReadByte();
            value |= (long)(b & 0x7F) << shift;
            if (b < 0x80) return value;
        }
    }

    public string ReadString() => Encoding.UTF8.GetString(Next(Read7BitEncodedInt()));

    /// <summary>A text that is often met; who meets it again gets the same string.</summary>
    public string ReadKnownString()
    {
        var bytes = Next(Read7BitEncodedInt());
        Span<char> text = stackalloc char[128];
        return Encoding.UTF8.TryGetChars(bytes, text, out var length) ? KnownTexts.Of(text[..length]) : Encoding.UTF8.GetString(bytes);
    }

    private ReadOnlySpan<byte> Next(int length)
    {
        var next = _bytes.AsSpan(0, _end).Slice(_at, length);
        _at += length;
        return next;
    }
}

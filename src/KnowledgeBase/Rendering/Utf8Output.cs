using System.Buffers;
using System.Text;

namespace KnowledgeBase.Rendering;

/// <summary>Text in the making, as the bytes of its file, in one buffer that is used again and again.</summary>
internal sealed class Utf8Output
{
    private static readonly SearchValues<char> s_special = SearchValues.Create("&<>\"'");

    private const int Most = 1 << 20;

    private byte[] _bytes = new byte[1 << 16];
    private int _length;

    public void Write(ReadOnlySpan<byte> utf8)
    {
        utf8.CopyTo(Room(utf8.Length));
        _length += utf8.Length;
    }

    public void Write(ReadOnlySpan<char> text) => _length += Encoding.UTF8.GetBytes(text, Room(3 * text.Length));

    /// <summary>Right in text and in double-quoted attribute values.</summary>
    public void WriteEscaped(ReadOnlySpan<char> text)
    {
        for (var at = text.IndexOfAny(s_special); at >= 0; at = text.IndexOfAny(s_special))
        {
            Write(text[..at]);
            Write(EntityOf(text[at]));
            text = text[(at + 1)..];
        }

        Write(text);
    }

    public void Clear()
    {
        _length = 0;
        // One page of ten thousand posts shall not keep its room for ever.
        if (_bytes.Length > Most) _bytes = new byte[1 << 16];
    }

    public byte[] ToArray() => _bytes.AsSpan(0, _length).ToArray();

    private static ReadOnlySpan<byte> EntityOf(char special) => special switch
    {
        '&' => "&amp;"u8,
        '<' => "&lt;"u8,
        '>' => "&gt;"u8,
        '"' => "&quot;"u8,
        _ => "&#39;"u8,
    };

    private Span<byte> Room(int length)
    {
        if (_bytes.Length - _length < length) Array.Resize(ref _bytes, Math.Max(2 * _bytes.Length, _length + length));
        return _bytes.AsSpan(_length);
    }
}

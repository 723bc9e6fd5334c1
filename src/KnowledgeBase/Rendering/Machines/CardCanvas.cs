using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;

namespace KnowledgeBase.Rendering.Machines;

/// <summary>A picture of few colours in the making, and as a PNG file.</summary>
internal sealed class CardCanvas
{
    public const int Width = 1200, Height = 630;

    /// <summary>Where each ink's 16 shades begin in the list of colours; the first is the ground of all.</summary>
    public const int Ink = 0, QuietInk = 16, Accent = 32;

    // A row of a PNG begins with the number of its filter: none.
    private const int Stride = Width + 1;

    [ThreadStatic]
    private static CardCanvas? _ofThread;

    private readonly byte[] _pixels = new byte[Stride * Height];

    /// <summary>An empty canvas: each thread has one and uses it again and again.</summary>
    public static CardCanvas Empty()
    {
        var canvas = _ofThread ??= new();
        Array.Clear(canvas._pixels);
        return canvas;
    }

    public void Fill(int left, int top, int width, int height, byte colour)
    {
        for (var y = top; y < top + height; y++) _pixels.AsSpan(y * Stride + 1 + left, width).Fill(colour);
    }

    /// <summary>Writes one line. All of its letters are known.</summary>
    public void Write(string text, double left, int top, int size, int ink)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            var letter = CardLetters.All.Of(rune, size);
            var (x, y) = ((int)Math.Round(left) + letter.Left, top + letter.Top);
            for (var row = 0; row < letter.Height; row++)
            {
                if (y + row is < 0 or >= Height) continue;
                for (var column = 0; column < letter.Width; column++)
                {
                    var shade = letter.Shades[row * letter.Width + column];
                    if (shade == 0 || x + column is < 0 or >= Width) continue;
                    ref var pixel = ref _pixels[(y + row) * Stride + 1 + x + column];
                    // Neighbours may touch: the darker shade wins.
                    pixel = (byte)(ink + Math.Max(shade, pixel & 15));
                }
            }

            left += letter.Advance;
        }
    }

    /// <param name="colours">Red, green and blue of each.</param>
    public byte[] ToPng(ReadOnlySpan<byte> colours)
    {
        using var packed = new MemoryStream(64 * 1024);
        using (var stream = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true)) stream.Write(_pixels);

        using var png = new MemoryStream(packed.Capacity);
        png.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]);
        Span<byte> header = stackalloc byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, Width);
        BinaryPrimitives.WriteInt32BigEndian(header[4..], Height);
        (header[8], header[9]) = (8, 3); // a byte a pixel, which is a place in the list of colours
        WriteChunk(png, "IHDR"u8, header);
        WriteChunk(png, "PLTE"u8, colours);
        WriteChunk(png, "IDAT"u8, packed.GetBuffer().AsSpan(0, (int)packed.Length));
        WriteChunk(png, "IEND"u8, []);
        return png.ToArray();
    }

    private static void WriteChunk(MemoryStream png, ReadOnlySpan<byte> kind, ReadOnlySpan<byte> content)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, content.Length);
        png.Write(number);
        png.Write(kind);
        png.Write(content);
        var sum = new Crc32();
        sum.Append(kind);
        sum.Append(content);
        BinaryPrimitives.WriteUInt32BigEndian(number, sum.GetCurrentHashAsUInt32());
        png.Write(number);
    }
}

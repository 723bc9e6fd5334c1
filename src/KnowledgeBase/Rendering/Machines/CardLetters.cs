using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.IO.Compression;
using System.Reflection;
using System.Text;

namespace KnowledgeBase.Rendering.Machines;

/// <summary>The letters that social cards are set in, as finished pictures: see <c>make-card-letters.py</c>.</summary>
internal sealed class CardLetters
{
    private static readonly Lazy<CardLetters> Shared = new(Load);

    private readonly int _size;
    private readonly FrozenDictionary<int, CardLetter> _letters;
    private readonly ConcurrentDictionary<(int Size, int Point), CardLetter> _scaled = [];

    private CardLetters(int size, FrozenDictionary<int, CardLetter> letters) => (_size, _letters) = (size, letters);

    public static CardLetters All => Shared.Value;

    /// <summary>False where a letter would show as an empty box.</summary>
    public bool Have(string text) => text.EnumerateRunes().All(rune => _letters.ContainsKey(rune.Value));

    /// <summary>The letter in a size that is not larger than the stored one.</summary>
    public CardLetter Of(Rune rune, int size) => size == _size ? _letters[rune.Value] : _scaled.GetOrAdd((size, rune.Value), key => _letters[key.Point].Scaled((double)key.Size / _size));

    public double WidthOf(string text, int size) => text.EnumerateRunes().Sum(rune => _letters[rune.Value].Advance) * size / _size;

    private static CardLetters Load()
    {
        using var packed = Assembly.GetExecutingAssembly().GetManifestResourceStream("card-letters")!;
        using var unpacked = new MemoryStream();
        using (var stream = new ZLibStream(packed, CompressionMode.Decompress)) stream.CopyTo(unpacked);
        var rest = unpacked.ToArray().AsSpan();
        var (size, count) = (BinaryPrimitives.ReadUInt16LittleEndian(rest), BinaryPrimitives.ReadUInt16LittleEndian(rest[4..]));
        rest = rest[6..];
        var letters = new Dictionary<int, CardLetter>(count);
        for (var i = 0; i < count; i++)
        {
            var (width, height) = (rest[8], rest[9]);
            var shades = new byte[width * height];
            for (var pixel = 0; pixel < shades.Length; pixel++) shades[pixel] = (byte)(pixel % 2 == 0 ? rest[10 + pixel / 2] >> 4 : rest[10 + pixel / 2] & 15);
            letters[BinaryPrimitives.ReadInt32LittleEndian(rest)] = new(BinaryPrimitives.ReadUInt16LittleEndian(rest[4..]) / 64.0, (sbyte)rest[6], (sbyte)rest[7], width, shades);
            rest = rest[(10 + (shades.Length + 1) / 2)..];
        }

        return new(size, letters.ToFrozenDictionary());
    }
}

/// <summary>The picture of one letter.</summary>
/// <param name="Advance">Pixels from its pen position to that of the next letter.</param>
/// <param name="Left">From the pen to the picture.</param>
/// <param name="Top">From the top of the line to the picture.</param>
/// <param name="Shades">0 is the ground, 15 the ink; row by row.</param>
internal sealed record CardLetter(double Advance, int Left, int Top, int Width, byte[] Shades)
{
    public int Height => Width == 0 ? 0 : Shades.Length / Width;

    /// <summary>Each pixel of the smaller picture is the mean of the area it stands for.</summary>
    public CardLetter Scaled(double factor)
    {
        var (left, top) = ((int)Math.Floor(Left * factor), (int)Math.Floor(Top * factor));
        var width = (int)Math.Ceiling((Left + Width) * factor) - left;
        var height = (int)Math.Ceiling((Top + Height) * factor) - top;
        var shades = new byte[width * height];
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++) shades[y * width + x] = (byte)Math.Round(Mean((left + x) / factor - Left, (top + y) / factor - Top, 1 / factor));
        }

        return new(Advance * factor, left, top, width, shades);
    }

    private double Mean(double left, double top, double side)
    {
        var sum = 0.0;
        for (var y = Math.Max(0, (int)Math.Floor(top)); y < Math.Min(Height, top + side); y++)
        {
            var tall = Math.Min(y + 1, top + side) - Math.Max(y, top);
            for (var x = Math.Max(0, (int)Math.Floor(left)); x < Math.Min(Width, left + side); x++)
                sum += Shades[y * Width + x] * tall * (Math.Min(x + 1, left + side) - Math.Max(x, left));
        }

        return sum / (side * side);
    }
}

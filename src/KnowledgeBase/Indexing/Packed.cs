using System.IO.Compression;
using System.IO.Hashing;
using System.Text;
using KnowledgeBase.Model;

namespace KnowledgeBase.Indexing;

/// <summary>Bytes as a script that any page may load, also from a disk: compressed, and written in printable characters.</summary>
internal static class Packed
{
    /// <summary>Bytes of a hash that name a file: enough for a million files without a clash.</summary>
    public const int NameBytes = 5;

    private const string Digits = "!#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_`abcdefghijklmnopqrstuvwxyz{|}";
    private const string NameDigits = "abcdefghijklmnopqrstuvwxyz234567";

    /// <summary>A file that is named by what it holds, so it can be cached for ever.</summary>
    public static (OutputFile File, byte[] Name) Named(string folder, ReadOnlySpan<byte> bytes)
    {
        var name = XxHash3.Hash(bytes)[..NameBytes];
        return (At($"{folder}/{NameOf(name)}", bytes), name);
    }

    /// <param name="path">From the folder <c>search/</c>, without <c>.js</c>.</param>
    public static OutputFile At(string path, ReadOnlySpan<byte> bytes) =>
        new($"search/{path}.js", Encoding.ASCII.GetBytes($"kbFile(\"{path}\",\"{Write(Compress(bytes))}\")\n"));

    /// <summary>Eight letters that no file system confuses.</summary>
    public static string NameOf(ReadOnlySpan<byte> name)
    {
        var bits = 0UL;
        foreach (var b in name) bits = (bits << 8) | b;
        var text = new char[NameBytes * 8 / 5];
        for (var i = text.Length - 1; i >= 0; i--, bits >>= 5) text[i] = NameDigits[(int)(bits & 31)];
        return new(text);
    }

    private static byte[] Compress(ReadOnlySpan<byte> bytes)
    {
        using var packed = new MemoryStream();
        using (var deflate = new DeflateStream(packed, CompressionLevel.SmallestSize)) deflate.Write(bytes);
        return packed.ToArray();
    }

    /// <summary>13 bits in two of 91 characters (basE91 without its exceptions): a third shorter a loss than base64.</summary>
    private static string Write(byte[] bytes)
    {
        var text = new StringBuilder(bytes.Length * 16 / 13 + 2);
        var (bits, count) = (0, 0);
        foreach (var b in bytes)
        {
            bits |= b << count;
            count += 8;
            if (count < 13) continue;
            Pair(bits & 8191);
            bits >>= 13;
            count -= 13;
        }

        if (count > 6) Pair(bits);
        else if (count > 0) text.Append(Digits[bits]);
        return text.ToString();

        void Pair(int value) => text.Append(Digits[value % 91]).Append(Digits[value / 91]);
    }
}

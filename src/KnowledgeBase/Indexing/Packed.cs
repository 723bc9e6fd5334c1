using System.Buffers;
using System.IO.Compression;
using System.IO.Hashing;
using System.Text;
using KnowledgeBase.Model;

namespace KnowledgeBase.Indexing;

/// <summary>Bytes as a script that any page may load, also from a disk.</summary>
/// <remarks>
/// The script is windows-1252, in which every byte is a character; only four need an escape. A page from a disk tells the
/// browser so, for no host says otherwise there; over a network the bytes themselves are fetched.
/// </remarks>
internal static class Packed
{
    /// <summary>
    /// Bytes of a hash that name a file. Among 30,000 files of a folder two have one name on one site of 2,400, which its
    /// build then tells; among a million on one of three. Each byte more would be paid for in every table.
    /// </summary>
    public const int NameBytes = 5;

    private static readonly SearchValues<byte> s_escaped = SearchValues.Create("\"\\\n\r"u8);

    private const string NameDigits = "abcdefghijklmnopqrstuvwxyz234567";

    /// <summary>A file that is named by what it holds, so it can be cached for ever.</summary>
    public static (OutputFile File, byte[] Name) Named(string folder, ReadOnlySpan<byte> bytes)
    {
        var name = XxHash3.Hash(bytes)[..NameBytes];
        return (At($"{folder}/{NameOf(name)}", bytes), name);
    }

    /// <param name="path">From the folder <c>search/</c>, without <c>.js</c>.</param>
    public static OutputFile At(string path, ReadOnlySpan<byte> bytes)
    {
        var script = new byte[Before.Length + bytes.Length + CountOfEscaped(bytes) + After.Length];
        Before.CopyTo(script);
        var to = script.AsSpan(Before.Length);
        for (var at = bytes.IndexOfAny(s_escaped); at >= 0; at = bytes.IndexOfAny(s_escaped))
        {
            bytes[..at].CopyTo(to);
            to[at] = (byte)'\\';
            to[at + 1] = bytes[at] switch { (byte)'\n' => (byte)'n', (byte)'\r' => (byte)'r', var b => b };
            bytes = bytes[(at + 1)..];
            to = to[(at + 2)..];
        }

        bytes.CopyTo(to);
        After.CopyTo(to[bytes.Length..]);
        return new(PathOf(path), script);
    }

    /// <summary>As a line in a script that is not ours alone, and is UTF-8.</summary>
    public static string InScript(ReadOnlySpan<byte> bytes) => $"kbFile(atob(\"{Convert.ToBase64String(bytes)}\"))\n";

    /// <summary>Eight letters that no file system confuses.</summary>
    public static string NameOf(ReadOnlySpan<byte> name)
    {
        var bits = 0UL;
        foreach (var b in name) bits = (bits << 8) | b;
        var text = new char[NameBytes * 8 / 5];
        for (var i = text.Length - 1; i >= 0; i--, bits >>= 5) text[i] = NameDigits[(int)(bits & 31)];
        return new(text);
    }

    private static ReadOnlySpan<byte> Before => "kbFile(\""u8;

    private static ReadOnlySpan<byte> After => "\")\n"u8;

    public static string PathOf(string folder, ReadOnlySpan<byte> name) => PathOf($"{folder}/{NameOf(name)}");

    private static string PathOf(string path) => $"search/{path}.js";

    public static byte[] Deflated(ReadOnlySpan<byte> bytes)
    {
        using var packed = new MemoryStream();
        using (var deflate = new DeflateStream(packed, CompressionLevel.Optimal, leaveOpen: true)) deflate.Write(bytes);
        return packed.ToArray();
    }

    private static int CountOfEscaped(ReadOnlySpan<byte> bytes)
    {
        var count = 0;
        for (var at = bytes.IndexOfAny(s_escaped); at >= 0; at = bytes.IndexOfAny(s_escaped), count++) bytes = bytes[(at + 1)..];
        return count;
    }
}

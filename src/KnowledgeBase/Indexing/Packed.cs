using System.IO.Compression;
using System.IO.Hashing;
using System.Text;
using KnowledgeBase.Model;

namespace KnowledgeBase.Indexing;

/// <summary>Bytes as a script that any page may load, also from a disk: compressed, and written as text.</summary>
/// <remarks>
/// The script is windows-1252, in which every byte is a character; only four need an escape. A page from a disk tells the
/// browser so, for no host says otherwise there; over a network the bytes themselves are fetched.
/// </remarks>
internal static class Packed
{
    /// <summary>Bytes of a hash that name a file: enough for a million files without a clash.</summary>
    public const int NameBytes = 5;

    private const string NameDigits = "abcdefghijklmnopqrstuvwxyz234567";

    /// <summary>A file that is named by what it holds, so it can be cached for ever.</summary>
    /// <param name="columns">Like stands with like and is compressed on its own.</param>
    public static (OutputFile File, byte[] Name) Named(string folder, params ReadOnlySpan<ByteWriter> columns)
    {
        var name = NameFor(columns);
        return (At($"{folder}/{NameOf(name)}", columns), name);
    }

    /// <summary>The same, but a file that stands already is not made: to compress it is most of the work.</summary>
    public static (OutputFile? File, byte[] Name) Missing(string folder, Func<string, bool> stands, params ReadOnlySpan<ByteWriter> columns)
    {
        var name = NameFor(columns);
        var path = $"{folder}/{NameOf(name)}";
        return (stands(PathOf(path)) ? null : At(path, columns), name);
    }

    /// <param name="path">From the folder <c>search/</c>, without <c>.js</c>.</param>
    public static OutputFile At(string path, params ReadOnlySpan<ByteWriter> columns)
    {
        var script = new ByteWriter(1024);
        script.Bytes(Encoding.ASCII.GetBytes($"kbFile(\"{path}\""));
        foreach (var column in columns)
        {
            script.Bytes(",\""u8);
            foreach (var b in Compress(column.Written)) Write(script, b);
            script.Byte('"');
        }

        script.Bytes(")\n"u8);
        return new(PathOf(path), script.Written.ToArray());
    }

    /// <summary>As a line in a script that is not ours alone, and is UTF-8.</summary>
    public static string InScript(string path, ByteWriter bytes) => $"kbFile(\"{path}\",atob(\"{Convert.ToBase64String(Compress(bytes.Written))}\"))\n";

    /// <summary>Eight letters that no file system confuses.</summary>
    public static string NameOf(ReadOnlySpan<byte> name)
    {
        var bits = 0UL;
        foreach (var b in name) bits = (bits << 8) | b;
        var text = new char[NameBytes * 8 / 5];
        for (var i = text.Length - 1; i >= 0; i--, bits >>= 5) text[i] = NameDigits[(int)(bits & 31)];
        return new(text);
    }

    public static string PathOf(string folder, ReadOnlySpan<byte> name) => PathOf($"{folder}/{NameOf(name)}");

    private static string PathOf(string path) => $"search/{path}.js";

    private static byte[] NameFor(ReadOnlySpan<ByteWriter> columns)
    {
        var hash = new XxHash3();
        foreach (var column in columns)
        {
            hash.Append(column.Written);
            hash.Append([0, (byte)column.Length]);
        }

        return hash.GetCurrentHash()[..NameBytes];
    }

    private static byte[] Compress(ReadOnlySpan<byte> bytes)
    {
        using var packed = new MemoryStream();
        using (var deflate = new DeflateStream(packed, CompressionLevel.Optimal)) deflate.Write(bytes);
        return packed.ToArray();
    }

    private static void Write(ByteWriter script, byte b)
    {
        if (b is (byte)'"' or (byte)'\\' or (byte)'\n' or (byte)'\r') script.Byte('\\');
        script.Byte(b switch { (byte)'\n' => 'n', (byte)'\r' => 'r', _ => b });
    }
}

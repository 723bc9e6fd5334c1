using System.Buffers;
using System.Text.Json;
using KnowledgeBase.Model;

namespace KnowledgeBase.Rendering.Machines;

/// <summary>JSON that can stand anywhere, even in a script element of a page: no '&lt;' is left in it.</summary>
internal static class JsonOutput
{
    private const int Most = 1 << 20;

    // As that of CompactJson.
    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _safe;

    public static byte[] Of(Action<Utf8JsonWriter> write) => WithoutTags(CompactJson.Of(write));

    /// <summary>Writes a property if there is a value.</summary>
    public static void WriteText(this Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null) json.WriteString(name, value);
    }

    public static void WriteNumber(this Utf8JsonWriter json, string name, int? value)
    {
        if (value is { } number) json.WriteNumber(name, number);
    }

    /// <summary>In JSON a '&lt;' stands only inside strings, where it may be written as an escape; before '/' a backslash does.</summary>
    private static byte[] WithoutTags(ReadOnlySpan<byte> json)
    {
        var safe = _safe ??= new(1 << 16);
        safe.ResetWrittenCount();
        for (var at = json.IndexOf((byte)'<'); at >= 0; at = json.IndexOf((byte)'<'))
        {
            safe.Write(json[..at]);
            safe.Write(at + 1 < json.Length && json[at + 1] == '/' ? "<\\"u8 : "\\u003C"u8);
            json = json[(at + 1)..];
        }

        safe.Write(json);
        if (safe.Capacity > Most) _safe = null;
        return safe.WrittenSpan.ToArray();
    }
}

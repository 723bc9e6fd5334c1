using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace KnowledgeBase.Rendering.Machines;

/// <summary>JSON that can stand anywhere, even in a script element of a page: no '&lt;' is left in it.</summary>
internal static class JsonOutput
{
    // Letters of all scripts stay as they are; what this leaves and a page could misread is only '<', which is seen to below.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private const int Most = 1 << 20;

    // Used again and again: a buffer that grows anew for every thread costs more than what is written into it.
    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _raw;

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _safe;

    public static byte[] Of(Action<Utf8JsonWriter> write)
    {
        var raw = _raw ??= new(1 << 16);
        raw.ResetWrittenCount();
        using (var writer = new Utf8JsonWriter(raw, Options)) write(writer);
        var safe = WithoutTags(raw.WrittenSpan);
        // One thread of ten thousand posts shall not keep its room for ever.
        if (raw.Capacity > Most) (_raw, _safe) = (null, null);
        return safe;
    }

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
        return safe.WrittenSpan.ToArray();
    }
}

using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace KnowledgeBase.Model;

/// <summary>JSON in which nothing is escaped that need not be: letters of all scripts stay as they are. Where a page or a stranger's program reads it, '&lt;' must be seen to.</summary>
internal static class CompactJson
{
    private const int Most = 1 << 20;

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    // Used again and again: one that grows anew for each file costs more than what is written into it.
    [ThreadStatic]
    private static ArrayBufferWriter<byte>? t_bytes;

    /// <returns>Until the same thread writes again.</returns>
    public static ReadOnlySpan<byte> Of(Action<Utf8JsonWriter> write)
    {
        var bytes = t_bytes ??= new(1 << 16);
        bytes.ResetWrittenCount();
        using (var json = new Utf8JsonWriter(bytes, Options)) write(json);
        // One thread of ten thousand posts shall not keep its room for ever.
        if (bytes.Capacity > Most) t_bytes = null;
        return bytes.WrittenSpan;
    }

    public static void WriteAll(this Utf8JsonWriter json, params IEnumerable<string> texts)
    {
        json.WriteStartArray();
        foreach (var text in texts) json.WriteStringValue(text);
        json.WriteEndArray();
    }
}

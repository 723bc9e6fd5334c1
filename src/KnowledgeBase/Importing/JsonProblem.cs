using System.Text;
using System.Text.Json;
using KnowledgeBase.Diagnostics;

namespace KnowledgeBase.Importing;

/// <summary>What is wrong with an export's JSON, and where.</summary>
internal static class JsonProblem
{
    /// <param name="text">As it was parsed.</param>
    public static Diagnostic Of(string path, ReadOnlySpan<byte> text, JsonException broken) => Rules.BrokenExport.At(Place(path, text, broken), Reason(broken));

    /// <summary>A text without the mark of its encoding.</summary>
    public static ReadOnlyMemory<byte> WithoutMark(ReadOnlyMemory<byte> text) => text.Span is [0xEF, 0xBB, 0xBF, ..] ? text[3..] : text;

    // The reader counts lines from 0 and columns in bytes.
    private static SourceLocation Place(string path, ReadOnlySpan<byte> text, JsonException broken)
    {
        var line = (int)(broken.LineNumber ?? 0);
        for (var skipped = 0; skipped < line && text.IndexOf((byte)'\n') is >= 0 and var end; skipped++) text = text[(end + 1)..];
        var column = Encoding.UTF8.GetCharCount(text[..(int)Math.Min(text.Length, broken.BytePositionInLine ?? 0)]);
        return new(path.Replace('\\', '/'), line + 1, column + 1);
    }

    // Without the place, which the diagnostic has, and without the sentence's capital and full stop.
    private static string Reason(JsonException broken)
    {
        var end = broken.Message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        var text = (end < 0 ? broken.Message : broken.Message[..end]).TrimEnd('.');
        return text.Length > 1 && char.IsLower(text[1]) ? char.ToLowerInvariant(text[0]) + text[1..] : text;
    }
}

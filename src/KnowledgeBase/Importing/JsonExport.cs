using System.Text.Json;
using KnowledgeBase.Diagnostics;

namespace KnowledgeBase.Importing;

/// <summary>An export of files of JSON, each with one value or many, one after the other.</summary>
internal static class JsonExport
{
    /// <summary>The one file, or all in the folder in a fixed order, with their bytes. Links are not followed; what cannot be read is told.</summary>
    public static IEnumerable<(string Path, ReadOnlyMemory<byte> Bytes)> Files(string path, List<Diagnostic> diagnostics, CancellationToken cancelled)
    {
        var all = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint | FileAttributes.Hidden | FileAttributes.System | FileAttributes.Device, IgnoreInaccessible = false };
        foreach (var file in Directory.Exists(path) ? Directory.EnumerateFiles(path, "*", all).Order(StringComparer.Ordinal) : (IEnumerable<string>)[path])
        {
            cancelled.ThrowIfCancellationRequested();
            byte[] bytes;
            try
            {
                bytes = File.ReadAllBytes(file);
            }
            catch (Exception problem) when (MachineProblem.Is(problem))
            {
                diagnostics.Add(Rules.Unreadable.At(PlaceOf(file), MachineProblem.ReasonOf(problem)));
                continue;
            }

            yield return (file, bytes);
        }
    }

    public static SourceLocation PlaceOf(string path) => new(path.Replace('\\', '/'));

    /// <summary>Offers the objects in a file's JSON, also those in lists. False if the JSON is broken, which is told.</summary>
    /// <param name="take">False if the object is not wanted; then those in it are offered.</param>
    public static bool Read(string path, ReadOnlyMemory<byte> bytes, Func<JsonElement, JsonPart, bool> take, List<Diagnostic> diagnostics)
    {
        var text = JsonProblem.WithoutMark(bytes);
        if (text.Span.TrimStart(" \t\r\n"u8) is not [(byte)'{' or (byte)'[', ..]) return true;
        var reader = new Utf8JsonReader(text.Span, new() { AllowMultipleValues = true });
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType != JsonTokenType.StartObject) continue;
                var start = reader.TokenStartIndex;
                var after = reader;
                using var document = JsonDocument.ParseValue(ref after);
                if (take(document.RootElement, new(path, bytes.Length - text.Length + start, (int)(after.BytesConsumed - start)))) reader = after;
            }
        }
        catch (JsonException broken)
        {
            diagnostics.Add(JsonProblem.Of(path, text.Span, broken));
            return false;
        }

        return true;
    }
}

/// <summary>Where in an export the JSON of one object stands.</summary>
internal readonly record struct JsonPart(string Path, long Start, int Length)
{
    public JsonDocument Read()
    {
        using var file = File.OpenRead(Path);
        file.Position = Start;
        var bytes = new byte[Length];
        file.ReadExactly(bytes);
        return JsonDocument.Parse(bytes);
    }
}

using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using KnowledgeBase.Diagnostics;

namespace KnowledgeBase.Importing;

/// <summary>What a file holds of a Discourse topic: a file can hold many, as a list or one after the other.</summary>
/// <param name="Page">The page in its name (<c>12?page=2</c>), for the order of raw texts.</param>
/// <param name="Roots">As <see cref="DiscourseTopic.Roots"/>.</param>
internal sealed partial record DiscourseFile(string Path, bool IsJson, long Topic, int Page, IReadOnlyList<string> Roots)
{
    private JsonPart Part { get; init; }

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The one file, or all in the folder in a fixed order. Links are not followed; what is no topic is told.</summary>
    public static IEnumerable<DiscourseFile> Find(string path, List<Diagnostic> diagnostics, CancellationToken cancelled)
    {
        foreach (var (each, bytes) in JsonExport.Files(path, diagnostics, cancelled))
        {
            foreach (var file in Look(each, bytes, diagnostics)) yield return file;
        }
    }

    public DiscourseTopic? Json()
    {
        using var document = Part.Read();
        return DiscourseJson.Read(document.RootElement);
    }

    public string Text() => Strict.GetString(JsonProblem.WithoutMark(File.ReadAllBytes(Path)).Span);

    private static List<DiscourseFile> Look(string path, ReadOnlyMemory<byte> bytes, List<Diagnostic> diagnostics)
    {
        var place = JsonExport.PlaceOf(path);
        var files = new List<DiscourseFile>();
        try
        {
            var text = JsonProblem.WithoutMark(bytes).Span;
            _ = Strict.GetCharCount(text);
            if (DiscourseRawText.IsRawText(Encoding.UTF8.GetString(text[..Math.Min(text.Length, 1000)].TrimStart(" \t\r\n"u8))))
            {
                if (IdAndPage(path) is var (id, page)) files.Add(new(path, false, id, page, []));
                else diagnostics.Add(Rules.RawTextWithoutId.At(place));
            }
            else if (JsonExport.Read(path, bytes, Take, diagnostics) && files.Count == 0)
            {
                diagnostics.Add(Rules.NoDiscourseTopic.At(place));
            }
        }
        // Forums' exports hold pictures and archives too.
        catch (DecoderFallbackException) when (System.IO.Path.HasExtension(path) && !Ending().IsMatch(path) && !path.EndsWith(".json", StringComparison.OrdinalIgnoreCase))
        {
            diagnostics.Add(Rules.NoDiscourseTopic.At(place));
        }
        catch (DecoderFallbackException broken)
        {
            diagnostics.Add(Rules.NotUtf8.At(place, $"0x{broken.BytesUnknown?.FirstOrDefault():X2}", $"{broken.Index}"));
        }

        return files;

        // What is no topic may hold some, in lists and whatever is wrapped around them.
        bool Take(JsonElement json, JsonPart part)
        {
            if (DiscourseJson.Read(json) is not { } topic) return false;
            files.Add(new(path, true, topic.Id, 0, topic.Roots) { Part = part });
            return true;
        }
    }

    /// <summary>The topic's id and the page: <c>12</c>, <c>12?page=2</c>, <c>topic-12-2.txt</c>, <c>a-slug-with-2-numbers-12.md</c>, or <c>page-2.txt</c> in the folder <c>12</c>.</summary>
    private static (long Id, int Page)? IdAndPage(string path)
    {
        var name = Ending().Replace(System.IO.Path.GetFileName(path), "");
        var folder = System.IO.Path.GetFileName(System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(path))) ?? "";
        var named = PageAlone().IsMatch(name) ? IdFirst().Match($"{folder} {name}") : ((Match[])[IdFirst().Match(name), IdLast().Match(name), IdAtAll().Match(name), IdFirst().Match(folder)]).FirstOrDefault(match => match.Success);
        if (named is not { Success: true } || !long.TryParse(named.Groups["id"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var id)) return null;
        return (id, int.TryParse(named.Groups["page"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var page) ? page : 1);
    }

    [GeneratedRegex(@"\.(?:txt|text|md|markdown|raw)$", RegexOptions.IgnoreCase)]
    private static partial Regex Ending();

    [GeneratedRegex(@"^page\W*\d+$", RegexOptions.IgnoreCase)]
    private static partial Regex PageAlone();

    [GeneratedRegex(@"^(?:topic|t|raw)?[\W_]*(?<id>\d+)(?:\D+(?<page>\d+))?\D*$", RegexOptions.IgnoreCase)]
    private static partial Regex IdFirst();

    [GeneratedRegex(@"[\W_](?<id>\d+)(?:[\W_]+page\W*(?<page>\d+))?$", RegexOptions.IgnoreCase)]
    private static partial Regex IdLast();

    [GeneratedRegex(@"(?<id>\d+)")]
    private static partial Regex IdAtAll();
}

using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using KnowledgeBase.Diagnostics;

namespace KnowledgeBase.Importing;

/// <summary>A file that holds a Discourse topic, or a part of one.</summary>
/// <param name="Page">The page in its name (<c>12?page=2</c>), for the order of raw texts.</param>
/// <param name="Roots">As <see cref="DiscourseTopic.Roots"/>.</param>
internal sealed partial record DiscourseFile(string Path, bool IsJson, long Topic, int Page, IReadOnlyList<string> Roots)
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The one file, or all in the folder in a fixed order. Links are not followed; what is no topic is told.</summary>
    public static IEnumerable<DiscourseFile> Find(string path, List<Diagnostic> diagnostics, CancellationToken cancelled)
    {
        var all = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint | FileAttributes.Hidden | FileAttributes.System | FileAttributes.Device, IgnoreInaccessible = false };
        var paths = Directory.Exists(path) ? Directory.EnumerateFiles(path, "*", all).Order(StringComparer.Ordinal) : (IEnumerable<string>)[path];
        foreach (var each in paths)
        {
            cancelled.ThrowIfCancellationRequested();
            if (Look(each, diagnostics) is { } file) yield return file;
        }
    }

    public DiscourseTopic? Json()
    {
        using var document = JsonDocument.Parse(JsonProblem.WithoutMark(File.ReadAllBytes(Path)));
        return DiscourseJson.Read(document.RootElement);
    }

    public string Text() => Strict.GetString(JsonProblem.WithoutMark(File.ReadAllBytes(Path)).Span);

    private static DiscourseFile? Look(string path, List<Diagnostic> diagnostics)
    {
        var place = new SourceLocation(path.Replace('\\', '/'));
        try
        {
            var bytes = JsonProblem.WithoutMark(File.ReadAllBytes(path));
            if (Strict.GetCharCount(bytes.Span) == 0) return NoTopic();
            var start = bytes.Span[..Math.Min(bytes.Length, 1000)].TrimStart(" \t\r\n"u8);
            if (start is [(byte)'{', ..])
            {
                using var document = JsonDocument.Parse(bytes);
                return DiscourseJson.Read(document.RootElement) is { } topic ? new(path, true, topic.Id, 0, topic.Roots) : NoTopic();
            }

            if (!DiscourseRawText.IsRawText(Encoding.UTF8.GetString(start))) return NoTopic();
            if (IdAndPage().Match(System.IO.Path.GetFileName(path)) is { Success: true } name
                && long.TryParse(name.Groups["id"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var id)) return new(path, false, id, PageIn(name), []);
            diagnostics.Add(Rules.RawTextWithoutId.At(place));
        }
        catch (JsonException broken)
        {
            diagnostics.Add(JsonProblem.Of(path, File.ReadAllBytes(path), broken));
        }
        catch (DecoderFallbackException broken)
        {
            diagnostics.Add(Rules.NotUtf8.At(place, $"0x{broken.BytesUnknown?.FirstOrDefault():X2}", $"{broken.Index}"));
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            diagnostics.Add(Rules.Unreadable.At(place, problem.GetType().Name));
        }

        return null;

        DiscourseFile? NoTopic()
        {
            diagnostics.Add(Rules.NoDiscourseTopic.At(place));
            return null;
        }
    }

    private static int PageIn(Match name) => int.TryParse(name.Groups["page"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var page) ? page : 1;

    [GeneratedRegex(@"(?<id>\d+)(?:\D+(?<page>\d+))?")]
    private static partial Regex IdAndPage();
}

using KnowledgeBase.Model;

namespace KnowledgeBase.Indexing;

/// <summary>What the filters of the search page offer: days and tags. Loaded only by who opens them.</summary>
internal static class FilterFiles
{
    /// <summary>Days on which threads began, as distances, each with its number of threads; undated ones come first, as day 0.</summary>
    public static (OutputFile File, byte[] Name) Days(IReadOnlyList<ForumThread> threads)
    {
        var bytes = new ByteWriter();
        var (day, count) = (0, 0);
        foreach (var thread in threads)
        {
            var next = thread.Question.Byline.On is { } on ? DateOnly.FromDateTime(on.Time.UtcDateTime).DayNumber : day;
            if (next > day)
            {
                bytes.Number(count);
                bytes.Number(next - day);
                (day, count) = (next, 0);
            }

            count++;
        }

        bytes.Number(count);
        return Packed.Named("f", Packed.Deflated(bytes.Written));
    }

    /// <summary>Slug, name and number of threads of each tag, the most used first.</summary>
    public static (OutputFile File, byte[] Name) Tags(IReadOnlyList<Tag> tags)
    {
        var sorted = tags.OrderByDescending(tag => tag.Threads.Length).ThenBy(tag => tag.Slug.Value, StringComparer.Ordinal);
        return Packed.Named("f", Packed.Deflated(CompactJson.Of(json =>
        {
            json.WriteStartArray();
            foreach (var tag in sorted)
            {
                json.WriteStartArray();
                json.WriteStringValue(tag.Slug.Value);
                json.WriteStringValue(tag.Name);
                json.WriteNumberValue(tag.Threads.Length);
                json.WriteEndArray();
            }

            json.WriteEndArray();
        })));
    }
}

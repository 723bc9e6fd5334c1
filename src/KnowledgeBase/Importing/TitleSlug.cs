using System.Text;
using KnowledgeBase.Markup;
using KnowledgeBase.Model;

namespace KnowledgeBase.Importing;

/// <summary>The name of a thread's file, made from its title.</summary>
internal static class TitleSlug
{
    // Long enough to be known by, short enough for a path on any system and a number after it.
    private const int MaxLetters = 80, MaxBytes = 180;

    /// <param name="id">Serves where the title has no letters, as one of emoji.</param>
    public static Slug Of(string? title, string id)
    {
        var slug = Slug.From(Start(title ?? ""), "").Value;
        var cut = Cut(slug);
        return Read(cut) ?? Read(Cut(Slug.From("thread-" + Start(id), "thread").Value)) ?? Slug.From("", "thread");
    }

    /// <summary>The same with a number, for the second thread of a title.</summary>
    public static Slug Numbered(Slug slug, int number) => Read($"{slug}-{number}") ?? Slug.From($"thread-{number}", "thread");

    /// <summary>Names that differ only in case or Unicode form are one file on some systems.</summary>
    public static string KeyOf(string fileName) => UnicodeText.Fold(fileName);

    private static Slug? Read(string text) => Slug.Read(text, out _);

    private static string Start(string text) => ShowableText.Start(text, 400);

    private static string Cut(string slug)
    {
        if (slug.Length <= MaxLetters && Encoding.UTF8.GetByteCount(slug) <= MaxBytes) return slug;
        var kept = new StringBuilder();
        var bytes = 0;
        foreach (var rune in slug.EnumerateRunes())
        {
            bytes += rune.Utf8SequenceLength;
            if (kept.Length + rune.Utf16SequenceLength > MaxLetters || bytes > MaxBytes) break;
            kept.Append(rune.ToString());
        }

        // At the end of a word, if one ends in the second half.
        var text = kept.ToString();
        var word = slug[text.Length] == '-' ? text.Length : text.LastIndexOf('-');
        return (word > MaxLetters / 2 ? text[..word] : text).Trim('-');
    }
}

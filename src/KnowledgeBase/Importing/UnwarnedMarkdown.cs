using KnowledgeBase.Markup;

namespace KnowledgeBase.Importing;

/// <summary>
/// Markdown from elsewhere without what a build would warn of each time, and nobody could mend without making the post their own:
/// tags that are shown as the text they are, such as <c>Vector&lt;T&gt;</c>, and pictures that nobody described.
/// </summary>
internal static class UnwarnedMarkdown
{
    /// <summary>The same text; as it was where it would say anything else.</summary>
    public static string Of(string markdown)
    {
        if (!markdown.Contains('<') && !markdown.Contains("![", StringComparison.Ordinal)) return markdown;
        if (MarkdownReading.Of(markdown) is not { } reading) return markdown;
        var named = reading.NamelessImages.Select(image => new MarkdownEdit(image.At, image.At, image.IsTag ? $" alt=\"{InlineAddress.Encode(PictureName.Of(image.Address))}\"" : MarkdownPieces.Escape(PictureName.Of(image.Address)))).ToList();
        var escaped = reading.ShownTags.Select(tag => new MarkdownEdit(tag.Start, tag.End, Escaped(reading.Markdown, tag.Start, tag.End))).ToList();
        if (escaped.Count > 0 && !IsSame(reading, MarkdownEdit.Apply(reading.Markdown, escaped))) escaped.Clear();
        return MarkdownEdit.Apply(reading.Markdown, [.. named, .. escaped]);
    }

    private static string Escaped(string markdown, int start, int end)
    {
        var tag = markdown[start..end];
        // In the next line, the marks of a quote or list may stand.
        return tag.Contains('\n') ? "\\" + tag : MarkdownEscape.Text(tag, new('*', end < markdown.Length ? markdown[end] : '\n', IsInLink: true));
    }

    /// <summary>Of an address that is shown as text, the brackets are not.</summary>
    private static bool IsSame(MarkdownReading reading, string escaped) =>
        MarkdownReading.Of(escaped) is { } again && WithoutBrackets(again.Text) == WithoutBrackets(reading.Text) && again.Outline == reading.Outline && again.CodeBlocks.SequenceEqual(reading.CodeBlocks);

    private static string WithoutBrackets(string text) => text.Replace("<", "", StringComparison.Ordinal).Replace(">", "", StringComparison.Ordinal);
}

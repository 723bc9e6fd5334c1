using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace KnowledgeBase.Markup;

/// <summary>Takes the size, which forums write at the end of an image's text, out of that text.</summary>
internal static class ImageLabel
{
    private static readonly object SizeKey = new();

    public static void MarkAll(MarkdownDocument document)
    {
        foreach (var image in document.Descendants<LinkInline>().Where(link => link.IsImage))
        {
            var label = PlainText.Of(image);
            if (ImageSize.OfText(label, out var length) is not { } size) continue;
            image.SetData(SizeKey, size);
            Shorten(image, label.Length - length);
        }
    }

    /// <summary>As its author wants it shown; null if not said.</summary>
    public static ImageSize? SizeOf(LinkInline image) => image.GetData(SizeKey) as ImageSize;

    private static void Shorten(LinkInline image, int excess)
    {
        while (excess > 0 && image.LastChild is LiteralInline last)
        {
            if (last.Content.Length > excess)
            {
                last.Content.End -= excess;
                return;
            }

            excess -= last.Content.Length;
            last.Remove();
        }
    }
}

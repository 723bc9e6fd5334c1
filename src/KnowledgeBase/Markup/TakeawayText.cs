using Markdig;
using Markdig.Syntax;

namespace KnowledgeBase.Markup;

/// <summary>Where a takeaway's attributes stand in its text: <c>{#t-name}</c> at the end of its first paragraph.</summary>
public static class TakeawayText
{
    /// <summary>Markdown without extensions.</summary>
    internal static readonly MarkdownPipeline Plain = new MarkdownPipelineBuilder().UsePreciseSourceLocation().Build();

    /// <summary>The attributes, and the part of the text (with the white space before it) that holds them.</summary>
    public static (AttributeBlock Value, int Start, int End)? Attributes(string text)
    {
        if (FirstParagraphEnd(text) is not { } end || end == 0 || text[end - 1] != '}') return null;
        var start = text.LastIndexOf('{', end - 1);
        if (start < 0 || (start > 0 && text[start - 1] == '\\')) return null;
        if (AttributeBlock.Read(text.AsSpan(start, end - start)) is not { } attributes) return null;
        // Braces are usual in programmers' text: only an id, or the name of an old one, makes them attributes.
        var isMeant = attributes.Ids.Count > 0 || attributes.Properties.Any(p => p.Key == "was");
        return isMeant ? (attributes, start, end) : null;
    }

    /// <summary>Offset after the last character of the first block, if that is a paragraph.</summary>
    public static int? FirstParagraphEnd(string text)
    {
        if (text.Length == 0) return null;
        var paragraph = Markdown.Parse(text, Plain) is [ParagraphBlock first, ..] ? first : null;
        if (paragraph is null) return null;
        var end = Math.Min(paragraph.Span.End + 1, text.Length);
        return text.AsSpan(0, end).TrimEnd(" \t\n").Length;
    }
}

using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace KnowledgeBase.Markup;

/// <summary>A part of raw HTML after it was judged: text, or a tag that is kept.</summary>
/// <param name="Text">Text to show; for tags, their name.</param>
/// <param name="Start">For start tags: with the attributes that are kept.</param>
/// <param name="IsEnd">It is an end tag.</param>
internal readonly record struct RawPiece(string Text, RawTag? Start = null, bool IsEnd = false)
{
    public bool IsText => Start is null && !IsEnd;

    /// <summary>It parts the words before it from those after it.</summary>
    public bool PartsWords => !IsText && (Text == "br" || AllowedHtml.KindOf(Text) is not (TagKind.Phrase or TagKind.PhraseVoid));
}

/// <summary>A block of raw HTML, judged.</summary>
internal sealed class RawHtmlBlock(List<RawPiece> pieces) : LeafBlock(null)
{
    public List<RawPiece> Pieces => pieces;
}

/// <summary>Raw HTML inside a sentence, judged.</summary>
internal sealed class RawHtmlInline(List<RawPiece> pieces) : LeafInline
{
    public List<RawPiece> Pieces => pieces;
}

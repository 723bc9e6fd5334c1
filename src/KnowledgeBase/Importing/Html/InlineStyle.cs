using AngleSharp.Dom;

namespace KnowledgeBase.Importing;

/// <summary>What formats a stretch of text: its innermost element, and the style around that.</summary>
/// <param name="tag">Name of the element as our Markdown knows it: <c>em</c>, <c>strong</c>, <c>del</c>, <c>a</c>, or a tag that stays HTML.</param>
/// <param name="address">Where a link leads, as our Markdown says it.</param>
internal sealed class InlineStyle(string tag, IElement element, InlineStyle? outer, string address = "")
{
    /// <summary>Beyond this, formatting says nothing, and Markdig would refuse the text.</summary>
    private const int MaxDepth = 12;

    public string Tag => tag;

    public IElement Element => element;

    public InlineStyle? Outer => outer;

    public string Address => address;

    /// <summary>Some text has this style, so it shows.</summary>
    public bool IsUsed { get; set; }

    public int Depth { get; } = (outer?.Depth ?? 0) + 1;

    public bool IsEmphasis => tag is "em" or "strong" or "del";

    /// <summary>The style of what an element holds. An element inside its like adds nothing, except that powers have powers.</summary>
    public static InlineStyle? Within(InlineStyle? outer, string tag, IElement element, string address = "")
    {
        var isRepeated = tag is not ("sub" or "sup") && outer.Has(tag);
        return isRepeated || outer?.Depth >= MaxDepth ? outer : new(tag, element, outer, address);
    }

    /// <summary>What two neighbours share: emphasis of the same kind goes on from one to the other, any other element is only itself.</summary>
    public static InlineStyle? Common(InlineStyle? left, InlineStyle? right)
    {
        while (left?.Depth > (right?.Depth ?? 0)) left = left.Outer;
        while (right?.Depth > (left?.Depth ?? 0)) right = right.Outer;
        var common = left;
        for (; left is not null && right is not null; (left, right) = (left.Outer, right.Outer))
        {
            if (left.Tag != right.Tag || !(left.IsEmphasis || left.Element == right.Element)) common = left.Outer;
        }

        return common;
    }
}

/// <summary>What to ask of a style that may be none.</summary>
internal static class InlineStyles
{
    public static bool Has(this InlineStyle? style, string tag)
    {
        for (; style is not null; style = style.Outer)
        {
            if (style.Tag == tag) return true;
        }

        return false;
    }
}

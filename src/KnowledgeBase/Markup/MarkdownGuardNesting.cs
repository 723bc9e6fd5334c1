namespace KnowledgeBase.Markup;

/// <summary>
/// How deep lists and quotes can be nested at a line. No stack is kept: what a line goes on with has its mark in it, or two
/// columns of white space at least, so marks and columns bound the depth whatever the lines above were.
/// </summary>
internal struct MarkdownGuardNesting
{
    public int Depth { get; private set; }

    public int Most { get; private set; }

    /// <summary>A fence may be open in a list or footnote, or be the last thing in it.</summary>
    public bool HoldsFence { get; private set; }

    /// <summary>An item without text in its first line may end at any blank line.</summary>
    public bool HoldsEmptyItem { get; private set; }

    public bool InFootnote { get; private set; }

    /// <summary>At the margin, after a blank line or where a block surely begins: no list and no quote goes on.</summary>
    public void Clear(bool afterBlankLine)
    {
        Depth = 0;
        if (InFootnote && (HoldsFence || !afterBlankLine)) return;
        HoldsFence = HoldsEmptyItem = InFootnote = false;
    }

    /// <summary>Reads the marks at the start of a line; gives their number.</summary>
    /// <param name="afterBlank">The line cannot be the lazy end of a paragraph deeper within.</param>
    public int Read(ref MarkdownGuardLine line, bool afterBlank)
    {
        var columns = line.Column;
        var marks = 0;
        var inItem = false;
        while (!line.IsBlank && marks <= MarkdownGuard.MaxDepth)
        {
            var isRule = line.IsRule && line.Indent <= 3 && !HoldsFence;    // Markdig reads no rule after a fence in a list
            var marker = isRule ? 0 : line.ItemMarkerLength;
            if (line.IsQuote) line.EnterQuote();
            else if (marker > 0) line.EnterItem(marker);
            else break;
            marks++;
            inItem |= marker > 0;
            HoldsEmptyItem |= marker > 0 && line.IsBlank;
            if (!inItem) columns += line.Indent;
        }

        var deepest = Math.Min(Depth, columns / 2) + marks;
        Depth = afterBlank ? deepest : Math.Max(Depth, deepest);
        Most = Math.Max(Most, Depth);
        HoldsFence |= line.FenceLength > 0 && (Depth > 0 || InFootnote);
        return marks;
    }

    public void EnterFootnote(ref MarkdownGuardLine line)
    {
        line.EnterFootnote(line.FootnoteLabelLength);
        InFootnote = true;
    }
}

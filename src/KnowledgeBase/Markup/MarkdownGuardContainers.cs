using System.Runtime.CompilerServices;

namespace KnowledgeBase.Markup;

/// <summary>The lists and quotes that are open. May hold more than Markdig has, never less.</summary>
internal struct MarkdownGuardContainers
{
    private const int Quote = 0;

    // For each container Quote, or the columns that a list item's text is indented by, negative if the item is numbered.
    private Widths _widths;
    private bool _onlyGrows;        // Markdig may have other containers than these, so none is dropped
    private bool _inFootnote;
    private bool _holdsEmpty;       // an item without text in its line may end at a blank line
    private bool _afterBlankLine;

    public int Depth { get; private set; }

    public int Most { get; private set; }

    /// <summary>Whether a line that continues one of them here may do otherwise in Markdig.</summary>
    public bool IsUnsure { get; private set; }

    /// <summary>A code fence may be open in one of them.</summary>
    public bool HoldsFence { get; private set; }

    public readonly bool InFootnote => _inFootnote;

    /// <summary>Reads as much of the line as continues open containers; gives their number.</summary>
    public readonly int Match(ref MarkdownGuardLine line)
    {
        var i = 0;
        for (; i < Depth; i++)
        {
            if (_widths[i] == Quote)
            {
                if (!line.IsQuote || line.Indent > 3) break;
                line.EnterQuote();
            }
            else
            {
                var width = Math.Abs(_widths[i]);
                if (!line.IsBlank && line.Indent < width) break;
                line.Base = line.Indent > width && line.Indent >= 4 ? line.Base + width : line.Column;  // so does Markdig
            }
        }

        return i;
    }

    /// <summary>A blank line ends the quotes that it does not continue, and all that is in them.</summary>
    public void Blank(int matched, bool isWholeLine)
    {
        _afterBlankLine = isWholeLine;
        if (_holdsEmpty) _onlyGrows = IsUnsure = true;
        if (_onlyGrows) return;
        for (var i = matched; i < Depth; i++)
        {
            if (_widths[i] == Quote) Depth = i;
        }
    }

    /// <summary>Text at the margin after a blank line, or a block that surely begins there, ends all containers.</summary>
    public void Clear()
    {
        if (_inFootnote && (!_afterBlankLine || HoldsFence)) return;
        _onlyGrows = _inFootnote = _holdsEmpty = HoldsFence = IsUnsure = false;
        Depth = 0;
    }

    /// <summary>Reads the markers of new containers; gives their number, or -1 if they nest too deep.</summary>
    /// <param name="matched">How many containers the line continues.</param>
    /// <param name="afterBlank">The line before was blank, so this one cannot be the lazy end of a paragraph.</param>
    /// <param name="inParagraph">A paragraph may be open, which an empty item or one not numbered 1 does not end.</param>
    public int Open(ref MarkdownGuardLine line, int matched, bool afterBlank, bool inParagraph)
    {
        _afterBlankLine = false;
        var endsItem = matched < Depth && _widths[matched] != Quote;
        var endsNumbered = matched < Depth && _widths[matched] < 0;
        var depth = _onlyGrows ? Depth : matched;
        var opened = 0;
        while (!line.IsBlank && (line.Indent <= 3 || _onlyGrows || (opened == 0 && endsNumbered && !line.IsQuote)))
        {
            var isRule = line.IsRule && line.Indent <= 3;
            var marker = line.IsQuote ? 1 : isRule && !HoldsFence ? 0 : line.ItemMarkerLength;
            if (marker == 0) break;
            var outer = line.Base;
            var isQuote = line.IsQuote;
            var isNumbered = marker > 1;
            var isOne = !isNumbered || line.Rest[..(marker - 1)] is "1";
            if (isQuote) line.EnterQuote();
            else line.EnterItem(marker);
            _holdsEmpty |= line.IsBlank;
            IsUnsure |= isRule;
            var mayBeText = opened == 0 && inParagraph && !endsItem && !isQuote;
            if (mayBeText && (line.IsBlank || !isOne || line.IsUnderline)) (IsUnsure, _onlyGrows, depth) = (true, true, Depth);
            if (depth == MarkdownGuard.MaxDepth) return -1;
            _widths[depth++] = isQuote ? Quote : isNumbered ? outer - line.Base : line.Base - outer;
            opened++;
        }

        if (opened > 0 || (afterBlank && !_onlyGrows)) Depth = depth;
        else IsUnsure |= matched < Depth;
        Most = Math.Max(Most, Depth);
        HoldsFence = (HoldsFence || line.FenceLength > 0) && (Depth > 0 || _inFootnote);
        return opened;
    }

    /// <summary>A line at the margin that goes on with a paragraph, or ends the containers that hold none.</summary>
    public void GoOn()
    {
        IsUnsure |= Depth > 0;
        _afterBlankLine = false;
    }

    public void EnterFootnote() => _inFootnote = _onlyGrows = IsUnsure = true;

    /// <summary>The line may be no text at all.</summary>
    public void Doubt() => IsUnsure = true;

    [InlineArray(MarkdownGuard.MaxDepth)]
    private struct Widths
    {
        private int _first;
    }
}

namespace KnowledgeBase.Markup;

/// <summary>The pass over the lines: where paragraphs surely end, what is surely code, and what the rest costs.</summary>
internal ref struct MarkdownGuardScan
{
    /// <summary>A paragraph shorter than this cannot cost more than its square, whatever is in it.</summary>
    private const int Short = 200;

    private readonly ReadOnlySpan<char> _text;
    private MarkdownGuardBudget _budget;
    private MarkdownGuardContainers _containers;
    private MarkdownGuardCode _code;
    private int _line;
    private bool _afterBlank = true;
    private int _numberedMargin;    // of the text of a numbered item, which any next number ends; or 0

    // A leaf is a paragraph, a heading or a table; a stretch of text may hold several, but none lies in two stretches.
    private int _leafStart = -1;
    private int _leafLine;
    private int _underlines;        // lines in it that could make it a heading or a table
    private bool _mayBeDefinition;  // a line in it begins with a bracket
    private (int Length, int Line) _definition;

    public MarkdownGuardScan(ReadOnlySpan<char> text) => _text = text;

    public readonly long Work => _budget.Work;

    public readonly long Pieces => _budget.Pieces;

    public readonly int Depth => _containers.Most;

    /// <summary>For tests: what is taken for code, and the stretches that hold whole leaves.</summary>
    public List<(int Start, int End)>? CodeLines { get; init; }

    public List<(int Start, int End)>? Leaves { get; init; }

    public (string Reason, int Line)? Run()
    {
        var hasReturns = _text.Contains('\r');
        for (var start = 0; start < _text.Length && _budget.Refusal is null;)
        {
            var length = hasReturns ? _text[start..].IndexOfAny('\n', '\r') : _text[start..].IndexOf('\n');
            var end = length < 0 ? _text.Length : start + length;
            _line++;
            if (end > MarkdownGuard.MaxLength) _budget.Refuse(MarkdownGuardBudget.TooLong, _line);
            else Read(start, end);
            start = end + (hasReturns && _text[end..] is ['\r', '\n', ..] ? 2 : 1);
        }

        EndLeaf(_text.Length);
        if (_definition.Length > 0 && _definition.Length * (long)_text.Count(']') > MarkdownGuard.MaxCopies)
            _budget.Refuse(MarkdownGuardBudget.TooLongDefinition, _definition.Line);
        return _budget.Refusal;
    }

    private void Read(int start, int end)
    {
        if (!_code.IsOpen && start < end && char.IsAsciiLetter(_text[start]))
        {
            ReadPlain(start, end);
            return;
        }

        var whole = new MarkdownGuardLine(_text[start..end]);
        if (_code.IsOpen)
        {
            _code.Continue(whole);
            if (_code.IsOpen) CodeLines?.Add((start, end));
            return;
        }

        if (whole.IsBlank) _code.Blank();
        var line = whole;
        var matched = _containers.Match(ref line);
        if (line.IsBlank) ReadBlank(start, whole, matched);
        else if (!OpensFence(start, whole, matched)) ReadText(start, end, whole, line, matched);
    }

    /// <summary>Most lines begin with a letter at the margin, so with no block's marker.</summary>
    private void ReadPlain(int start, int end)
    {
        if (_code.MayBeHtml) _code.SeeHtml(_text[start..end], atMargin: true);
        if (_afterBlank) _containers.Clear();
        else _containers.GoOn();
        _afterBlank = false;
        _numberedMargin = 0;
        if (_leafStart < 0) (_leafStart, _leafLine) = (start, _line);
    }

    private void ReadBlank(int start, in MarkdownGuardLine whole, int matched)
    {
        var depth = _containers.Depth;
        if (depth > 0)
        {
            // Each level tells all above it where it ends, and a list's blank lines are later taken out one by one.
            _budget.Spend(2 * depth * depth + 30 * depth + Pieces / 2, MarkdownGuardBudget.TooManyBlankLines, _line);
            _budget.Add(1, _line);
        }

        if (!WithoutQuotes(whole).IsBlank)
        {
            // A quote's mark this far in may be the text of a paragraph.
            _containers.GoOn();
            return;
        }

        EndLeaf(start);
        _containers.Blank(matched, whole.IsBlank);
        _numberedMargin = 0;
        _afterBlank = true;
    }

    /// <summary>A fence in a list or quote is read as text, which only counts too much.</summary>
    private bool OpensFence(int start, in MarkdownGuardLine whole, int matched)
    {
        if (whole.Column > 3 || whole.FenceLength == 0) return false;
        EndLeaf(start);
        if (matched > 0 && !_containers.IsUnsure) return false;
        if (!_code.Opens(whole, isSure: !_containers.InFootnote && (whole.Column == 0 || !_containers.IsUnsure))) return false;
        _budget.Add(1, _line);
        _containers.Clear();
        _numberedMargin = 0;
        _afterBlank = true;
        return true;
    }

    private void ReadText(int start, int end, in MarkdownGuardLine whole, MarkdownGuardLine line, int matched)
    {
        _budget.Spend(2 * matched * matched, MarkdownGuardBudget.TooManyDeepLines, _line);
        var block = WithoutQuotes(whole);
        var starts = StartsBlock(block);
        if (starts) EndLeaf(start);

        // A list that ends with a fence reads a rule as items.
        var mayBeItems = block.IsRule && _containers.HoldsFence;
        if (whole.Column == 0 && !whole.IsQuote && !mayBeItems && (_afterBlank || starts)) _containers.Clear();
        var footnote = whole.Column <= 3 ? whole.FootnoteLabelLength : 0;
        if (footnote > 0)
        {
            _containers.EnterFootnote();
            line = whole;
            line.EnterFootnote(footnote);
            _budget.Add(2, _line);
        }

        var opened = _containers.Open(ref line, matched, _afterBlank, inParagraph: _leafStart >= 0);
        if (opened < 0) _budget.Refuse(MarkdownGuardBudget.TooDeep, _line);
        else _budget.Add(2 * opened, _line);
        if (_code.MayBeHtml) _containers.Doubt();
        _code.SeeHtml(whole.Rest, atMargin: whole.Column <= 3);
        _afterBlank = false;
        ReadLeaf(start, footnote > 0 ? whole : line);
        if (starts && (block.IsHeading || block.IsRule)) EndLeaf(end);
    }

    private static MarkdownGuardLine WithoutQuotes(MarkdownGuardLine line)
    {
        while (line.IsQuote && line.Indent <= 3) line.EnterQuote();
        return line;
    }

    private void ReadLeaf(int start, in MarkdownGuardLine line)
    {
        if (_leafStart < 0)
        {
            if (line.IsBlank) return;
            (_leafStart, _leafLine) = (start, _line);
        }

        var isBracket = line.Rest is ['[', ..];
        _mayBeDefinition |= isBracket;
        if (line.IsUnderline) _underlines++;

        // Markdig looks from the first block for the one that is a definition, or becomes a heading, a table, an alert.
        if (isBracket || line.IsUnderline) _budget.Spend(2 * Pieces, MarkdownGuardBudget.TooManyUnderlines, _line);
    }

    /// <summary>Whether a block begins here whatever went before, so that a leaf has surely ended.</summary>
    private bool StartsBlock(in MarkdownGuardLine block)
    {
        var numberedMargin = block.Base > 0 || _containers.IsUnsure || _code.MayBeHtml ? 0 : _numberedMargin;
        if (block.Indent < _numberedMargin || block.Base > 0) _numberedMargin = 0;
        if (block.IsBlank) return true;
        if (block.Indent > 3) return false;
        if (block.IsHeading || (block.IsRule && !_containers.HoldsFence && !_mayBeDefinition)) return true;
        if (block.IsUnderline) return false;

        var item = block;
        var marker = block.ItemMarkerLength;
        if (marker > 0) item.EnterItem(marker);
        if (marker == 0 || item.IsBlank) return false;
        var isNumbered = marker > 1;
        if (isNumbered && _leafStart >= 0 && block.Indent >= numberedMargin && block.Rest[..(marker - 1)] is not "1") return false;
        _numberedMargin = isNumbered && block.Base == 0 ? item.Base : 0;
        return true;
    }

    private void EndLeaf(int end)
    {
        if (_leafStart < 0) return;
        Leaves?.Add((_leafStart, end));
        var text = _text[_leafStart..end];
        if (text.Length < Short && !_mayBeDefinition && !text.Contains('|'))
        {
            _budget.Spend(text.Length * text.Length, MarkdownGuardBudget.TooManyMarks, _leafLine);
            _budget.Add(1, _leafLine);
        }
        else
        {
            var marks = new MarkdownGuardMarks(text, _underlines);
            _budget.Spend(marks.Work, MarkdownGuardBudget.TooManyMarks, _leafLine);
            _budget.Add(1 + marks.Cells, _leafLine);
            if (marks.LongestDefinition > _definition.Length) _definition = (marks.LongestDefinition, _leafLine);
        }

        _leafStart = -1;
        _underlines = 0;
        _mayBeDefinition = false;
    }
}

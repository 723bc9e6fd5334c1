namespace KnowledgeBase.Markup;

/// <summary>The pass over the lines: where paragraphs surely end, what is surely code, and what the rest costs.</summary>
internal ref struct MarkdownGuardScan
{
    /// <summary>A paragraph shorter than this cannot cost more than its square, whatever is in it.</summary>
    private const int Short = 200;

    private readonly ReadOnlySpan<char> _text;
    private MarkdownGuardBudget _budget;
    private MarkdownGuardNesting _nesting;
    private MarkdownGuardCode _code;
    private int _line;
    private bool _afterBlank = true;
    private bool _afterBlankLine = true;    // not only one that is blank in its quote
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

    public readonly int Depth => _nesting.Most;

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

        if (_budget.Refusal is null) EndLeaf(_text.Length);
        if (_definition.Length > 0 && _definition.Length * (long)_text.Count(']') > MarkdownGuard.MaxCopies)
            _budget.Refuse(MarkdownGuardBudget.TooLongDefinition, _definition.Line);
        return _budget.Refusal;
    }

    private void Read(int start, int end)
    {
        if (!_code.IsWatching && start < end && char.IsAsciiLetter(_text[start]))
        {
            ReadPlain(start);
            return;
        }

        var line = new MarkdownGuardLine(_text[start..end]);
        if (_code.IsOpen)
        {
            _code.Continue(line);
            if (_code.IsOpen) CodeLines?.Add((start, end));
        }
        else if (WithoutQuotes(line).IsBlank) ReadBlank(start, line);
        else if (!OpensFence(start, line)) ReadText(start, end, line);
    }

    /// <summary>Most lines begin with a letter at the margin, so with no block's mark.</summary>
    private void ReadPlain(int start)
    {
        if (_afterBlank) _nesting.Clear(_afterBlankLine);
        _afterBlank = _afterBlankLine = false;
        _numberedMargin = 0;
        if (_leafStart < 0) (_leafStart, _leafLine) = (start, _line);
    }

    private void ReadBlank(int start, MarkdownGuardLine line)
    {
        EndLeaf(start);
        if (line.IsBlank) _code.Blank();
        else if (_code.IsWatching) _code.See(line);
        _afterBlankLine = line.IsBlank;
        _afterBlank = true;
        _numberedMargin = 0;
        var marks = line.IsBlank ? 0 : _nesting.Read(ref line, afterBlank: false);
        Spend(marks, isBlank: true);
    }

    private bool OpensFence(int start, in MarkdownGuardLine line)
    {
        if (line.Column > 3 || line.FenceLength == 0) return false;
        EndLeaf(start);
        var mayBeInList = line.Column > 0 && _nesting.Depth > 0;
        var isSure = !_nesting.InFootnote && !(mayBeInList && _nesting.HoldsEmptyItem);
        if (!_code.Opens(line, isSure, mayBeInList)) return false;
        _budget.Add(1, _line);
        _nesting.Clear(_afterBlankLine);
        _numberedMargin = 0;
        _afterBlank = true;
        return true;
    }

    private void ReadText(int start, int end, MarkdownGuardLine line)
    {
        var block = WithoutQuotes(line);
        var starts = StartsBlock(block);
        if (starts) EndLeaf(start);
        if (line.Column == 0 && !line.IsQuote && (_afterBlank || starts) && !(block.IsRule && _nesting.HoldsFence)) _nesting.Clear(_afterBlankLine);
        _code.See(line);
        var isFootnote = line.Column <= 3 && line.FootnoteLabelLength > 0;
        var label = line;
        if (isFootnote)
        {
            _budget.Add(2, _line);
            _nesting.EnterFootnote(ref line);
        }

        var marks = _nesting.Read(ref line, _afterBlank);
        Spend(marks, isBlank: false);
        _afterBlank = _afterBlankLine = false;
        ReadLeaf(start, isFootnote ? label : line);
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
        var isTop = block.Base == 0 && !_nesting.InFootnote && !_code.MayBeHtml;
        var numberedMargin = isTop ? _numberedMargin : 0;
        if (!isTop || block.Indent < _numberedMargin) _numberedMargin = 0;
        if (block.IsBlank) return true;
        if (block.Indent > 3) return false;
        if (block.IsHeading || (block.IsRule && !_nesting.HoldsFence && !_mayBeDefinition)) return true;
        if (block.IsUnderline) return false;

        var item = block;
        var marker = block.ItemMarkerLength;
        if (marker > 0) item.EnterItem(marker);
        if (marker == 0 || item.IsBlank) return false;
        var isNumbered = marker > 1;
        if (isNumbered && _leafStart >= 0 && block.Indent >= numberedMargin && block.Rest[..(marker - 1)] is not "1") return false;
        _numberedMargin = isNumbered && isTop ? item.Base : 0;
        return true;
    }

    /// <summary>What a line costs because of the containers it is in: each tells all above it where it ends.</summary>
    private void Spend(int marks, bool isBlank)
    {
        var depth = _nesting.Depth;
        if (depth == 0) return;
        if (depth > MarkdownGuard.MaxDepth) _budget.Refuse(MarkdownGuardBudget.TooDeep, _line);
        _budget.Spend((2L * depth * depth) + (30 * depth), MarkdownGuardBudget.TooManyDeepLines, _line);
        _budget.Add(isBlank ? 1 : marks, _line);

        // Blank lines are put into the list, and later taken out one by one.
        if (isBlank) _budget.Spend(Pieces / 2, MarkdownGuardBudget.TooManyBlankLines, _line);
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

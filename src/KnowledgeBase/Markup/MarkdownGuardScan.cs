using System.Globalization;

namespace KnowledgeBase.Markup;

/// <summary>The pass over the lines: where paragraphs surely end, what is surely code, and what the rest costs.</summary>
internal ref struct MarkdownGuardScan
{
    private readonly ReadOnlySpan<char> _text;
    private MarkdownGuardContainers _containers = new();
    private MarkdownGuardCode _code;
    private (string Reason, int Line)? _refusal;
    private int _line;
    private bool _afterBlank = true;
    private int _leafStart = -1;    // where the paragraph, heading or table began that may still go on
    private int _leafLine;
    private bool _mayBeDefinition;  // a line of it begins with a bracket
    private int _underlines;        // lines in it that could make it a heading or a table
    private int _numberedMargin;    // of the text of a numbered item, which any next number ends; or 0
    private (int Length, int Line) _definition;

    public MarkdownGuardScan(ReadOnlySpan<char> text) => _text = text;

    public long Work { get; private set; }

    public long Pieces { get; private set; }

    public readonly int Depth => _containers.Most;

    /// <summary>For tests: what is taken for code, and the stretches that hold whole paragraphs.</summary>
    public List<(int Start, int End)>? CodeLines { get; init; }

    public List<(int Start, int End)>? Leaves { get; init; }

    public (string Reason, int Line)? Run()
    {
        for (var start = 0; start < _text.Length && _refusal is null;)
        {
            var length = _text[start..].IndexOfAny('\n', '\r');
            var end = length < 0 ? _text.Length : start + length;
            _line++;
            if (end > MarkdownGuard.MaxLength) Refuse(string.Create(CultureInfo.InvariantCulture, $"it is longer than {MarkdownGuard.MaxLength:N0} characters"));
            else Read(start, end);
            start = end + (_text[end..] is ['\r', '\n', ..] ? 2 : 1);
        }

        EndLeaf(_text.Length);
        if (_definition.Length > 0 && _definition.Length * (long)_text.Count(']') > MarkdownGuard.MaxCopies)
        {
            _line = _definition.Line;
            Refuse("it has too many links, and a very long definition of one");
        }

        return _refusal;
    }

    private void Read(int start, int end)
    {
        if (!_code.IsOpen && start < end && char.IsAsciiLetter(_text[start]))
        {
            ReadPlain(start, end);
            return;
        }

        var line = new MarkdownGuardLine(_text[start..end]);
        if (_code.IsOpen)
        {
            _code.Continue(line);
            if (_code.IsOpen) CodeLines?.Add((start, end));
            return;
        }

        var whole = line;
        if (line.IsBlank) _code.Blank();
        var matched = _containers.Match(ref line);
        if (line.IsBlank) ReadBlank(start, whole, matched);
        else if (!OpensFence(start, whole, matched)) ReadText(start, end, whole, line, matched);
    }

    /// <summary>Most lines begin with a letter at the margin: no marker of any block.</summary>
    private void ReadPlain(int start, int end)
    {
        _code.SeeHtml(_text[start..end], atMargin: true);
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
            // Markdig keeps blank lines in a list and takes them out one by one; each level tells all above it where it ends.
            Spend(2 * depth * depth + 30 * depth + Pieces / 2, "it has too many blank lines in lists or quotes");
            Pieces++;
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

    private static MarkdownGuardLine WithoutQuotes(MarkdownGuardLine line)
    {
        while (line.IsQuote && line.Indent <= 3) line.EnterQuote();
        return line;
    }

    /// <summary>A fence in a list or quote is read as text, which costs more.</summary>
    private bool OpensFence(int start, in MarkdownGuardLine whole, int matched)
    {
        if (whole.Column > 3 || whole.FenceLength == 0) return false;
        EndLeaf(start);
        if (matched > 0 && !_containers.IsUnsure) return false;
        if (!_code.Opens(whole, isSure: !_containers.InFootnote && (whole.Column == 0 || !_containers.IsUnsure))) return false;
        _containers.Clear();
        _numberedMargin = 0;
        _afterBlank = true;
        return true;
    }

    private void ReadText(int start, int end, in MarkdownGuardLine whole, MarkdownGuardLine line, int matched)
    {
        Spend(2 * matched * matched, "it has too many lines in nested lists or quotes");

        var block = WithoutQuotes(whole);
        var starts = StartsBlock(block);
        if (starts) EndLeaf(start);
        if (whole.Column == 0 && !(block.IsRule && _containers.HoldsFence) && (_afterBlank || (starts && !whole.IsQuote))) _containers.Clear();
        var label = whole.Column <= 3 ? whole.FootnoteLabelLength : 0;
        if (label > 0)
        {
            _containers.EnterFootnote();
            line = whole;
            line.EnterFootnote(label);
            Pieces += 2;
        }

        var opened = _containers.Open(ref line, matched, _afterBlank, inParagraph: _leafStart >= 0);
        if (_code.MayBeHtml) _containers.Doubt();
        if (opened < 0) Refuse($"it nests lists and quotes more than {MarkdownGuard.MaxDepth} deep");
        Pieces += 2 * Math.Max(0, opened);
        _code.SeeHtml(whole.Rest, atMargin: whole.Column <= 3);
        _afterBlank = false;
        ReadLeaf(start, label > 0 ? whole : line);
        if (starts && (block.IsHeading || block.IsRule)) EndLeaf(end);
    }

    private void ReadLeaf(int start, in MarkdownGuardLine line)
    {
        var begins = _leafStart < 0;
        if (begins && line.IsBlank) return;
        if (begins) (_leafStart, _leafLine) = (start, _line);
        var isBracket = line.Rest is ['[', ..];
        _mayBeDefinition |= isBracket;
        if (line.IsUnderline) _underlines++;

        // Markdig takes definitions, headings and tables out of their place among all blocks, and looks for it from the start.
        if (line.IsUnderline || isBracket)
            Spend(2 * Pieces, "it has too many link definitions, footnotes, alerts, or headings and tables with a line below");
    }

    /// <summary>Whether a block begins here whatever went before, so that a paragraph has surely ended.</summary>
    private bool StartsBlock(in MarkdownGuardLine block)
    {
        var numberedMargin = _numberedMargin;
        if (block.Indent < numberedMargin || block.Base > 0) _numberedMargin = 0;
        if (_containers.IsUnsure || _code.MayBeHtml) numberedMargin = 0;
        if (block.IsBlank) return true;
        if (block.Indent > 3) return false;
        if (block.IsHeading || (block.IsRule && !_containers.HoldsFence && !_mayBeDefinition)) return true;
        if (block.IsUnderline) return false;    // a list it may be, or a table's

        var item = block;
        var marker = block.ItemMarkerLength;
        if (marker > 0) item.EnterItem(marker);
        if (marker == 0 || item.IsBlank) return false;
        var isNumbered = marker > 1;
        if (isNumbered && block.Indent >= numberedMargin && _leafStart >= 0 && block.Rest[..(marker - 1)] is not "1") return false;
        _numberedMargin = isNumbered && block.Base == 0 ? item.Base : 0;
        return true;
    }

    private void EndLeaf(int end)
    {
        if (_leafStart < 0) return;
        Leaves?.Add((_leafStart, end));
        var text = _text[_leafStart..end];
        var line = _line;
        _line = _leafLine;
        if (text.Length < 200 && !text.Contains("]:", StringComparison.Ordinal))
        {
            // So little text cannot cost more, whatever it is.
            Spend(text.Length * text.Length / 2, TooManyMarks);
            Pieces++;
        }
        else
        {
            var marks = new MarkdownGuardMarks(text, _underlines);
            Spend(marks.Work, TooManyMarks);
            Pieces += 1 + marks.Cells;
            if (marks.LongestDefinition > _definition.Length) _definition = (marks.LongestDefinition, _leafLine);
        }

        if (Pieces > MarkdownGuard.MaxPieces) Refuse(string.Create(CultureInfo.InvariantCulture, $"it has more than {MarkdownGuard.MaxPieces:N0} paragraphs, list items and table cells"));
        _line = line;
        _leafStart = -1;
        _underlines = 0;
        _mayBeDefinition = false;
    }

    private const string TooManyMarks = "it has too many brackets, stars, addresses or cells without a blank line between";

    private void Spend(long work, string reason)
    {
        Work += work;
        if (Work > MarkdownGuard.MaxWork) Refuse(reason);
    }

    private void Refuse(string reason) => _refusal ??= (reason, _line);
}

using System.Buffers;

namespace KnowledgeBase.Markup;

/// <summary>Counts the inline marks of one paragraph, heading or table, and knows what Markdig does for each.</summary>
internal ref struct MarkdownGuardMarks
{
    private static readonly SearchValues<char> s_marks = SearchValues.Create("[]*_~<&\\`:|@$\n\r");
    private static readonly SearchValues<char> s_linkEnds = SearchValues.Create(" \t\r\n()\\");

    private readonly ReadOnlySpan<char> _text;
    private readonly long _underlines, _words;           // addresses that begin with none of the marks
    private readonly long _marks;
    private long _lines = 1, _pipes, _pipeStarts, _ticks, _closed, _colons, _addresses;
    private long _scans;                    // marks from which Markdig may search to the end
    private long _delimiters, _open, _mostOpen;
    private long _rowPipes, _widestRow;
    private bool _mayBeTable, _isInRun;
    private long _moves, _inRun, _linesInRun, _rowInRun;    // a run goes from one delimiter to the next
    private int _lineStart, _linkEnd;
    private int _definition = -1;
    private bool _isFootnote;

    /// <param name="text">The paragraph.</param>
    /// <param name="underlines">How many of its lines look like underlines: at each, Markdig looks through what is above.</param>
    public MarkdownGuardMarks(ReadOnlySpan<char> text, int underlines)
    {
        _text = text;
        _underlines = underlines;
        for (var at = 0; at < text.Length; at++)
        {
            var step = text[at..].IndexOfAny(s_marks);
            if (step < 0) break;
            at += step;
            _marks++;
            var next = at + 1 < text.Length ? text[at + 1] : '\n';
            Count(at, at > 0 ? text[at - 1] : '\n', next);
            if (text[at] == '\\' && next is not ('\n' or '\r')) at++;
        }

        EndLine(text.Length);
        EndRun();
        EndDefinition(text.Length);
        if (text.Length > 1000) _words = text.Count("www.") + text.Count("mailto:") + text.Count("tel:");
    }

    /// <summary>Characters of the longest link definition.</summary>
    public int LongestDefinition { get; private set; }

    public readonly long Cells => _mayBeTable ? (_widestRow + 1) * _lines : 0;

    /// <summary>Nanoseconds, as measured.</summary>
    public readonly long Work
    {
        get
        {
            var addresses = _addresses + _words;
            var inlines = _marks - _colons + addresses;
            // Each inline looks for the innermost open delimiter through all of them, each address at all inlines before it.
            var work = 8 * (_delimiters + _mostOpen) * inlines + 10 * addresses * inlines;
            work += 4 * (_scans + _underlines) * _text.Length + _lines * _lines / 100;
            // A label is looked up by lines from the first; cells in it are taken off the list of all cells.
            work += _closed * _lines / 2 + (_pipes > 0 ? 3 * _closed * (_pipes + _lines) : 0);
            // Code that goes on in a line with a cell looks for another cell from the first inline.
            work += 4 * Math.Min(_pipeStarts, _ticks) * inlines;
            // In a table, each cell and line within a delimiter is taken out of it, and all that follow with it.
            if (_mayBeTable) work += 70 * _moves;
            // An address is read to its end before it is found to be none.
            if (addresses * _text.Length > 10_000_000) work += 4 * addresses * LongestWord();
            return work;
        }
    }

    private void Count(int at, char before, char next)
    {
        switch (_text[at])
        {
            case '\n' or '\r':
                EndLine(at);
                break;
            case '`':
                _ticks++;
                break;
            case '|':
                _pipes++;
                _rowPipes++;
                _rowInRun++;
                _inRun++;
                break;
            case '[':
                _mostOpen = Math.Max(_mostOpen, ++_open);
                _isFootnote = next == '^';
                StartRun();
                break;
            case ']':
                Close(at, next);
                break;
            case '*' or '_' or '~' when MayDelimit(_text[at], before, next):
                _delimiters++;
                StartRun();
                break;
            case '<' when next is '!' or '?':
                _scans++;
                break;
            case ':':
                if (next == '|') _scans++;
                else _colons++;
                if (next == '/' && at >= _linkEnd) _addresses++;
                break;
        }
    }

    /// <summary>A run of marks counts once, at its end.</summary>
    private static bool MayDelimit(char mark, char before, char next) =>
        next != mark
        && !(IsSpace(before) && IsSpace(next))
        && !(mark == '_' && char.IsAsciiLetterOrDigit(before) && char.IsAsciiLetterOrDigit(next))
        && !(mark == '~' && before != '~');

    private void Close(int at, char next)
    {
        _closed++;
        if (next != '[' && _open > 0) _open--;      // [a][b] may leave the first bracket open
        if (next == ':')
        {
            _scans++;
            EndDefinition(at);
            _definition = _isFootnote ? -1 : at;
        }
        else if (next == '(' && !LinkEnds(at + 2)) _scans++;
    }

    /// <summary>An address without parentheses ends at the next one; any other may be searched for to the end.</summary>
    private bool LinkEnds(int start)
    {
        if (_linkEnd < start)
        {
            var length = _text[start..].IndexOfAny(s_linkEnds);
            _linkEnd = length < 0 ? _text.Length : start + length;
        }

        return _linkEnd < _text.Length && _text[_linkEnd] == ')';
    }

    private void EndLine(int end)
    {
        if (_rowPipes > 0)
        {
            var row = _text[_lineStart..end];
            _mayBeTable |= MarkdownGuardLine.IsUnderlineText(row);
            if (row.TrimStart(" \t>") is ['|', ..]) _pipeStarts++;
        }

        _widestRow = Math.Max(_widestRow, _rowPipes);
        if (_isInRun) _moves += _rowInRun * _rowInRun;
        _rowPipes = _rowInRun = 0;
        _lineStart = end + 1;
        _lines++;
        _linesInRun++;
        _inRun++;
    }

    private void StartRun()
    {
        EndRun();
        _isInRun = true;
        _rowInRun = _linesInRun = _inRun = 0;
    }

    private void EndRun()
    {
        if (_isInRun) _moves += _rowInRun * _rowInRun + _linesInRun * _inRun;
    }

    private void EndDefinition(int end)
    {
        if (_definition >= 0) LongestDefinition = Math.Max(LongestDefinition, end - _definition);
    }

    private readonly int LongestWord()
    {
        var longest = 0;
        for (var rest = _text; ;)
        {
            var length = rest.IndexOfAny(' ', '\n', '\t');
            if (length < 0) return Math.Max(longest, rest.Length);
            longest = Math.Max(longest, length);
            rest = rest[(length + 1)..];
        }
    }

    private static bool IsSpace(char c) => c is ' ' or '\t' or '\n' or '\r';
}

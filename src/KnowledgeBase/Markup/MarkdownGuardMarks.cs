using System.Buffers;

namespace KnowledgeBase.Markup;

/// <summary>Counts the inline marks of one paragraph, heading or table.</summary>
internal ref struct MarkdownGuardMarks
{
    private static readonly SearchValues<char> s_marks = SearchValues.Create("[]*_~<&\\`:|\n\r");
    private static readonly SearchValues<char> s_linkEnds = SearchValues.Create(" \t\r\n()\\");

    private readonly ReadOnlySpan<char> _text;
    private readonly long _marks, _addresses;
    private long _links, _lines = 1;
    private readonly long _underlines;
    private long _scans;                            // places from which Markdig may search to the end
    private long _delimiters, _open, _mostOpen;     // all inlines after one are put into it, until the end shows what it is
    private long _pipes, _mostPipes;                // in a line
    private long _inOne, _moves;                    // cells and lines within one delimiter: for each, Markdig moves all that follow
    private int _linkEnd;
    private int _definition = -1;

    /// <param name="text">The paragraph.</param>
    /// <param name="underlines">How many of its lines look like underlines: at each, Markdig looks through what is above.</param>
    public MarkdownGuardMarks(ReadOnlySpan<char> text, int underlines)
    {
        _text = text;
        _underlines = underlines;
        for (var at = text.IndexOfAny(s_marks); at >= 0;)
        {
            _marks++;
            Count(at, at > 0 ? text[at - 1] : '\n', at + 1 < text.Length ? text[at + 1] : '\n');
            var step = text[(at + 1)..].IndexOfAny(s_marks);
            at = step < 0 ? step : at + 1 + step;
        }

        EndLine();
        EndDelimiter();
        EndDefinition(text.Length);
        _addresses = _links;
        if (_marks > 1000) _addresses += text.Count("www.") + text.Count("mailto:") + text.Count("tel:");
    }

    /// <summary>Characters of the longest link definition.</summary>
    public int LongestDefinition { get; private set; }

    public readonly long Cells => _mostPipes == 0 ? 0 : (_mostPipes + 1) * _lines;

    /// <summary>Nanoseconds, measured: each inline looks for the innermost delimiter, each address at all inlines before it.</summary>
    public readonly long Work =>
        4 * (_delimiters + _mostOpen) * (_marks + _addresses) + 6 * _addresses * (_marks + _addresses)
        + 4 * (_scans + _underlines) * _text.Length + _lines * _lines / 100 + 25 * _moves;

    private void Count(int at, char before, char next)
    {
        switch (_text[at])
        {
            case '\n' or '\r':
                _lines++;
                EndLine();
                break;
            case '|':
                _pipes++;
                _inOne++;
                break;
            case '[':
                _mostOpen = Math.Max(_mostOpen, ++_open);
                EndDelimiter();
                break;
            case ']':
                Close(at, next);
                break;
            case '*' or '_' or '~' when next != _text[at] && !(IsSpace(before) && IsSpace(next)):
                _delimiters++;
                EndDelimiter();
                break;
            case '<' when next is '!' or '?':
            case ':' when next == '|':
                _scans++;
                break;
            case ':' when next == '/':
                _links++;
                break;
        }
    }

    private void Close(int at, char next)
    {
        // [a][b] leaves the first bracket open.
        if (next != '[' && _open > 0) _open--;
        if (next == ':')
        {
            _scans++;
            EndDefinition(at);
            _definition = at;
        }
        else if (next == '(' && !LinkEnds(at + 2)) _scans++;
    }

    /// <summary>An address without parentheses ends at the next one; any other may be searched for to the end.</summary>
    private bool LinkEnds(int start)
    {
        if (_linkEnd < start)
        {
            var length = _text[Math.Min(start, _text.Length)..].IndexOfAny(s_linkEnds);
            _linkEnd = length < 0 ? _text.Length : start + length;
        }

        return _linkEnd < _text.Length && _text[_linkEnd] == ')';
    }

    private void EndLine()
    {
        _mostPipes = Math.Max(_mostPipes, _pipes);
        _pipes = 0;
        _inOne++;
    }

    private void EndDelimiter()
    {
        if (_mostPipes + _pipes > 0 && _delimiters + _mostOpen > 0) _moves += _inOne * _inOne;
        _inOne = 0;
    }

    private void EndDefinition(int end)
    {
        if (_definition >= 0) LongestDefinition = Math.Max(LongestDefinition, end - _definition);
    }

    private static bool IsSpace(char c) => c is ' ' or '\t' or '\n' or '\r';
}

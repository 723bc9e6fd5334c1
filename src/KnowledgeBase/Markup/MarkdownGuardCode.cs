namespace KnowledgeBase.Markup;

/// <summary>Knows the lines that are surely code: fences that are in no list, quote or footnote, and in no HTML block.</summary>
internal struct MarkdownGuardCode
{
    private const int EndsAtBlankLine = 1 << 8;
    private const int Verbatim = 0b1111_0000;

    // The last four are one kind: the end of any of them ends the block.
    private static readonly (string Start, string End)[] HtmlBlocks =
    [
        ("<!--", "-->"), ("<?", "?>"), ("<![", "]]>"), ("<!", ">"),
        ("<pre", "</pre>"), ("<script", "</script>"), ("<style", "</style>"), ("<textarea", "</textarea>"),
    ];

    private char _mark;
    private int _length;
    private int _margin;
    private bool _mayBeInList;  // then what is in the fence is read as text
    private bool _isUnknown;    // it is no longer known which fences open and which close
    private int _html;          // the kinds of HTML block that may be open, as bits by their places above

    public readonly bool IsOpen => _mark != 0 && !_mayBeInList;

    public readonly bool MayBeHtml => _html != 0;

    /// <summary>Whether <see cref="See"/> must be called.</summary>
    public readonly bool IsWatching => _html != 0 || _mark != 0;

    public void Blank() => _html &= ~EndsAtBlankLine;

    /// <summary>For a line that begins with the marks of a fence, at most three columns in; true if it is surely code that begins.</summary>
    public bool Opens(in MarkdownGuardLine line, bool isSure, bool mayBeInList)
    {
        if (_mark != 0)
        {
            // A line further out ends the list, and the fence in it; if that fence is in no list, it goes on.
            if (line.Column < _margin) _isUnknown = true;
            Continue(line);
            return false;
        }

        _isUnknown |= !isSure || _html != 0;
        if (_isUnknown) return false;
        (_mark, _length, _margin, _mayBeInList) = (line.Rest[0], line.FenceLength, line.Column, mayBeInList);
        return !mayBeInList;
    }

    /// <summary>For each line in a fence.</summary>
    public void Continue(in MarkdownGuardLine line)
    {
        var length = line.Rest.IndexOfAnyExcept(_mark);
        if (length < 0) length = line.Rest.Length;
        if (line.Column > 3 || length < _length) return;
        var rest = line.Rest[length..].TrimStart(" \t");
        if (!rest.IsEmpty && rest[0] is > ' ' and < '\x7f') return;
        _mark = '\0';
        _isUnknown |= !rest.IsEmpty;    // other white space, which Markdig may not mind
    }

    /// <summary>For each other line that is not blank.</summary>
    public void See(in MarkdownGuardLine line)
    {
        _isUnknown |= _mark != 0 && line.Column < _margin;
        if (line.Column <= 3 && line.Rest is ['<', ..]) _html |= Starts(line.Rest);
        if ((_html & ~EndsAtBlankLine) != 0) _html &= ~Ends(line.Rest);
    }

    private static int Starts(ReadOnlySpan<char> text)
    {
        var starts = EndsAtBlankLine;
        for (var i = 0; i < HtmlBlocks.Length; i++)
        {
            if (text.StartsWith(HtmlBlocks[i].Start, StringComparison.OrdinalIgnoreCase)) starts |= 1 << i;
        }

        return starts;
    }

    private static int Ends(ReadOnlySpan<char> text)
    {
        var ends = 0;
        for (var i = 0; i < HtmlBlocks.Length; i++)
        {
            if (text.Contains(HtmlBlocks[i].End, StringComparison.OrdinalIgnoreCase)) ends |= 1 << i;
        }

        return (ends & Verbatim) != 0 ? ends | Verbatim : ends;
    }
}

namespace KnowledgeBase.Markup;

/// <summary>Knows the lines that are surely code: fences at the margin that no HTML block or footnote can have swallowed.</summary>
internal struct MarkdownGuardCode
{
    private const int EndsAtBlankLine = 1 << 8;
    private const int Verbatim = 0b1111_0000;

    // The last four are one kind: the end of any of them ends the block.
    private static readonly (string Start, string End)[] s_htmlBlocks =
    [
        ("<!--", "-->"), ("<?", "?>"), ("<![", "]]>"), ("<!", ">"),
        ("<pre", "</pre>"), ("<script", "</script>"), ("<style", "</style>"), ("<textarea", "</textarea>"),
    ];

    private char _mark;
    private int _length;
    private int _html;          // kinds of HTML block that may be open, by their places above
    private bool _isUnknown;    // which fences open and which close

    public readonly bool IsOpen => _mark != 0;

    public readonly bool MayBeHtml => _html != 0;

    public void Blank() => _html &= ~EndsAtBlankLine;

    /// <summary>The line begins with the marks of a fence, and not in a container. False if it may be anything else.</summary>
    public bool Opens(in MarkdownGuardLine line, bool isSure)
    {
        _isUnknown |= !isSure || _html != 0;
        if (_isUnknown) return false;
        _mark = line.Rest[0];
        _length = line.FenceLength;
        return true;
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
        _isUnknown = !rest.IsEmpty;     // other white space, which Markdig may not mind
    }

    /// <summary>For each other line that is not blank.</summary>
    public void SeeHtml(ReadOnlySpan<char> text, bool atMargin)
    {
        if (atMargin && text[0] == '<')
        {
            _html |= EndsAtBlankLine;
            for (var i = 0; i < s_htmlBlocks.Length; i++)
            {
                if (text.StartsWith(s_htmlBlocks[i].Start, StringComparison.OrdinalIgnoreCase)) _html |= 1 << i;
            }
        }

        if ((_html & ~EndsAtBlankLine) == 0) return;
        for (var i = 0; i < s_htmlBlocks.Length; i++)
        {
            if (text.Contains(s_htmlBlocks[i].End, StringComparison.OrdinalIgnoreCase)) _html &= (Verbatim & 1 << i) != 0 ? ~Verbatim : ~(1 << i);
        }
    }
}

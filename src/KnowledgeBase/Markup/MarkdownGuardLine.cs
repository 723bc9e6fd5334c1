using System.Buffers;

namespace KnowledgeBase.Markup;

/// <summary>A line, and how far into it the containers were read.</summary>
internal ref struct MarkdownGuardLine
{
    // Markdig minds no kind of white space in the row that makes a table, nor an escaped dash.
    private static readonly SearchValues<char> Underline =
        SearchValues.Create("=-|:>\\ \t\f\v\u00A0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200A\u202F\u205F\u3000");

    public MarkdownGuardLine(ReadOnlySpan<char> text)
    {
        Rest = text;
        SkipSpace();
    }

    /// <summary>What is not read yet; it starts with no white space.</summary>
    public ReadOnlySpan<char> Rest { get; private set; }

    public int Column { get; private set; }

    /// <summary>The column from which indentation counts: the margin of the innermost container that was read.</summary>
    public int Base { get; set; }

    public readonly int Indent => Column - Base;

    public readonly bool IsBlank => Rest.IsEmpty;

    public readonly bool IsQuote => Rest is ['>', ..];

    /// <summary>A thematic break such as <c>- - -</c>.</summary>
    public readonly bool IsRule =>
        Rest is ['-' or '*' or '_', ..] && Rest.IndexOfAnyExcept(Rest[0], ' ', '\t') < 0 && Rest.Count(Rest[0]) >= 3;

    /// <summary>Could make a heading or a table of the paragraph before it.</summary>
    public readonly bool IsUnderline => IsUnderlineText(Rest);

    public readonly bool IsHeading
    {
        get
        {
            if (Rest is not ['#', ..]) return false;
            var level = Rest.IndexOfAnyExcept('#');
            return level < 0 ? Rest.Length <= 6 : level <= 6 && Rest[level] is ' ' or '\t';
        }
    }

    /// <summary>Length of the marks that open a code fence here, or 0.</summary>
    public readonly int FenceLength
    {
        get
        {
            if (Rest is not ['`' or '~', ..]) return 0;
            var length = Rest.IndexOfAnyExcept(Rest[0]);
            if (length < 0) length = Rest.Length;
            return length < 3 || (Rest[0] == '`' && Rest[length..].Contains('`')) ? 0 : length;
        }
    }

    /// <summary>Length of <c>-</c> or <c>12.</c> if an item starts here, else 0.</summary>
    public readonly int ItemMarkerLength
    {
        get
        {
            if (Rest.IsEmpty) return 0;
            var length = Rest[0] is '-' or '*' or '+' ? 1 : 0;
            if (length == 0 && char.IsAsciiDigit(Rest[0]))
            {
                var digits = Rest.IndexOfAnyExceptInRange('0', '9');
                if (digits is >= 1 and <= 9 && Rest[digits] is '.' or ')') length = digits + 1;
            }

            return length == 0 || (length < Rest.Length && Rest[length] is not (' ' or '\t')) ? 0 : length;
        }
    }

    /// <summary>Length of <c>[^label]:</c> if a footnote starts here, else 0.</summary>
    public readonly int FootnoteLabelLength => Rest is ['[', '^', ..] ? Rest.IndexOf("]:", StringComparison.Ordinal) + 2 : 0;

    public static bool IsUnderlineText(ReadOnlySpan<char> text) => !text.ContainsAnyExcept(Underline);

    public void EnterQuote()
    {
        var afterMark = Column + 1;
        var space = Rest.Length > 1 && Rest[1] is ' ' or '\t';
        Skip(1);
        Base = space ? afterMark + 1 : afterMark;
    }

    public void EnterItem(int markerLength)
    {
        var afterMarker = Column + markerLength;
        Skip(markerLength);
        Base = IsBlank || Column - afterMarker > 4 ? afterMarker + 1 : Column;
    }

    public void EnterFootnote(int labelLength)
    {
        Skip(labelLength);
        Base = Column;
    }

    private void Skip(int length)
    {
        Column += length;
        Rest = Rest[length..];
        SkipSpace();
    }

    private void SkipSpace()
    {
        var i = 0;
        for (; i < Rest.Length; i++)
        {
            if (Rest[i] == ' ') Column++;
            else if (Rest[i] == '\t') Column += 4 - Column % 4;
            else break;
        }

        Rest = Rest[i..];
    }
}

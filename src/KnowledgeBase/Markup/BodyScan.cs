namespace KnowledgeBase.Markup;

/// <summary>
/// The scan over lines that slices a thread into nodes. It sees top-level fences only: a fence inside a list item or a
/// quote ends with that container, and a line in column 1 ends every container, so it can protect no node heading.
/// </summary>
public sealed class BodyScan
{
    private int _listIndent;
    private bool _afterBlank;

    /// <summary>The top-level fence that opens at this line, if one does. Call once for each line outside fences, in order.</summary>
    public Fence? OpeningFence(ReadOnlySpan<char> line)
    {
        var indent = Columns(line);
        if (indent < 0)
        {
            _afterBlank = true;
            return null;
        }

        var afterBlank = _afterBlank;
        _afterBlank = false;
        if (_listIndent > 0 && indent >= _listIndent) return null;

        if (indent <= 3 && ListContentIndent(line, indent) is { } content)
        {
            _listIndent = content;
            return null;
        }

        if (Fence.Opens(line) is { } fence)
        {
            _listIndent = 0;
            return fence;
        }

        // A paragraph in a list may go on at the margin; anything after a blank line, or a heading, ends the list.
        if (afterBlank || line[0] is '#' or '>' or '<') _listIndent = 0;
        return null;
    }

    /// <summary>Columns of white space before the text; -1 for a blank line.</summary>
    public static int Columns(ReadOnlySpan<char> line) => line.ContainsAnyExcept(' ', '\t') ? AfterSpace(line, 0) : -1;

    /// <summary>The column after the white space that begins at one: a tab reaches to the next of four.</summary>
    public static int AfterSpace(ReadOnlySpan<char> text, int column)
    {
        foreach (var c in text)
        {
            if (c == ' ') column++;
            else if (c == '\t') column += 4 - column % 4;
            else break;
        }

        return column;
    }

    /// <summary>The column at which the text of a list item begins; null if the line starts no item.</summary>
    public static int? ListContentIndent(ReadOnlySpan<char> line, int indent)
    {
        var text = line.TrimStart(" \t");
        var marker = text[0] is '-' or '*' or '+' ? 1 : OrderedMarkerLength(text);
        if (marker == 0 || IsThematicBreak(text)) return null;
        var after = text[marker..];
        var start = indent + marker;
        if (after.IsEmpty) return start + 1;
        if (after[0] is not (' ' or '\t')) return null;
        var column = AfterSpace(after, start);
        return column - start > 4 || !after.ContainsAnyExcept(' ', '\t') ? start + 1 : column;
    }

    private static int OrderedMarkerLength(ReadOnlySpan<char> text)
    {
        var digits = text.IndexOfAnyExceptInRange('0', '9');
        return digits is >= 1 and <= 9 && text[digits] is '.' or ')' ? digits + 1 : 0;
    }

    private static bool IsThematicBreak(ReadOnlySpan<char> text)
    {
        if (text[0] is not ('-' or '*' or '_')) return false;
        var marks = 0;
        foreach (var c in text)
        {
            if (c == text[0]) marks++;
            else if (c is not (' ' or '\t')) return false;
        }

        return marks >= 3;
    }
}

namespace KnowledgeBase.Parsing;

/// <summary>A line as its author meant it: perhaps a key, and a value.</summary>
/// <param name="Start">Offset of the line's first character.</param>
/// <param name="Text">Offset after the indentation.</param>
/// <param name="KeyEnd">Offset of the ':' after a key, or of the dash of a list item; -1 if the line has neither.</param>
/// <param name="Value">Offset of the value's first character.</param>
/// <param name="HasSpace">A space stands before the value, as YAML wants it.</param>
internal readonly record struct YamlLine(int Start, int Text, int KeyEnd, int Value, int End, bool HasSpace)
{
    /// <summary>The line that holds an offset.</summary>
    public static YamlLine At(YamlBlock block, int offset)
    {
        var start = offset;
        while (start > block.Start && block[start - 1] is not ('\n' or '\r')) start--;
        var end = block.LineEnd(start);
        while (end > start && IsBlank(block[end - 1])) end--;
        var text = AfterBlanks(block, start, end);

        // What follows a dash is one value: no key here takes a list of maps.
        var dash = -1;
        var value = text;
        while (value < end && block[value] == '-' && (value + 1 == end || IsBlank(block[value + 1])))
        {
            dash = value;
            value = AfterBlanks(block, value + 1, end);
        }

        if (dash >= 0) return new(start, text, dash, value, end, HasSpace: true);

        var colon = Colon(block, text, end);
        if (colon < 0) return new(start, text, -1, text, end, HasSpace: true);
        var hasSpace = block[colon] == ':' && (colon + 1 == end || IsBlank(block[colon + 1]));
        return new(start, text, colon, hasSpace ? AfterBlanks(block, colon + 1, end) : colon + 1, end, hasSpace);
    }

    /// <summary>The colon after the first word: one with a space if there is one, else any, also the wide one of East Asian keyboards.</summary>
    private static int Colon(YamlBlock block, int text, int end)
    {
        if (block[text] is '"' or '\'')
        {
            var close = YamlFlow.ClosingQuote(block, text, end);
            return close > 0 && block[close + 1] == ':' ? close + 1 : -1;
        }

        var i = text;
        while (i < end && (char.IsLetterOrDigit(block[i]) || block[i] is '-' or '_')) i++;
        if (i > text && i < end && block[i] is ':' or '\uFF1A') return i;
        while (i < end && !(block[i] == ':' && (i + 1 == end || IsBlank(block[i + 1])))) i++;
        return i < end ? i : -1;
    }

    private static int AfterBlanks(YamlBlock block, int offset, int end)
    {
        while (offset < end && IsBlank(block[offset])) offset++;
        return offset;
    }

    private static bool IsBlank(char c) => c is ' ' or '\t';
}

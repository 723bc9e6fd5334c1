namespace KnowledgeBase.Parsing;

/// <summary>A list or map in brackets, by a scan that forgives what YAML does not: it shows what the author meant.</summary>
/// <param name="Close">Offset of the closing bracket; -1 if the next key comes first.</param>
/// <param name="ItemStart">The item around the place in question.</param>
/// <param name="Hidden">Offset of a '#' whose comment hides a closing bracket; -1 if there is none.</param>
internal readonly record struct YamlFlow(int Close, int ItemStart, int ItemEnd, int Hidden)
{
    /// <param name="open">Offset of the opening bracket.</param>
    /// <param name="at">The place in question.</param>
    public static YamlFlow Scan(YamlBlock block, int open, int at)
    {
        var (depth, itemStart, hidden) = (0, open + 1, -1);
        var isStart = true;
        for (var i = open; i < block.End; i++)
        {
            var c = block[i];
            if (c is ' ' or '\t') continue;
            if (c is '\n' or '\r')
            {
                if (IsKeyLine(block, i + 1)) break;
                continue;
            }

            if (c == '#' && block[i - 1] is ' ' or '\t' or '\n' or '\r')
            {
                var end = block.LineEnd(i);
                if (hidden < 0 && block.Written(i, end).AsSpan().ContainsAny(']', '}')) hidden = i;
                i = end - 1;
                continue;
            }

            if (c is '"' or '\'' && isStart && ClosingQuote(block, i, block.End) is var close and > 0) i = close;
            if (c is '[' or '{') depth++;
            if (c is ']' or '}' && --depth == 0) return new(i, itemStart, EndOfItem(block, Math.Max(at, itemStart)), hidden);
            isStart = c is '[' or '{' or ',' || (c == ':' && block[open] == '{' && block[i + 1] == ' ');
            if (isStart && i < at) itemStart = i + 1;
        }

        return new(-1, itemStart, EndOfItem(block, Math.Max(at, itemStart)), hidden);
    }

    /// <summary>The offset after an item: its ',' or the bracket that closes the list, in the same line.</summary>
    public static int EndOfItem(YamlBlock block, int at)
    {
        var depth = 0;
        var end = at;
        for (; end < block.End && block[end] is not ('\n' or '\r'); end++)
        {
            if (block[end] is '[' or '{') depth++;
            else if (block[end] is ']' or '}' && --depth < 0) break;
            else if (block[end] == ',' && depth == 0) break;
        }

        return end;
    }

    /// <summary>The offset of the quote that closes the one at <paramref name="open"/>; -1 if none does in its line, before <paramref name="end"/>.</summary>
    public static int ClosingQuote(YamlBlock block, int open, int end)
    {
        var quote = block[open];
        for (var i = open + 1; i < end && block[i] is not ('\n' or '\r'); i++)
        {
            if (quote == '"' && block[i] == '\\') i++;
            else if (block[i] == quote && quote == '\'' && block[i + 1] == quote) i++;
            else if (block[i] == quote) return i;
        }

        return -1;
    }

    private static bool IsKeyLine(YamlBlock block, int lineStart)
    {
        var i = lineStart;
        while (char.IsAsciiLetterOrDigit(block[i]) || block[i] is '-' or '_') i++;
        return i > lineStart && block[i] == ':' && block[i + 1] is ' ' or '\t' or '\n' or '\r' or '\0';
    }
}

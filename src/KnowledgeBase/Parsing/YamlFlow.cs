namespace KnowledgeBase.Parsing;

/// <summary>Where lists and maps in brackets, and quotes, end: for explaining what YamlDotNet could not read.</summary>
internal static class YamlFlow
{
    /// <summary>Offset after the quote that closes the one at an offset; null if none does before the end.</summary>
    public static int? QuoteEnd(YamlBlock block, int start, int end)
    {
        var quote = block[start];
        for (var i = start + 1; i < end; i++)
        {
            if (quote == '"' && block[i] == '\\') i++;
            else if (block[i] == quote && quote == '\'' && block[i + 1] == quote) i++;
            else if (block[i] == quote) return i + 1;
        }

        return null;
    }

    /// <summary>Offset of the bracket that closes the one at an offset; null if none does.</summary>
    public static int? Close(YamlBlock block, int start)
    {
        var depth = 0;
        for (var i = start; i < block.End; i++)
        {
            var c = block[i];
            if (c is '"' or '\'' && BeginsPart(block, i))
            {
                if (QuoteEnd(block, i, block.End) is not { } end) return null;
                i = end - 1;
            }
            else if (c == '#' && block[i - 1] is ' ' or '\t' or '\n') i = block.LineEnd(i);
            else if (c is '[' or '{') depth++;
            else if (c is ']' or '}' && --depth == 0) return i;
        }

        return null;
    }

    /// <summary>Offset of a '#' after a space, outside quotes; null if there is none.</summary>
    public static int? Comment(YamlBlock block, int start, int end)
    {
        for (var i = start + 1; i < end; i++)
        {
            if (block[i] == '#' && block[i - 1] is ' ' or '\t') return i;
            if (block[i] is '"' or '\'' && BeginsPart(block, i) && QuoteEnd(block, i, end) is { } close) i = close - 1;
        }

        return null;
    }

    /// <summary>The value between commas and brackets that holds an offset.</summary>
    public static (int Start, string Text) PartAround(YamlBlock block, int open, int close, int offset)
    {
        var start = open + 1;
        for (var i = open + 1; i <= close; i++)
        {
            if (i < close && block[i] is '"' or '\'' && BeginsPart(block, i) && QuoteEnd(block, i, close) is { } quoteEnd) i = quoteEnd;
            if (i < close && block[i] is not (',' or '[' or ']' or '{' or '}')) continue;
            if (i >= offset || i >= close)
            {
                var text = block.File.Text[start..Math.Max(start, Math.Min(i, close))];
                return (start + text.Length - text.TrimStart().Length, text.Trim());
            }

            start = i + 1;
        }

        return (start, "");
    }

    // Within a word, as in don't, a quote is a letter like any other.
    private static bool BeginsPart(YamlBlock block, int offset)
    {
        while (block[offset - 1] is ' ' or '\t' or '\n' or '\r') offset--;
        return block[offset - 1] is '[' or '{' or ',' or ':';
    }
}

using KnowledgeBase.Diagnostics;

namespace KnowledgeBase.Parsing;

/// <summary>
/// Explains why a block is no YAML. Most such mistakes are ordinary text that needs quotes, so the lines between the last
/// key and the place where YamlDotNet gave up are looked at before its own words are used.
/// </summary>
internal static class YamlMistake
{
    /// <param name="lastKey">Offset of the last key that was read: the mistake is not before it.</param>
    /// <param name="problem">Offset at which the reading ended.</param>
    public static Diagnostic Explain(YamlBlock block, int lastKey, int problem, string words)
    {
        var first = block.LineOf(lastKey);
        var last = Math.Max(first, block.LineOf(problem));
        for (var line = first; line <= Math.Min(last + 1, block.EndLine - 1); line++)
        {
            if (block.IndentingTab(line) is { } tab) return Rules.YamlTab.At(block.At(tab));
        }

        for (var line = first; line <= last && line < block.EndLine; line++)
        {
            if (block.File.Line(line) is ['%', ..])
                return Rules.YamlSyntax.At(block.File.At(line), "a line that begins with '%' is an order to the YAML reader; begin it with a key");
            if (NoSpace(block, line) is { } noSpace) return noSpace;
            // Words without a key go on into the next line, and only its ':' ends the reading.
            if (block.File.Line(line) is [var letter, ..] text && char.IsLetterOrDigit(letter) && !text.Contains(':'))
                return NotAKey(block, block.File.LineStart(line));
            if (ValueStart(block, line) is not { } start) continue;
            var end = block.File.LineStart(line) + block.File.Line(line).TrimEnd(" \t").Length;
            if (OfValue(block, start, end, problem, words) is { } mistake) return mistake;
            // The lines of a list in brackets are no keys.
            if (block[start] is '[' or '{' && YamlFlow.Close(block, start) is { } close) line = Math.Max(line, block.LineOf(close));
        }

        if (block.LineOf(problem) > first && ValueStart(block, block.LineOf(problem)) is null) return NotAKey(block, problem);
        return Rules.YamlSyntax.At(block.At(problem), $"{char.ToLowerInvariant(words[0])}{words[1..].TrimEnd('.')}; begin keys in one column, each as 'key: value', and put a value with signs in quotes");
    }

    public static Diagnostic NotAKey(YamlBlock block, int offset)
    {
        var line = block.LineOf(offset);
        return NoSpace(block, line)
            ?? Rules.YamlSyntax.At(block.At(offset), "there is no key here; write 'key: value', and put a value that takes several lines in quotes");
    }

    // 'title:x' is a word for YAML, not a key.
    private static Diagnostic? NoSpace(YamlBlock block, int line)
    {
        var text = block.File.Line(line);
        var indent = text.Length - text.TrimStart(' ').Length;
        var colon = KeyLength(text[indent..]) + indent;
        if (colon == indent || colon + 1 >= text.Length || text[colon] != ':' || text[colon + 1] is ' ' or '\t' or '/') return null;
        var key = text[indent..colon].ToString();
        var value = text[(colon + 1)..].TrimEnd(" \t").ToString();
        return Rules.YamlSyntax.At(block.File.At(line, colon + 2), $"there is no space after '{key}:'; write '{key}: {value}'");
    }

    /// <summary>Offset of a value that begins in the line of its key or after '-'; null if the line has none.</summary>
    private static int? ValueStart(YamlBlock block, int line)
    {
        var text = block.File.Line(line);
        var start = text.Length - text.TrimStart(' ').Length;
        var isListed = false;
        while (start < text.Length && text[start] == '-' && (start + 1 == text.Length || text[start + 1] == ' '))
        {
            isListed = true;
            for (start++; start < text.Length && text[start] == ' '; start++)
            {
            }
        }

        if (!isListed)
        {
            var colon = KeyLength(text[start..]) + start;
            if (colon == start || colon >= text.Length || text[colon] != ':') return null;
            start = colon + 1;
            while (start < text.Length && text[start] is ' ' or '\t') start++;
        }

        return block.File.LineStart(line) + start;
    }

    private static int KeyLength(ReadOnlySpan<char> text)
    {
        var length = 0;
        while (length < text.Length && (char.IsLetterOrDigit(text[length]) || text[length] is '-' or '_' or '.')) length++;
        return length;
    }

    private static Diagnostic? OfValue(YamlBlock block, int start, int end, int problem, string words)
    {
        if (start >= end) return null;
        var value = block.File.Text.AsSpan(start, end - start);
        Diagnostic Quotes(int at, string reason, string text) => Rules.YamlQuotes.At(block.At(at), reason, text);

        switch (value[0])
        {
            case '"' or '\'':
                return OfQuoted(block, start, end, problem, words);
            case '[' or '{':
                return OfBrackets(block, start, end, problem);
            case '@' or '`' or '%' or '*' or '&' or '!' or ',' or ']' or '}':
            case '-' or '?' when value.Length == 1 || value[1] == ' ':
            case '|' or '>' when value[1..].TrimStart("+-0123456789").Trim(" \t") is [not '#', ..]:
                return Quotes(start, $"it begins with '{value[0]}'", YamlQuoting.Quote(value.ToString()));
            case '#' or '|' or '>':
                return null;
        }

        var colon = value.IndexOf(": ");
        if (colon < 0 && value[^1] == ':') colon = value.Length - 1;
        var comment = value.IndexOf(" #");
        if (comment >= 0 && (colon < 0 || comment < colon))
            return Rules.YamlComment.At(block.At(start + comment + 1), value[(comment + 1)..].ToString(), YamlQuoting.Quote(value.ToString()));
        return colon < 0 ? null : Quotes(start + colon, "the ':' in it would end a key", YamlQuoting.Quote(value.ToString()));
    }

    private static Diagnostic? OfQuoted(YamlBlock block, int start, int end, int problem, string words)
    {
        var written = block.File.Text[start..end];
        var close = YamlFlow.QuoteEnd(block, start, end);
        if (close is null)
        {
            // Quotes may go on in the next line; these do only if the reading failed at their start.
            return problem > start ? null : Rules.YamlQuotes.At(block.At(start), "the quote at its start is never closed", YamlQuoting.Mend(written));
        }

        var after = close.Value;
        while (after < end && block[after] is ' ' or '\t') after++;
        if (after < end && (block[after] != '#' || after == close))
            return Rules.YamlQuotes.At(block.At(after), "it goes on after the closing quote", YamlQuoting.Mend(written));
        var isEscape = written[0] == '"' && problem == start && written.Contains('\\', StringComparison.Ordinal) && words.Contains("quoted scalar", StringComparison.Ordinal);
        return isEscape
            ? Rules.YamlQuotes.At(block.At(start), "'\\' has a meaning of its own between double quotes", YamlQuoting.Quote(block.File.Text[(start + 1)..(close.Value - 1)]))
            : null;
    }

    private static Diagnostic? OfBrackets(YamlBlock block, int start, int end, int problem)
    {
        var open = block[start];
        if (YamlFlow.Close(block, start) is not { } close)
        {
            if (YamlFlow.Comment(block, start, end) is { } comment)
            {
                var word = YamlFlow.PartAround(block, start, end, comment - 1);
                return Rules.YamlComment.At(block.At(comment), block.File.Text[comment..end], YamlQuoting.Quote(word.Text));
            }

            return Rules.YamlSyntax.At(block.At(start), $"the '{open}' is never closed; write '{(open == '[' ? ']' : '}')}' after its last value, or the whole value in quotes");
        }

        if (close >= end) return null;
        var after = close + 1;
        while (after < end && block[after] is ' ' or '\t') after++;
        if (after < end && block[after] != '#')
            return Rules.YamlQuotes.At(block.At(start), $"it goes on after the closing '{block[close]}'", YamlQuoting.Quote(block.File.Text[start..end]));
        var part = YamlFlow.PartAround(block, start, close, Math.Clamp(problem, start + 1, close));
        return part.Text.Length == 0
            ? Rules.YamlSyntax.At(block.At(part.Start), "nothing stands between these signs; write a value there, or remove a comma")
            : Rules.YamlQuotes.At(block.At(part.Start), "of the signs in it", part.Text[0] is '"' or '\'' ? YamlQuoting.Mend(part.Text) : YamlQuoting.Quote(part.Text));
    }
}

using KnowledgeBase.Diagnostics;

namespace KnowledgeBase.Parsing;

/// <summary>
/// Finds out what an author meant where the YAML reader gave up, says what to write, and covers the place, so that
/// the block can be read again and the next mistake is told in the same run.
/// </summary>
internal sealed class YamlMistake(YamlBlock block, YamlFailure failure, List<Diagnostic> diagnostics)
{
    /// <summary>False if nothing more can be read after the mistake.</summary>
    public static bool Mend(YamlBlock block, YamlFailure failure, List<Diagnostic> diagnostics) =>
        new YamlMistake(block, failure, diagnostics).Mend();

    private bool Mend()
    {
        // A failure inside what is covered already has been told.
        if (block.IsCovered(failure.At)) return false;
        if (failure.IsTooDeep) return MendDepth();
        if (failure.Quotes >= 0 && YamlLine.At(block, failure.Quotes).Start != YamlLine.At(block, failure.At).Start)
            return MendValue(failure.Quotes, YamlLine.At(block, failure.Quotes));
        if (failure.Brackets >= 0) return MendBrackets();

        // The reader may notice a key without a space only in a later line.
        var line = YamlLine.At(block, failure.Reached);
        if (line.HasSpace || line.KeyEnd < failure.Reached) line = YamlLine.At(block, failure.At);
        if (!line.HasSpace) return MendSpace(line);
        if (line.KeyEnd >= 0 && line.Value <= failure.At) return MendValue(failure.At, line);
        if (line.KeyEnd < 0 && failure.Comment >= 0) return MendComment(line);
        return DropLine(line);
    }

    private bool MendDepth()
    {
        var line = YamlLine.At(block, failure.At);
        var value = failure.Brackets >= line.Start ? failure.Brackets : line.Value;
        diagnostics.Add(Rules.YamlTooDeep.At(block.At(failure.At), $"if this is text, put the value in quotes: {Quoted(value, line.End)}"));
        // In brackets all that is deeper stands between them; lines of their own could be many.
        if (failure.Brackets < line.Start) return false;
        block.Cover(value, line.End);
        return true;
    }

    private bool MendBrackets()
    {
        var open = failure.Brackets;
        var line = YamlLine.At(block, open);
        var flow = YamlFlow.Scan(block, open, failure.At);
        var bracket = block[open] == '[' ? ']' : '}';
        if (flow.Close < 0 && flow.Hidden >= 0 && flow.Hidden < line.End)
        {
            var item = YamlFlow.Scan(block, open, flow.Hidden);
            diagnostics.Add(Rules.YamlComment.At(block.At(flow.Hidden), block.Written(flow.Hidden, line.End), Quoted(item.ItemStart, item.ItemEnd)));
        }
        else if (flow.Close < 0)
        {
            var quoted = Quoted(open, line.End);
            diagnostics.Add(Rules.YamlSyntax.At(block.At(open), $"the '{block[open]}' that opens here is never closed", $"write '{bracket}' after the last item, or put the value in quotes if it is text: {quoted}"));
        }
        else if (block.Trim(flow.ItemStart, flow.ItemEnd) is var (start, end) && start < end)
        {
            TellQuotes(start, end, failure.At, isInBrackets: true);
            block.Cover(start, end);
            return true;
        }
        else
        {
            diagnostics.Add(Rules.YamlSyntax.At(block.At(failure.At), "an item is missing here", "take away one ',', or write the item"));
        }

        block.Cover(open, line.End);
        return flow.Close < line.End;
    }

    private bool MendSpace(YamlLine line)
    {
        var mark = block[line.KeyEnd] == ':' ? block[line.Value] == '\u00A0' ? "a no-break space" : "no space" : "a wide colon";
        diagnostics.Add(Rules.YamlNoSpace.At(block.At(line.KeyEnd), mark, block.Written(line.Text, line.KeyEnd)));
        // A wide colon leaves no room for the ':' and the space that belong here.
        if (block[line.KeyEnd] == ':') block.CoverAfterSpace(line.Value, line.End);
        else block.Drop(line.Start);
        return true;
    }

    private bool MendValue(int at, YamlLine line)
    {
        TellQuotes(line.Value, line.End, at, isInBrackets: false);
        block.Cover(line.Value, line.End);
        return line.End > line.Value;
    }

    /// <summary>A value that goes on in the next line cannot have a comment between.</summary>
    private bool MendComment(YamlLine next)
    {
        var line = YamlLine.At(block, failure.Comment);
        diagnostics.Add(Rules.YamlComment.At(block.At(failure.Comment), block.Written(failure.Comment, line.End), Quoted(line.Value, next.End)));
        block.Cover(line.Value, line.End);
        block.Drop(next.Start);
        return line.End < next.Start;
    }

    private bool DropLine(YamlLine line)
    {
        var written = block.Written(line.Text, line.End);
        if (line.KeyEnd < 0)
            diagnostics.Add(Rules.YamlSyntax.At(block.At(line.Text), $"'{written}' is no key with a value", "write a line such as 'title: …', or indent the line by two spaces if it belongs to the value above"));
        else if (block[line.KeyEnd] == '-' && (line.Text == line.Start || failure.Reached == block.Start))
            diagnostics.Add(Rules.YamlSyntax.At(block.At(line.Text), "this list item belongs to no key", "write its key alone in the line before the list, as in 'tags:'"));
        else if (!block.HasTabs)
            diagnostics.Add(Rules.YamlSyntax.At(block.At(line.Text), "this line does not line up with the lines above", "begin every key in column 1, and indent what belongs to it by two spaces"));
        // Where one line is prose or a stray item, more may follow: one message is enough.
        if (line.KeyEnd < 0 || block[line.KeyEnd] == '-' || line.End == line.Start) return false;
        block.Drop(line.Start);
        return true;
    }

    private void TellQuotes(int start, int end, int at, bool isInBrackets)
    {
        var (reason, meant) = Reason(start, end, isInBrackets);
        var place = reason.StartsWith("it begins", StringComparison.Ordinal) ? start : Math.Clamp(at, start, end);
        diagnostics.Add(Rules.YamlQuotes.At(block.At(place), reason, YamlQuoting.Quote(meant)));
    }

    /// <summary>Why a value is not what it seems, and the text that was meant.</summary>
    private (string Reason, string Meant) Reason(int start, int end, bool isInBrackets)
    {
        var written = block.Written(start, end);
        switch (written)
        {
            case ['"' or '\'', ..]:
                return QuotesReason(start, end, written);
            case ['[' or '{', ..] when YamlFlow.Scan(block, start, start) is { Close: >= 0 } flow && flow.Close < end:
                return ($"text follows the '{block[flow.Close]}'", written);
            case ['-' or '?'] or ['-' or '?', ' ' or '\t', ..]:
                return ($"it begins with '{written[0]} '", written);
            case ['@' or '`' or '%' or ',' or '[' or ']' or '{' or '}' or '|' or '>' or '&' or '*' or '!' or '#', ..]:
                return ($"it begins with '{written[0]}'", written);
        }

        if (written.Contains(": ", StringComparison.Ordinal) || written.Contains(":\t", StringComparison.Ordinal)) return ("it holds ': '", written);
        if (written.EndsWith(':')) return ("it ends with ':'", written);
        var bracket = written.AsSpan().IndexOfAny("[]{}");
        if (isInBrackets && bracket >= 0) return ($"it holds '{written[bracket]}'", written);
        return ($"the YAML reader says '{failure.Reason.TrimEnd('.')}'", written);
    }

    private (string Reason, string Meant) QuotesReason(int start, int end, string written)
    {
        var close = YamlFlow.ClosingQuote(block, start, end);
        var inner = written[1..];
        if (close < 0) return ($"the {written[0]} that opens it is never closed", inner.TrimEnd('\\'));
        if (close == end - 1) return ("'\\' has a meaning of its own in double quotes", inner[..^1]);
        // 'It's late' is one text with a quote inside; "a" or "b" begins with a quoted word.
        var isWhole = written[^1] == written[0] && block[close + 1] is not (' ' or '\t');
        return ("text follows the closing quote", isWhole ? inner[..^1] : written);
    }

    private string Quoted(int start, int end) => YamlQuoting.Quote(block.Written(start, end));
}

namespace KnowledgeBase.Importing;

/// <summary>Turns what authors write on a Discourse forum into the site's Markdown.</summary>
/// <remarks>
/// Most of it is Markdown already and stays as it is. What is rewritten: blocks in brackets (quotes, details, polls), BBCode,
/// line breaks, which count there, and addresses. Nothing is touched in code.
/// </remarks>
internal static class DiscourseMarkup
{
    // A reader sees no use in more; what is deeper stays as it is written.
    private const int Deepest = 30;

    public static string ToMarkdown(string raw, DiscourseText text) =>
        UnwarnedMarkdown.Of(string.Join('\n', Blocks(raw.ReplaceLineEndings("\n").TrimEnd().Split('\n'), text, 0)).Trim('\n'));

    /// <summary>Number of the post of the same topic that a text begins by quoting.</summary>
    public static int? FirstQuote(string raw, long topic)
    {
        var text = raw.TrimStart();
        if (BbTag.Read(text, 0) is not { Name: "quote", IsClosing: false } tag) return null;
        var quote = DiscourseQuote.Read(tag.Value);
        return quote.Topic is null || quote.Topic == topic ? quote.Post : null;
    }

    internal static List<string> Blocks(string[] lines, DiscourseText text, int depth)
    {
        var blocks = new DiscourseLines(text);
        var closers = DiscourseBlocks.Closers(lines);
        for (var i = 0; i < lines.Length; i++)
        {
            if (blocks.TakesAsCode(lines, i)) continue;
            if (depth < Deepest && Block(lines, i, closers, blocks.IsInList) is { } block)
            {
                // Rewritten before the next line is looked at, so that the order of losses is that of the text.
                blocks.Add(DiscourseBlocks.Rewrite(block.Tag, block.Inner, text, depth), block.Indent);
                i = block.Last;
            }
            else if (text.Place.Previews.BlockOf(lines[i].Trim()) is { } preview)
            {
                blocks.Add(preview, 0);
            }
            else
            {
                blocks.AddText(lines[i]);
            }
        }

        return blocks.Finish();
    }

    // "Opening tag must be alone on its line (less than 4 spaces indent), or tag and close on one line; unclosed is left as text."
    private static (BbTag Tag, string[] Inner, int Last, int Indent)? Block(string[] lines, int i, int[] closers, bool isInList)
    {
        var line = lines[i];
        var indent = line.Length - line.AsSpan().TrimStart(" \t").Length;
        if (indent == line.Length || (indent > 3 && !isInList)) return null;
        if (BbTag.Read(line, indent) is not { IsClosing: false } tag || !DiscourseBlocks.IsBlock(tag.Name)) return null;
        var rest = line[(indent + tag.Length)..].TrimEnd();
        if (rest.Length == 0) return closers[i] > i ? (tag, [.. lines[(i + 1)..closers[i]].Select(inner => Unindented(inner, indent))], closers[i], indent) : null;
        var close = $"[/{tag.Name}]";
        if (!rest.EndsWith(close, StringComparison.OrdinalIgnoreCase)) return null;
        var inside = rest[..^close.Length];
        // '[b]x[/b] and [b]y[/b]': the first closes before the end.
        return inside.Contains(close, StringComparison.OrdinalIgnoreCase) && !inside.Contains($"[{tag.Name}", StringComparison.OrdinalIgnoreCase) ? null : (tag, [inside], i, indent);
    }

    private static string Unindented(string line, int columns)
    {
        var cut = 0;
        while (cut < columns && cut < line.Length && line[cut] is ' ' or '\t') cut++;
        return line[cut..];
    }
}

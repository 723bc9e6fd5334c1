using System.Text;
using KnowledgeBase.Diagnostics;
using KnowledgeBase.Markup;
using KnowledgeBase.Model;
using Markdig;
using Markdig.Syntax;

namespace KnowledgeBase.Parsing;

/// <summary>Cuts the section of takeaways into its top-level list items, each a node with a body of its own.</summary>
internal static class TakeawayList
{
    public static List<Draft> Read(Section section, List<Diagnostic> diagnostics)
    {
        TellHeadingExtras(section, diagnostics);
        var text = section.Body.Text;
        var drafts = new List<Draft>();
        SourceFile? source = null;
        if (MarkdownGuard.Check(text) is { } guarded)
        {
            diagnostics.Add(Rules.UnreadableTakeaways.At(section.Location with { Line = section.Body.Line + guarded.Line - 1 }, guarded.Reason));
            return drafts;
        }

        MarkdownDocument document;
        try
        {
            document = Markdown.Parse(text, TakeawayText.Plain);
        }
        catch (ArgumentException)
        {
            diagnostics.Add(Rules.UnreadableTakeaways.At(section.Location, MarkdownDialect.TooDeep));
            return drafts;
        }

        var lines = text.Split('\n');
        // Where a fence is open at the end of an item, Markdig's spans reach too far: an item ends where the next thing starts.
        int[] starts = [.. document.SelectMany(block => block switch
        {
            ListBlock list => list.Select(item => item.Line),
            LinkReferenceDefinitionGroup => [],
            _ => [block.Line],
        }).Order(), lines.Length];
        Block? before = null;
        foreach (var block in document)
        {
            if (block is ListBlock list)
            {
                foreach (var item in list.OfType<ListItemBlock>()) drafts.Add(ReadItem(section, lines, item.Line, LastLine(starts, item.Line), diagnostics));
            }
            else if (block is LinkReferenceDefinitionGroup definitions)
            {
                // Markdig collects definitions at the end of the document; those of an item are its own.
                foreach (var definition in definitions.Where(definition => !document.OfType<ListBlock>().Any(l => Holds(l, definition)))) TellNoTakeaway(definition);
            }
            else if (block.Span.Length > 0)
            {
                TellNoTakeaway(block);
            }

            before = block;
        }

        return drafts;

        void TellNoTakeaway(Block block)
        {
            // From the offset: Markdig's lines and columns are those of the container where one was just closed.
            var place = (source ??= new(section.Location.Path, text)).AtOffset(block.Span.Start);
            var advice = block is QuoteBlock && before is ListBlock ? "indent the quote by two spaces, so that it belongs to the takeaway above" : "start the line with '- ', or move the text into an answer";
            diagnostics.Add(Rules.NotATakeaway.At(place with { Line = section.Body.Line + place.Line - 1 }, advice));
        }
    }

    private static bool Holds(ListBlock list, Block block) => list.Span.Start <= block.Span.Start && block.Span.Start <= list.Span.End;

    private static int LastLine(int[] starts, int line)
    {
        var next = Array.BinarySearch(starts, line + 1);
        return starts[next >= 0 ? next : ~next] - 1;
    }

    private static Draft ReadItem(Section section, string[] lines, int first, int last, List<Diagnostic> diagnostics)
    {
        var markerIndent = BodyScan.Columns(lines[first]);
        var indent = BodyScan.ListContentIndent(lines[first], markerIndent) ?? markerIndent + 2;
        var text = new StringBuilder();
        for (var line = first; line <= last; line++)
        {
            if (line > first) text.Append('\n');
            text.Append(WithoutIndent(lines[line], indent, markerIndent, isMarkerLine: line == first));
        }

        // An item whose first line is bare begins on the next one.
        var whole = text.ToString();
        var body = whole.TrimStart('\n');
        var skipped = whole.Length - body.Length;
        body = body.TrimEnd('\n', ' ', '\t');
        if (body.Length - body.AsSpan().TrimStart(' ').Length < 4) body = body.TrimStart(' ');

        var location = section.Location with { Line = section.Body.Line + first, Column = lines[first].AsSpan().IndexOfAnyExcept(' ', '\t') + 1 };
        var found = TakeawayText.Attributes(body);
        if (found is { } place) body = (body[..place.Start].TrimEnd(' ', '\t', '\n') + body[place.End..]).TrimEnd('\n', ' ', '\t');
        var attributes = NodeAttributes.Read(found?.Value, "a takeaway", false, true, location, diagnostics);
        return new(null, "t", location, new(body, section.Body.Line + first + skipped, indent), attributes);
    }

    /// <summary>A tab may reach past the indent, and means fewer columns the further right it stands: spaces do not.</summary>
    private static string WithoutIndent(string line, int indent, int markerIndent, bool isMarkerLine)
    {
        if (!isMarkerLine) return CanonicalBody.Indented(line, BodyScan.Columns(line) is var columns and >= 0 ? Math.Max(0, columns - indent) : -1);
        var marker = line.AsSpan().TrimStart(" \t");
        var length = marker.IndexOfAny(' ', '\t');
        if (length < 0) return "";
        var rest = marker[length..];
        return CanonicalBody.Indented(rest, rest.ContainsAnyExcept(" \t") ? BodyScan.AfterSpace(rest, markerIndent + length) - indent : -1);
    }

    private static void TellHeadingExtras(Section section, List<Diagnostic> diagnostics)
    {
        var heading = section.Heading;
        if (heading is { To: null, Author: null, On: null, NoDate: null, Attributes: null }) return;
        var extra = section.HeadingText.IndexOf(nameof(HeadingWord.Takeaways), StringComparison.Ordinal) + nameof(HeadingWord.Takeaways).Length;
        diagnostics.Add(Rules.TakeawaysHeadingExtra.At(section.Location, section.HeadingText[extra..].Trim()));
    }
}

using AngleSharp.Dom;

namespace KnowledgeBase.Importing;

/// <summary>Writes tables: GitHub's form where each cell is one line, else their tags with Markdown in the cells.</summary>
internal static class HtmlTables
{
    /// <summary>More than this is a page's layout, and no table to read.</summary>
    private const int MaxColumns = 100;

    public static bool Write(HtmlWalk walk, IElement table, InlineStyle? style)
    {
        var rows = new List<List<IElement>>();
        Read(walk, table, rows, style);
        walk.EndParagraph();
        if (rows.Count == 0) return true;
        if (IsSimple(table, rows)) WriteLines(walk, rows, style);
        else WriteTags(walk, rows, style);
        return true;
    }

    /// <summary>Takes the rows; all else in the table is written before it.</summary>
    private static void Read(HtmlWalk walk, INode parent, List<List<IElement>> rows, InlineStyle? style)
    {
        foreach (var child in parent.ChildNodes)
        {
            if (child is IElement { LocalName: "tbody" or "thead" or "tfoot" })
            {
                Read(walk, child, rows, style);
            }
            else if (child is IElement { LocalName: "tr" } row)
            {
                rows.Add([.. row.Children.Where(IsCell)]);
                foreach (var other in row.ChildNodes.Where(node => node is not IElement cell || !IsCell(cell))) walk.Node(other, style);
            }
            else if (child is IElement { LocalName: "caption" } caption)
            {
                walk.Children(caption, style);
                walk.EndParagraph();
            }
            else
            {
                walk.Node(child, style);
            }
        }
    }

    private static bool IsCell(IElement element) => element.LocalName is "td" or "th";

    private static bool IsSimple(IElement table, List<List<IElement>> rows) =>
        table.QuerySelector(HtmlNames.NoCellContent) is null
        && rows.All(row => row.Count <= MaxColumns && row.All(cell => Span(cell, "colspan") == 1 && Span(cell, "rowspan") == 1));

    private static int Span(IElement cell, string name) => int.TryParse(cell.GetAttribute(name), out var span) && span is > 1 and <= 1000 ? span : 1;

    private static void WriteLines(HtmlWalk walk, List<List<IElement>> rows, InlineStyle? style)
    {
        var columns = Math.Max(1, rows.Max(row => row.Count));
        var hasHeader = rows[0].Count > 0 && rows[0].All(cell => cell.LocalName == "th" || cell.ParentElement?.ParentElement?.LocalName == "thead");
        var header = hasHeader ? rows[0] : [];
        walk.Lines.Begin(BlockKind.Other);
        Row(Enumerable.Range(0, columns).Select(i => i < header.Count ? Cell(header[i]) : ""));
        Row(Enumerable.Range(0, columns).Select(i => Alignment(i < rows[0].Count ? rows[0][i] : null)));
        foreach (var row in rows.Skip(hasHeader ? 1 : 0)) Row(row.Select(Cell));

        string Cell(IElement cell) => walk.OneLine(cell, style, InlinePrinter.Cell);

        void Row(IEnumerable<string> cells) => walk.Lines.Line($"| {string.Join(" | ", cells)} |");
    }

    private static string Alignment(IElement? cell)
    {
        var align = cell?.GetAttribute("align") ?? cell?.GetAttribute("style") ?? "";
        if (align.Contains("center", StringComparison.OrdinalIgnoreCase)) return ":-:";
        return align.Contains("right", StringComparison.OrdinalIgnoreCase) ? "-:" : "-";
    }

    private static void WriteTags(HtmlWalk walk, List<List<IElement>> rows, InlineStyle? style)
    {
        walk.Lines.Html("<table>");
        foreach (var row in rows)
        {
            walk.Lines.Html("<tr>");
            foreach (var cell in row)
            {
                var spans = ((string[])["colspan", "rowspan"]).Where(name => Span(cell, name) > 1).Select(name => $" {name}=\"{Span(cell, name)}\"");
                HtmlBlocks.Tagged(walk, cell, $"<{cell.LocalName}{string.Concat(spans)}>", style);
            }

            walk.Lines.Html("</tr>");
        }

        walk.Lines.Html("</table>");
    }
}

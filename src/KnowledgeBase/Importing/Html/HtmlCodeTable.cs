using AngleSharp.Dom;

namespace KnowledgeBase.Importing;

/// <summary>Excerpts of files, which GitHub shows as a table with a line of code in each row.</summary>
internal static class HtmlCodeTable
{
    /// <summary>Writes the code as a block; false if the table is none of code.</summary>
    public static bool Write(HtmlWalk walk, IElement table)
    {
        var lines = new List<string>();
        foreach (var row in table.Children.SelectMany(part => part.LocalName == "tr" ? [part] : part.Children.AsEnumerable()))
        {
            if (row.Children is not [.., var cell] || !cell.ClassList.Contains("blob-code")) return false;
            // Numbers of lines are drawn by the style sheet.
            if (row.Children.SkipLast(1).Any(other => !string.IsNullOrWhiteSpace(other.TextContent))) return false;
            lines.Add(cell.TextContent.TrimEnd());
        }

        if (lines.Count == 0) return false;
        // A space stands before each, too.
        if (lines.TrueForAll(line => line is "" or [' ', ..])) lines = [.. lines.Select(line => line.Length == 0 ? "" : line[1..])];
        walk.Lines.Code(string.Join('\n', lines), HintedLanguage.OfFile(FileAbove(table)));
        return true;
    }

    private static string FileAbove(IElement table) => table.ParentElement?.PreviousElementSibling?.QuerySelector("a")?.TextContent.Trim() ?? "";
}

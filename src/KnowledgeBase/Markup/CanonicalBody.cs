using System.Text;

namespace KnowledgeBase.Markup;

/// <summary>Makes any Markdown text a body: LF line ends, no blank lines around it, fences closed, literal node headings escaped.</summary>
public static class CanonicalBody
{
    public static string Of(string text)
    {
        var lines = text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n').Split('\n');
        var first = Array.FindIndex(lines, line => BodyScan.Columns(line) >= 0);
        if (first < 0) return "";
        var last = Array.FindLastIndex(lines, line => BodyScan.Columns(line) >= 0);

        var body = new StringBuilder(text.Length + 8);
        var scan = new BodyScan();
        Fence? open = null;
        for (var i = first; i <= last; i++)
        {
            var line = lines[i];
            if (body.Length > 0) body.Append('\n');
            if (open is { } fence)
            {
                if (fence.IsClosedBy(line)) open = null;
            }
            else
            {
                open = scan.OpeningFence(line);
                if (open is null && NodeHeading.Read(line) is not null) line = NodeHeading.Escape(line);
            }

            body.Append(line);
        }

        return open is { } unclosed ? body.Append('\n').Append(unclosed.Closing).ToString() : body.ToString();
    }

    /// <summary>A line with so many spaces in front instead of its white space; a blank line is empty.</summary>
    public static string Indented(ReadOnlySpan<char> line, int columns) => columns < 0 ? "" : string.Concat(new string(' ', columns), line.TrimStart(" \t"));
}

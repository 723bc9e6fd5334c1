using System.Text;
using Markdig.Syntax;

namespace KnowledgeBase.Markup;

/// <summary>The lines of a block of raw HTML, and where they stand in the post.</summary>
internal sealed class RawHtmlSource
{
    private readonly List<(int Start, int Offset)> _lines = [];

    public RawHtmlSource(HtmlBlock html)
    {
        var text = new StringBuilder();
        foreach (var line in html.Lines.Lines.AsSpan(0, html.Lines.Count))
        {
            if (_lines.Count > 0) text.Append('\n');
            _lines.Add((text.Length, line.Slice.Start));
            text.Append(line.Slice.AsSpan());
        }

        Text = text.ToString();
    }

    public string Text { get; }

    public int OffsetOf(int at)
    {
        var index = _lines.BinarySearch((at, int.MaxValue));
        var (start, offset) = _lines[Math.Max(0, ~index - 1)];
        return offset + at - start;
    }

    /// <summary>The end of what begins at a '&lt;' and holds no markup: a comment, a declaration, a script; -1 if nothing such begins.</summary>
    public static int EndOfForeign(string text, int at, out string name)
    {
        var rest = text.AsSpan(at);
        var end = rest switch
        {
            ['<', '!', '-', '-', ..] => "-->",
            ['<', '!', '[', ..] => "]]>",
            ['<', '!', ..] => ">",
            ['<', '?', ..] => "?>",
            _ => null,
        };
        name = text[at..Math.Min(at + 2, text.Length)];
        if (end is null)
        {
            if (RawTag.Read(text, at, 0) is not { IsEnd: false } tag || !AllowedHtml.HoldsRawText(tag.Name)) return -1;
            (name, end) = (tag.Name, $"</{tag.Name}>");
        }

        var found = rest.IndexOf(end, StringComparison.OrdinalIgnoreCase);
        return found < 0 ? text.Length : at + found + end.Length;
    }
}

using System.Text;

namespace KnowledgeBase.Markup;

/// <summary>Plain text as Markdown: what a reader sees is the text, whatever it holds.</summary>
public static class MarkdownText
{
    /// <summary>For text inside a line, after something else.</summary>
    public static string Escape(string text)
    {
        if (text.AsSpan().IndexOfAny("\\`*_[]<>&~|#\r\n") < 0) return text;
        var escaped = new StringBuilder(text.Length + 8);
        foreach (var c in text)
        {
            if (c is '\r' or '\n') escaped.Append(' ');
            else if (c == '<') escaped.Append("&lt;"); // as readers who look for tags without reading Markdown understand it
            else if (c is '\\' or '`' or '*' or '_' or '[' or ']' or '>' or '&' or '~' or '|' or '#') escaped.Append('\\').Append(c);
            else escaped.Append(c);
        }

        return escaped.ToString();
    }

    /// <summary>A text of several lines, shown letter by letter: in a fence that nothing in it closes.</summary>
    public static string AsCode(string text)
    {
        var fence = Fence.Around(text);
        return $"{fence}\n{text}\n{fence}";
    }
}

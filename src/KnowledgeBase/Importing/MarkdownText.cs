using System.Text;

namespace KnowledgeBase.Importing;

/// <summary>Plain text in Markdown: nothing in it is read as a mark.</summary>
internal static class MarkdownText
{
    public static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length + 8);
        foreach (var c in text)
        {
            if (c is '\n' or '\r' or '\t')
            {
                escaped.Append(' ');
                continue;
            }

            if (c is '\\' or '`' or '*' or '_' or '[' or ']' or '<' or '>' or '#' or '|' or '~' or '!' or '&' or '$') escaped.Append('\\');
            escaped.Append(c);
        }

        return escaped.ToString();
    }

    /// <summary>Code between as many marks as it needs.</summary>
    public static string Code(string code)
    {
        var marks = new string('`', LongestRun(code) + 1);
        var pad = code.StartsWith('`') || code.EndsWith('`') || (code.StartsWith(' ') && code.EndsWith(' ') && code.AsSpan().ContainsAnyExcept(' ')) ? " " : "";
        return $"{marks}{pad}{code}{pad}{marks}";
    }

    /// <summary>The lines of a fenced block.</summary>
    public static IEnumerable<string> Fenced(IEnumerable<string> code, string language)
    {
        var lines = code.ToList();
        var marks = new string('`', Math.Max(3, lines.Select(LongestRun).DefaultIfEmpty().Max() + 1));
        return [marks + language, .. lines, marks];
    }

    private static int LongestRun(string text)
    {
        var (longest, run) = (0, 0);
        foreach (var c in text) longest = Math.Max(longest, run = c == '`' ? run + 1 : 0);
        return longest;
    }
}

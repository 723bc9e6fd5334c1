using KnowledgeBase.Markup;

namespace KnowledgeBase.Importing;

/// <summary>Pieces of Markdown that are put together here: names, titles and code.</summary>
internal static class MarkdownPieces
{
    /// <summary>Plain text in one line, in a link or not.</summary>
    public static string Escape(string text) =>
        MarkdownEscape.LineStart(MarkdownEscape.Text(string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), new('\n', ' ', IsInLink: true)));

    /// <summary>Code between as many marks as it needs.</summary>
    public static string Code(string code)
    {
        var marks = new string('`', Fence.LongestRun(code) + 1);
        var pad = code.StartsWith('`') || code.EndsWith('`') || (code.StartsWith(' ') && code.EndsWith(' ') && code.AsSpan().ContainsAnyExcept(' ')) ? " " : "";
        return $"{marks}{pad}{code}{pad}{marks}";
    }

    /// <summary>The lines of a fenced block.</summary>
    public static IEnumerable<string> Fenced(IEnumerable<string> code, string language)
    {
        var lines = code.ToList();
        var marks = Fence.Around(string.Join('\n', lines));
        return [marks + language, .. lines, marks];
    }
}

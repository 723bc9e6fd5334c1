using System.Text;
using KnowledgeBase.Markup;
using KnowledgeBase.Model;

namespace KnowledgeBase.Importing;

/// <summary>Titles as front matter takes them: one line that can be seen, not too long.</summary>
internal static class TitleText
{
    private const int FirstWords = 80;

    /// <summary>One line of text that can be seen; null if nothing of it can.</summary>
    public static string? Line(string? text)
    {
        if (text is null) return null;
        var line = ShowableText.InOneLine(text);
        return ShowableText.CanBeSeen(line) ? line : null;
    }

    public static bool IsTooLong(string title) => title.EnumerateRunes().Count() > ForumThread.LongestTitle;

    /// <summary>The start of a title that is too long, cut after a word where that leaves enough.</summary>
    public static string Cut(string text, int longest = ForumThread.LongestTitle)
    {
        if (text.EnumerateRunes().Count() <= longest) return text;
        var start = string.Concat(text.EnumerateRunes().Take(longest - 1));
        var space = start.LastIndexOf(' ');
        return (space > start.Length / 2 ? start[..space] : start).TrimEnd() + "…";
    }

    /// <summary>What stands for a title where the source has none: the question's first words.</summary>
    public static string OfQuestion(string markdown, string id)
    {
        var body = MarkdownBody.Parse(new Body(markdown), "", "q", 2, [], []);
        return Line(body.TextOf(enough: FirstWords * 4)) is { } words ? Cut(words, FirstWords) : Line($"Thread {id}") ?? "Thread";
    }

    /// <summary>A line of text as Markdown that shows just it.</summary>
    public static string AsMarkdown(string line)
    {
        var markdown = new StringBuilder(line.Length + 8);
        // '- x' and '1. x' would begin a list.
        var isStart = true;
        foreach (var c in line)
        {
            var isPlain = !char.IsAscii(c) || char.IsAsciiLetterOrDigit(c) || (isStart ? " " : " ,.;?!-'\"()/%=+").Contains(c, StringComparison.Ordinal);
            markdown.Append(isPlain ? "" : "\\").Append(c);
            isStart &= char.IsAsciiDigit(c);
        }

        return markdown.ToString();
    }
}

using System.Text;

namespace KnowledgeBase.Markup;

/// <summary>What is written in place of a stretch of Markdown.</summary>
internal readonly record struct MarkdownEdit(int Start, int End, string Text)
{
    /// <summary>What lies inside something already replaced goes with it.</summary>
    public static string Apply(string text, IReadOnlyCollection<MarkdownEdit> edits)
    {
        if (edits.Count == 0) return text;
        var edited = new StringBuilder(text.Length + 16 * edits.Count);
        var at = 0;
        foreach (var edit in edits.OrderBy(edit => edit.Start))
        {
            if (edit.Start < at) continue;
            edited.Append(text, at, edit.Start - at).Append(edit.Text);
            at = edit.End;
        }

        return edited.Append(text, at, text.Length - at).ToString();
    }
}

using KnowledgeBase.Diagnostics;
using KnowledgeBase.Markup;

namespace KnowledgeBase.Parsing;

/// <summary>Which lines of a file are front matter.</summary>
/// <param name="FirstLine">The first line of YAML; 0 if there is no front matter.</param>
/// <param name="EndLine">The first line after the YAML.</param>
/// <param name="BodyLine">The first line of text.</param>
internal readonly record struct FrontMatterLines(int FirstLine, int EndLine, int BodyLine)
{
    /// <summary>From a first line <c>---</c> to the next; where one of them is missing, to where it was most likely meant.</summary>
    public static FrontMatterLines Find(SourceFile file, bool isThread, List<Diagnostic> diagnostics)
    {
        var first = 1;
        while (first < file.LineCount && file.Line(first).Trim(" \t\uFEFF").IsEmpty) first++;
        if (!file.Line(first).Trim(" \t\uFEFF").SequenceEqual("---"))
        {
            if (IsNearMark(file.Line(first).Trim(" \t\uFEFF"))) return OfOtherMarks(file, first, isThread, diagnostics);
            diagnostics.Add(Rules.NoFrontMatter.At(file.At(1), "write '---', 'title: …' and '---' as its first lines"));
            return new(0, 0, 1);
        }

        if (first > 1 || !file.Line(1).StartsWith("---"))
            diagnostics.Add(Rules.NoFrontMatter.At(file.At(1), $"take away what stands before the '---' in line {first}, blanks and invisible characters too"));

        for (var line = first + 1; line <= file.LineCount; line++)
        {
            var text = file.Line(line);
            if (text.TrimEnd(" \t").SequenceEqual("---")) return new(first + 1, line, line + 1);
            if (IsNearMark(text.TrimEnd(" \t")))
            {
                diagnostics.Add(Rules.UnclosedFrontMatter.At(file.At(line), $"{first}", $"write '---' instead of '{text.TrimEnd(" \t")}'"));
                return new(first + 1, line, line + 1);
            }

            // In YAML this line would be a comment, but nobody writes such a one.
            if (isThread && text is ['#', '#', ..] && NodeHeading.Read(text) is not null) return Unclosed(file, first, line, diagnostics);
        }

        return Unclosed(file, first, file.LineCount + 1, diagnostics);
    }

    /// <summary>Word processors make one dash of several, and other tools have other marks.</summary>
    private static bool IsNearMark(ReadOnlySpan<char> line) =>
        (line.Length > 1 || line is ['–' or '—']) && !line.SequenceEqual("---") && (!line.ContainsAnyExcept("-–—") || line.SequenceEqual("+++"));

    /// <summary>What stands between <c>+++</c> is no YAML.</summary>
    private static FrontMatterLines OfOtherMarks(SourceFile file, int first, bool isThread, List<Diagnostic> diagnostics)
    {
        var mark = file.Line(first).Trim(" \t\uFEFF").ToString();
        diagnostics.Add(Rules.NoFrontMatter.At(file.At(first), $"write '---' instead of '{mark}'"));
        for (var line = first + 1; line <= file.LineCount; line++)
        {
            var text = file.Line(line);
            var isEnd = IsNearMark(text.TrimEnd(" \t")) || text.TrimEnd(" \t").SequenceEqual("---");
            if (!isEnd && !(isThread && text is ['#', '#', ..] && NodeHeading.Read(text) is not null)) continue;
            return new(mark == "+++" ? 0 : first + 1, line, isEnd ? line + 1 : line);
        }

        return new(0, 0, first + 1);
    }

    private static FrontMatterLines Unclosed(SourceFile file, int first, int textLine, List<Diagnostic> diagnostics)
    {
        for (var line = first + 1; line < textLine; line++)
        {
            var text = file.Line(line).TrimEnd(" \t");
            if (text.SequenceEqual("..."))
            {
                diagnostics.Add(Rules.UnclosedFrontMatter.At(file.At(line), $"{first}", "write '---' instead of '...'"));
                return new(first + 1, line, line + 1);
            }

            // Text that has no heading begins after a blank line at the latest.
            if (text.IsEmpty && textLine > file.LineCount)
            {
                diagnostics.Add(Rules.UnclosedFrontMatter.At(file.At(first), $"{first}", $"write a line '---' before line {line}"));
                return new(first + 1, line, textLine);
            }
        }

        var where = textLine > file.LineCount ? "after its last key" : $"before line {textLine}";
        diagnostics.Add(Rules.UnclosedFrontMatter.At(file.At(first), $"{first}", $"write a line '---' {where}"));
        return new(first + 1, textLine, textLine);
    }
}

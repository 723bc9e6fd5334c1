using System.Text;
using KnowledgeBase.Diagnostics;
using KnowledgeBase.Markup;
using KnowledgeBase.Model;

namespace KnowledgeBase.Parsing;

/// <summary>A node heading and the lines under it.</summary>
internal sealed record Section(NodeHeading Heading, string HeadingText, SourceLocation Location, Body Body)
{
    /// <summary>
    /// Slices a file into sections by a scan over its lines, so that no post can break another. A closed fence protects
    /// the lines in it; one that is never closed ends at the next node heading.
    /// </summary>
    public static List<Section> Split(SourceFile file, int firstLine, List<Diagnostic> diagnostics) =>
        new Slicing(file, firstLine, diagnostics).Run();

    private sealed class Slicing(SourceFile file, int firstLine, List<Diagnostic> diagnostics)
    {
        private readonly List<Section> _sections = [];

        // The longest fence that is closed in each line or below it, once one was looked for in vain.
        private readonly Dictionary<char, int[]> _closedBelow = [];
        private NodeHeading? _heading;
        private int _headingLine = firstLine - 1;

        public List<Section> Run()
        {
            var scan = new BodyScan();
            Fence? unclosed = null;
            var unclosedLine = 0;
            for (var line = firstLine; line <= file.LineCount; line++)
            {
                var text = file.Line(line);
                if (text is ['#', '#', ..] && NodeHeading.Read(text) is { } heading)
                {
                    if (unclosed is { } fence) TellUnclosed(fence, unclosedLine, $"the node heading in line {line}");
                    Close(line, unclosed);
                    (_heading, _headingLine, scan, unclosed) = (heading, line, new BodyScan(), null);
                    continue;
                }

                if (unclosed is not null) continue;
                if (scan.OpeningFence(text) is { } opened)
                {
                    var closingLine = ClosingLine(opened, line);
                    if (closingLine > 0)
                    {
                        if (!opened.IsMarkdown) TellHiddenHeadings(line, closingLine);
                        line = closingLine;
                    }
                    else
                    {
                        (unclosed, unclosedLine) = (opened, line);
                    }
                }
                else if (HeadingAdvice.For(text) is { } advice)
                {
                    diagnostics.Add(Rules.MisspeltHeading.At(file.At(line), text.ToString(), advice));
                }
                else if (line > firstLine && HeadingAdvice.For(file.Line(line - 1), text) is { } onUnderlined)
                {
                    diagnostics.Add(Rules.MisspeltHeading.At(file.At(line - 1), file.Line(line - 1).ToString(), onUnderlined));
                }
            }

            if (unclosed is { } last) TellUnclosed(last, unclosedLine, "the end of the file");
            Close(file.LineCount + 1, unclosed);
            return _sections;
        }

        private void Close(int endLine, Fence? unclosed)
        {
            var (first, last) = (_headingLine + 1, endLine - 1);
            while (first <= last && BodyScan.Columns(file.Line(first)) < 0) first++;
            while (last >= first && BodyScan.Columns(file.Line(last)) < 0) last--;
            if (_heading is null)
            {
                if (first <= last) diagnostics.Add(Rules.TextBeforeQuestion.At(file.At(first, file.Line(first).IndexOfAnyExcept(' ', '\t') + 1)));
                return;
            }

            // Takeaways keep their text as it stands: their own lists are read from it.
            var closing = _heading.Word == HeadingWord.Takeaways ? null : unclosed;
            var heading = file.Line(_headingLine).TrimEnd(" \t").ToString();
            _sections.Add(new(_heading, heading, file.At(_headingLine), new(Text(first, last, closing), first)));
        }

        private string Text(int first, int last, Fence? unclosed)
        {
            if (first > last) return "";
            var start = file.LineStart(first);
            var text = file.Text.AsSpan(start, file.LineStart(last) + file.Line(last).Length - start);
            if (unclosed is null && !text.Contains('\r')) return text.ToString();

            var body = new StringBuilder(text.Length + 8);
            for (var line = first; line <= last; line++) body.Append(line == first ? "" : "\n").Append(file.Line(line));
            return unclosed is { } fence ? body.Append('\n').Append(fence.Closing).ToString() : body.ToString();
        }

        /// <summary>0 if the fence is never closed. At most one of each mark is looked for in vain, so that the scan stays linear.</summary>
        private int ClosingLine(Fence fence, int openingLine)
        {
            if (_closedBelow.TryGetValue(fence.Mark, out var longest) && longest[openingLine + 1] < fence.Length) return 0;
            for (var line = openingLine + 1; line <= file.LineCount; line++)
            {
                if (fence.IsClosedBy(file.Line(line))) return line;
            }

            _closedBelow[fence.Mark] = ClosedBelow(fence.Mark);
            return 0;
        }

        private int[] ClosedBelow(char mark)
        {
            var longest = new int[file.LineCount + 2];
            for (var line = file.LineCount; line > 0; line--) longest[line] = Math.Max(longest[line + 1], Fence.ClosingLength(file.Line(line), mark));
            return longest;
        }

        private void TellHiddenHeadings(int openingLine, int closingLine)
        {
            for (var line = openingLine + 1; line < closingLine; line++)
            {
                if (file.Line(line) is ['#', '#', ..] && NodeHeading.Read(file.Line(line)) is not null)
                    diagnostics.Add(Rules.HeadingInFence.At(file.At(line), file.Line(line).ToString(), $"{openingLine}"));
            }
        }

        private void TellUnclosed(Fence fence, int line, string end) =>
            diagnostics.Add(Rules.UnclosedFence.At(file.At(line, fence.Indent + 1), end, fence.Closing.Trim()));
    }
}

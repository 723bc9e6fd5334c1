using KnowledgeBase.Diagnostics;

namespace KnowledgeBase.Parsing;

/// <summary>The lines of a file that YAML is read from. Offsets are those of the file's text.</summary>
/// <param name="endLine">The first line after the block.</param>
internal sealed class YamlBlock(SourceFile file, int firstLine, int endLine)
{
    public SourceFile File => file;

    public int FirstLine => firstLine;

    public int EndLine => endLine;

    public int Start { get; } = file.LineStart(firstLine);

    public int End { get; } = Math.Max(file.LineStart(firstLine), file.LineStart(endLine));

    public string Text => file.Text[Start..End];

    public char this[int offset] => offset >= Start && offset < End ? file.Text[offset] : '\0';

    public SourceLocation At(int offset)
    {
        var place = file.AtOffset(Math.Clamp(offset, Start, End));
        // Between CR and LF is no place that an editor could show.
        return place with { Column = Math.Min(place.Column, file.Line(place.Line).Length + 1) };
    }

    public int LineOf(int offset) => At(offset).Line;

    /// <summary>The offset after the last character of the line that holds an offset.</summary>
    public int LineEnd(int offset)
    {
        while (offset < End && this[offset] is not ('\n' or '\r')) offset++;
        return offset;
    }

    /// <summary>What the author wrote there, in one line.</summary>
    public string Written(int start, int end) =>
        string.Join(' ', file.Text[start..Math.Max(start, end)].Split(['\n', '\r'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));

    /// <summary>Offset of a tab in the indentation of a line with text; null if there is none.</summary>
    public int? IndentingTab(int line)
    {
        var text = file.Line(line);
        var indent = text.IndexOfAnyExcept(' ', '\t');
        var tab = indent < 0 || text[indent] == '#' ? -1 : text[..indent].IndexOf('\t');
        return tab < 0 ? null : file.LineStart(line) + tab;
    }
}

namespace KnowledgeBase.Diagnostics;

/// <summary>The text of one file, cut into lines. A line ends at LF, CRLF or a lone CR, as in CommonMark.</summary>
public sealed class SourceFile
{
    private readonly List<int> _lineStarts = [0];

    /// <param name="path">Where the file stands from the repository's root, with '/' between folders.</param>
    /// <param name="text">Decoded text without byte order mark.</param>
    public SourceFile(string path, string text)
    {
        Path = path;
        Text = text;
        for (var i = text.AsSpan().IndexOfAny('\n', '\r'); i >= 0; i = NextEnd(i + 1))
        {
            if (text[i] == '\n' || i + 1 == text.Length || text[i + 1] != '\n') _lineStarts.Add(i + 1);
        }

        int NextEnd(int start) => text.AsSpan(start).IndexOfAny('\n', '\r') is >= 0 and var next ? start + next : -1;
    }

    public string Path { get; }

    public string Text { get; }

    /// <summary>A file that ends with a line break has an empty last line.</summary>
    public int LineCount => _lineStarts.Count;

    /// <summary>Offset in <see cref="Text"/> of the first character of a line; lines count from 1.</summary>
    public int LineStart(int line) => line <= _lineStarts.Count ? _lineStarts[line - 1] : Text.Length;

    /// <summary>A line without its line break; lines count from 1.</summary>
    public ReadOnlySpan<char> Line(int line)
    {
        var span = Text.AsSpan(LineStart(line)..LineStart(line + 1));
        if (span is [.., '\n']) span = span[..^1];
        if (span is [.., '\r']) span = span[..^1];
        return span;
    }

    public SourceLocation At(int line, int column = 1) => new(Path, line, column);

    /// <param name="offset">Parsers give some outside of the text; they count as its nearer end.</param>
    public SourceLocation AtOffset(int offset)
    {
        offset = Math.Clamp(offset, 0, Text.Length);
        var index = _lineStarts.BinarySearch(offset);
        var line = index >= 0 ? index : ~index - 1;
        return new(Path, line + 1, offset - _lineStarts[line] + 1);
    }
}

using System.Globalization;
using KnowledgeBase.Diagnostics;

namespace KnowledgeBase.Parsing;

/// <summary>
/// The lines of a file that YAML is read from. A mistake that is told can be covered, length for length, so that
/// the rest is read in the same run and every offset stays true.
/// </summary>
internal sealed class YamlBlock
{
    private readonly char[] _text;
    private readonly List<(int Start, int End)> _covered = [];

    /// <param name="endLine">The first line after the block.</param>
    public YamlBlock(SourceFile file, int firstLine, int endLine)
    {
        File = file;
        (FirstLine, EndLine) = (firstLine, endLine);
        Start = file.LineStart(firstLine);
        _text = file.Text[Start..Math.Max(Start, file.LineStart(endLine))].ToCharArray();
    }

    public SourceFile File { get; }

    public int FirstLine { get; }

    public int EndLine { get; }

    /// <summary>Offset in the file of the block's first character.</summary>
    public int Start { get; }

    public int End => Start + _text.Length;

    /// <summary>The text with all mistakes covered that are told by now.</summary>
    public string Text => new(_text);

    /// <summary>Lines were told and covered whole, keys and all.</summary>
    public bool HasLostLines { get; private set; }

    /// <summary>Indentation that came from tabs is a guess.</summary>
    public bool HasTabs { get; private set; }

    public char this[int offset] => offset >= Start && offset < End ? _text[offset - Start] : '\0';

    public SourceLocation At(int offset)
    {
        var place = File.AtOffset(Math.Clamp(offset, Start, End));
        return place with { Column = Math.Min(place.Column, File.Line(place.Line).Length + 1) };
    }

    /// <summary>The offset after the last character of the line that holds an offset.</summary>
    public int LineEnd(int offset)
    {
        while (offset < End && this[offset] is not ('\n' or '\r')) offset++;
        return offset;
    }

    /// <summary>The same place without white space around it.</summary>
    public (int Start, int End) Trim(int start, int end)
    {
        while (start < end && this[start] is ' ' or '\t' or '\n' or '\r') start++;
        while (end > start && this[end - 1] is ' ' or '\t' or '\n' or '\r') end--;
        return (start, end);
    }

    public bool HasLineBreak(int start, int end) => _text.AsSpan(start - Start, Math.Min(end, End) - start).ContainsAny('\n', '\r');

    /// <summary>What the author wrote there, in one line.</summary>
    public string Written(int start, int end) =>
        string.Join(' ', File.Text[start..Math.Max(start, end)].Split(['\n', '\r']).Select(line => line.Trim(' ', '\t')).Where(line => line.Length > 0));

    public bool IsCovered(int offset) => _covered.Exists(range => offset >= range.Start && offset < range.End);

    /// <summary>Puts a harmless word in the place of a value; what is read there later is known to be unreadable.</summary>
    public void Cover(int start, int end)
    {
        Fill(start, end, 'x');
        _covered.Add((start, end));
    }

    /// <summary>Puts a space where one was missing before a value, which is not read further.</summary>
    public void CoverAfterSpace(int start, int end)
    {
        Cover(start, end);
        Fill(start, Math.Min(start + 1, end), ' ');
    }

    /// <summary>Takes a whole line away.</summary>
    public void Drop(int lineStart)
    {
        Fill(lineStart, LineEnd(lineStart), ' ');
        HasLostLines = true;
    }

    /// <summary>
    /// Tells and mends what YAML would misread silently: markers that end a document, directives, tabs as indentation,
    /// and the line separators that only YAML 1.1 knows.
    /// </summary>
    public void Clean(List<Diagnostic> diagnostics)
    {
        var isFirst = true;
        int? firstTab = null, firstHard = null;
        var tabbedLines = 0;
        for (var line = FirstLine; line < EndLine; line++)
        {
            var text = File.Line(line);
            var content = text.IndexOfAnyExcept(' ', '\t', '\u00A0');
            var start = File.LineStart(line);
            var tab = text[..(content < 0 ? text.Length : content)].IndexOf('\t');
            if (tab >= 0) Fill(start + tab, start + (content < 0 ? text.Length : content), ' ');
            if (content < 0) continue;
            var hard = text[..content].IndexOf('\u00A0');
            if (hard >= 0)
            {
                firstHard ??= start + hard;
                Fill(start + hard, start + content, ' ');
            }

            if (tab >= 0)
            {
                firstTab ??= start + tab;
                tabbedLines++;
            }

            if (text is ['%', ..])
            {
                diagnostics.Add(Rules.YamlSyntax.At(At(start), "a line that begins with '%' is an order to the YAML reader", "begin it with a key, as in 'title: …'"));
                Drop(start);
            }
            else if (IsMarker(text))
            {
                // Settings files often begin with '---'; it means nothing there.
                var isAlone = text.TrimEnd(" \t").Length == 3;
                if (!isFirst || !isAlone || text[0] == '.') diagnostics.Add(Rules.YamlMarker.At(At(start), text.TrimEnd(" \t").ToString()));
                Fill(start, start + text.Length, ' ');
                HasLostLines |= !isAlone;
            }

            if (text[content] != '#') isFirst = false;
        }

        HasTabs = firstTab is not null;
        if (firstTab is { } offset) diagnostics.Add(Rules.YamlTab.At(At(offset), Count(tabbedLines, "line")));
        if (firstHard is { } space) diagnostics.Add(Rules.YamlSyntax.At(At(space), "a no-break space (U+00A0) indents no line", "use spaces"));
        CleanSeparators(diagnostics);
    }

    private void CleanSeparators(List<Diagnostic> diagnostics)
    {
        int? first = null;
        var count = 0;
        for (var i = 0; i < _text.Length; i++)
        {
            if (_text[i] is not ('\0' or '\u0085' or '\u2028' or '\u2029')) continue;
            first ??= Start + i;
            count++;
            _text[i] = ' ';
        }

        if (first is { } offset)
            diagnostics.Add(Rules.YamlCharacter.At(At(offset), string.Create(CultureInfo.InvariantCulture, $"the character U+{(int)File.Text[offset]:X4}"), $"{count}"));
    }

    private static bool IsMarker(ReadOnlySpan<char> line) =>
        (line.StartsWith("---") || line.StartsWith("...")) && (line.Length == 3 || line[3] is ' ' or '\t');

    private static string Count(int count, string noun) => count == 1 ? $"1 {noun}" : $"{count} {noun}s";

    private void Fill(int start, int end, char with) => _text.AsSpan(start - Start, end - start).Fill(with);
}

namespace KnowledgeBase.Markup;

/// <summary>The opening line of a fenced code block.</summary>
/// <param name="Indent">Spaces before the marks, at most 3.</param>
/// <param name="Info">What follows the marks, such as <c>csharp</c>.</param>
public readonly record struct Fence(char Mark, int Length, int Indent, string Info)
{
    /// <summary>The line that closes this fence.</summary>
    public string Closing => new string(' ', Indent) + new string(Mark, Length);

    /// <summary>The code is Markdown itself, so that a node heading in it is meant.</summary>
    public bool IsMarkdown
    {
        get
        {
            var end = Info.AsSpan().IndexOfAny(' ', '\t', '{');
            var language = end < 0 ? Info.AsSpan() : Info.AsSpan(0, end);
            return language.Equals("md", StringComparison.OrdinalIgnoreCase) || language.Equals("markdown", StringComparison.OrdinalIgnoreCase);
        }
    }

    /// <summary>The marks of a fence, which nothing in the code closes.</summary>
    public static string Around(string code) => new('`', Math.Max(3, LongestRun(code) + 1));

    /// <summary>Length of the longest run of backticks.</summary>
    public static int LongestRun(string text)
    {
        var (longest, run) = (0, 0);
        foreach (var c in text)
        {
            run = c == '`' ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        return longest;
    }

    public static Fence? Opens(ReadOnlySpan<char> line)
    {
        var indent = IndentOf(line);
        if (indent > 3) return null;
        var rest = line[indent..];
        if (rest is not (['`', ..] or ['~', ..])) return null;
        var length = RunLength(rest);
        var info = rest[length..].Trim(" \t");
        // CommonMark: the info string of a backtick fence holds no backtick; it would be inline code.
        if (length < 3 || (rest[0] == '`' && info.Contains('`'))) return null;
        return new(rest[0], length, indent, info.ToString());
    }

    public bool IsClosedBy(ReadOnlySpan<char> line) => ClosingLength(line, Mark) >= Length;

    /// <summary>The longest fence of that mark that the line closes; 0 if it closes none.</summary>
    public static int ClosingLength(ReadOnlySpan<char> line, char mark)
    {
        var indent = IndentOf(line);
        if (indent > 3 || indent == line.Length || line[indent] != mark) return 0;
        var length = RunLength(line[indent..]);
        return line[(indent + length)..].Trim(" \t").IsEmpty ? length : 0;
    }

    private static int IndentOf(ReadOnlySpan<char> line)
    {
        var indent = line.IndexOfAnyExcept(' ');
        return indent < 0 ? line.Length : indent;
    }

    private static int RunLength(ReadOnlySpan<char> marks)
    {
        var end = marks.IndexOfAnyExcept(marks[0]);
        return end < 0 ? marks.Length : end;
    }
}

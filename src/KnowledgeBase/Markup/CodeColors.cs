namespace KnowledgeBase.Markup;

/// <summary>
/// Colours code: pieces that are, one after the other, the code itself. One pass in linear time whatever the code is, for
/// strangers write it; a piece that is taken for something else is only in the wrong colour.
/// </summary>
internal static class CodeColors
{
    /// <summary>Longer code stays plain.</summary>
    public const int Longest = 100_000;

    /// <summary>Null where the language is unknown.</summary>
    public static List<(int Length, CodeColor Color)>? Of(string code, string language)
    {
        if (code.Length > Longest) return null;
        var pieces = new CodePieces(code);
        switch (language)
        {
            case "diff" or "patch" or "udiff":
                DiffColors.Read(pieces);
                break;
            case "html" or "htm" or "xhtml" or "xml" or "svg" or "xsl" or "xslt" or "rss" or "atom" or "xaml" or "plist" or "csproj" or "vue" or "svelte" or "cshtml" or "razor" or "erb" or "jinja" or "handlebars" or "liquid":
                TagColors.Read(pieces);
                break;
            default:
                if (CodeLanguage.Of(language) is not { } known) return null;
                new WordColors(pieces, known).Read();
                break;
        }

        return pieces.Pieces;
    }
}

/// <summary>Code, and how far it has been coloured.</summary>
internal sealed class CodePieces(string code)
{
    public string Code { get; } = code;

    public int At { get; private set; }

    public bool IsEnd => At >= Code.Length;

    public char Current => Code[At];

    public ReadOnlySpan<char> Rest => Code.AsSpan(At);

    public List<(int Length, CodeColor Color)> Pieces { get; } = [];

    public void Take(int length, CodeColor color)
    {
        if (length == 0) return;
        At += length;
        if (Pieces is [.., var last] && last.Color == color) Pieces[^1] = (last.Length + length, color);
        else Pieces.Add((length, color));
    }

    public int LengthOfLine()
    {
        var length = Rest.IndexOf('\n');
        return length < 0 ? Rest.Length : length;
    }
}

/// <summary>What was added and removed, line by line.</summary>
internal static class DiffColors
{
    public static void Read(CodePieces code)
    {
        while (!code.IsEnd)
        {
            var color = code.Rest switch
            {
                ['+', '+', '+', ..] or ['-', '-', '-', ..] or ['d', 'i', 'f', 'f', ' ', ..] or ['i', 'n', 'd', 'e', 'x', ' ', ..] => CodeColor.Comment,
                ['+', ..] or ['>', ..] => CodeColor.Added,
                ['-', ..] or ['<', ..] => CodeColor.Removed,
                ['@', '@', ..] => CodeColor.Name,
                _ => CodeColor.None,
            };
            code.Take(code.LengthOfLine(), color);
            if (!code.IsEnd) code.Take(1, CodeColor.None);
        }
    }
}

/// <summary>HTML and XML: comments, tags, attributes and their values.</summary>
internal static class TagColors
{
    public static void Read(CodePieces code)
    {
        while (!code.IsEnd)
        {
            switch (code.Rest)
            {
                case ['<', '!', '-', '-', ..]: code.Take(To(code, "-->"), CodeColor.Comment); break;
                case ['<', '!' or '?', ..]: code.Take(To(code, ">"), CodeColor.Keyword); break;
                case ['<', var next, ..] when char.IsLetter(next) || next == '/': ReadTag(code); break;
                default: code.Take(1 + ToNext(code.Rest[1..]), CodeColor.None); break;
            }
        }
    }

    private static void ReadTag(CodePieces code)
    {
        code.Take(code.Rest[1] == '/' ? 2 : 1, CodeColor.None);
        code.Take(NameLength(code), CodeColor.Keyword);
        while (!code.IsEnd && code.Current is not ('>' or '<'))
        {
            if (code.Current is '"' or '\'') code.Take(1 + To(code.Rest[1..], code.Current.ToString()), CodeColor.String);
            else if (NameLength(code) is > 0 and var length) code.Take(length, CodeColor.Name);
            else code.Take(1, CodeColor.None);
        }
    }

    private static int NameLength(CodePieces code)
    {
        var length = code.Rest.IndexOfAny(" \t\n\r\"'<>/=");
        return length < 0 ? code.Rest.Length : length;
    }

    private static int ToNext(ReadOnlySpan<char> text)
    {
        var next = text.IndexOf('<');
        return next < 0 ? text.Length : next;
    }

    private static int To(CodePieces code, string mark) => To(code.Rest, mark);

    private static int To(ReadOnlySpan<char> text, string mark)
    {
        var end = text.IndexOf(mark);
        return end < 0 ? text.Length : end + mark.Length;
    }
}

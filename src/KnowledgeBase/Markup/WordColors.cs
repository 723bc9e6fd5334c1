namespace KnowledgeBase.Markup;

/// <summary>Colours code that is made of words, strings and comments, as most is.</summary>
internal sealed class WordColors(CodePieces code, CodeLanguage language)
{
    private const int LongestCharacter = 12;

    /// <summary>For each kind of span, up to where its end was looked for and is not: nobody looks twice.</summary>
    private readonly int[] _openUntil = new int[language.Spans.Count];

    public void Read()
    {
        while (!code.IsEnd)
        {
            if (ReadSpan() || ReadName() || ReadWord() || ReadNumber()) continue;
            code.Take(1, CodeColor.None);
        }
    }

    private char Before => code.At == 0 ? '\n' : code.Code[code.At - 1];

    private bool ReadSpan()
    {
        for (var i = 0; i < language.Spans.Count; i++)
        {
            var span = language.Spans[i];
            if (code.Current != span.Open[0] || !code.Rest.StartsWith(span.Open)) continue;
            var length = span.Close is null ? (span.IsAfterSpace && !char.IsWhiteSpace(Before) ? 0 : code.LengthOfLine())
                : span.IsOneCharacter ? CharacterLength()
                : LengthOf(span, ref _openUntil[i]);
            if (length == 0) continue;
            var isKey = span.Color == CodeColor.String && IsKey(length);
            code.Take(length, isKey ? CodeColor.Name : span.Color);
            return true;
        }

        return false;
    }

    private int LengthOf(CodeSpan span, ref int openUntil)
    {
        if (code.At < openUntil) return 0;
        var rest = code.Rest;
        var at = span.Open.Length;
        while (at < rest.Length)
        {
            var step = rest[at..].IndexOfAny(span.Close![0], span.Escape == '\0' ? span.Close[0] : span.Escape, span.IsOneLine ? '\n' : span.Close[0]);
            if (step < 0) break;
            at += step;
            if (rest[at..].StartsWith(span.Close)) return at + span.Close.Length;
            if (rest[at] == '\n' && span.IsOneLine)
            {
                openUntil = code.At + at;
                return 0;
            }

            at += rest[at] == span.Escape ? 2 : 1;
        }

        // A comment that nothing ends goes on to the end; a mark of a string was none.
        if (span.Color == CodeColor.Comment) return rest.Length;
        openUntil = code.Code.Length;
        return 0;
    }

    /// <summary>A character in quotes; where it is none, the quote means something else, such as a lifetime.</summary>
    private int CharacterLength()
    {
        var rest = code.Rest[..Math.Min(code.Rest.Length, LongestCharacter)];
        if (rest is [_, '\\', _, ..]) return rest[3..].IndexOf(rest[0]) is >= 0 and var end ? end + 4 : 0;
        if (rest.Length > 3 && char.IsHighSurrogate(rest[1]) && rest[3] == rest[0]) return 4;
        return rest.Length > 2 && rest[1] != '\n' && rest[2] == rest[0] ? 3 : 0;
    }

    private bool ReadName()
    {
        var isSign = language.NameSigns.Contains(code.Current) || (language.LineSigns.Contains(code.Current) && IsLineStart());
        if (!isSign || IsWord(Before) || Before == code.Current) return false;
        var signs = code.Rest is [_, '{', ..] ? 2 : 1;
        var length = WordLength(code.Rest[signs..]);
        if (length == 0) return false;
        code.Take(signs + length, CodeColor.Name);
        return true;
    }

    private bool ReadWord()
    {
        if (char.IsAsciiDigit(code.Current)) return false;
        var length = WordLength(code.Rest);
        if (length == 0) return false;
        var color = language.ColorOf(code.Rest[..length]);
        if (color == CodeColor.None && language.Letters.Contains(code.Current)) length = 1;
        if (IsKey(length)) color = CodeColor.Name;
        code.Take(length, color);
        return true;
    }

    private bool ReadNumber()
    {
        if (!char.IsAsciiDigit(code.Current)) return false;
        var rest = code.Rest;
        var length = 1;
        while (length < rest.Length && (char.IsAsciiLetterOrDigit(rest[length]) || rest[length] == '_'
            || (rest[length] == '.' && length + 1 < rest.Length && char.IsAsciiDigit(rest[length + 1]))))
        {
            length++;
        }

        code.Take(length, CodeColor.Number);
        return true;
    }

    /// <summary>What is so long stands before the sign that makes it a key, and not before an address or a scope.</summary>
    private bool IsKey(int length)
    {
        if (language.KeySign == '\0') return false;
        var after = code.Rest[length..].TrimStart(' ');
        return after is [var sign, ..] && sign == language.KeySign && after is not [_, '/' or ':' or '=', ..];
    }

    private bool IsLineStart()
    {
        var line = code.Code.AsSpan(0, code.At).TrimEnd(" \t");
        return line.IsEmpty || line[^1] == '\n';
    }

    private int WordLength(ReadOnlySpan<char> text)
    {
        var length = 0;
        while (length < text.Length && IsWord(text[length])) length++;
        return length;
    }

    private bool IsWord(char c) => char.IsLetterOrDigit(c) || c == '_' || char.IsSurrogate(c) || language.Letters.Contains(c);
}

namespace KnowledgeBase.Markup;

/// <summary>The first words of a body, for lists: only its beginning is parsed, if anything is.</summary>
public static class MarkdownStart
{
    private const int Looked = 1500;
    private const int Enough = 400;
    private const int EnoughPlain = 200;

    public static string TextOf(string body)
    {
        if (PlainOrNull(body) is { } plain) return plain;
        var start = body;
        if (body.Length > Looked)
        {
            var cut = body.LastIndexOf('\n', Looked);
            start = cut > 0 ? body[..cut] : ShowableText.Start(body, Looked);
        }

        // What the parser refuses of a beginning it may take as a whole.
        var document = MarkdownDialect.Parse(start, out _, out _) ?? (start.Length < body.Length ? MarkdownDialect.Parse(body, out _, out _) : null);
        return document is null ? start : PlainText.Of(document, Enough);
    }

    /// <summary>Most posts begin with words that have no meaning in Markdown but their own: lines that begin with a letter, without any sign that could.</summary>
    private static string? PlainOrNull(string body)
    {
        Span<char> words = stackalloc char[EnoughPlain];
        var length = 0;
        for (var i = 0; i < body.Length; i++)
        {
            var c = body[i];
            if (!(i == 0 || body[i - 1] == '\n' ? char.IsLetter(c) || c == '\n' : IsWord(c) || c is ' ' or '\n' || (c is ':' or '!' && IsLoose(body, i + 1)))) return null;
            if (c is not (' ' or '\n')) words[length++] = c;
            else if (length > 0 && words[length - 1] != ' ') words[length++] = ' ';
            if (length == EnoughPlain) break;
        }

        return words[..length].TrimEnd(' ').ToString();
    }

    /// <summary>A sign that means something only with what stands right behind it.</summary>
    private static bool IsLoose(string body, int next) => next == body.Length || body[next] is ' ' or '\n';

    private static bool IsWord(char c) => char.IsAscii(c) ? char.IsAsciiLetterOrDigit(c) || c is ',' or '.' or ';' or '?' or '\'' or '"' or '(' or ')' or '/' or '%' or '-' : !char.IsWhiteSpace(c);
}

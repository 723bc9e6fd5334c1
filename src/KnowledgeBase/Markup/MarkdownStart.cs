namespace KnowledgeBase.Markup;

/// <summary>The first words of a body, for lists: only its beginning is parsed.</summary>
public static class MarkdownStart
{
    private const int Looked = 1500;
    private const int Enough = 400;

    public static string TextOf(string body)
    {
        var start = body;
        if (body.Length > Looked)
        {
            var cut = body.LastIndexOf('\n', Looked);
            start = body[..(cut > 0 ? cut : Looked - (char.IsHighSurrogate(body[Looked - 1]) ? 1 : 0))];
        }

        return MarkdownDialect.Parse(start, out _, out _) is { } document ? PlainText.Of(document, Enough) : start;
    }
}

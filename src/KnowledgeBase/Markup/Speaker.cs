using Markdig.Extensions.Alerts;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace KnowledgeBase.Markup;

/// <summary>
/// Who is quoted: a quote whose first line is a link and a colon, as in <c>&gt; [learner](#q):</c>, or a name,
/// as in <c>&gt; @learner:</c> and <c>&gt; **learner** wrote:</c>. That line becomes the quote's header.
/// </summary>
internal static class Speaker
{
    private const int MostPieces = 40;

    private static readonly string[] Verbs = [":", " wrote:", " said:"];

    public static void MarkAll(MarkdownDocument document)
    {
        foreach (var quote in document.Descendants<QuoteBlock>())
        {
            if (quote is AlertBlock || quote is not [ParagraphBlock { Inline: { FirstChild: { } name } inlines } first, ..]) continue;
            if (EndOf(name) is not { } end) continue;
            quote.GetAttributes().AddClass(BodyClasses.Quote);
            first.GetAttributes().AddClass(BodyClasses.Speaker);
            // Whose words follow says nothing about their direction.
            first.GetAttributes().AddProperty("dir", "auto");
            SplitAfter(first, inlines, end);
        }
    }

    /// <summary>The inline that holds the colon, with nothing after it; null if nobody is named.</summary>
    private static LiteralInline? EndOf(Inline name)
    {
        if (name is LiteralInline text) return EndOfName(text);
        if (name.NextSibling is not LiteralInline after) return null;
        var words = after.Content.ToString();
        var verb = Array.Find(Verbs, verb => words.StartsWith(verb, StringComparison.Ordinal));
        var isAlone = verb is not null && string.IsNullOrWhiteSpace(words[verb.Length..]) && IsLineEnd(after.NextSibling);
        var isNamed = name switch
        {
            LinkInline { IsImage: false, FirstChild: not null } link => isAlone || (verb is not null && LeadsToNode(link.Url)),
            MentionInline => isAlone,
            EmphasisInline { DelimiterChar: '*' or '_', DelimiterCount: 2 } => isAlone && verb != ":",
            _ => false,
        };
        if (!isNamed) return null;
        if (!isAlone) CutAfter(after, verb!.Length);
        return after;
    }

    /// <summary>A name with an escaped mark, as in <c>@jo\_</c>, is several literals.</summary>
    private static LiteralInline? EndOfName(LiteralInline text)
    {
        var words = text.Content.ToString();
        if (!words.StartsWith('@')) return null;
        // Nobody's name has more pieces.
        for (var left = MostPieces; left > 0 && text.NextSibling is LiteralInline next; left--)
        {
            words += next.Content.ToString();
            text = next;
        }

        return IsAtName(words) && IsLineEnd(text.NextSibling) ? text : null;
    }

    private static bool IsLineEnd(Inline? next) => next is null or LineBreakInline;

    private static bool LeadsToNode(string? address) => address is not null && (address.StartsWith('#') || address.Contains(".md#", StringComparison.Ordinal));

    private static bool IsAtName(ReadOnlySpan<char> text) =>
        text is ['@', not ' ', .., ':'] && !text[1..^1].ContainsAny(" \t@:");

    private static void CutAfter(LiteralInline literal, int length)
    {
        var rest = new LiteralInline(literal.Content) { Span = new(literal.Span.Start + length, literal.Span.End) };
        rest.Content.Start += length;
        rest.Content.TrimStart();
        literal.Content.End = literal.Content.Start + length - 1;
        literal.InsertAfter(rest);
    }

    /// <summary>What follows the header is a paragraph of its own.</summary>
    private static void SplitAfter(ParagraphBlock paragraph, ContainerInline inlines, LiteralInline end)
    {
        if (end.NextSibling is LineBreakInline lineBreak) lineBreak.Remove();
        if (end.NextSibling is null) return;
        var rest = new ParagraphBlock { Inline = new ContainerInline(), Span = paragraph.Span };
        while (end.NextSibling is { } next)
        {
            next.Remove();
            rest.Inline.AppendChild(next);
        }

        paragraph.Parent!.Insert(1, rest);
    }
}

using System.Buffers;
using Markdig;
using Markdig.Extensions.AutoLinks;
using Markdig.Extensions.EmphasisExtras;
using Markdig.Extensions.Tables;
using Markdig.Parsers;
using Markdig.Parsers.Inlines;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace KnowledgeBase.Markup;

/// <summary>The site's one Markdown: CommonMark with GitHub's additions. Each extension is named; a post has no attributes of its own.</summary>
internal static class MarkdownDialect
{
    public const string TooDeep = "it nests deeper than 128 levels";
    public const string WordsInDashes = "the line of dashes below a table's head holds words, and would be left out";

    private static readonly SearchValues<char> s_dashes = SearchValues.Create("-:|> \t\r");

    /// <summary>Built once and never changed, so all threads share it.</summary>
    public static readonly MarkdownPipeline Pipeline = Forum(new MarkdownPipelineBuilder())
        .UsePreciseSourceLocation()
        .UsePipeTables()
        .UseEmphasisExtras(EmphasisExtraOptions.Strikethrough)
        .UseTaskLists()
        .UseAutoLinks(new AutoLinkOptions { UseHttpsForWWWLinks = true })
        .UseAlertBlocks()
        .UseFootnotes()
        .Build();

    /// <summary>The tree of a post; or why it has none, as the end of a sentence, and the line (from 1) where that shows.</summary>
    /// <param name="authors">Whom a post may mention.</param>
    public static MarkdownDocument? Parse(string text, out string problem, out int line, AuthorNames? authors = null)
    {
        (problem, line) = ("", 1);
        if (MarkdownGuard.Check(text) is { } guarded)
        {
            (problem, line) = (guarded.Reason, guarded.Line);
            return null;
        }

        try
        {
            var context = new MarkdownParserContext();
            if (authors is not null) context.Properties[MentionParser.NamesKey] = authors;
            var document = Markdown.Parse(text, Pipeline, context);
            if (text.Contains('|') && LineOfLostWords(document, text) is { } lost)
            {
                (problem, line) = (WordsInDashes, lost);
                return null;
            }

            if (text.Contains("&#", StringComparison.Ordinal)) KeepShowable(document);
            if (text.Contains("\\|", StringComparison.Ordinal)) UnescapePipes(document);
            RawHtml.Judge(document, text);
            if (text.Contains('>')) Speaker.MarkAll(document);
            if (text.Contains("![", StringComparison.Ordinal)) ImageLabel.MarkAll(document);
            if (text.Contains("[]", StringComparison.Ordinal) || text.Contains("[ ]", StringComparison.Ordinal)) ShowAddresses(document);
            return document;
        }
        catch (ArgumentException)
        {
            // Markdig refuses what nests deeper than 128, which harmless text such as 133 unmatched '[' does.
            problem = TooDeep;
            return null;
        }
    }

    /// <summary>By its number, an entity may name a character that no page can hold.</summary>
    private static void KeepShowable(MarkdownDocument document)
    {
        foreach (var inline in document.Descendants<Inline>())
        {
            if (inline is HtmlEntityInline entity) entity.Transcoded = new(ShowableText.Of(entity.Transcoded.ToString(), out _));
            else if (inline is LinkInline link) (link.Url, link.Title) = (Shown(link.Url), Shown(link.Title));
        }

        static string? Shown(string? text) => text is null ? null : ShowableText.Of(text, out _);
    }

    /// <summary>In a table <c>\|</c> is the sign itself, in code too: nothing else can be written there for a '|' that GitHub shows.</summary>
    private static void UnescapePipes(MarkdownDocument document)
    {
        foreach (var code in document.Descendants<Table>().SelectMany(table => table.Descendants<CodeInline>()))
            code.Content = code.Content.Replace("\\|", "|", StringComparison.Ordinal);
    }

    /// <summary>A link without a word would be seen by nobody.</summary>
    private static void ShowAddresses(MarkdownDocument document)
    {
        foreach (var link in document.Descendants<LinkInline>().ToList())
        {
            var isEmpty = !link.IsImage && !link.Descendants().Any(part => part is LinkInline or RawHtmlInline) && PlainText.Of(link, 1).Length == 0;
            if (isEmpty && !string.IsNullOrEmpty(link.Url)) link.AppendChild(new LiteralInline(link.Url));
        }
    }

    /// <summary>Markdig takes <c>-| *x*</c> for a table's line of dashes, and drops the line with its words.</summary>
    private static int? LineOfLostWords(MarkdownDocument document, string text)
    {
        var rest = text.AsSpan();
        var at = 0;
        // Those in footnotes stand at the document's end.
        foreach (var line in document.Descendants<Table>().Select(table => table.Line + 1).Order())
        {
            for (; at < line; at++) rest = rest[(rest.IndexOf('\n') + 1)..];
            var end = rest.IndexOf('\n');
            if ((end < 0 ? rest : rest[..end]).ContainsAnyExcept(s_dashes)) return line + 1;
        }

        return null;
    }

    /// <summary>What forums write beside Markdown.</summary>
    private static MarkdownPipelineBuilder Forum(MarkdownPipelineBuilder builder)
    {
        builder.BlockParsers.Insert(0, new MathBlockParser());
        builder.BlockParsers.InsertBefore<ParagraphBlockParser>(new TableEndParser());
        // Before the reader of backslashes, for a formula may begin with one.
        builder.InlineParsers.Insert(0, new MathParser());
        builder.InlineParsers.InsertBefore<LinkInlineParser>(new AlertParser());
        builder.InlineParsers.Add(new EmojiParser());
        builder.InlineParsers.Add(new MentionParser());
        return builder;
    }
}

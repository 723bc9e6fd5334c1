using Markdig;
using Markdig.Extensions.AutoLinks;
using Markdig.Extensions.EmphasisExtras;
using Markdig.Extensions.Tables;
using Markdig.Syntax;

namespace KnowledgeBase.Markup;

/// <summary>The site's one Markdown: CommonMark with GitHub's additions. Each extension is named; a post has no attributes of its own.</summary>
internal static class MarkdownDialect
{
    public const string TooDeep = "it nests deeper than 128 levels";

    /// <summary>Built once and never changed, so all threads share it.</summary>
    public static readonly MarkdownPipeline Pipeline = Forum(new MarkdownPipelineBuilder())
        .UsePreciseSourceLocation()
        .UsePipeTables(new PipeTableOptions { UseHeaderForColumnCount = true })
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
            RawHtml.Judge(document, text);
            if (text.Contains('>')) Speaker.MarkAll(document);
            if (text.Contains("![", StringComparison.Ordinal)) ImageLabel.MarkAll(document);
            return document;
        }
        catch (ArgumentException)
        {
            // Markdig refuses what nests deeper than 128, which harmless text such as 133 unmatched '[' does.
            problem = TooDeep;
            return null;
        }
    }

    /// <summary>What forums write beside Markdown.</summary>
    private static MarkdownPipelineBuilder Forum(MarkdownPipelineBuilder builder)
    {
        builder.BlockParsers.Insert(0, new MathBlockParser());
        // Before the reader of backslashes, for a formula may begin with one.
        builder.InlineParsers.Insert(0, new MathParser());
        builder.InlineParsers.Add(new EmojiParser());
        builder.InlineParsers.Add(new MentionParser());
        return builder;
    }
}

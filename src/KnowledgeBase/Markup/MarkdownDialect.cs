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
    public static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder()
        .UsePreciseSourceLocation()
        .UsePipeTables(new PipeTableOptions { UseHeaderForColumnCount = true })
        .UseEmphasisExtras(EmphasisExtraOptions.Strikethrough)
        .UseTaskLists()
        .UseAutoLinks(new AutoLinkOptions { UseHttpsForWWWLinks = true })
        .UseAlertBlocks()
        .UseFootnotes()
        .Build();

    /// <summary>The tree of a post; or why it has none, as the end of a sentence, and the line (from 1) where that shows.</summary>
    public static MarkdownDocument? Parse(string text, out string problem, out int line)
    {
        (problem, line) = ("", 1);
        if (MarkdownGuard.Check(text) is { } guarded)
        {
            (problem, line) = (guarded.Reason, guarded.Line);
            return null;
        }

        try
        {
            return Markdown.Parse(text, Pipeline);
        }
        catch (ArgumentException)
        {
            // Markdig refuses what nests deeper than 128, which harmless text such as 133 unmatched '[' does.
            problem = TooDeep;
            return null;
        }
    }
}

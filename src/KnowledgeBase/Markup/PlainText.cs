using System.Text;
using Markdig.Extensions.Footnotes;
using Markdig.Extensions.TaskLists;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace KnowledgeBase.Markup;

/// <summary>The words of Markdown as a reader sees them: markup gone, blocks joined by a space, white space folded.</summary>
internal static class PlainText
{
    /// <param name="enough">Stop once so many characters are there.</param>
    public static string Of(MarkdownObject tree, int enough = int.MaxValue)
    {
        var text = new StringBuilder();
        Append(text, tree, enough);
        return text.ToString().Trim();
    }

    private static void Append(StringBuilder text, MarkdownObject tree, int enough)
    {
        if (text.Length >= enough) return;
        switch (tree)
        {
            case ContainerBlock blocks:
                foreach (var block in blocks) Append(text, block, enough);
                break;
            case LeafBlock { Inline: { } inline }:
                AppendInlines(text, inline, enough);
                AppendSpace(text);
                break;
            case RawHtmlBlock html:
                AppendPieces(text, html.Pieces);
                AppendSpace(text);
                break;
            case CodeBlock leaf:
                foreach (var line in leaf.Lines.Lines.AsSpan(0, leaf.Lines.Count))
                {
                    AppendFolded(text, line.Slice.AsSpan());
                    AppendSpace(text);
                }

                break;
            case ContainerInline inlines:
                AppendInlines(text, inlines, enough);
                break;
        }
    }

    private static void AppendInlines(StringBuilder text, ContainerInline inlines, int enough)
    {
        foreach (var inline in inlines)
        {
            if (text.Length >= enough) return;
            switch (inline)
            {
                case LiteralInline literal: AppendFolded(text, literal.Content.AsSpan()); break;
                case TextInline word: AppendFolded(text, word.Text); break;
                case CodeInline code: AppendFolded(text, code.Content); break;
                case AutolinkInline link: AppendFolded(text, link.Url); break;
                case HtmlEntityInline entity: AppendFolded(text, entity.Transcoded.AsSpan()); break;
                case RawHtmlInline html: AppendPieces(text, html.Pieces); break;
                case LineBreakInline: AppendSpace(text); break;
                case FootnoteLink or TaskList: break;
                case LinkInline { IsImage: true } image:
                    AppendSpace(text);
                    AppendInlines(text, image, enough);
                    AppendSpace(text);
                    break;
                case DelimiterInline delimiter:
                    // A bracket that closes nowhere.
                    AppendFolded(text, delimiter.ToLiteral());
                    AppendInlines(text, delimiter, enough);
                    break;
                case ContainerInline container: AppendInlines(text, container, enough); break;
            }
        }
    }

    private static void AppendPieces(StringBuilder text, List<RawPiece> pieces)
    {
        foreach (var piece in pieces)
        {
            if (piece.IsText) AppendFolded(text, piece.Text);
            else if (piece.PartsWords) AppendSpace(text);
            else if (piece.Start is { Name: "img" } image) AppendFolded(text, $" {image["alt"]} ");
        }
    }

    private static void AppendFolded(StringBuilder text, ReadOnlySpan<char> words)
    {
        foreach (var c in words)
        {
            if (char.IsWhiteSpace(c)) AppendSpace(text);
            else text.Append(c);
        }
    }

    private static void AppendSpace(StringBuilder text)
    {
        if (text.Length > 0 && text[^1] != ' ') text.Append(' ');
    }
}

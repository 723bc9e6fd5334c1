using Markdig.Extensions.Footnotes;
using Markdig.Extensions.TaskLists;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace KnowledgeBase.Markup;

/// <summary>The words of Markdown as a reader sees them: markup gone, blocks joined by a space, white space folded.</summary>
internal static class PlainText
{
    // Used again and again.
    [ThreadStatic]
    private static FoldedText? _text;

    /// <param name="enough">Stop once so many characters are there.</param>
    public static string Of(MarkdownObject tree, int enough = int.MaxValue)
    {
        var text = _text ??= new();
        text.Clear();
        Append(text, tree, enough);
        return text.ToString();
    }

    private static void Append(FoldedText text, MarkdownObject tree, int enough)
    {
        if (text.Length >= enough) return;
        switch (tree)
        {
            case ContainerBlock blocks:
                foreach (var block in blocks) Append(text, block, enough);
                break;
            case LeafBlock { Inline: { } inline }:
                AppendInlines(text, inline, enough);
                text.AppendSpace();
                break;
            case RawHtmlBlock html:
                AppendPieces(text, html.Pieces);
                text.AppendSpace();
                break;
            case CodeBlock leaf:
                foreach (var line in leaf.Lines.Lines.AsSpan(0, leaf.Lines.Count))
                {
                    text.Append(line.Slice.AsSpan());
                    text.AppendSpace();
                }

                break;
            case ContainerInline inlines:
                AppendInlines(text, inlines, enough);
                break;
        }
    }

    private static void AppendInlines(FoldedText text, ContainerInline inlines, int enough)
    {
        foreach (var inline in inlines)
        {
            if (text.Length >= enough) return;
            switch (inline)
            {
                case LiteralInline literal: text.Append(literal.Content.AsSpan()); break;
                case TextInline word: text.Append(word.Text); break;
                case CodeInline code: text.Append(code.Content); break;
                case AutolinkInline link: text.Append(link.Url); break;
                case HtmlEntityInline entity: text.Append(entity.Transcoded.AsSpan()); break;
                case RawHtmlInline html: AppendPieces(text, html.Pieces); break;
                case LineBreakInline: text.AppendSpace(); break;
                case FootnoteLink or TaskList: break;
                case LinkInline { IsImage: true } image:
                    text.AppendSpace();
                    AppendInlines(text, image, enough);
                    text.AppendSpace();
                    break;
                case DelimiterInline delimiter:
                    // A bracket that closes nowhere.
                    text.Append(delimiter.ToLiteral());
                    AppendInlines(text, delimiter, enough);
                    break;
                case ContainerInline container: AppendInlines(text, container, enough); break;
            }
        }
    }

    private static void AppendPieces(FoldedText text, List<RawPiece> pieces)
    {
        foreach (var piece in pieces)
        {
            if (piece.IsText) text.Append(piece.Text);
            else if (piece.PartsWords) text.AppendSpace();
            else if (piece.Start is { Name: "img" } image) text.Append($" {image["alt"]} ");
        }
    }

    /// <summary>Text in which every run of white space is one space, with none at its ends.</summary>
    private sealed class FoldedText
    {
        private char[] _text = new char[1 << 12];

        public int Length { get; private set; }

        public void Clear() => Length = 0;

        public void Append(ReadOnlySpan<char> words)
        {
            if (_text.Length - Length < words.Length) Array.Resize(ref _text, Math.Max(2 * _text.Length, Length + words.Length));
            foreach (var c in words)
            {
                if (char.IsWhiteSpace(c)) AppendSpace();
                else _text[Length++] = c;
            }
        }

        public void AppendSpace()
        {
            if (Length == 0 || _text[Length - 1] == ' ') return;
            if (Length == _text.Length) Array.Resize(ref _text, 2 * _text.Length);
            _text[Length++] = ' ';
        }

        public override string ToString() => new(_text.AsSpan(0, Length).TrimEnd(' '));
    }
}

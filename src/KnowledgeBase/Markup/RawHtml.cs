using Markdig.Extensions.Footnotes;
using Markdig.Helpers;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace KnowledgeBase.Markup;

/// <summary>
/// Judges the raw HTML of a post while it is still a tree: tags of the allow-list stay, and end where their Markdown
/// container ends; everything else becomes the text it is.
/// </summary>
internal sealed class RawHtml
{
    /// <summary>Data of a link that stands in a raw link, so that only its words are shown.</summary>
    public static readonly object InLinkKey = new();

    private readonly RawHtmlFindings _findings = new();
    private readonly string _text;
    private readonly Dictionary<(string Name, int End), int> _lastEnds = [];
    private (int Start, int End) _paragraph;

    private RawHtml(string text) => _text = text;

    /// <summary>Puts <see cref="RawHtmlBlock"/> and <see cref="RawHtmlInline"/> in the place of Markdig's own.</summary>
    public static void Judge(MarkdownDocument document, string text)
    {
        if (!text.Contains('<', StringComparison.Ordinal)) return;
        var html = new RawHtml(text);
        html.ReadBlocks(document, 0);
        document.SetData(typeof(RawHtmlFindings), html._findings);
    }

    /// <summary>What was found in the document; null if nothing was looked for.</summary>
    public static RawHtmlFindings? FindingsOf(MarkdownDocument document) => document.GetData(typeof(RawHtmlFindings)) as RawHtmlFindings;

    /// <summary>All judged pieces below, in the order of the text.</summary>
    public static List<RawPiece>? PiecesOf(MarkdownObject part) => part switch
    {
        RawHtmlBlock block => block.Pieces,
        RawHtmlInline inline => inline.Pieces,
        _ => null,
    };

    /// <summary>Gives headings their place among those of the page.</summary>
    public static void SetLevels(List<RawPiece> pieces, Func<int, int> levelOf)
    {
        var level = 0;
        for (var i = 0; i < pieces.Count; i++)
        {
            if (pieces[i] is not { IsText: false, Text: ['h', >= '1' and <= '6'] } piece) continue;
            if (piece.Start is not null) level = levelOf(piece.Text[1] - '0');
            var name = $"h{level}";
            pieces[i] = piece with { Text = name, Start = piece.Start is null ? null : piece.Start with { Name = name } };
        }
    }

    private void ReadBlocks(ContainerBlock container, int depth)
    {
        var frame = new RawHtmlFrame(_findings, depth);
        var read = new List<Block>(container.Count);
        foreach (var block in container)
        {
            if (block is LeafBlock { Inline: { } words }) FreeBrackets(words);
            switch (block)
            {
                case HtmlBlock html:
                    read.Add(new RawHtmlBlock(Read(html, frame)) { Span = html.Span, Line = html.Line, Column = html.Column });
                    break;
                case LinkReferenceDefinitionGroup:
                    read.Add(block);
                    break;
                case FootnoteGroup notes:
                    Add(read, frame.EndAll);
                    ReadBlocks(notes, depth);
                    read.Add(notes);
                    break;
                case ParagraphBlock { Inline: { } inline } paragraph when BlockTagIn(inline, frame) is { } found:
                    ReadSplit(paragraph, inline, found, frame, read);
                    break;
                default:
                    ReadBlock(block, frame, read);
                    break;
            }
        }

        Add(read, frame.EndAll);
        container.Clear();
        foreach (var block in read) container.Add(block);
    }

    private void ReadBlock(Block block, RawHtmlFrame frame, List<Block> read)
    {
        Add(read, frame.MakeRoom);
        if (block is ContainerBlock inner) ReadBlocks(inner, frame.Depth);
        else if (block is LeafBlock { Inline: { } inline }) ReadInlines(inline, frame.Depth, isInLink: false);
        read.Add(block);
    }

    private static void Add(List<Block> read, Action<List<RawPiece>> write)
    {
        var pieces = new List<RawPiece>();
        write(pieces);
        if (pieces.Count > 0) read.Add(new RawHtmlBlock(pieces));
    }

    /// <summary>Markdig leaves what follows a '[' that closes nowhere inside of it, where a tag before it would not find its end.</summary>
    private static void FreeBrackets(ContainerInline words)
    {
        for (var inline = words.FirstChild; inline is not null; inline = inline.NextSibling)
        {
            if (inline is LinkDelimiterInline bracket)
            {
                inline = new LiteralInline(bracket.ToLiteral()) { Span = bracket.Span, Line = bracket.Line, Column = bracket.Column };
                bracket.ReplaceBy(inline);
            }
            else if (inline is ContainerInline inner)
            {
                FreeBrackets(inner);
            }
        }
    }

    /// <summary>The first tag of a block among the words of a paragraph.</summary>
    private (HtmlInline Inline, RawTag Tag)? BlockTagIn(ContainerInline inlines, RawHtmlFrame frame)
    {
        foreach (var inline in inlines)
        {
            if (inline is not HtmlInline html || RawTag.Read(html.Tag, 0, html.Span.Start) is not { } tag || IsComparison(tag)) continue;
            // Of blocks that hold words only the paragraph needs no words of its own here.
            var isBlock = AllowedHtml.KindOf(tag.Name) is TagKind.Flow or TagKind.Structure or TagKind.BlockVoid || tag.Name == "p";
            if (isBlock && frame.Takes(tag)) return (html, tag);
        }

        return null;
    }

    /// <summary>A block's tag ends the paragraph it stands in, as in HTML; what follows is a paragraph of its own.</summary>
    private void ReadSplit(ParagraphBlock paragraph, ContainerInline words, (HtmlInline Inline, RawTag Tag) first, RawHtmlFrame frame, List<Block> read)
    {
        for ((HtmlInline Inline, RawTag Tag)? next = first; next is { } found; next = BlockTagIn(words, frame))
        {
            // What stands before the tag moves, and not the rest, which would move once for each tag in it.
            var before = new ParagraphBlock { Inline = new ContainerInline(), Span = paragraph.Span, Line = paragraph.Line };
            while (words.FirstChild is { } inline && inline != found.Inline)
            {
                inline.Remove();
                before.Inline.AppendChild(inline);
            }

            found.Inline.Remove();
            while (before.Inline.LastChild is LineBreakInline lineEnd) lineEnd.Remove();
            while (words.FirstChild is LineBreakInline lineEnd) lineEnd.Remove();
            if (!IsBlank(before.Inline)) ReadBlock(before, frame, read);
            Add(read, pieces =>
            {
                frame.Add(found.Tag, pieces);
                frame.EndSentence(pieces);
            });
        }

        if (!IsBlank(words)) ReadBlock(paragraph, frame, read);
    }

    private static bool IsBlank(ContainerInline inlines) =>
        inlines.All(inline => inline is LineBreakInline || (inline is LiteralInline literal && literal.Content.AsSpan().IsWhiteSpace()));

    private void ReadInlines(ContainerInline container, int depth, bool isInLink)
    {
        var frame = new RawHtmlFrame(_findings, depth, isSentence: true, isInLink);
        Inline? next;
        for (var inline = container.FirstChild; inline is not null; inline = next)
        {
            next = inline.NextSibling;
            if (inline is HtmlInline html)
            {
                var pieces = new List<RawPiece>();
                if (RawTag.Read(html.Tag, 0, html.Span.Start) is { } tag) Add(tag, frame, pieces);
                else frame.AddSource(html.Tag, html.Tag[..Math.Min(2, html.Tag.Length)], html.Span.Start, pieces);
                html.ReplaceBy(new RawHtmlInline(pieces) { Span = html.Span, Line = html.Line, Column = html.Column });
                continue;
            }

            var isLink = inline is LinkInline { IsImage: false } or AutolinkInline;
            if (frame.IsInLink && inline is LinkInline or AutolinkInline or FootnoteLink or MentionInline) inline.SetData(InLinkKey, true);
            if (inline is ContainerInline inner) ReadInlines(inner, frame.Depth, frame.IsInLink || isLink);
        }

        if (!frame.IsOpen) return;
        var ends = new List<RawPiece>();
        frame.EndAll(ends);
        container.AppendChild(new RawHtmlInline(ends));
    }

    private void Add(RawTag tag, RawHtmlFrame frame, List<RawPiece> pieces)
    {
        if (IsComparison(tag)) frame.AddSource(tag.Source, tag.Name, tag.Offset, pieces);
        else frame.Add(tag, pieces);
    }

    /// <summary><c>a&lt;b and b&gt;c</c> holds no tag: what looks like one has bare words that no tag has, and no end.</summary>
    private bool IsComparison(RawTag tag)
    {
        if (tag.IsEnd || AllowedHtml.KindOf(tag.Name) == TagKind.None) return false;
        if (!tag.Attributes.Any(attribute => attribute.Value.Length == 0 && !AllowedHtml.IsSwitch(attribute.Name) && AllowedHtml.Keep(tag.Name, attribute.Name, "") is null)) return false;
        // What is part of a sentence ends in it, or with it.
        var (start, end) = AllowedHtml.KindOf(tag.Name) is TagKind.Phrase or TagKind.PhraseVoid ? ParagraphAt(tag.Offset) : (0, _text.Length);
        if (!_lastEnds.TryGetValue((tag.Name, end), out var lastEnd))
            _lastEnds[(tag.Name, end)] = lastEnd = start + _text.AsSpan(start, end - start).LastIndexOf($"</{tag.Name}", StringComparison.OrdinalIgnoreCase);
        return lastEnd < tag.Offset;
    }

    /// <summary>The text around a place up to the next blank lines.</summary>
    private (int Start, int End) ParagraphAt(int offset)
    {
        if (offset >= _paragraph.Start && offset < _paragraph.End) return _paragraph;
        var end = _text.IndexOf("\n\n", offset, StringComparison.Ordinal);
        return _paragraph = (Math.Max(0, _text.LastIndexOf("\n\n", offset, StringComparison.Ordinal)), end < 0 ? _text.Length : end);
    }

    private List<RawPiece> Read(HtmlBlock html, RawHtmlFrame frame)
    {
        var pieces = new List<RawPiece>();
        var source = new RawHtmlSource(html);
        var text = source.Text;
        var textStart = 0;
        for (var at = text.IndexOf('<', StringComparison.Ordinal); at >= 0; at = at < text.Length ? text.IndexOf('<', at) : -1)
        {
            var end = RawHtmlSource.EndOfForeign(text, at, out var name);
            var tag = end < 0 ? RawTag.Read(text, at, source.OffsetOf(at)) : null;
            if (end < 0 && tag is null)
            {
                at++;
                continue;
            }

            if (at > textStart) frame.AddText(HtmlHelper.Unescape(text[textStart..at], removeBackSlash: false), pieces);
            if (tag is null) frame.AddSource(text[at..end], name, source.OffsetOf(at), pieces);
            else Add(tag, frame, pieces);
            at = textStart = tag is null ? end : at + tag.Source.Length;
        }

        if (textStart < text.Length) frame.AddText(HtmlHelper.Unescape(text[textStart..], removeBackSlash: false), pieces);
        frame.EndSentence(pieces);
        return pieces;
    }
}

using System.Collections.Immutable;
using Markdig.Extensions.Tables;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace KnowledgeBase.Markup;

/// <summary>How many parts of each kind a text has: what two spellings of the same text agree in.</summary>
internal readonly record struct TextShape(int Headings, int ListEntries, int Quotes, int Rows, int Links, int Images);

/// <summary>Markdown from elsewhere as our dialect understands it: what it says, and where its addresses and line ends stand.</summary>
internal sealed record MarkdownReading
{
    /// <summary>With line feeds.</summary>
    public required string Markdown { get; init; }

    /// <summary>The words as a reader sees them, white space folded.</summary>
    public required string Text { get; init; }

    public required TextShape Shape { get; init; }

    /// <summary>Where the letters stand.</summary>
    public required string Outline { get; init; }

    /// <summary>The text of each code block, without its last line end.</summary>
    public required ImmutableArray<string> CodeBlocks { get; init; }

    /// <summary>In the order of the text.</summary>
    public required ImmutableArray<WrittenAddress> Addresses { get; init; }

    /// <summary>Links and pictures, without addresses that stand for themselves.</summary>
    public required ImmutableArray<WrittenLink> Links { get; init; }

    /// <summary>Address of each image, also of those that only name a definition.</summary>
    public required ImmutableArray<string> Images { get; init; }

    /// <summary>Each image that nobody described: where its text belongs, in its brackets or in its tag, and its address.</summary>
    public required ImmutableArray<(int At, string Address, bool IsTag)> NamelessImages { get; init; }

    /// <summary>The line ends inside paragraphs that are no line breaks.</summary>
    public required ImmutableArray<int> LineEnds { get; init; }

    /// <summary>Where in a sentence a tag stands, or an address in angle brackets, that our dialect shows as the text it is.</summary>
    public required ImmutableArray<(int Start, int End)> ShownTags { get; init; }

    /// <summary>There is no raw HTML that our dialect shows as text or mends.</summary>
    public required bool HasOnlyKeptHtml { get; init; }

    /// <summary>Null where the text is beyond what our dialect reads.</summary>
    public static MarkdownReading? Of(string text)
    {
        var markdown = text.ReplaceLineEndings("\n");
        if (MarkdownDialect.Parse(markdown, out _, out _) is not { } document) return null;
        var tree = document.Descendants().ToList();
        // A definition that nothing uses says no address: people write '[Edit]: solved', too.
        var named = tree.OfType<LinkInline>().Select(link => link.Reference).ToHashSet();
        ImmutableArray<WrittenAddress> addresses = [.. tree.Where(part => part is not LinkReferenceDefinition definition || named.Contains(definition)).SelectMany(part => WrittenAddress.In(part, markdown)).OrderBy(written => written.Start)];
        var images = tree.OfType<LinkInline>().Where(link => link.IsImage).ToList();
        return new()
        {
            Markdown = markdown,
            Text = PlainText.Of(document),
            Shape = new(
                tree.OfType<HeadingBlock>().Count(),
                tree.OfType<ListItemBlock>().Count(),
                tree.OfType<QuoteBlock>().Count(),
                tree.OfType<TableRow>().Count(),
                tree.OfType<LinkInline>().Count(link => !link.IsImage) + tree.OfType<AutolinkInline>().Count(),
                images.Count),
            Outline = OutlineOf(document),
            CodeBlocks = [.. tree.OfType<CodeBlock>().Select(code => code.Lines.ToString().TrimEnd('\n'))],
            Addresses = addresses,
            Links = [.. tree.SelectMany(part => WrittenLink.In(part, markdown))],
            Images = [.. images.Select(image => image.Url ?? ""), .. addresses.Where(written => written.Form == AddressForm.Source).Select(written => written.Address)],
            NamelessImages =
            [
                .. images.Where(image => string.IsNullOrWhiteSpace(PlainText.Of(image))).Select(image => (image.Span.Start + "![".Length, image.Url ?? "", false)),
                .. tree.SelectMany(part => RawHtml.PiecesOf(part) ?? []).Select(piece => piece.Start).OfType<RawTag>().Where(tag => tag.Name == "img" && tag["alt"] is null).Select(tag => (tag.Offset + "<img".Length, tag["src"] ?? "", true)),
            ],
            LineEnds = [.. tree.OfType<LineBreakInline>().Where(line => IsSoft(line, markdown)).Select(line => line.Span.Start)],
            ShownTags = [.. tree.OfType<LeafInline>().Where(IsShownTag).Select(tag => (tag.Span.Start, tag.Span.End + 1))],
            HasOnlyKeptHtml = RawHtml.FindingsOf(document) is not { IsEmpty: false },
        };
    }

    private static bool IsShownTag(LeafInline inline) => inline switch
    {
        RawHtmlInline html => html.Pieces is [{ IsText: true }],
        AutolinkInline link => !link.IsEmail && WebAddress.Read(link.Url).Kind == AddressKind.Forbidden,
        _ => false,
    };

    private static string OutlineOf(MarkdownDocument document)
    {
        var outline = new TextOutline();
        Append(document);
        return outline.ToString();

        void Append(Block block)
        {
            var part = PartOf(block);
            if (part is { } open) outline.Open(open);
            if (block is ContainerBlock blocks)
            {
                foreach (var inner in blocks) Append(inner);
            }
            else
            {
                outline.Add(PlainText.Of(block));
                outline.EndBlock();
            }

            if (part is not null) outline.Close();
        }
    }

    private static TextPart? PartOf(Block block) => block switch
    {
        HeadingBlock => TextPart.Heading,
        ListBlock list => list.IsOrdered ? TextPart.NumberedList : TextPart.List,
        ListItemBlock => TextPart.ListEntry,
        QuoteBlock => TextPart.Quote,
        CodeBlock => TextPart.Code,
        TableRow => TextPart.Row,
        TableCell => TextPart.Cell,
        _ => null,
    };

    private static bool IsSoft(LineBreakInline line, string markdown)
    {
        var root = line.Parent;
        while (root?.Parent is not null) root = root.Parent;
        var at = line.Span.Start;
        if (line.IsHard || root?.ParentBlock is not ParagraphBlock || at <= 0 || at >= markdown.Length || markdown[at] != '\n') return false;
        return line.PreviousSibling is not RawHtmlInline html || html.Span.Start >= at || !markdown.AsSpan(html.Span.Start).StartsWith("<br", StringComparison.OrdinalIgnoreCase);
    }
}

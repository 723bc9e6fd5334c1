using System.Collections.Immutable;
using System.Text;
using Markdig.Extensions.Tables;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace KnowledgeBase.Markup;

/// <summary>How many parts of each kind a text has: what two spellings of the same text agree in.</summary>
internal readonly record struct TextShape(int Headings, int ListEntries, int Quotes, int Rows, int Links, int Images);

/// <summary>An address in Markdown, and where it stands.</summary>
/// <param name="Label">The words of a link that has none but its address, which is replaced whole; null for all others.</param>
internal sealed record WrittenAddress(string Address, int Start, int End, string? Label);

/// <summary>Markdown as our dialect understands it: what it says, and the addresses in it, which can be replaced where they stand.</summary>
/// <param name="Text">The words as a reader sees them, white space folded.</param>
/// <param name="Images">Address of each image.</param>
/// <param name="HasOnlyKeptHtml">There is no raw HTML that our dialect shows as text or mends.</param>
/// <param name="CodeBlocks">The text of each code block, without its last line end.</param>
internal sealed record MarkdownReading(string Text, ImmutableArray<string> CodeBlocks, TextShape Shape, ImmutableArray<string> Images, ImmutableArray<WrittenAddress> Addresses, bool HasOnlyKeptHtml)
{
    /// <summary>Null where the text is beyond what our dialect reads.</summary>
    public static MarkdownReading? Of(string markdown)
    {
        if (MarkdownDialect.Parse(markdown, out _, out _) is not { } document) return null;
        var tree = document.Descendants().ToList();
        ImmutableArray<string> images = [.. tree.OfType<LinkInline>().Where(link => link.IsImage).Select(link => link.Url ?? "")];
        var shape = new TextShape(
            tree.OfType<HeadingBlock>().Count(),
            tree.OfType<ListItemBlock>().Count(),
            tree.OfType<QuoteBlock>().Count(),
            tree.OfType<TableRow>().Count(),
            tree.OfType<LinkInline>().Count(link => !link.IsImage) + tree.OfType<AutolinkInline>().Count(),
            images.Length);
        return new(PlainText.Of(document), [.. tree.OfType<CodeBlock>().Select(CodeOf)], shape, images, [.. tree.Select(AddressOf).OfType<WrittenAddress>().OrderBy(address => address.Start)], RawHtml.FindingsOf(document) is not { IsEmpty: false });
    }

    /// <summary>The Markdown with other addresses; null leaves one as it is.</summary>
    public string WithAddresses(string markdown, Func<string, string?> replacement)
    {
        var text = new StringBuilder(markdown.Length);
        var end = 0;
        foreach (var written in Addresses)
        {
            if (written.Start < end || replacement(written.Address) is not { } address || address == written.Address) continue;
            var destination = address.AsSpan().ContainsAny(" ()<>") ? $"<{address.Replace("<", "%3C", StringComparison.Ordinal).Replace(">", "%3E", StringComparison.Ordinal)}>" : address;
            text.Append(markdown, end, written.Start - end);
            text.Append(written.Label is null ? destination : $"[{written.Label}]({destination})");
            end = written.End;
        }

        return text.Append(markdown, end, markdown.Length - end).ToString();
    }

    private static string CodeOf(CodeBlock code) => code.Lines.ToString().TrimEnd('\n');

    /// <summary>The address of an inline link, of a definition that others name, or of a link that is nothing but its address.</summary>
    private static WrittenAddress? AddressOf(MarkdownObject part) => part switch
    {
        AutolinkInline { IsEmail: false } link => new(link.Url, link.Span.Start, link.Span.End + 1, Escaped(link.Url)),
        LinkInline { IsAutoLink: true } link => new(link.Url ?? "", link.Span.Start, link.Span.End + 1, Escaped(link.Url ?? "")),
        LinkInline { Reference: null, UrlSpan.IsEmpty: false } link => new(link.Url ?? "", link.UrlSpan.Start, link.UrlSpan.End + 1, null),
        LinkReferenceDefinition definition when !definition.UrlSpan.IsEmpty => new(definition.Url ?? "", definition.UrlSpan.Start, definition.UrlSpan.End + 1, null),
        _ => null,
    };

    private static string Escaped(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var c in text) escaped.Append(c is '[' or ']' or '\\' or '*' or '_' or '`' or '<' or '&' or '~' ? "\\" : "").Append(c);
        return escaped.ToString();
    }
}

using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace KnowledgeBase.Markup;

/// <summary>A link or picture in Markdown, by a raw tag too, and what to change so that only its words are left.</summary>
internal sealed partial record WrittenLink(string Address, bool IsImage, ImmutableArray<MarkdownEdit> Removal)
{
    /// <summary>Those that a part of the tree is itself.</summary>
    public static IEnumerable<WrittenLink> In(MarkdownObject part, string markdown) => part switch
    {
        // '<https:x>' is relative to a browser.
        AutolinkInline { IsEmail: false } link => [new(link.Url, false, [new(link.Span.Start, link.Span.Start, "\\")])],
        LinkInline { IsAutoLink: true } => [],
        // Without its definition, a link that names one is text.
        LinkInline { Reference: { } definition } link => [new(link.Url ?? "", link.IsImage, [Escape(definition.Span.Start, markdown)])],
        LinkInline link => [new(link.Url ?? "", link.IsImage, [.. WithoutTarget(link, markdown)])],
        _ => (RawHtml.PiecesOf(part) ?? []).Select(piece => piece.Start).OfType<RawTag>().Select(tag => Of(tag, markdown)).OfType<WrittenLink>(),
    };

    private static MarkdownEdit Escape(int start, string markdown)
    {
        var bracket = Math.Max(0, markdown.IndexOf('[', Math.Max(0, start)));
        return new(bracket, bracket, "\\");
    }

    private static IEnumerable<MarkdownEdit> WithoutTarget(LinkInline link, string markdown)
    {
        var (start, end) = (link.Span.Start, link.Span.End + 1);
        if (start < 0 || end > markdown.Length || start >= end) yield break;
        var words = start + (link.IsImage ? "![" : "[").Length;
        var target = markdown.LastIndexOf("](", end - 1, end - start, StringComparison.Ordinal);
        if (target < words) yield break;
        // What does not begin with a letter might begin a list or a heading, if it stood at the start of a line.
        var isPlain = target == words || char.IsLetter(markdown[words]);
        yield return new(start, words, isPlain ? "" : "\\[");
        yield return new(target, end, isPlain ? "" : "\\]");
    }

    private static WrittenLink? Of(RawTag tag, string markdown)
    {
        var isImage = tag.Name == "img";
        if ((isImage ? tag["src"] : tag.Name == "a" ? tag["href"] : null) is not { } address) return null;
        if (!markdown.AsSpan(Math.Clamp(tag.Offset, 0, markdown.Length)).StartsWith(tag.Source, StringComparison.Ordinal)) return new(address, isImage, []);
        var rest = isImage ? string.Concat((tag["alt"] ?? "").Select(c => char.IsAsciiLetterOrDigit(c) || c is ' ' || c > 127 ? $"{c}" : $"&#{(int)c};")) : Target().Replace(tag.Source, "");
        return new(address, isImage, [new(tag.Offset, tag.Offset + tag.Source.Length, rest)]);
    }

    [GeneratedRegex("""\shref\s*=\s*("[^"]*"|'[^']*'|[^\s"'=<>`]+)""", RegexOptions.IgnoreCase)]
    private static partial Regex Target();
}

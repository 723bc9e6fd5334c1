using Markdig.Helpers;
using Markdig.Parsers;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax.Inlines;

namespace KnowledgeBase.Markup;

/// <summary>An author of the thread who is spoken to: <c>@name</c>.</summary>
/// <param name="author">The name as the author's own nodes write it.</param>
internal sealed class MentionInline(string text, string author) : TextInline(text)
{
    public string Author { get; } = author;
}

/// <summary>Reads <c>@name</c> where it names an author of the thread; any other stays text.</summary>
internal sealed class MentionParser : InlineParser
{
    /// <summary>Where a parse has the names.</summary>
    public static readonly object NamesKey = new();

    public MentionParser() => OpeningCharacters = ['@'];

    public override bool Match(InlineProcessor processor, ref StringSlice slice)
    {
        if (processor.Context?.Properties.GetValueOrDefault(NamesKey) is not AuthorNames names) return false;
        var before = slice.PeekCharExtra(-1);
        if (char.IsLetterOrDigit(before) || before is '_' or '/' or '@') return false;
        var rest = slice.AsSpan()[1..];
        if (names.At(rest, out var length) is not { } author) return false;

        var start = processor.GetSourcePosition(slice.Start, out var line, out var column);
        processor.Inline = new MentionInline($"@{rest[..length]}", author) { Span = new(start, start + length), Line = line, Column = column };
        slice.Start += length + 1;
        return true;
    }
}

/// <summary>Writes a mention as a link to its author's page; in a link, which can hold no other, as its words.</summary>
internal sealed class MentionHtml : HtmlObjectRenderer<MentionInline>
{
    protected override void Write(HtmlRenderer renderer, MentionInline obj)
    {
        var link = IsLinked(obj) ? null : BodyRenderer.Of(renderer).Resolve(obj);
        // A name has its own direction, and says nothing about that of the post.
        if (link?.Href is null) renderer.WriteEscape(obj.Text);
        else renderer.Write("<a href=\"").WriteEscape(link.Href).Write("\" dir=\"auto\">").WriteEscape(obj.Text).Write("</a>");
    }

    private static bool IsLinked(Inline inline)
    {
        if (inline.ContainsData(RawHtml.InLinkKey)) return true;
        for (var parent = inline.Parent; parent is not null; parent = parent.Parent)
        {
            if (parent is LinkInline) return true;
        }

        return false;
    }
}

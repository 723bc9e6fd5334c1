using Markdig.Helpers;
using Markdig.Parsers;
using Markdig.Renderers;
using Markdig.Renderers.Html;

namespace KnowledgeBase.Markup;

/// <summary>An emoji that was written by its name.</summary>
/// <param name="name">As it was written, without its colons.</param>
internal sealed class EmojiInline(string text, string name) : TextInline(text)
{
    public string Name { get; } = name;
}

/// <summary>Reads <c>:name:</c> and <c>:name:t3:</c>, unless a letter or digit stands before it: that is a time or a part of code.</summary>
internal sealed class EmojiParser : InlineParser
{
    public EmojiParser() => OpeningCharacters = [':'];

    public override bool Match(InlineProcessor processor, ref StringSlice slice)
    {
        if (char.IsLetterOrDigit(slice.PeekCharExtra(-1))) return false;
        var rest = slice.AsSpan()[1..];
        var end = rest[..Math.Min(rest.Length, Emoji.LongestName + 1)].IndexOfAny(" :\n");
        if (end <= 0 || rest[end] != ':') return false;

        var length = end;
        string? text = null;
        if (rest[(end + 1)..] is ['t', >= '2' and <= '6' and var tone, ':', ..] && (text = Emoji.Of(rest[..end], tone - '0')) is not null) length += 3;
        text ??= Emoji.Of(rest[..end]);
        if (text is null) return false;

        var start = processor.GetSourcePosition(slice.Start, out var line, out var column);
        processor.Inline = new EmojiInline(text, rest[..length].ToString()) { Span = new(start, start + length + 1), Line = line, Column = column };
        slice.Start += length + 2;
        return true;
    }
}

/// <summary>Writes an emoji, with its name for those who hover over it; screen readers name it in their own language.</summary>
internal sealed class EmojiHtml : HtmlObjectRenderer<EmojiInline>
{
    protected override void Write(HtmlRenderer renderer, EmojiInline obj) =>
        renderer.Write("<span title=\":").WriteEscape(obj.Name).Write(":\">").Write(obj.Text).Write("</span>");
}

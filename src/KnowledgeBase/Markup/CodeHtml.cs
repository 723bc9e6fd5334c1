using System.Text;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace KnowledgeBase.Markup;

/// <summary>Writes a block of code, coloured where its language is known; its text stays the same, byte for byte.</summary>
internal sealed class CodeHtml : HtmlObjectRenderer<CodeBlock>
{
    protected override void Write(HtmlRenderer renderer, CodeBlock obj)
    {
        renderer.EnsureLine();
        var language = Language((obj as FencedCodeBlock)?.Info);
        var isMath = obj is MathBlock || language is "math";
        // A block that scrolls sideways must be reachable by keyboard; code runs from left to right in any post.
        renderer.Write("<pre tabindex=\"0\" dir=\"ltr\"><code");
        if (isMath) renderer.Write(" class=\"").Write(BodyClasses.Math).Write("\"");
        else if (language is not null) renderer.Write(" class=\"language-").Write(language).Write("\"");
        renderer.Write(">");
        var code = TextOf(obj);
        if (language is not null && CodeColors.Of(code, language) is { } pieces) WriteColoured(renderer, code, pieces);
        else renderer.WriteEscape(code);
        renderer.Write("</code></pre>").WriteLine();
    }

    private static void WriteColoured(HtmlRenderer renderer, string code, List<(int Length, CodeColor Color)> pieces)
    {
        var at = 0;
        foreach (var (length, color) in pieces)
        {
            if (color != CodeColor.None) renderer.Write("<span class=\"").Write(BodyClasses.Of(color)).Write("\">");
            renderer.WriteEscape(code.AsSpan(at, length));
            if (color != CodeColor.None) renderer.Write("</span>");
            at += length;
        }
    }

    private static string TextOf(CodeBlock block)
    {
        var text = new StringBuilder();
        foreach (var line in block.Lines.Lines.AsSpan(0, block.Lines.Count)) text.Append(line.Slice.AsSpan()).Append('\n');
        return text.ToString();
    }

    private static string? Language(string? info)
    {
        if (string.IsNullOrEmpty(info)) return null;
        var end = info.AsSpan().IndexOfAnyExcept("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+#.-_");
        var language = end < 0 ? info : info[..end];
        return language.Length is > 0 and <= 40 ? language.ToLowerInvariant() : null;
    }
}

/// <summary>Writes code in a sentence; it runs from left to right in any post, and says nothing about the direction of the post.</summary>
internal sealed class CodeInlineHtml : HtmlObjectRenderer<CodeInline>
{
    protected override void Write(HtmlRenderer renderer, CodeInline obj) =>
        renderer.Write("<code dir=\"ltr\">").WriteEscape(obj.Content).Write("</code>");
}

using AngleSharp.Dom;
using KnowledgeBase.Markup;

namespace KnowledgeBase.Importing;

/// <summary>The HTML that the source showed for a post: whether Markdown says the same, and its spoilers in HTML's own words.</summary>
internal static class StackExchangeHtml
{
    /// <summary>Same letters in the same order and in the same lists and quotes, same code, as many parts of each kind, and no HTML that our dialect would show otherwise.</summary>
    public static bool Agrees(IDocument html, MarkdownReading markdown)
    {
        var body = html.Body!;
        int Count(string selector) => body.QuerySelectorAll(selector).Length;
        var shape = new TextShape(Count("h1,h2,h3,h4,h5,h6"), Count("li"), Count("blockquote"), Count("tr"), Count("a[href]"), Count("img"));
        if (shape != markdown.Shape || !markdown.HasOnlyKeptHtml) return false;
        var code = body.QuerySelectorAll("pre").Select(block => block.TextContent.TrimEnd('\n'));
        return code.SequenceEqual(markdown.CodeBlocks) && Letters(markdown.Text) == Letters(TextOf(body)) && OutlineOf(body) == markdown.Outline;
    }

    /// <summary>A spoiler is a quote with a class, which Markdown cannot say; HTML has an element for what is shown on demand.</summary>
    public static void OpenSpoilers(IDocument html)
    {
        foreach (var spoiler in html.QuerySelectorAll("blockquote.spoiler").ToList())
        {
            var details = html.CreateElement("details");
            var summary = html.CreateElement("summary");
            summary.TextContent = "Spoiler";
            details.AppendChild(summary);
            while (spoiler.FirstChild is { } child) details.AppendChild(child);
            spoiler.Replace(details);
        }
    }

    private static string OutlineOf(IElement body)
    {
        var outline = new TextOutline();
        foreach (var child in body.ChildNodes) Append(child);
        outline.EndBlock();
        return outline.ToString();

        void Append(INode node)
        {
            if (node is not IElement element)
            {
                if (node is IText text) outline.Add(text.Data);
                return;
            }

            if (element.LocalName == "img") outline.Add(element.GetAttribute("alt") ?? "");
            var part = PartOf(element.LocalName);
            var isBlock = part is not null || HtmlInlines.IsBlock(element.LocalName);
            if (isBlock) outline.EndBlock();
            if (part is { } open) outline.Open(open);
            foreach (var child in element.ChildNodes) Append(child);
            if (part is not null) outline.Close();
            if (isBlock) outline.EndBlock();
        }
    }

    private static TextPart? PartOf(string name) => name switch
    {
        "h1" or "h2" or "h3" or "h4" or "h5" or "h6" => TextPart.Heading,
        "ul" => TextPart.List,
        "ol" => TextPart.NumberedList,
        "li" => TextPart.ListEntry,
        "blockquote" => TextPart.Quote,
        "pre" => TextPart.Code,
        "tr" => TextPart.Row,
        "td" or "th" => TextPart.Cell,
        _ => null,
    };

    /// <summary>The text of all nodes, with the words that stand for images.</summary>
    private static string TextOf(INode root) => string.Concat(root.Descendants().Select(node => node switch
    {
        IText text => text.Data,
        IElement { LocalName: "img" } image => image.GetAttribute("alt"),
        _ => null,
    }));

    private static string Letters(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));
}

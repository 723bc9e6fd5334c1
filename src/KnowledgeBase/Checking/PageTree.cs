using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace KnowledgeBase.Checking;

/// <summary>Any page, as the tree that browsers make of it.</summary>
internal static class PageTree
{
    private static readonly HtmlParser Parser = new(new HtmlParserOptions { IsKeepingSourceReferences = true });

    // With a stack of its own: a page may be nested deeper than the program's. What stands in a template is no child of it.
    public static void Read(string html, PageReader reader)
    {
        using var document = Parser.ParseDocument(html);
        var tag = new PageTag();
        var waiting = new Stack<(IElement Element, bool IsCode)>([(document.DocumentElement, false)]);
        while (waiting.TryPop(out var next))
        {
            var (element, isCode) = next;
            tag.Start(element.LocalName, isCode);
            foreach (var attribute in element.Attributes) tag.Add(attribute.Name, attribute.Value);
            tag.StandsAt(element.SourceReference?.Position is { } position ? new(reader.ShownAs, position.Line, position.Column) : new(reader.ShownAs));
            reader.Add(tag, TextOf(element));
            isCode |= element.LocalName == "code";
            var children = element.ChildNodes;
            for (var i = children.Length - 1; i >= 0; i--)
            {
                if (children[i] is IElement child) waiting.Push((child, isCode));
            }
        }
    }

    private static string TextOf(IElement element) =>
        element.LocalName is "style" or "script" || (element.LocalName == "title" && element.ParentElement?.LocalName == "head") ? element.TextContent : "";
}

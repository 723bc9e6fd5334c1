using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using KnowledgeBase.Diagnostics;

namespace KnowledgeBase.Checking;

/// <summary>Reads one page as a browser would: its ids and links, and what it lacks.</summary>
internal sealed class PageReader(string shownAs, FindingList findings)
{
    private static readonly HtmlParser Parser = new(new HtmlParserOptions { IsKeepingSourceReferences = true });

    private readonly HashSet<string> _ids = new(StringComparer.Ordinal);
    private readonly List<FoundLink> _links = [];
    private string? _base;
    private bool _hasTitle;

    public static PageRecord Read(string html, string shownAs, FindingList findings)
    {
        using var document = Parser.ParseDocument(html);
        var reader = new PageReader(shownAs, findings);
        reader.ReadAll(document.DocumentElement);
        var start = reader.PlaceOf(document.DocumentElement);
        if (string.IsNullOrWhiteSpace(document.DocumentElement.GetAttribute("lang"))) findings.Add(Rules.PageWithoutLanguage, start);
        if (!reader._hasTitle) findings.Add(Rules.PageWithoutTitle, start);
        return new(reader._base, reader._ids, reader._links);
    }

    // With a stack of its own: a page may be nested deeper than the program's. What stands in a template is no child of it.
    private void ReadAll(IElement root)
    {
        var waiting = new Stack<(IElement Element, bool IsCode)>([(root, false)]);
        while (waiting.TryPop(out var next))
        {
            var (element, isCode) = next;
            Read(element, isCode);
            isCode |= element.LocalName == "code";
            var children = element.ChildNodes;
            for (var i = children.Length - 1; i >= 0; i--)
            {
                if (children[i] is IElement child) waiting.Push((child, isCode));
            }
        }
    }

    private void Read(IElement element, bool isCode)
    {
        var place = PlaceOf(element);
        if (element.Id is { Length: > 0 } id && !_ids.Add(id)) findings.Add(Rules.DuplicateId, place, id);
        foreach (var (address, use) in LinkAttributes.Of(element)) _links.Add(new(address, isCode ? LinkUse.Shown : use, place));
        switch (element.LocalName)
        {
            case "img" when !element.HasAttribute("alt"):
                findings.Add(Rules.ImageWithoutAlt, place, element.GetAttribute("src") ?? "");
                break;
            case "title" when element.ParentElement?.LocalName == "head":
                _hasTitle |= !string.IsNullOrWhiteSpace(element.TextContent);
                break;
            case "base" when element.GetAttribute("href") is { } start:
                _base ??= start;
                break;
            case "a" when element.GetAttribute("name") is { Length: > 0 } name:
                _ids.Add(name); // old pages name their anchors so
                break;
            case "style":
                _links.AddRange(StyleSheet.Links(element.TextContent).Select(link => new FoundLink(link.Address, link.Use, place)));
                break;
            case "script" when element.GetAttribute("type") is { } type && type.Trim().Equals("application/ld+json", StringComparison.OrdinalIgnoreCase):
                JsonText.Check(element.TextContent, place, findings);
                break;
        }

        if (element.GetAttribute("style") is { } style) _links.AddRange(StyleSheet.Links(style).Select(link => new FoundLink(link.Address, link.Use, place)));
    }

    private SourceLocation PlaceOf(IElement element) =>
        element.SourceReference?.Position is { } position ? new(shownAs, position.Line, position.Column) : new(shownAs);
}

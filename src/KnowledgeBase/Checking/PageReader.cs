using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using KnowledgeBase.Diagnostics;

namespace KnowledgeBase.Checking;

/// <summary>Reads one page as a browser would: its ids and links, and what it lacks.</summary>
internal static class PageReader
{
    private static readonly HtmlParser Parser = new(new HtmlParserOptions { IsKeepingSourceReferences = true });

    /// <summary>Attributes that hold one address, by element; '*' is any element.</summary>
    private static readonly Dictionary<string, string[]> Addresses = new(StringComparer.Ordinal)
    {
        ["a"] = ["href"], ["area"] = ["href"], ["link"] = ["href"], ["img"] = ["src"], ["script"] = ["src"], ["source"] = ["src"],
        ["video"] = ["src", "poster"], ["audio"] = ["src"], ["track"] = ["src"], ["iframe"] = ["src"], ["embed"] = ["src"], ["object"] = ["data"],
        ["input"] = ["src", "formaction"], ["button"] = ["formaction"], ["form"] = ["action"], ["blockquote"] = ["cite"], ["q"] = ["cite"],
        ["ins"] = ["cite"], ["del"] = ["cite"], ["use"] = ["href"], ["image"] = ["href"],
    };

    public static PageRecord Read(string path, string html, string address, string shownAs, List<Diagnostic> diagnostics)
    {
        using var document = Parser.ParseDocument(html);
        var page = new PageRecord(path, BaseOf(document, address), new(StringComparer.Ordinal), []);
        if (string.IsNullOrWhiteSpace(document.DocumentElement.GetAttribute("lang"))) diagnostics.Add(Rules.PageWithoutLanguage.At(new(shownAs)));
        if (string.IsNullOrWhiteSpace(document.Title)) diagnostics.Add(Rules.PageWithoutTitle.At(new(shownAs)));
        foreach (var element in document.All)
        {
            var position = element.SourceReference?.Position;
            var place = new SourceLocation(shownAs, position?.Line ?? 1, position?.Column ?? 1);
            if (element.Id is { Length: > 0 } id && !page.Ids.Add(id)) diagnostics.Add(Rules.DuplicateId.At(place, id));
            if (element is IHtmlImageElement && !element.HasAttribute("alt")) diagnostics.Add(Rules.ImageWithoutAlt.At(place, element.GetAttribute("src") ?? ""));
            ReadAddresses(element, place, page.Links);
        }

        // Old pages name their anchors so.
        foreach (var anchor in document.QuerySelectorAll("a[name]")) page.Ids.Add(anchor.GetAttribute("name")!);
        return page;
    }

    private static string BaseOf(IDocument document, string address) =>
        document.QuerySelector("base[href]")?.GetAttribute("href") is { } own ? new Url(new Url(address), own).Href : address;

    private static void ReadAddresses(IElement element, SourceLocation place, List<FoundLink> links)
    {
        var name = element.LocalName;
        foreach (var attribute in Addresses.GetValueOrDefault(name, []))
        {
            if (element.GetAttribute(attribute) is { } address) Found(address, $"{name} {attribute}");
        }

        if (name is "img" or "source" && element.GetAttribute("srcset") is { } set)
        {
            foreach (var candidate in set.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)) Found(candidate.Split(' ')[0], $"{name} srcset");
        }

        if (name == "meta" && element.GetAttribute("content") is { } content)
        {
            var refresh = content.IndexOf("url=", StringComparison.OrdinalIgnoreCase);
            if ("refresh".Equals(element.GetAttribute("http-equiv"), StringComparison.OrdinalIgnoreCase) && refresh >= 0) Found(content[(refresh + 4)..].Trim('\'', '"', ' '), "meta refresh");
            if (element.GetAttribute("property") is "og:image" or "og:url") Found(content, "meta og");
        }

        void Found(string address, string source) => links.Add(new(address, source, place.Line, place.Column));
    }
}

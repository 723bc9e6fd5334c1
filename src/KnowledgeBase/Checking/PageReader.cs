using KnowledgeBase.Diagnostics;

namespace KnowledgeBase.Checking;

/// <summary>Reads one page as a browser would: its ids and links, and what it lacks.</summary>
/// <param name="baseUrl">The site's own absolute address: those in data for search engines that start so are links too.</param>
internal sealed class PageReader(string shownAs, string? baseUrl)
{
    private readonly HashSet<string> _ids = new(StringComparer.Ordinal);
    private readonly List<FoundLink> _links = [];
    private readonly FindingList _findings = new();
    private string? _base;
    private bool _hasTitle;
    private SourceLocation _start = new(shownAs);

    public string ShownAs => shownAs;

    /// <summary>A page that is plain is read in one pass; any other by AngleSharp, which knows what browsers make of it.</summary>
    public static PageRecord Read(string html, string shownAs, string? baseUrl) => PlainOrNull(html, shownAs, baseUrl) ?? AsBrowsersDo(html, shownAs, baseUrl);

    internal static PageRecord? PlainOrNull(string html, string shownAs, string? baseUrl)
    {
        var reader = new PageReader(shownAs, baseUrl);
        return new PlainPage(html, reader).IsRead() ? reader.ToRecord() : null;
    }

    internal static PageRecord AsBrowsersDo(string html, string shownAs, string? baseUrl)
    {
        var reader = new PageReader(shownAs, baseUrl);
        PageTree.Read(html, reader);
        return reader.ToRecord();
    }

    /// <summary>Elements come in the order of the page.</summary>
    /// <param name="text">What stands in a <c>style</c>, a <c>script</c>, or the <c>title</c> of the head; empty for others.</param>
    public void Add(PageTag tag, string text)
    {
        if (tag["id"] is { Length: > 0 } id && !_ids.Add(id)) _findings.Add(Rules.DuplicateId, tag.Place, id);
        LinkAttributes.AddTo(_links, tag);
        switch (tag.Name)
        {
            case "html":
                _start = tag.Place;
                if (string.IsNullOrWhiteSpace(tag["lang"])) _findings.Add(Rules.PageWithoutLanguage, _start);
                break;
            case "img" when tag["alt"] is null:
                _findings.Add(Rules.ImageWithoutAlt, tag.Place, tag["src"] ?? "");
                break;
            case "title":
                _hasTitle |= !string.IsNullOrWhiteSpace(text);
                break;
            case "base" when tag["href"] is { } start:
                _base ??= start;
                break;
            case "a" when tag["name"] is { Length: > 0 } name:
                _ids.Add(name); // old pages name their anchors so
                break;
            case "style":
                AddStyles(tag, text);
                break;
            case "script" when IsJson(tag["type"]):
                _links.AddRange(JsonText.Links(text, baseUrl, tag.Place, _findings));
                break;
        }

        if (tag["style"] is { } style) AddStyles(tag, style);
    }

    public static bool IsJson(string? type) => type is not null && type.Trim().Equals("application/ld+json", StringComparison.OrdinalIgnoreCase);

    private void AddStyles(PageTag tag, string css) =>
        _links.AddRange(StyleSheet.Links(css).Select(link => new FoundLink(link.Address, link.Use, tag.Place)));

    private PageRecord ToRecord()
    {
        if (!_hasTitle) _findings.Add(Rules.PageWithoutTitle, _start);
        return new(_base, _ids, _links, _findings);
    }
}

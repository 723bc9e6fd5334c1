using System.Collections.Frozen;

namespace KnowledgeBase.Checking;

/// <summary>The addresses in the attributes of one element.</summary>
internal static class LinkAttributes
{
    /// <summary>All attributes that are asked for, here and in <see cref="PageReader"/>.</summary>
    public static readonly FrozenSet<string> Names = new[]
    {
        "action", "alt", "background", "cite", "content", "data", "formaction", "href", "http-equiv", "id", "imagesrcset", "lang",
        "longdesc", "name", "poster", "property", "rel", "src", "srcset", "style", "type", "xlink:href",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Attributes that hold one address, by element.</summary>
    private static readonly FrozenDictionary<string, (string Attribute, LinkUse Use)[]> Single = new Dictionary<string, (string, LinkUse)[]>(StringComparer.Ordinal)
    {
        ["a"] = [("href", LinkUse.Link)],
        ["area"] = [("href", LinkUse.Link)],
        ["audio"] = [("src", LinkUse.Resource)],
        ["base"] = [("href", LinkUse.Start)],
        ["blockquote"] = [("cite", LinkUse.Link)],
        ["body"] = [("background", LinkUse.Picture)],
        ["button"] = [("formaction", LinkUse.Link)],
        ["del"] = [("cite", LinkUse.Link)],
        ["embed"] = [("src", LinkUse.Resource)],
        ["feImage"] = [("href", LinkUse.Picture)],
        ["form"] = [("action", LinkUse.Link)],
        ["frame"] = [("src", LinkUse.Resource)],
        ["iframe"] = [("src", LinkUse.Resource)],
        ["image"] = [("href", LinkUse.Picture)],
        ["img"] = [("src", LinkUse.Picture), ("longdesc", LinkUse.Link)],
        ["input"] = [("src", LinkUse.Picture), ("formaction", LinkUse.Link)],
        ["ins"] = [("cite", LinkUse.Link)],
        ["object"] = [("data", LinkUse.Resource)],
        ["q"] = [("cite", LinkUse.Link)],
        ["script"] = [("src", LinkUse.Resource), ("href", LinkUse.Resource)],
        ["source"] = [("src", LinkUse.Resource)],
        ["track"] = [("src", LinkUse.Resource)],
        ["use"] = [("href", LinkUse.Resource)],
        ["video"] = [("src", LinkUse.Resource), ("poster", LinkUse.Picture)],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Open Graph's addresses, and Twitter's of the same kind.</summary>
    private static readonly FrozenSet<string> Social = new[]
    {
        "og:url", "og:image", "og:image:url", "og:image:secure_url", "og:audio", "og:audio:url", "og:audio:secure_url",
        "og:video", "og:video:url", "og:video:secure_url", "og:see_also", "twitter:image", "twitter:player",
    }.ToFrozenSet(StringComparer.Ordinal);

    public static void AddTo(List<FoundLink> links, PageTag tag)
    {
        if (!tag.HasAttributes) return;
        if (Single.TryGetValue(tag.Name, out var attributes))
        {
            foreach (var (attribute, use) in attributes)
            {
                if (Value(tag, attribute) is { } address) Found(address, use);
            }
        }

        switch (tag.Name)
        {
            case "img" or "source":
                foreach (var (address, use) in Candidates(tag["srcset"])) Found(address, use);
                break;
            case "link":
                var isIcon = tag["rel"]?.Contains("icon", StringComparison.OrdinalIgnoreCase) == true;
                if (tag["href"] is { } href) Found(href, isIcon ? LinkUse.Picture : LinkUse.Resource);
                foreach (var (address, use) in Candidates(tag["imagesrcset"])) Found(address, use);
                break;
            case "meta" when tag["content"] is { } content:
                if (OfMeta(tag, content) is var (target, kind)) Found(target, kind);
                break;
        }

        void Found(string address, LinkUse use) => links.Add(new(address, tag.IsCode ? LinkUse.Shown : use, tag.Place));
    }

    // In SVG the attribute may still be 'xlink:href'.
    private static string? Value(PageTag tag, string attribute) => tag[attribute] ?? (attribute == "href" ? tag["xlink:href"] : null);

    private static (string, LinkUse)? OfMeta(PageTag meta, string content)
    {
        if ("refresh".Equals(meta["http-equiv"]?.Trim(), StringComparison.OrdinalIgnoreCase)) return Refresh(content) is { } target ? (target, LinkUse.Redirect) : null;
        var property = meta["property"] ?? meta["name"];
        return property is not null && Social.Contains(property.Trim()) ? (content, LinkUse.Resource) : null;
    }

    /// <summary>The target of <c>5; url='x'</c>, by the "shared declarative refresh steps" of the HTML standard; null if the page only reloads itself.</summary>
    internal static string? Refresh(string content)
    {
        const string spaces = " \t\n\r\f";
        var rest = content.AsSpan().TrimStart(spaces);
        var seconds = rest.IndexOfAnyExcept("0123456789.");
        if (seconds <= 0 || !(spaces + ";,").Contains(rest[seconds])) return null;

        rest = rest[seconds..].TrimStart(spaces);
        if (rest is [';' or ',', ..]) rest = rest[1..].TrimStart(spaces);
        if (rest.IsEmpty) return null;
        if (rest.StartsWith("url", StringComparison.OrdinalIgnoreCase) && rest[3..].TrimStart(spaces) is ['=', .. var value]) rest = value.TrimStart(spaces);
        if (rest is not [('\'' or '"') and var quote, .. var quoted]) return rest.ToString();
        var end = quoted.IndexOf(quote);
        return (end < 0 ? quoted : quoted[..end]).ToString();
    }

    /// <summary>The addresses of a <c>srcset</c>: a comma ends one only after a space, or at its end.</summary>
    internal static IEnumerable<(string Address, LinkUse Use)> Candidates(string? set)
    {
        var rest = set ?? "";
        while ((rest = rest.TrimStart(' ', '\t', '\n', '\r', '\f', ',')).Length > 0)
        {
            var space = rest.AsSpan().IndexOfAny(" \t\n\r\f");
            var address = space < 0 ? rest : rest[..space];
            rest = rest[address.Length..];
            if (!address.EndsWith(',')) rest = rest.IndexOf(',', StringComparison.Ordinal) is >= 0 and var comma ? rest[comma..] : "";
            yield return (address.TrimEnd(','), LinkUse.Picture);
        }
    }
}

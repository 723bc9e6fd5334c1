using AngleSharp.Dom;

namespace KnowledgeBase.Importing;

/// <summary>What the forum shows in place of the bare addresses of a post: the words of the linked page, or its title.</summary>
internal sealed class DiscoursePreviews
{
    public static readonly DiscoursePreviews None = new();

    /// <summary>What the forum shows is in no file: previews, titles and names that it puts in may be missing in ours.</summary>
    public static readonly DiscoursePreviews Unknown = new();

    private readonly Dictionary<string, string[]> _blocks = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _topics = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _titles = new(StringComparer.Ordinal);

    /// <param name="cooked">The post as the forum shows it; its previews are taken out of it.</param>
    public static DiscoursePreviews Of(string? cooked, DiscoursePlace place)
    {
        if (cooked is null) return Unknown;
        if (!cooked.Contains("<a ", StringComparison.Ordinal)) return None;
        var previews = new DiscoursePreviews();
        var body = DiscourseCooked.Parse(cooked).Body!;
        previews.TakeTitles(body);
        // A preview of the forum's own topic looks like a quote, but names nobody.
        foreach (var preview in body.QuerySelectorAll("aside.onebox, aside.quote:not([data-username])").ToList())
        {
            var address = preview.GetAttribute("data-onebox-src") ?? preview.QuerySelector("header a[href], .title a[href], a[href]")?.GetAttribute("href");
            if (address is null || preview.Closest("aside.quote[data-username]") is not null) continue;
            var holder = preview.Owner!.CreateElement("div");
            preview.Replace(holder);
            holder.AppendChild(preview);
            previews._blocks.TryAdd(Key(address), DiscourseCooked.ToMarkdown(holder, place, []).Split('\n'));
        }

        foreach (var quote in body.QuerySelectorAll("aside.quote[data-username][data-topic]"))
            if (quote.QuerySelector(".title a[href]")?.TextContent.Trim() is { Length: > 0 } title) previews._topics.TryAdd(quote.GetAttribute("data-topic")!, title);
        return previews;
    }

    /// <summary>Old forums mark no link that got its title from them; so a text that all links to one address share is its title, for who wrote the bare address.</summary>
    private void TakeTitles(IElement body)
    {
        foreach (var links in body.QuerySelectorAll("a[href]").Where(link => link.Closest("aside") is null).GroupBy(link => Key(link.GetAttribute("href")!), StringComparer.Ordinal))
        {
            var texts = links.Select(link => link.TextContent.Trim()).Distinct(StringComparer.Ordinal).Take(2).ToList();
            if (texts is [{ Length: > 0 } title] && !title.Contains("://", StringComparison.Ordinal)) _titles.TryAdd(links.Key, title);
        }
    }

    /// <summary>The lines that stand for an address alone on its line.</summary>
    public string[]? BlockOf(string address) => _blocks.GetValueOrDefault(Key(address));

    public string? TitleOf(string address) => _titles.GetValueOrDefault(Key(address));

    /// <summary>The title of another topic that is quoted.</summary>
    public string? TitleOf(long topic) => _topics.GetValueOrDefault($"{topic}");

    // The forum follows redirects between these spellings.
    private static string Key(string address)
    {
        var start = address.IndexOf("://", StringComparison.Ordinal);
        var key = start < 0 ? address : address[(start + 3)..];
        if (key.IndexOf('/') is >= 0 and var path && DiscourseAddress.Read(key[path..]) is { } topic) return topic.ToString();
        return (key.StartsWith("www.", StringComparison.OrdinalIgnoreCase) ? key[4..] : key).TrimEnd('/');
    }
}

using System.Globalization;
using System.Text.RegularExpressions;

namespace KnowledgeBase.Importing;

/// <summary>Who is quoted: <c>Name, post:1, topic:2, full:true, username:login</c>.</summary>
internal readonly partial record struct DiscourseQuote(string? Name, int? Post, long? Topic)
{
    public static DiscourseQuote Read(string value)
    {
        if (value.Length == 0) return default;
        var parts = value.Split(',', StringSplitOptions.TrimEntries);
        var keys = Array.FindIndex(parts, 1, part => Key().IsMatch(part));
        // A display name may hold commas; what comes before the keys is the name.
        return new(string.Join(", ", keys < 0 ? parts : parts[..keys]), Number(parts, "post:") is { } post and > 0 and <= int.MaxValue ? (int)post : null, Number(parts, "topic:"));
    }

    /// <summary>The first line of the quote in our Markdown; null if nobody is named.</summary>
    public string? Heading(DiscoursePlace place)
    {
        var links = place.Links;
        if (string.IsNullOrWhiteSpace(Name)) return null;
        // The forum puts the name that people chose, or the title of another topic.
        if (place.IsTextAlone) place.Tell("quote", LossKind.Changed, Name);
        var name = MarkdownPieces.Escape(Name);
        var topic = Topic ?? links.Topic;
        if (Post is null && Topic is null) return $"{name}:";
        var target = new DiscourseAddress(topic, Post ?? 1);
        var address = links.ToPost(target);
        var shown = address is null ? name : $"[{name}]({address})";
        return topic != links.Topic && (links.TitleOf(topic) ?? place.Previews.TitleOf(topic)) is { } title ? $"{shown}, {MarkdownPieces.Escape(title)}:" : $"{shown}:";
    }

    private static long? Number(string[] parts, string key) =>
        parts.Skip(1).Where(part => part.StartsWith(key, StringComparison.OrdinalIgnoreCase)).Select(part => (long?)(long.TryParse(part.AsSpan(key.Length).Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null)).FirstOrDefault();

    [GeneratedRegex("^(?:post|topic|full|username|chat|channel)\\s*:", RegexOptions.IgnoreCase)]
    private static partial Regex Key();
}

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
        var title = Topic is { } topic && topic != links.Topic ? links.TitleOf(topic) ?? place.Previews.TitleOf(topic) : null;
        var label = title is null ? Name : $"{Name}, {title}";
        if (AddressIn(links) is { } address) return $"[{MarkdownPieces.Escape(label)}]({address}):";
        return IsLogin(label) ? $"{MarkdownPieces.Escape("@" + label)}:" : $"**{MarkdownPieces.Escape(label)}** wrote:";
    }

    /// <summary>The post that is quoted, or the topic; null if neither is named, or known.</summary>
    public string? AddressIn(DiscourseLinks links) =>
        Post is null && Topic is null ? null : links.ToPost(new(Topic ?? links.Topic, Post ?? 1));

    /// <summary>What <c>@name:</c> can name; other names stand in bold letters.</summary>
    public static bool IsLogin(string name) => !name.AsSpan().ContainsAny(" \t@:");

    private static long? Number(string[] parts, string key) =>
        parts.Skip(1).Where(part => part.StartsWith(key, StringComparison.OrdinalIgnoreCase)).Select(part => (long?)(long.TryParse(part.AsSpan(key.Length).Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null)).FirstOrDefault();

    [GeneratedRegex("^(?:post|topic|full|username|chat|channel)\\s*:", RegexOptions.IgnoreCase)]
    private static partial Regex Key();
}

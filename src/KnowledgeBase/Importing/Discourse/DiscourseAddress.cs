using System.Globalization;
using System.Text.RegularExpressions;
using KnowledgeBase.Markup;

namespace KnowledgeBase.Importing;

/// <summary>An address inside a Discourse forum: a topic, and maybe one of its posts.</summary>
/// <param name="Topic">The topic's id.</param>
/// <param name="Post">Number of the post; null for the topic as a whole.</param>
internal readonly partial record struct DiscourseAddress(long Topic, int? Post)
{
    /// <summary>Reads a path from the forum's root, such as <c>/t/some-title/12/3</c>.</summary>
    public static DiscourseAddress? Read(string path)
    {
        if (TopicPath().Match(path) is not { Success: true } match || !long.TryParse(match.Groups["topic"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var topic)) return null;
        return new(topic, int.TryParse(match.Groups["post"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var post) && post > 0 ? post : null);
    }

    /// <summary>The root of the forum that an absolute address lies in: all before <c>/t/</c> and its like, else its host.</summary>
    public static string? RootOf(string address)
    {
        if (!WebAddress.IsAbsolute(address)) return null;
        return ForumPath().Match(address) is { Success: true } match ? match.Groups["root"].Value : null;
    }

    [GeneratedRegex(@"^/t/(?:(?:[^/?#]*[^/?#0-9][^/?#]*|\d+(?=/\d+/\d+))/)?(?<topic>\d+)(?:/(?<post>\d+))?(?:\.json|\.rss)?/?(?:[?#]|$)")]
    private static partial Regex TopicPath();

    [GeneratedRegex("^(?<root>https?://[^/?#]+(?:/[^/?#]+)*?)/(?:t|u|c|uploads|tags?|p|raw)/", RegexOptions.IgnoreCase)]
    private static partial Regex ForumPath();
}

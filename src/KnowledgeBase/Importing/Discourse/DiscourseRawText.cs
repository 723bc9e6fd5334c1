using System.Globalization;
using System.Text.RegularExpressions;
using KnowledgeBase.Model;

namespace KnowledgeBase.Importing;

/// <summary>Cuts the plain text of a Discourse topic (<c>/raw/ID</c>) into its posts.</summary>
internal static partial class DiscourseRawText
{
    private const string Separator = "-------------------------"; // 25, and a body may hold the same

    public static bool IsRawText(string start) => Header().IsMatch(start.AsSpan().TrimStart("\uFEFF\r\n ").ToString().Split('\n')[0].TrimEnd('\r'));

    /// <param name="isPost">Whether a post of this number can be by this author; what another source of the topic denies is text of the post before it.</param>
    public static IEnumerable<DiscoursePost> Split(string text, Func<int, string, bool> isPost)
    {
        var lines = text.TrimStart('\uFEFF').ReplaceLineEndings("\n").Split('\n');
        DiscoursePost? open = null;
        var start = 0;
        for (var i = 0; i < lines.Length; i++)
        {
            // Only a full header line at the start or after a separator, with a number that grows, begins a post.
            var isPlace = open is null || (lines[i - 1].Length == 0 && lines[i - 2] == Separator);
            if (!isPlace || Read(lines[i]) is not { } next || (open is not null && next.Number <= open.Number) || !isPost(next.Number, next.Username!)) continue;
            if (open is not null) yield return WithBody(open, lines, start, i);
            open = next;
            start = i + 1;
        }

        if (open is not null) yield return WithBody(open, lines, start, lines.Length);
    }

    private static DiscoursePost? Read(string line)
    {
        if (Header().Match(line) is not { Success: true } match) return null;
        var isTime = DateTimeOffset.TryParseExact(match.Groups["time"].ValueSpan, "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time);
        var isNumber = int.TryParse(match.Groups["number"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var number);
        return isTime && isNumber && number > 0 ? new() { Number = number, Username = match.Groups["user"].Value, Updated = Moment.Of(time) } : null;
    }

    private static DiscoursePost WithBody(DiscoursePost post, string[] lines, int start, int end)
    {
        while (end > start && lines[end - 1].Length == 0) end--;
        if (end > start && lines[end - 1] == Separator) end--;
        var body = string.Join('\n', lines[start..end]).Trim('\n');
        return post with { Raw = body, LeftOut = IsAction(body) ? "action post" : null };
    }

    // The text does not say what is an action. Posts cannot be empty, but 'closed' and its like are; and 'N posts were
    // moved to a new topic: [title](/t/…)' is told in each forum's language, but with a relative address, as nobody types it.
    private static bool IsAction(string body) => body.Length == 0 || MovedPosts().IsMatch(body);

    [GeneratedRegex(@"^(?<user>\S.{0,99}) \| (?<time>\d{4}-\d\d-\d\d \d\d:\d\d:\d\d) UTC \| #(?<number>\d{1,9})$")]
    private static partial Regex Header();

    [GeneratedRegex(@"^[^\n\[\]]{1,200}[:：] ?\[[^\n\]]{1,300}\]\(/t/[^\s()]+\)$")]
    private static partial Regex MovedPosts();
}

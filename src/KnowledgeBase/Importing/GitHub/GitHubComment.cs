using System.Globalization;
using System.IO.Hashing;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using KnowledgeBase.Markup;
using KnowledgeBase.Model;
using static KnowledgeBase.Importing.JsonFields;

namespace KnowledgeBase.Importing;

/// <summary>Reads a comment, or a discussion's own text: the same fields under the names of GraphQL, of events and of flat lists.</summary>
internal static partial class GitHubComment
{
    /// <param name="parent">Key of the comment that this is a reply to.</param>
    /// <param name="place">Its place in the export, by which it is known if nothing else tells.</param>
    public static GitHubPost Read(JsonElement json, string? parent, int place)
    {
        var url = Text(json, "html_url") ?? Text(json, "url");
        var created = When(json, "createdAt") ?? When(json, "created_at");
        var key = KeyOf(json);
        var (author, authorUrl) = Author(json);
        var body = Text(json, "body");
        var isHtml = body is not null && Text(json, "bodyHTML") is null && IsRendered().IsMatch(body) && body.AsSpan().TrimEnd().EndsWith(">");
        return new(key ?? (created is { } time ? $"{time} {author}" : $"{place}"), NodeId(key, created, place))
        {
            GlobalId = Text(json, "node_id") ?? Text(json, "id"),
            Author = author,
            AuthorUrl = WebAddress.IsAbsolute(authorUrl ?? "") ? authorUrl : null,
            Created = created,
            Edited = When(json, "lastEditedAt"),
            Votes = (int?)(Whole(json, "upvoteCount") ?? Whole(json, "upvotes")),
            Url = url is not null && NumberIn(url) is not null ? url : null,
            Markdown = isHtml ? null : body,
            Html = isHtml ? body : Text(json, "bodyHTML"),
            Text = Text(json, "bodyText"),
            IsAnswer = IsTrue(json, "isAnswer"),
            Hidden = Hidden(json),
            Parent = parent ?? Number(json, "parent_id") ?? (Member(json, "replyTo") is { } to ? KeyOf(to) : null),
            Reactions = Reactions(json),
        };
    }

    /// <summary>A comment's own number, or whatever else the export knows it by; null if nothing.</summary>
    public static string? KeyOf(JsonElement json) =>
        ((Text(json, "html_url") ?? Text(json, "url")) is { } url ? NumberIn(url) : null) ?? Number(json, "databaseId") ?? Number(json, "id") ?? Text(json, "id");

    /// <summary>The comment's number in its address.</summary>
    public static string? NumberIn(string url) => CommentPlace().Match(url) is { Success: true } found ? found.Groups[1].Value : null;

    private static string? Number(JsonElement json, string name) => Whole(json, name)?.ToString(CultureInfo.InvariantCulture);

    /// <summary>GitHub calls an account that is gone 'ghost'.</summary>
    private static (string? Name, string? Url) Author(JsonElement json)
    {
        if ((Member(json, "author") ?? Member(json, "user")) is { } author) return (Text(author, "login") ?? Text(author, "name"), Text(author, "html_url") ?? Text(author, "url"));
        var isGone = json.TryGetProperty("author", out var member) || json.TryGetProperty("user", out member);
        return (member.ValueKind == JsonValueKind.String ? StringOf(member) : isGone ? "ghost" : null, null);
    }

    private static string? Hidden(JsonElement json)
    {
        if (Text(json, "deletedAt") is not null || Text(json, "deleted_at") is not null) return "deleted";
        return IsTrue(json, "isMinimized") ? (Text(json, "minimizedReason") ?? "minimized").ToLowerInvariant() : null;
    }

    private static string NodeId(string? key, Moment? created, int place)
    {
        if (key is not null && key.AsSpan().ContainsAnyExceptInRange('0', '9') is false) return "p" + key;
        if (key is not null) return string.Create(CultureInfo.InvariantCulture, $"c{XxHash64.HashToUInt64(Encoding.UTF8.GetBytes(key)):x16}");
        return created is { } time ? $"c{time.Time.UtcDateTime.ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture)}" : string.Create(CultureInfo.InvariantCulture, $"c{place + 1}");
    }

    private static string? Reactions(JsonElement json)
    {
        var groups = Elements(json, "reactionGroups").Select(group => (Name: Text(group, "content"), Count: Whole(Member(group, "reactors") ?? Member(group, "users") ?? group, "totalCount")));
        var counts = Member(json, "reactions") is { } reactions ? reactions.EnumerateObject().Where(member => member.Name != "total_count").Select(member => (Name: (string?)member.Name, Count: Whole(reactions, member.Name))) : [];
        var shown = string.Join(", ", groups.Concat(counts).Where(reaction => reaction is { Name: not null, Count: > 0 }).Select(reaction => $"{reaction.Name} {reaction.Count}"));
        return shown.Length > 0 ? shown : null;
    }

    [GeneratedRegex(@"#discussioncomment-(\d+)$")]
    private static partial Regex CommentPlace();

    /// <summary>What GitHub makes of Markdown begins like this; what people write does not.</summary>
    [GeneratedRegex("""^\s*<(?:p|h[1-6]|ul|ol|div|pre|blockquote|table|section|details|hr|markdown-accessiblity-table|task-lists)\b(?=(?s:.*)(?: dir="auto"|class="[^"]*notranslate))""")]
    private static partial Regex IsRendered();
}

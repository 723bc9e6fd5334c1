using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using static KnowledgeBase.Importing.JsonFields;

namespace KnowledgeBase.Importing;

/// <summary>Finds the discussions in GitHub's JSON by what they look like: in answers of its GraphQL interface, in the events that it sends, in flat lists.</summary>
internal static partial class GitHubJson
{
    /// <param name="repositoryUrl">The repository's address, for discussions that do not have their own.</param>
    public static IEnumerable<GitHubDiscussion> Read(JsonElement json, string? repositoryUrl)
    {
        if (json.ValueKind == JsonValueKind.Array)
        {
            foreach (var element in json.EnumerateArray().SelectMany(element => Read(element, repositoryUrl))) yield return element;
        }
        else if (json.ValueKind == JsonValueKind.Object)
        {
            if (Member(json, "discussion") is { } subject && Text(json, "action") is { } action)
            {
                if (Discussion(subject, repositoryUrl) is { } told) yield return GitHubEvent.Apply(told, json, action);
            }
            else if (Discussion(json, repositoryUrl) is { } discussion)
            {
                yield return discussion;
            }
            else
            {
                foreach (var inner in json.EnumerateObject().SelectMany(member => Read(member.Value, repositoryUrl))) yield return inner;
            }
        }
    }

    private static GitHubDiscussion? Discussion(JsonElement json, string? repositoryUrl)
    {
        if (Text(json, "title") is not { } title || !HasText(json) || !HasAuthor(json) || Address(json, repositoryUrl) is not (var url, var id)) return null;
        var comments = new List<GitHubPost>();
        var announced = ReadComments(json, "comments", null, comments);
        var answer = Member(json, "answer") is { } chosen && HasText(chosen) ? GitHubComment.Read(chosen, null, comments.Count) with { IsAnswer = true } : null;
        if (answer is not null) AddAnswer(comments, answer);
        return new(id)
        {
            Title = title,
            Url = url,
            Question = GitHubComment.Read(json, null, 0) with { NodeId = "q", Url = url },
            Tags = [.. ((string?[])[Member(json, "category") is { } category ? Text(category, "name") : null, .. Nodes(json, "labels").Select(label => Text(label, "name"))]).OfType<string>().Distinct(StringComparer.Ordinal)],
            ClosedAs = (Text(json, "stateReason") ?? Text(json, "state_reason"))?.ToLowerInvariant() is { } reason ? (reason == "reopened" ? null : reason) : IsTrue(json, "closed") || Text(json, "state") == "closed" ? "" : null,
            ClosedOn = When(json, "closedAt"),
            IsLocked = IsTrue(json, "locked") || Text(json, "state") == "locked",
            Poll = Member(json, "poll") is { } poll ? Poll(poll) : null,
            AnswerKey = AnswerKey(json),
            Comments = [.. comments],
            Announced = announced,
            IsSnapshot = json.TryGetProperty("comments", out var list) && list.ValueKind == JsonValueKind.Array,
        };
    }

    /// <summary>Where it is, and what that makes its id; null if it is no discussion.</summary>
    private static (string? Url, string Id)? Address(JsonElement json, string? repositoryUrl)
    {
        var url = Text(json, "html_url") ?? Text(json, "url");
        var number = Whole(json, "number") ?? Whole(json, "id");
        if (url is null && repositoryUrl is not null && number is not null) url = string.Create(CultureInfo.InvariantCulture, $"{repositoryUrl.TrimEnd('/')}/discussions/{number}");
        if (url is null) return Whole(json, "number") is { } alone ? (null, $"#{alone}") : null;
        return Place().Match(url) is { Success: true } place ? (url, $"{place.Groups["repository"].Value}#{place.Groups["number"].Value}") : null;
    }

    private static bool HasAuthor(JsonElement json) => json.TryGetProperty("author", out _) || json.TryGetProperty("user", out _);

    /// <summary>Reads comments and the replies to them; gives how many there are, as far as the export says.</summary>
    private static int ReadComments(JsonElement json, string name, string? parent, List<GitHubPost> comments)
    {
        var read = 0;
        var announced = 0;
        foreach (var comment in Nodes(json, name))
        {
            read++;
            var post = GitHubComment.Read(comment, parent, comments.Count);
            comments.Add(post);
            announced += ReadComments(comment, "replies", post.Key, comments);
        }

        // GraphQL counts one level; events and flat lists count as they like, but never what is not there.
        if (Member(json, name) is { } list) return (int)Math.Max(read, Math.Min(Whole(list, "totalCount") ?? 0, int.MaxValue)) + announced;
        var total = parent is null ? Whole(json, "commentTotal") ?? Whole(json, name) ?? 0 : 0;
        return (int)Math.Max(read + announced, Math.Min(total, int.MaxValue));
    }

    private static GitHubPoll Poll(JsonElement poll) => new(
        Text(poll, "question"),
        Whole(poll, "totalVoteCount"),
        [.. Nodes(poll, "options").Select(option => (Text(option, "option") ?? "", Whole(option, "totalVoteCount"))).Where(option => option.Item1.Length > 0)]);

    private static void AddAnswer(List<GitHubPost> comments, GitHubPost answer)
    {
        var at = comments.FindIndex(post => post.Key == answer.Key || (post.Author == answer.Author && post.Created == answer.Created && post.Markdown == answer.Markdown && post.Html == answer.Html));
        if (at >= 0) comments[at] = comments[at] with { IsAnswer = true };
        else comments.Add(answer);
    }

    /// <summary>The comment that is named as the answer.</summary>
    private static string? AnswerKey(JsonElement json)
    {
        if (Text(json, "answer_html_url") is { } url) return GitHubComment.NumberIn(url);
        return Member(json, "answer") is { } answer ? GitHubComment.KeyOf(answer) : null;
    }

    /// <summary>The elements of a list, with GraphQL's <c>nodes</c> or <c>edges</c> around it or not.</summary>
    internal static IEnumerable<JsonElement> Nodes(JsonElement json, string name)
    {
        var list = Member(json, name);
        var edges = list is null ? [] : Elements(list.Value, "edges").Select(edge => Member(edge, "node")).OfType<JsonElement>();
        var nodes = list is null ? Elements(json, name) : Elements(list.Value, "nodes");
        // GraphQL puts null for what the asker may not see.
        return nodes.Where(node => node.ValueKind == JsonValueKind.Object).Concat(edges);
    }

    internal static bool HasText(JsonElement json) => json.ValueKind == JsonValueKind.Object && ((string[])["body", "bodyHTML", "bodyText"]).Any(name => json.TryGetProperty(name, out _));

    [GeneratedRegex(@"^https?://[^/?#]+/(?<repository>[^/?#]+/[^/?#]+)/discussions/(?<number>\d+)")]
    internal static partial Regex Place();
}

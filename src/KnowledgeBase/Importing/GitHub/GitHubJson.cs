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
            else if ((Discussion(json, repositoryUrl) ?? CommentsAlone(json, repositoryUrl) ?? CommentAlone(json)) is { } discussion)
            {
                yield return discussion;
            }
            else
            {
                var around = Text(json, "nameWithOwner") is { } name ? $"https://github.com/{name}" : repositoryUrl;
                foreach (var inner in json.EnumerateObject().SelectMany(member => Read(member.Value, around))) yield return inner;
            }
        }
    }

    private static GitHubDiscussion? Discussion(JsonElement json, string? repositoryUrl)
    {
        if (Text(json, "title") is not { } title || !HasText(json) || Address(json, repositoryUrl) is not (var url, var id) || !(HasAuthor(json) || Named(json) is not null)) return null;
        var comments = new List<GitHubPost>();
        ReadComments(json, "comments", null, comments);
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
            HasAnswer = IsTrue(json, "isAnswered") || (Text(json, "answerChosenAt") ?? Text(json, "answer_chosen_at")) is not null,
            Comments = [.. comments],
            Announced = Announced(json, "comments"),
            AnnouncedWithReplies = (int)Math.Min(Whole(json, "commentTotal") ?? Whole(json, "comments") ?? 0, int.MaxValue),
            IsSnapshot = json.TryGetProperty("comments", out var list) && list.ValueKind == JsonValueKind.Array,
        };
    }

    /// <summary>A further page of comments, which names its discussion but does not say what it is.</summary>
    private static GitHubDiscussion? CommentsAlone(JsonElement json, string? repositoryUrl)
    {
        if (Address(json, repositoryUrl) is not (_, var id) || !Nodes(json, "comments").Any(HasText)) return null;
        var comments = new List<GitHubPost>();
        ReadComments(json, "comments", null, comments);
        return GitHubDiscussion.Part(id, [.. comments]) with { AnswerKey = AnswerKey(json), Announced = Announced(json, "comments") };
    }

    /// <summary>A comment that stands without its discussion, which its address names.</summary>
    private static GitHubDiscussion? CommentAlone(JsonElement json)
    {
        if (!HasText(json) || Named(json) is not { } id || GitHubComment.NumberIn(Text(json, "html_url") ?? Text(json, "url")!) is null) return null;
        var comments = new List<GitHubPost> { GitHubComment.Read(json, null, 0) };
        ReadComments(json, "replies", comments[0].Key, comments);
        return GitHubDiscussion.Part(id, [.. comments]);
    }

    /// <summary>The discussion in whose page it is, by its own address.</summary>
    private static string? Named(JsonElement json) => (Text(json, "html_url") ?? Text(json, "url")) is { } url ? IdIn(url) : null;

    /// <summary>The discussion that an address names.</summary>
    public static string? IdIn(string address) => Place().Match(address) is { Success: true } place ? $"{place.Groups["repository"].Value}#{place.Groups["number"].Value}" : null;

    /// <summary>Where it is, and what that makes its id; null if it is no discussion.</summary>
    private static (string? Url, string Id)? Address(JsonElement json, string? repositoryUrl)
    {
        var url = Text(json, "html_url") ?? Text(json, "url");
        var number = Whole(json, "number") ?? Whole(json, "id");
        // Where nobody asked for its address, those of its comments have it in them.
        url ??= Nodes(json, "comments").Select(comment => Text(comment, "html_url") ?? Text(comment, "url")).FirstOrDefault(of => of is not null && IdIn(of) is not null)?.Split('#')[0];
        if (url is null && repositoryUrl is not null && number is not null) url = string.Create(CultureInfo.InvariantCulture, $"{repositoryUrl.TrimEnd('/')}/discussions/{number}");
        if (url is null) return Whole(json, "number") is { } alone ? (null, $"#{alone}") : null;
        return IdIn(url) is { } id ? (url, id) : null;
    }

    private static bool HasAuthor(JsonElement json) => json.TryGetProperty("author", out _) || json.TryGetProperty("user", out _);

    /// <summary>Reads comments and the replies to them.</summary>
    private static void ReadComments(JsonElement json, string name, string? parent, List<GitHubPost> comments)
    {
        foreach (var comment in Nodes(json, name))
        {
            var post = GitHubComment.Read(comment, parent, comments.Count) with { Announced = Announced(comment, "replies") };
            comments.Add(post);
            ReadComments(comment, "replies", post.Key, comments);
        }
    }

    /// <summary>GraphQL counts one level; a page of it may hold fewer.</summary>
    private static int Announced(JsonElement json, string name) => Member(json, name) is { } list ? (int)Math.Clamp(Whole(list, "totalCount") ?? 0, 0, int.MaxValue) : 0;

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
    private static partial Regex Place();
}

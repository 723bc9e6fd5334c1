using System.Net;
using System.Text.RegularExpressions;
using KnowledgeBase.Markup;
using KnowledgeBase.Model;

namespace KnowledgeBase.Importing;

/// <summary>Makes a thread of a discussion.</summary>
/// <remarks>
/// Comments that GitHub hides as spam or abuse, and those that are deleted, are left out and told with their words. What is
/// hidden for another reason (outdated, resolved, off topic) stays, and that it was hidden is told.
/// </remarks>
internal static partial class GitHubThread
{
    /// <param name="ours">Our own address for one of GitHub's; null if we do not have what it names.</param>
    public static ForeignThread Of(GitHubDiscussion discussion, Func<string, string?> ours)
    {
        var losses = new List<Loss>();
        var keys = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var comment in discussion.Comments.Where(comment => comment.GlobalId is not null)) keys.TryAdd(comment.GlobalId!, comment.Key);
        var answer = KeyOf(discussion.AnswerKey);
        var isAnswerKnown = answer is "" || discussion.Comments.Any(comment => comment.Key == answer);
        var comments = WithOwnIds(discussion.Comments.Select(Joined).Where(comment => !IsLeftOut(comment, losses)));
        var texts = comments.Prepend(discussion.Question).ToDictionary(post => post.NodeId, post => Markdown(post, discussion.Url, ours, losses), StringComparer.Ordinal);
        if (discussion.Poll is { } poll) texts["q"] = WithPoll(texts["q"], poll, losses);
        var roles = GitHubRoles.Order(discussion.Question, comments, comment => texts[comment.NodeId]);
        if (discussion.Missing is > 0 and var missing) losses.Add(new("comment", LossKind.NotCarried, null, $"{missing} of {missing + discussion.Comments.Length} comments are in no file"));
        if (discussion.HasAnswer && !comments.Any(comment => comment.IsAnswer)) losses.Add(new("answer", LossKind.NotCarried, null, "an answer was accepted, and the export does not say which comment it is"));
        var original = DuplicateOf(discussion, losses);
        return new()
        {
            Id = discussion.Id,
            Title = discussion.Title,
            Tags = discussion.Tags,
            Url = discussion.Url,
            DuplicateOf = original,
            Notices = [.. Notices(discussion, isDuplicate: original is not null)],
            Posts = [.. roles.Select(role => Post(role, texts[role.Post.NodeId]))],
            Losses = [.. losses],
        };

        // An answer and a parent may be named otherwise than the comment itself is.
        string? KeyOf(string? named) => named is not null && keys.TryGetValue(named, out var key) ? key : named;
        GitHubPost Joined(GitHubPost comment) => comment with { Parent = KeyOf(comment.Parent), IsAnswer = isAnswerKnown ? comment.Key == answer : comment.IsAnswer };
    }

    private static string WithPoll(string markdown, GitHubPoll poll, List<Loss> losses)
    {
        losses.Add(new("poll", LossKind.Changed, "q"));
        var head = poll.Votes is { } votes ? $"*Poll, {votes} votes:*" : "*Poll:*";
        var options = poll.Options.Select(option => $"- {MarkdownPieces.Escape(option.Text)}{(option.Votes is { } count ? $" ({count})" : "")}");
        return $"{CanonicalBody.Of(markdown)}\n\n{head} {MarkdownPieces.Escape(poll.Question ?? "")}".TrimEnd() + "\n\n" + string.Join('\n', options);
    }

    private static IEnumerable<Notice> Notices(GitHubDiscussion discussion, bool isDuplicate)
    {
        // A duplicate says so already.
        if (discussion.ClosedAs is { } reason && !isDuplicate) yield return new(NoticeKind.Closed, discussion.ClosedOn, reason);
        if (discussion.IsLocked) yield return new(NoticeKind.Locked, null);
    }

    private static ForeignPost Post(GitHubRole role, string markdown) => new()
    {
        NodeId = role.Post.NodeId,
        Kind = role.Kind,
        ParentId = role.ParentId,
        Byline = new(role.Post.Author, role.Post.AuthorUrl, role.Post.Created, role.Post.Edited > role.Post.Created ? role.Post.Edited : null),
        Score = role.Post.Votes,
        IsAccepted = role.Kind == PostKind.Answer && role.Post.IsAnswer,
        Url = role.Post.Url,
        Markdown = markdown,
        SourceText = role.Post.Text ?? (role.Post.Html is { } html ? SourceWords.Of(html) : null),
    };

    private static bool IsLeftOut(GitHubPost comment, List<Loss> losses)
    {
        if (comment.Hidden is null) return false;
        var words = comment.Words;
        if (!comment.IsLeftOut) losses.Add(new("hidden comment", LossKind.Changed, comment.NodeId, comment.Hidden));
        else if (!string.IsNullOrWhiteSpace(words)) losses.Add(new($"{comment.Hidden} comment", LossKind.NotCarried, null, $"{comment.Author}: {words.Trim()}"));
        return comment.IsLeftOut;
    }

    /// <summary>Two comments of one second have one id in a flat list; the second gets a number.</summary>
    private static List<GitHubPost> WithOwnIds(IEnumerable<GitHubPost> comments)
    {
        var ids = new HashSet<string>(StringComparer.Ordinal) { "q" };
        var distinct = new List<GitHubPost>();
        foreach (var comment in comments)
        {
            var id = comment.NodeId;
            for (var number = 2; !ids.Add(id); number++) id = $"{comment.NodeId}-{number}";
            distinct.Add(comment with { NodeId = id });
        }

        return distinct;
    }

    private static string Markdown(GitHubPost post, string? threadUrl, Func<string, string?> ours, List<Loss> losses)
    {
        if (post.Reactions is { } reactions) losses.Add(new("reactions", LossKind.NotCarried, post.NodeId, reactions));
        if (post.Markdown is null)
        {
            var html = post.Html ?? $"<p>{WebUtility.HtmlEncode(post.Text ?? "").ReplaceLineEndings("<br>")}</p>";
            return HtmlToMarkdown.Convert(html, new(post.NodeId, address => Absolute(address) ?? address, losses));
        }

        // What our dialect may not read is shown as it is.
        if (MarkdownReading.Of(post.Markdown) is not { } reading) return post.Markdown;
        foreach (var image in reading.Images.Select(image => Absolute(image) ?? image).Where(WebAddress.IsAbsolute)) losses.Add(new("img", LossKind.Remote, post.NodeId, image));
        return UnwarnedMarkdown.Of(reading.With(Absolute, hardensLines: true));

        // GitHub reads addresses from the discussion's own. Null leaves the address as it is.
        string? Absolute(string address)
        {
            var absolute = threadUrl is not null && WebAddress.Read(address).Kind is AddressKind.Relative or AddressKind.Fragment ? WebAddress.Against(threadUrl, address) : null;
            return ours(absolute ?? address) ?? absolute;
        }
    }

    /// <summary>GitHub does not say of what a discussion is a duplicate; people do, in the words that it teaches for issues.</summary>
    private static string? DuplicateOf(GitHubDiscussion discussion, List<Loss> losses)
    {
        if (discussion.ClosedAs is not "duplicate") return null;
        foreach (var comment in discussion.Comments)
        {
            if (Duplicate().Match(comment.Markdown ?? comment.Text ?? "") is not { Success: true } named) continue;
            var repository = named.Groups["repository"] is { Success: true } other ? other.Value : discussion.Id[..discussion.Id.IndexOf('#')];
            return $"{repository}#{named.Groups["number"].Value}";
        }

        losses.Add(new("duplicate", LossKind.NotCarried, null, "it is closed as a duplicate, and nobody says of what"));
        return null;
    }

    [GeneratedRegex(@"\bduplicate of\s+(?:#(?<number>\d+)|https?://[^/\s]+/(?<repository>[^/\s]+/[^/\s]+)/discussions/(?<number>\d+))", RegexOptions.IgnoreCase)]
    private static partial Regex Duplicate();
}

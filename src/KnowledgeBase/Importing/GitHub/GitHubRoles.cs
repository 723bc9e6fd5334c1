namespace KnowledgeBase.Importing;

/// <summary>What a comment is here, and under which node it stands.</summary>
internal sealed record GitHubRole(GitHubPost Post, PostKind Kind, string? ParentId);

/// <summary>Decides which comments of a discussion are answers and which are replies, and to what.</summary>
/// <remarks>
/// The discussion's own text is the question. Of the comments, in this order:
/// 1. what is marked as the answer is an accepted answer;
/// 2. what replies to a comment is a reply to it;
/// 3. what the asker writes is a reply to the question;
/// 4. thanks, agreement and a question back, in fewer than 80 characters without code, link or other people's votes, is a reply to the question;
/// 5. all else is an answer, whether or not the category knows answers.
/// A reply to a comment that is not here goes to the question.
/// </remarks>
internal static class GitHubRoles
{
    /// <summary>In the order of the file: the question with the replies that lead to no answer, then each answer with those that lead to it.</summary>
    /// <param name="markdownOf">A comment's text as it will stand in our file.</param>
    public static IEnumerable<GitHubRole> Order(GitHubPost question, IReadOnlyList<GitHubPost> comments, Func<GitHubPost, string> markdownOf)
    {
        var byKey = new Dictionary<string, GitHubPost>(StringComparer.Ordinal);
        foreach (var comment in comments) byKey.TryAdd(comment.Key, comment);
        var groups = new List<List<GitHubRole>> { new() { new(question, PostKind.Question, null) } };
        var groupOf = new Dictionary<string, List<GitHubRole>>(StringComparer.Ordinal);
        // A reply stands after what it is made to, wherever the export has it.
        var firstLevel = comments.Where(comment => comment.Parent is null || !byKey.ContainsKey(comment.Parent));
        foreach (var comment in firstLevel.Concat(comments.Where(comment => comment.Parent is not null && byKey.ContainsKey(comment.Parent))))
        {
            var role = Decide(comment);
            var group = role.Kind == PostKind.Answer ? [] : comment.Parent is { } to && groupOf.TryGetValue(to, out var around) ? around : groups[0];
            if (role.Kind == PostKind.Answer) groups.Add(group);
            group.Add(role);
            groupOf[comment.Key] = group;
        }

        return groups.SelectMany(group => group);

        GitHubRole Decide(GitHubPost comment)
        {
            if (comment.IsAnswer) return new(comment, PostKind.Answer, null);
            if (comment.Parent is { } parent) return new(comment, PostKind.Reply, groupOf.ContainsKey(parent) ? byKey[parent].NodeId : question.NodeId);
            var isByAsker = comment.Author is not (null or "ghost") && string.Equals(comment.Author, question.Author, StringComparison.OrdinalIgnoreCase);
            // Everybody votes for their own comment by writing it.
            var isRemark = isByAsker || (comment.Votes is null or <= 1 && ShortRemark.Is(markdownOf(comment)));
            return isRemark ? new(comment, PostKind.Reply, question.NodeId) : new(comment, PostKind.Answer, null);
        }
    }
}

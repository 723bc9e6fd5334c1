using System.Collections.Immutable;

namespace KnowledgeBase.Importing;

/// <summary>What is known of a post when it is decided whether it answers or remarks.</summary>
/// <param name="Markdown">Its text as it will stand in our file.</param>
/// <param name="QuotesFirst">Number of the post that its text begins by quoting.</param>
internal sealed record DiscourseRemark(DiscoursePost Post, string Markdown, int? QuotesFirst);

/// <summary>What a post is here, and under which post it stands.</summary>
internal sealed record DiscourseRole(DiscourseRemark Remark, PostKind Kind, int? Parent);

/// <summary>Decides which posts of a topic are answers and which are replies, and to what.</summary>
/// <remarks>
/// The first post is the question. Of the others, in this order:
/// 1. what is accepted is an answer;
/// 2. what replies to another post than the question, by its reply arrow or because it begins by quoting it, is a reply to that post;
/// 3. what the asker writes is a reply to the question;
/// 4. thanks, agreement and a question back, in fewer than 80 characters without code, link or likes, is a reply to the question;
/// 5. all else is an answer.
/// A post that is not there, or stands later, cannot be replied to: the reply goes to the question.
/// </remarks>
internal static class DiscourseRoles
{
    /// <summary>In the order of the file: each answer is followed by the replies that lead to it, the question by those that lead to none.</summary>
    public static ImmutableArray<DiscourseRole> Order(ImmutableArray<DiscourseRemark> remarks)
    {
        if (remarks.IsEmpty) return [];
        var question = remarks[0].Post;
        var roles = new Dictionary<int, DiscourseRole> { [question.Number] = new(remarks[0], PostKind.Question, null) };
        // Under which question or answer a post stands; its parent came before it, so one look is enough.
        var tops = new Dictionary<int, int> { [question.Number] = question.Number };
        var groups = new List<(int Top, List<DiscourseRole> Roles)> { (question.Number, [roles[question.Number]]) };
        var groupOf = new Dictionary<int, List<DiscourseRole>> { [question.Number] = groups[0].Roles };
        foreach (var remark in remarks.Skip(1))
        {
            var role = Decide(remark, question, roles);
            roles[remark.Post.Number] = role;
            if (role.Kind == PostKind.Answer)
            {
                groups.Add((remark.Post.Number, [role]));
                groupOf[remark.Post.Number] = groups[^1].Roles;
                tops[remark.Post.Number] = remark.Post.Number;
            }
            else
            {
                tops[remark.Post.Number] = tops[role.Parent!.Value];
                groupOf[tops[remark.Post.Number]].Add(role);
            }
        }

        return [.. groups.SelectMany(group => group.Roles)];
    }

    private static DiscourseRole Decide(DiscourseRemark remark, DiscoursePost question, Dictionary<int, DiscourseRole> earlier)
    {
        var post = remark.Post;
        if (post.IsAccepted) return new(remark, PostKind.Answer, null);
        var named = post.ReplyTo is { } to && to != question.Number ? to : remark.QuotesFirst is { } quoted && quoted != question.Number ? quoted : (int?)null;
        if (named is { } parent) return new(remark, PostKind.Reply, earlier.ContainsKey(parent) ? parent : question.Number);
        var isByAsker = post.Username is not null && string.Equals(post.Username, question.Username, StringComparison.OrdinalIgnoreCase);
        return isByAsker || (post.Likes == 0 && ShortRemark.Is(remark.Markdown))
            ? new(remark, PostKind.Reply, question.Number)
            : new(remark, PostKind.Answer, null);
    }
}

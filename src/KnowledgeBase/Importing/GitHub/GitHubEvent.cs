using System.Text.Json;
using static KnowledgeBase.Importing.JsonFields;

namespace KnowledgeBase.Importing;

/// <summary>What an event that GitHub sent says beside the discussion as it then was.</summary>
internal static class GitHubEvent
{
    public static GitHubDiscussion Apply(GitHubDiscussion discussion, JsonElement payload, string action)
    {
        if (Member(payload, "comment") is { } comment)
        {
            var post = GitHubComment.Read(comment, null, 0);
            return discussion with { Comments = GitHubPost.Join(discussion.Comments, [action == "deleted" ? post with { Hidden = "deleted" } : post]) };
        }

        if (Member(payload, "answer") is { } answer && GitHubJson.HasText(answer)) return discussion with { Comments = GitHubPost.Join(discussion.Comments, [GitHubComment.Read(answer, null, 0)]) };
        if (Member(payload, "old_answer") is { } old && GitHubJson.HasText(old)) return discussion with { AnswerKey = "", Comments = GitHubPost.Join(discussion.Comments, [GitHubComment.Read(old, null, 0)]) };
        return action == "deleted" ? discussion with { Question = discussion.Question with { Hidden = "deleted" } } : discussion;
    }
}

using System.Globalization;
using KnowledgeBase.Markup;
using KnowledgeBase.Model;

namespace KnowledgeBase.Rendering;

/// <summary>Makes what the thread template sees.</summary>
internal static class ThreadModels
{
    public static ThreadModel Of(ThreadPage page, Site site, ThreadBodies bodies, PageFrame frame)
    {
        var thread = page.Thread;
        var answers = thread.Answers
            .OrderByDescending(answer => answer.IsAccepted).ThenByDescending(answer => answer.Score ?? 0)
            .ToList();
        var replies = RepliesByTop(thread);
        var labels = thread.Posts.ToDictionary(post => post.Id, post => post.Byline.Author ?? post.Id, StringComparer.Ordinal);
        var replyIds = thread.Posts.OfType<Reply>().Select(reply => reply.Id).ToHashSet(StringComparer.Ordinal);

        NodeModel ToModel(Node node) => NodeOf(node, bodies, frame, labels, replies.GetValueOrDefault(node.Id)?.Select(reply => ToReply(reply)).ToList() ?? [], replyIds);
        NodeModel ToReply(Reply reply) => NodeOf(reply, bodies, frame, labels, [], replyIds);

        return new(
            thread.Title, frame.Language, frame.Direction, frame.TagLinks(thread), frame.BylineOf(thread.Question.Byline),
            Words.Count(answers.Count, "answer"), answers.Exists(answer => answer.IsAccepted),
            thread.Source is { } source ? new(WebAddress.HostOf(source), new(source)) : null,
            thread.License ?? site.Config.License, thread.AppliesTo,
            thread.Reviewed is { } review ? Words.Date(Moment.Of(review.On)) + (review.By is { } by ? $" by {by}" : "") : null,
            thread.Reviewed?.Note, thread.ReviewAfter is { } after ? Words.Date(Moment.Of(after)) : null,
            thread.DuplicateOf is { } duplicate && site.ThreadBySlug.TryGetValue(duplicate.Value, out var original) ? frame.LinkTo(original) : null,
            [.. thread.Related.Where(related => site.ThreadBySlug.ContainsKey(related.Value)).Select(related => frame.LinkTo(site.ThreadBySlug[related.Value]))],
            frame.EditLink(thread.Path),
            [.. thread.Takeaways.Select(ToModel)], ToModel(thread.Question), [.. answers.Select(ToModel)],
            page.Older is null ? null : frame.LinkTo(page.Older), page.Newer is null ? null : frame.LinkTo(page.Newer));
    }

    private static NodeModel NodeOf(
        Node node, ThreadBodies bodies, PageFrame frame, Dictionary<string, string> labels, List<NodeModel> replies, HashSet<string> replyIds)
    {
        var authored = node as AuthoredNode;
        var isAccepted = node is Answer { IsAccepted: true };
        var label = node switch { Question => "Question", Answer => isAccepted ? "Accepted answer" : "Answer", Reply => "Reply", _ => $"Takeaway {node.Id}" };
        var kind = node.GetType().Name.ToLowerInvariant();
        var isToReply = node is Reply reply && replyIds.Contains(reply.ParentId);
        return new(
            node.Id, kind, label, new("#" + node.Id), isAccepted, node.FormerIds, frame.BylineOf(authored?.Byline ?? Byline.Unknown), authored?.Score,
            authored?.Url is { } url ? new(url) : null, authored?.License,
            isToReply ? new(labels[((Reply)node).ParentId], new("#" + ((Reply)node).ParentId)) : null, bodies.Html(node), replies);
    }

    /// <summary>All replies below each question or answer, in the order of the file: deep chains stay one flat list.</summary>
    private static Dictionary<string, List<Reply>> RepliesByTop(ForumThread thread)
    {
        var topOf = new Dictionary<string, string>(StringComparer.Ordinal);
        var replies = new Dictionary<string, List<Reply>>(StringComparer.Ordinal);
        foreach (var post in thread.Posts)
        {
            // A parent always stands above its replies.
            var top = topOf[post.Id] = post is Reply reply ? topOf[reply.ParentId] : post.Id;
            if (post is not Reply) replies[post.Id] = [];
            else replies[top].Add((Reply)post);
        }

        return replies;
    }
}

/// <summary>Numbers and dates in words.</summary>
internal static class Words
{
    public static string Count(int count, string word) => $"{count.ToString("N0", CultureInfo.InvariantCulture)} {word}{(count == 1 ? "" : "s")}";

    public static string Date(Moment moment) => moment.Time.ToString("d MMM yyyy", CultureInfo.InvariantCulture);
}

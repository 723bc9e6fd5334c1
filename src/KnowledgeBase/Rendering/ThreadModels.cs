using KnowledgeBase.Markup;
using KnowledgeBase.Model;

namespace KnowledgeBase.Rendering;

/// <summary>Makes what the thread template sees.</summary>
internal static class ThreadModels
{
    /// <summary>Nobody finds his way in a longer outline: it has the first answers and the last, and says how many there are between.</summary>
    private const int ShownInOutline = 40;

    /// <summary>In a longer thread, the order of time lists answers only: it would weigh as much as a page.</summary>
    private const int ShownInTimeline = 200;

    private const int StartLength = 70;

    private const int ShownLinks = 8;

    public static ThreadModel Of(ThreadPage page, Site site, ThreadBodies bodies, PageFrame frame)
    {
        var (thread, words) = (page.Thread, frame.Words);
        var language = thread.Language ?? frame.Language;
        var answers = Ordered(thread);
        var replies = RepliesByTop(thread);
        var labels = thread.Posts.ToDictionary(post => post.Id, post => post.Byline.Author ?? post.Id, StringComparer.Ordinal);
        var replyIds = thread.Posts.OfType<Reply>().Select(reply => reply.Id).ToHashSet(StringComparer.Ordinal);
        // What is left out is worth a line only if it is more than one.
        var hidden = answers.Count > ShownInOutline + 1 ? answers.Count - ShownInOutline : 0;
        var isTimely = answers.SequenceEqual(thread.Answers.OrderBy(answer => answer.Byline.On?.Time ?? DateTimeOffset.MaxValue));

        NodeModel ToModel(Node node) => NodeOf(node, bodies, frame, labels, replies.GetValueOrDefault(node.Id)?.Select(reply => ToReply(reply)).ToList() ?? [], replyIds);
        NodeModel ToReply(Reply reply) => NodeOf(reply, bodies, frame, labels, [], replyIds);
        OutlineModel ToOutline(AuthoredNode post, bool withStart) => new(
            LabelOf(post, words), post.Byline.Author, post.Byline.On is { } on ? words.Date(on) : null,
            replies.GetValueOrDefault(post.Id) is { Count: > 0 } below ? words.Count("reply-count", below.Count) : null,
            withStart ? bodies.StartOf(post, StartLength) : null, new("#" + post.Id), post is Answer { IsAccepted: true });

        return new(
            thread.Title, site.Config.BaseUrl is { } root ? new SafeUrl(page.Url.Under(root)) : null, language, PageFrame.DirectionOf(language), frame.TagLinks(thread), frame.BylineOf(thread.Question.Byline),
            Later(thread) is { } active ? words.Date(active) : null, Later(thread)?.ToString(),
            words.Count("answer-count", answers.Count), thread.IsSolved, answers is [{ IsAccepted: true } solution, ..] ? new("#" + solution.Id) : null,
            thread.Source is { } source ? new(WebAddress.HostOf(source), new(source)) : null,
            thread.License ?? site.Config.License, thread.AppliesTo,
            thread.Reviewed is { } review ? words.Date(Moment.Of(review.On)) : null, thread.Reviewed is { } known ? Moment.Of(known.On).ToString() : null, thread.Reviewed?.By, thread.Reviewed?.Note,
            thread.ReviewAfter is { } after ? words.Date(Moment.Of(after)) : null, thread.ReviewAfter <= site.AsOf,
            thread.DuplicateOf is { } duplicate && site.ThreadBySlug.TryGetValue(duplicate.Value, out var original) ? frame.LinkTo(original) : null,
            Related(page, site, frame), [.. page.Neighbours.LinkedFrom.Reverse().Take(ShownLinks).Select(frame.LinkTo)],
            frame.EditLink(thread.Path, thread.Inner, "edit-thread"), frame.AnswerLink(thread), Citations.Of(thread, site.Config, frame),
            [.. answers.SkipLast(hidden > 0 ? hidden + 1 : 0).Prepend<AuthoredNode>(thread.Question).Select(post => ToOutline(post, withStart: true))],
            hidden > 0 ? new(words.Count("more-answers", hidden), new("#" + answers[^(hidden + 1)].Id)) : null, hidden > 0 ? ToOutline(answers[^1], withStart: true) : null,
            answers.Count > 1 ? words[OrderWord(answers)] : null,
            isTimely ? [] : [.. Timed(thread).OrderBy(post => post.Byline.On?.Time ?? DateTimeOffset.MinValue).Select(post => ToOutline(post, withStart: false))],
            [.. thread.Takeaways.Select(ToModel)], ToModel(thread.Question), [.. answers.Select(ToModel)],
            page.Older is null ? null : frame.LinkTo(page.Older), page.Newer is null ? null : frame.LinkTo(page.Newer));
    }

    /// <summary>The kind of a node in words.</summary>
    public static string LabelOf(Node node, Words words) => node switch
    {
        Question => words["question"],
        Answer { IsAccepted: true } => words["accepted-answer"],
        Answer => words["answer"],
        Reply => words["reply"],
        _ => words["takeaway"],
    };

    /// <summary>A post's kind and author in words, which name it far from its thread.</summary>
    public static string NameOf(AuthoredNode post, Words words) =>
        post.Byline.Author is { } author ? words.With("node-by", LabelOf(post, words), author) : LabelOf(post, words);

    public static string KindOf(Node node) => node switch
    {
        Question => "question",
        Answer => "answer",
        Reply => "reply",
        _ => "takeaway",
    };

    /// <summary>Accepted answers first, then by score, then by date; equal ones as in the file.</summary>
    private static List<Answer> Ordered(ForumThread thread) =>
    [
        .. thread.Answers.OrderByDescending(answer => answer.IsAccepted).ThenByDescending(answer => answer.Score ?? 0)
            .ThenBy(answer => answer.Byline.On?.Time ?? DateTimeOffset.MaxValue),
    ];

    private static IEnumerable<AuthoredNode> Timed(ForumThread thread) => thread.Posts.Length <= ShownInTimeline ? thread.Posts : thread.Answers;

    private static string OrderWord(List<Answer> answers) =>
        answers.Exists(answer => answer.IsAccepted) ? "answer-order" : answers.Exists(answer => answer.Score is not (null or 0)) ? "answer-order-scored" : "answer-order-dated";

    private static Moment? Later(ForumThread thread) => thread.LastPosted is { } last && last.Day != thread.Question.Byline.On?.Day ? last : null;

    /// <summary>Those that the author picked, then the most similar ones.</summary>
    private static List<LinkModel> Related(ThreadPage page, Site site, PageFrame frame) =>
    [
        .. page.Thread.Related.Select(related => site.ThreadBySlug.GetValueOrDefault(related.Value)).OfType<ForumThread>()
            .Concat(page.Neighbours.Related).Distinct().Take(ShownLinks).Select(frame.LinkTo),
    ];

    private static NodeModel NodeOf(
        Node node, ThreadBodies bodies, PageFrame frame, Dictionary<string, string> labels, List<NodeModel> replies, HashSet<string> replyIds)
    {
        var authored = node as AuthoredNode;
        var label = LabelOf(node, frame.Words);
        var isToReply = node is Reply reply && replyIds.Contains(reply.ParentId);
        return new(
            node.Id, KindOf(node), label, frame.Words.With("link-to", $"{label} {node.Id}"), new("#" + node.Id), node is Answer { IsAccepted: true }, node.FormerIds,
            frame.BylineOf(authored?.Byline ?? Byline.Unknown), node is Reply && authored?.Score == 0 ? null : authored?.Score, authored?.Url is { } url ? new(url) : null, authored?.License,
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

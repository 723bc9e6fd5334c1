using System.Collections.Immutable;
using System.Text.RegularExpressions;
using KnowledgeBase.Markup;
using KnowledgeBase.Model;

namespace KnowledgeBase.Importing;

/// <summary>Makes a thread of a Discourse topic.</summary>
internal static partial class DiscourseThread
{
    public static ForeignThread Of(DiscourseTopic topic, DiscourseArchive archive, IThreadLinks links)
    {
        var losses = new List<Loss>();
        var url = archive.UrlOf(topic.Id, topic.Slug);
        var ways = new DiscourseLinks(archive, topic.Id, url, links);
        var nodes = topic.Posts.Where(post => post.LeftOut is null).ToList();
        var numbers = nodes.Select(post => post.Number).ToHashSet();
        if (topic.Category is { } category) losses.Add(new("category", LossKind.NotCarried, null, $"number {category}"));
        if (topic.FeaturedLink is { } featured && nodes[0] is var first && $"{first.Raw}{first.Cooked}".Contains(featured, StringComparison.Ordinal) is false) losses.Add(new("featured link", LossKind.NotCarried, null, featured));
        losses.AddRange(LeftOut(topic));
        if (topic.Announced > topic.Posts.Length) losses.Add(new("post", LossKind.NotCarried, null, $"{topic.Announced - topic.Posts.Length} of {topic.Announced} posts are in no file"));
        if (topic.Posts[0].Number > 1) losses.Add(new("post", LossKind.NotCarried, null, $"the first is in no file, and #{nodes[0].Number} stands as the question"));
        losses.AddRange(nodes.Where(post => post.Reactions is not null).Select(post => new Loss("reactions", LossKind.NotCarried, NodeId(post.Number), post.Reactions)));
        TellDates(nodes, losses);
        TellNames(nodes, losses);

        var remarks = nodes.Select(post => Remark(post, new(NodeId(post.Number), ways, DiscourseUploads.Of(post.Cooked, archive.Root), losses))).ToImmutableArray();
        return new()
        {
            Id = $"{topic.Id}",
            Title = topic.Title is null ? null : EmojiName().Replace(topic.Title, name => Emoji.Of(name.Groups[1].ValueSpan, name.Groups[2] is { Success: true, ValueSpan: [var tone] } ? tone - '0' : null) ?? name.Value),
            Tags = topic.Tags,
            Url = url,
            Notices = [.. Notices(topic)],
            Posts = [.. DiscourseRoles.Order(remarks).Select(Post)],
            Losses = [.. losses],
        };

        string NodeId(int number) => number == nodes[0].Number ? "q" : $"p{number}";

        ForeignPost Post(DiscourseRole role)
        {
            var post = role.Remark.Post;
            if (post.ReplyTo is { } to && role.Kind != PostKind.Question && !numbers.Contains(to)) losses.Add(new("reply", LossKind.Changed, NodeId(post.Number), $"#{to}"));
            return new()
            {
                NodeId = NodeId(post.Number),
                Kind = role.Kind,
                ParentId = role.Parent is { } parent ? NodeId(parent) : null,
                Byline = Byline(post, archive),
                IsDateAtLatest = post.Created is null && post.Written is not null,
                Score = post.Likes > 0 ? post.Likes : null,
                IsAccepted = role.Kind == PostKind.Answer && post.IsAccepted,
                Url = url is null ? null : $"{url}/{post.Number}",
                Markdown = role.Remark.Markdown,
                SourceText = post.Cooked is { } cooked ? DiscourseCooked.Words(cooked) : null,
            };
        }
    }

    /// <summary>In a title, where no Markdown is read; <c>a::b:c</c> is none.</summary>
    [GeneratedRegex(@"(?<![\w:]):([\w+-]+)(?::t([2-6]))?:(?![\w:])")]
    private static partial Regex EmojiName();

    private static IEnumerable<Notice> Notices(DiscourseTopic topic)
    {
        if (topic.IsClosed) yield return new(NoticeKind.Closed, null);
        if (topic.IsArchived) yield return new(NoticeKind.Archived, null);
    }

    private static DiscourseRemark Remark(DiscoursePost post, DiscoursePlace place)
    {
        if (post.Raw is { } raw)
        {
            var text = new DiscourseText(place with { Previews = DiscoursePreviews.Of(post.Cooked, place) }, post.Polls);
            return new(post, DiscourseMarkup.ToMarkdown(raw, text), DiscourseMarkup.FirstQuote(raw, place.Links.Topic));
        }

        var cooked = DiscourseCooked.Parse(post.Cooked ?? "");
        var quoted = DiscourseCooked.FirstQuote(cooked, place.Links.Topic);
        return new(post, DiscourseCooked.ToMarkdown(cooked.Body!, place, post.Polls), quoted);
    }

    private static Byline Byline(DiscoursePost post, DiscourseArchive archive) => new(
        post.Username,
        post.Username is { } name ? archive.AuthorUrlOf(name) : null,
        post.Written,
        (post.IsEdited || post.Created is null) && post.Updated > post.Written ? post.Updated : null);

    /// <summary>The posts that are no nodes, with their words.</summary>
    public static IEnumerable<Loss> LeftOut(DiscourseTopic topic)
    {
        foreach (var post in topic.Posts.Where(post => post.LeftOut is not null))
        {
            var text = (post.Raw ?? DiscourseCooked.Words(post.Cooked ?? "")).Trim();
            if (text.Length == 0) text = post.Action ?? "";
            if (text.Length > 0) yield return new(post.LeftOut!, LossKind.NotCarried, null, $"#{post.Number} {post.Username}: {text}");
        }
    }

    private static void TellDates(List<DiscoursePost> posts, List<Loss> losses)
    {
        var undated = posts.Count(post => post.Created is null && post.Updated is not null);
        if (undated > 0) losses.Add(new("date", LossKind.Changed, null, $"of {undated} posts only the last change is known"));
    }

    private static void TellNames(List<DiscoursePost> posts, List<Loss> losses)
    {
        // Mentions and quotes name people by their username, so that is who they are here.
        var names = posts.Where(post => post.DisplayName is not null).Select(post => $"{post.Username}: {post.DisplayName}").Distinct(StringComparer.Ordinal);
        losses.AddRange(names.Select(name => new Loss("display name", LossKind.NotCarried, null, name)));
    }
}

using System.Collections.Immutable;
using KnowledgeBase.Model;

namespace KnowledgeBase.Importing;

/// <summary>Puts one topic together from its files: pages, chunks of posts and raw texts, in any mixture.</summary>
internal static class DiscourseJoin
{
    public static DiscourseTopic Join(long id, IEnumerable<DiscourseFile> files)
    {
        var all = files.ToList();
        var topic = new DiscourseTopic(id);
        var posts = new SortedDictionary<int, DiscoursePost>();
        foreach (var part in all.Where(file => file.IsJson).Select(file => file.Json()).OfType<DiscourseTopic>())
        {
            topic = WithMissing(topic, part);
            foreach (var post in part.Posts)
            {
                posts[post.Number] = posts.TryGetValue(post.Number, out var known) ? Newer(known, post) : post;
            }
        }

        var fromJson = posts.ToDictionary();
        foreach (var file in all.Where(file => !file.IsJson).OrderBy(file => file.Page))
        {
            foreach (var raw in DiscourseRawText.Split(file.Text(), CanBePost)) posts[raw.Number] = posts.TryGetValue(raw.Number, out var known) ? Merge(known, raw) : raw;
        }

        // One part may say of all that they are not for everybody, or which is accepted.
        return topic with { Posts = [.. Dated(posts.Values).Select(post => post with { LeftOut = topic.LeftOut ?? post.LeftOut, IsAccepted = post.IsAccepted || topic.Accepted.Contains(post.Number) })] };

        // A body can hold what looks like the header of a post; the JSON knows who wrote which.
        bool CanBePost(int number, string username) => !fromJson.TryGetValue(number, out var post) || post.Username is null || post.Username == username;
    }

    /// <summary>Where only the last change is known: a post was written before those that follow it, so the earliest of their times is nearer.</summary>
    private static IEnumerable<DiscoursePost> Dated(IEnumerable<DiscoursePost> posts)
    {
        Moment? latest = null;
        return posts.Reverse().Select(post =>
        {
            var time = post.Created ?? post.Updated;
            if (!(latest < time)) latest = time ?? latest;
            return post with { Written = post.Created ?? latest };
        }).Reverse();
    }

    private static DiscourseTopic WithMissing(DiscourseTopic topic, DiscourseTopic part) => topic with
    {
        Title = topic.Title ?? part.Title,
        Slug = topic.Slug ?? part.Slug,
        Tags = topic.Tags.IsEmpty ? part.Tags : topic.Tags,
        Created = topic.Created ?? part.Created,
        Category = topic.Category ?? part.Category,
        FeaturedLink = topic.FeaturedLink ?? part.FeaturedLink,
        LeftOut = topic.LeftOut ?? part.LeftOut,
        IsClosed = topic.IsClosed || part.IsClosed,
        IsArchived = topic.IsArchived || part.IsArchived,
        Accepted = topic.Accepted.AddRange(part.Accepted),
        Announced = Math.Max(topic.Announced, part.Announced),
        Roots = [.. topic.Roots.Union(part.Roots, StringComparer.OrdinalIgnoreCase)],
    };

    /// <summary>The newer state of a post; of one state, what both know.</summary>
    private static DiscoursePost Newer(DiscoursePost known, DiscoursePost post)
    {
        if (known.Updated != post.Updated) return post.Updated > known.Updated ? post : known;
        return known with { Raw = known.Raw ?? post.Raw, Cooked = known.Cooked ?? post.Cooked, IsAccepted = known.IsAccepted || post.IsAccepted, LeftOut = known.LeftOut ?? post.LeftOut };
    }

    private static DiscoursePost Merge(DiscoursePost known, DiscoursePost raw)
    {
        // A text older than the JSON was edited since: what the forum shows is the newer. Raw times are whole seconds.
        var isOlder = known.Updated is { } updated && raw.Updated is { } written && updated.Time - written.Time >= TimeSpan.FromSeconds(1);
        if (known.Cooked is null && known.Raw is null) return known with { Raw = raw.Raw, Updated = known.Updated ?? raw.Updated };
        return isOlder || known.Raw is not null ? known : known with { Raw = raw.Raw };
    }
}

using System.Collections.Immutable;
using System.Text.Json;
using static KnowledgeBase.Importing.JsonFields;

namespace KnowledgeBase.Importing;

/// <summary>Reads the JSON of a Discourse topic, whole or a part of its posts. What has another shape than expected counts as absent.</summary>
internal static class DiscourseJson
{
    private const int Like = 2; // in actions_summary

    /// <summary>A topic, or a post that stands without it; null if it is neither.</summary>
    public static DiscourseTopic? Read(JsonElement root) => Member(root, "post_stream") is { } stream ? Topic(root, stream) : PostAlone(root);

    private static DiscourseTopic? Topic(JsonElement root, JsonElement stream)
    {
        var posts = Elements(stream, "posts").ToList();
        var id = Whole(root, "id") ?? posts.Select(post => Whole(post, "topic_id")).FirstOrDefault(topic => topic is not null);
        if (id is not > 0) return null;

        var accepted = Accepted(root);
        return new(id.Value)
        {
            Title = Text(root, "title"),
            Slug = Text(root, "slug"),
            Tags = [.. Elements(root, "tags").Select(TagName).OfType<string>()],
            Created = When(root, "created_at"),
            Category = Whole(root, "category_id"),
            IsClosed = IsTrue(root, "closed"),
            IsArchived = IsTrue(root, "archived"),
            FeaturedLink = Text(root, "featured_link"),
            // An administrator's export may hold what only a few people were to read, or nobody any more.
            LeftOut = Text(root, "archetype") == "private_message" ? "private message" : Text(root, "deleted_at") is not null ? "deleted post" : null,
            Accepted = [.. accepted],
            Posts = [.. posts.Select(post => Post(post, accepted)).OfType<DiscoursePost>()],
            Announced = Elements(stream, "stream").Count(),
            Roots = [.. InternalRoots(root, posts).Distinct(StringComparer.OrdinalIgnoreCase)],
        };
    }

    /// <summary>It knows a little of its topic.</summary>
    private static DiscourseTopic? PostAlone(JsonElement root)
    {
        if (Whole(root, "topic_id") is not (> 0 and var id) || (Text(root, "raw") ?? Text(root, "cooked")) is null || Post(root, []) is not { } post) return null;
        return new(id) { Title = Text(root, "topic_title"), Slug = Text(root, "topic_slug"), Posts = [post], Roots = [.. InternalRoots(root, [root])] };
    }

    private static DiscoursePost? Post(JsonElement post, HashSet<long> accepted)
    {
        if (Whole(post, "post_number") is not (> 0 and <= int.MaxValue) || Whole(post, "post_number") is not { } number) return null;
        var (username, name) = (Text(post, "username"), Text(post, "name"));
        var isAccepted = IsTrue(post, "accepted_answer") || accepted.Contains(number);
        return new()
        {
            Number = (int)number,
            Username = username ?? name,
            DisplayName = username is null || name == username ? null : name,
            Created = When(post, "created_at"),
            Updated = When(post, "updated_at"),
            IsEdited = Whole(post, "version") > 1,
            Raw = Text(post, "raw"),
            Cooked = Text(post, "cooked"),
            ReplyTo = Whole(post, "reply_to_post_number") is { } to and > 0 and <= int.MaxValue ? (int)to : null,
            Likes = Likes(post),
            IsAccepted = isAccepted,
            Reactions = Reactions(post),
            LeftOut = LeftOut(post, isAccepted),
            Action = Text(post, "action_code"),
            Polls = [.. Elements(post, "polls").Select(Poll)],
        };
    }

    /// <summary>A regular post that everybody sees is a node, always; nothing else is.</summary>
    private static string? LeftOut(JsonElement post, bool isAccepted)
    {
        var type = Whole(post, "post_type") ?? 1;
        // 'Add staff color' makes a moderator's post of an ordinary one; what the forum itself wrote tells an action.
        var isColoured = type == 2 && (isAccepted || (Text(post, "action_code") is null && Text(post, "username") != "system"));
        if (type != 1 && !isColoured) return type switch { 2 => "moderator note", 4 => "whisper", _ => "action post" };
        if (IsTrue(post, "hidden")) return "hidden post";
        return Text(post, "deleted_at") is not null || IsTrue(post, "user_deleted") ? "deleted post" : null;
    }

    /// <summary>Post numbers in every shape that Discourse has had: one short object, or a list of whole posts.</summary>
    private static HashSet<long> Accepted(JsonElement root)
    {
        var accepted = Elements(root, "accepted_answers").Select(answer => Whole(answer, "post_number")).ToList();
        if (Member(root, "accepted_answer") is { } single) accepted.Add(Whole(single, "post_number"));
        return [.. accepted.OfType<long>()];
    }

    private static int Likes(JsonElement post)
    {
        var summed = Elements(post, "actions_summary").Where(action => Whole(action, "id") == Like).Select(action => Whole(action, "count")).FirstOrDefault();
        return (int)Math.Clamp(summed ?? Whole(post, "like_count") ?? 0, 0, int.MaxValue);
    }

    /// <summary>Emoji that people put under a post, with their numbers. A heart is a like, which is in the score.</summary>
    private static string? Reactions(JsonElement post)
    {
        var shown = string.Join(", ", Elements(post, "reactions").Where(reaction => Text(reaction, "id") is not (null or "heart")).Select(reaction => $"{Text(reaction, "id")} {Whole(reaction, "count")}"));
        return shown.Length > 0 ? shown : null;
    }

    private static DiscoursePoll Poll(JsonElement poll) => new(
        Text(poll, "name") ?? "poll",
        (int)Math.Clamp(Whole(poll, "voters") ?? 0, 0, int.MaxValue),
        [.. Elements(poll, "options").Select(option => (int?)Whole(option, "votes"))]);

    private static string? TagName(JsonElement tag) => tag.ValueKind == JsonValueKind.String ? StringOf(tag) : Text(tag, "name");

    // Only the forum itself can say 'internal', so no author can pass another host off as the forum.
    private static IEnumerable<string> InternalRoots(JsonElement root, List<JsonElement> posts)
    {
        var details = Member(root, "details") is { } member ? Elements(member, "links") : default;
        foreach (var link in posts.SelectMany(post => Elements(post, "link_counts")).Concat(details))
        {
            if (IsTrue(link, "internal") && Text(link, "url") is { } url && DiscourseAddress.RootOf(url) is { } found) yield return found;
        }
    }
}

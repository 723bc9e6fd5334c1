using System.Collections.Immutable;
using KnowledgeBase.Model;

namespace KnowledgeBase.Importing;

/// <summary>Automatic ids count nodes: where a new node would move them on, or a reply names one, they are written down, so that what names them holds.</summary>
internal static class StableIds
{
    public static ForumThread Give(ForumThread thread)
    {
        var named = thread.Posts.OfType<Reply>().Where(reply => reply.HasGivenParent).Select(reply => reply.ParentId).ToHashSet(StringComparer.Ordinal);
        var posts = thread.Posts.Select(post => post is not Question && named.Contains(post.Id) ? post with { HasGivenId = true } : post).ToArray();
        KeepMoved(posts, thread.Takeaways);
        return thread with { Posts = [.. posts] };
    }

    /// <summary>Writes down the id of each node that would be read with another than it has.</summary>
    private static void KeepMoved(AuthoredNode[] posts, ImmutableArray<Takeaway> takeaways)
    {
        var taken = posts.Cast<Node>().Concat(takeaways).Where(node => node.HasGivenId).Select(node => node.Id).ToHashSet(StringComparer.Ordinal);
        var places = new Dictionary<char, int>();
        for (var i = 0; i < posts.Length; i++)
        {
            var letter = posts[i] switch { Question => 'q', Answer => 'a', _ => 'r' };
            var place = places[letter] = places.GetValueOrDefault(letter) + 1;
            if (posts[i].HasGivenId) continue;
            var id = letter == 'q' ? "q" : $"{letter}{place}";
            for (var number = letter == 'q' ? 2 : place + 1; !taken.Add(id); number++) id = $"{letter}{number}";
            if (id == posts[i].Id) continue;
            // Nodes before it are read as they were: none of them has this id.
            taken.Remove(id);
            taken.Add(posts[i].Id);
            posts[i] = posts[i] with { HasGivenId = true };
        }
    }
}

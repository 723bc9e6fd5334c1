using KnowledgeBase.Diagnostics;
using KnowledgeBase.Markup;
using KnowledgeBase.Model;
using KnowledgeBase.Rendering;

namespace KnowledgeBase;

/// <summary>Takeaways that quote what their source does not say any longer: the next build would refuse the site, so the import tells it.</summary>
internal static class OutdatedTakeaways
{
    /// <summary>Looks at those that are drawn from posts of the thread itself.</summary>
    public static IEnumerable<Diagnostic> In(ForumThread thread)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var takeaway in thread.Takeaways)
        {
            var body = MarkdownBody.Parse(takeaway.Body, thread.Path, takeaway.Id, 2, [], []);
            var links = body.SourceLinks().Select(link => link.Address).ToList();
            var sources = links.Where(link => link.StartsWith('#')).Select(link => OwnerOf(link[1..])).OfType<AuthoredNode>().ToList();
            if (sources.Count == 0 || links.Exists(link => link.Contains(".md#", StringComparison.Ordinal))) continue;
            foreach (var (quote, location) in body.Quotes())
            {
                if (!sources.Exists(source => Evidence.Occurs(quote, TextOf(source)))) yield return Rules.OutdatedTakeaway.At(location, string.Join(" or ", sources.Select(source => $"'#{source.Id}'")));
            }
        }

        // Of a step the whole post is taken.
        AuthoredNode? OwnerOf(string id) =>
            thread.Posts.FirstOrDefault(post => post.Id == id || post.FormerIds.Contains(id)) ?? thread.Posts.FirstOrDefault(post => id.StartsWith(post.Id + "-", StringComparison.Ordinal));

        string TextOf(AuthoredNode post)
        {
            if (texts.TryGetValue(post.Id, out var text)) return text;
            return texts[post.Id] = MarkdownBody.Parse(post.Body, thread.Path, post.Id, 2, [], []).TextOf() ?? "";
        }
    }
}

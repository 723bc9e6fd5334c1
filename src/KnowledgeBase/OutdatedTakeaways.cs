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
        var found = new Dictionary<string, HashSet<int>>(StringComparer.Ordinal);
        var bodies = thread.Takeaways.Select(takeaway => MarkdownBody.Parse(takeaway.Body, thread.Path, takeaway.Id, 2, [], [])).ToList();
        var evidence = new Evidence(bodies.SelectMany(body => body.Quotes()).Select(quote => quote.Text));
        foreach (var body in bodies)
        {
            var links = body.SourceLinks().Select(link => link.Address).Distinct(StringComparer.Ordinal).ToList();
            // Of a step the whole post is taken.
            var sources = links.Where(link => link.StartsWith('#')).Select(link => TakeawaySource.PostOf(thread, link[1..])).OfType<AuthoredNode>().DistinctBy(source => source.Id).ToList();
            if (sources.Count == 0 || links.Exists(link => link.Contains(".md#", StringComparison.Ordinal))) continue;
            foreach (var (quote, location) in body.Quotes())
            {
                if (!sources.Exists(source => FoundIn(source).Contains(evidence.KeyOf(quote)))) yield return Rules.OutdatedTakeaway.At(location, string.Join(" or ", sources.Select(source => $"'#{source.Id}'")));
            }
        }

        HashSet<int> FoundIn(AuthoredNode post) =>
            found.TryGetValue(post.Id, out var known) ? known : found[post.Id] = evidence.In(MarkdownBody.Parse(post.Body, thread.Path, post.Id, 2, [], []).TextOf() ?? "");
    }
}

using System.Text.RegularExpressions;
using KnowledgeBase.Markup;
using KnowledgeBase.Model;

namespace KnowledgeBase.Rendering;

/// <summary>The post that a link of a takeaway names as its source.</summary>
/// <param name="Id">What the link leads to: the post's id, or that of a part of it.</param>
internal sealed partial record TakeawaySource(AuthoredNode Post, string Id)
{
    /// <param name="home">The takeaway's own thread.</param>
    /// <returns>Null for a link that leads to no post.</returns>
    public static TakeawaySource? Of(AuthorLink link, ForumThread home, Site site)
    {
        var (kind, address) = WebAddress.Read(link.Address);
        var hash = address.IndexOf('#', StringComparison.Ordinal);
        if (link.IsImage || hash < 0 || kind is not (AddressKind.Fragment or AddressKind.Relative)) return null;
        var thread = hash == 0 ? home : site.ThreadBySlug.GetValueOrDefault(Uri.UnescapeDataString(Path.GetFileNameWithoutExtension(address[..hash])));
        var id = Uri.UnescapeDataString(address[(hash + 1)..]);
        return thread is not null && PostOf(thread, id) is { } post ? new(post, id) : null;
    }

    /// <summary>The post that has an id, or in whose body it is.</summary>
    public static AuthoredNode? PostOf(ForumThread thread, string id) =>
        thread.Posts.FirstOrDefault(post => post.Id == id || post.FormerIds.Contains(id))
        ?? thread.Posts.Where(post => id.Length > post.Id.Length && id[post.Id.Length] == '-' && id.StartsWith(post.Id, StringComparison.Ordinal)).MaxBy(post => post.Id.Length);

    /// <summary>What the link shows where its author wrote an id, as in <c>a2</c> or <c>a2, step 2</c>, which no reader finds on the page: whose words they are.</summary>
    public static string? LabelOf(AuthorLink link, ForumThread home, Site site, Words words)
    {
        if (Of(link, home, site) is not { } source) return null;
        var step = source.Id.Length > source.Post.Id.Length && Step().Match(source.Id[source.Post.Id.Length..]) is { Success: true } match ? match.Groups[1].Value : null;
        var comma = link.Text.IndexOf(',', StringComparison.Ordinal);
        var name = comma < 0 ? link.Text : link.Text[..comma];
        name = name[(name.LastIndexOf('#') + 1)..];
        var isOnlyId = (name == source.Id || name == source.Post.Id || Counted().IsMatch(name)) && (comma < 0 || (step is not null && link.Text.EndsWith(" " + step, StringComparison.Ordinal)));
        if (!isOnlyId) return null;
        var label = ThreadModels.NameOf(source.Post, words);
        return step is null ? label : words.With("step-of", step, label);
    }

    /// <summary>An id as it would be had the post none of its own.</summary>
    [GeneratedRegex("^(?:q|[ar][0-9]+)$")]
    private static partial Regex Counted();

    [GeneratedRegex("^-(?:l[0-9]+-)?s([0-9]+)$")]
    private static partial Regex Step();
}

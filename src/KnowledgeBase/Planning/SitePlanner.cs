using System.Collections.Frozen;
using System.Collections.Immutable;
using KnowledgeBase.Diagnostics;
using KnowledgeBase.Markup;
using KnowledgeBase.Model;

namespace KnowledgeBase.Planning;

/// <summary>Everything that was read from the content folder.</summary>
/// <param name="Unreadable">Slugs of files that could not be read; they stay taken.</param>
public sealed record Content(
    SiteConfig Config, ImmutableArray<ForumThread> Threads, ImmutableArray<ContentPage> Pages, ImmutableArray<string> Unreadable, ImmutableArray<ContentFile> Files);

/// <summary>Lays out the site: which threads have a page, what groups them, and the address of every page.</summary>
public static class SitePlanner
{
    private const int SearchedNames = 20_000;

    /// <param name="withDrafts">Drafts have pages too.</param>
    public static Diagnosed<Site> Plan(Content content, bool withDrafts)
    {
        var diagnostics = new List<Diagnostic>();
        var threads = WithUniqueSlugs(content.Threads, diagnostics);
        var shown = threads.Where(thread => withDrafts || !thread.IsDraft)
            .OrderBy(thread => thread.Question.Byline.On?.Time ?? DateTimeOffset.MinValue)
            .ThenBy(thread => thread.Slug.Value, StringComparer.Ordinal)
            .ToImmutableArray();
        var bySlug = shown.ToFrozenDictionary(thread => thread.Slug.Value, StringComparer.Ordinal);
        var claims = Claims(content, threads, bySlug);
        References.Check(shown, bySlug, claims, diagnostics);

        var tags = TagsOf(shown);
        var authors = AuthorList.Of(shown);
        var site = new Site
        {
            Config = content.Config,
            Threads = shown,
            ThreadBySlug = bySlug,
            Claims = claims,
            CopyBySource = SourceCopies(shown),
            Files = content.Files.ToFrozenDictionary(file => file.Inner, StringComparer.Ordinal),
            Tags = tags,
            TagBySlug = tags.ToFrozenDictionary(tag => tag.Slug.Value, StringComparer.Ordinal),
            Authors = authors,
            AuthorByKey = authors.ToFrozenDictionary(author => Author.KeyOf(author.Name), StringComparer.Ordinal),
            ContentPages = content.Pages,
            Pages = [],
        };
        return new(site with { Pages = PageList.Of(site, diagnostics) }, [.. diagnostics.Order()]);
    }

    private static List<ForumThread> WithUniqueSlugs(ImmutableArray<ForumThread> threads, List<Diagnostic> diagnostics)
    {
        var first = new Dictionary<string, ForumThread>(threads.Length, StringComparer.Ordinal);
        var unique = new List<ForumThread>(threads.Length);
        foreach (var thread in threads)
        {
            if (first.TryAdd(UnicodeText.Fold(thread.Slug.Value), thread)) unique.Add(thread);
            else diagnostics.Add(Rules.SameSlug.At(new(thread.Path), thread.Slug.Value, first[UnicodeText.Fold(thread.Slug.Value)].Path));
        }

        return unique;
    }

    private static FrozenDictionary<string, SlugClaim> Claims(Content content, List<ForumThread> threads, FrozenDictionary<string, ForumThread> shown)
    {
        var claims = new Dictionary<string, SlugClaim>(StringComparer.Ordinal);
        foreach (var slug in content.Unreadable) claims.TryAdd(slug, SlugClaim.Unreadable);
        foreach (var thread in threads.Where(thread => !shown.ContainsKey(thread.Slug.Value))) claims[thread.Slug.Value] = SlugClaim.Draft;
        return claims.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private static ImmutableArray<Tag> TagsOf(ImmutableArray<ForumThread> threads)
    {
        var bySlug = new Dictionary<string, (Dictionary<string, int> Names, List<ForumThread> Threads)>(StringComparer.Ordinal);
        foreach (var thread in threads.Reverse())
        {
            foreach (var name in thread.Tags)
            {
                var slug = Slug.FromTag(name).Value;
                if (!bySlug.TryGetValue(slug, out var tag)) bySlug[slug] = tag = ([], []);
                tag.Names[name] = tag.Names.GetValueOrDefault(name) + 1;
                tag.Threads.Add(thread);
            }
        }

        return
        [
            .. bySlug.OrderBy(tag => tag.Key, StringComparer.Ordinal)
                .Select(tag => new Tag(Slug.FromTag(tag.Value.Names.Keys.First()), MostUsed(tag.Value.Names), [.. tag.Value.Threads])),
        ];
    }

    /// <summary>The spelling that is written most often; among equals the first by code points.</summary>
    internal static string MostUsed(Dictionary<string, int> names) =>
        names.OrderByDescending(name => name.Value).ThenBy(name => name.Key, StringComparer.Ordinal).First().Key;

    private static FrozenDictionary<string, SourceCopy> SourceCopies(ImmutableArray<ForumThread> threads)
    {
        var copies = new Dictionary<string, SourceCopy>(StringComparer.Ordinal);
        foreach (var thread in threads)
        {
            if (thread.Source is { } source) copies.TryAdd(WebAddress.KeyOf(source), new(thread, null));
            foreach (var post in thread.Posts)
            {
                if (post.Url is { } url) copies.TryAdd(WebAddress.KeyOf(url), new(thread, post.Id));
            }
        }

        return copies.ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>The end of a message about a slug that is not there: which one was probably meant.</summary>
    internal static string Hint(string slug, FrozenDictionary<string, ForumThread> bySlug)
    {
        var nearest = bySlug.Count <= SearchedNames ? Spelling.Nearest(slug, bySlug.Keys.Order(StringComparer.Ordinal)) : null;
        return nearest is null ? "write the name of a thread file without '.md'" : $"did you mean '{nearest}'?";
    }
}

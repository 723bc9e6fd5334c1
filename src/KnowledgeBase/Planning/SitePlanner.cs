using System.Collections.Frozen;
using System.Collections.Immutable;
using KnowledgeBase.Diagnostics;
using KnowledgeBase.Markup;
using KnowledgeBase.Model;

namespace KnowledgeBase.Planning;

/// <summary>Lays out the site: which threads have a page, what groups them, and the address of every page.</summary>
public static class SitePlanner
{
    private const int MostLinked = 100;

    /// <param name="withDrafts">Drafts have pages too.</param>
    /// <param name="asOf">The day against which reviews are due; null for the newest day in the content, since a build has no clock.</param>
    public static Diagnosed<Site> Plan(SiteContent content, bool withDrafts, DateOnly? asOf)
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

        ImmutableArray<Tag> tags = default;
        ImmutableArray<Author> authors = default;
        var copies = FrozenDictionary<string, SourceCopy>.Empty;
        DateOnly? newest = null;
        ImmutableArray<int>[] citations = [], related = [];
        Parallel.Invoke(
            () => related = RelatedThreads.Of(shown),
            () => authors = AuthorList.Of(shown),
            () => citations = ThreadCitations.Of(shown, copies = SourceCopies(shown)),
            () => tags = TagsOf(shown, content.TagDescriptions),
            () => newest = asOf ?? NewestDay(shown));
        var neighbours = shown.Select((_, i) => new Neighbours([.. related[i].Select(other => shown[other])], [.. citations[i].Select(other => shown[other])])).ToList();
        var site = new Site
        {
            Config = content.Config,
            AsOf = newest,
            Threads = shown,
            MostLinked =
            [
                .. shown.Zip(citations, (thread, citing) => new LinkedThread(thread, citing.Length)).Where(linked => linked.Links > 0)
                    .OrderByDescending(linked => linked.Links).ThenBy(linked => linked.Thread.Slug.Value, StringComparer.Ordinal).Take(MostLinked),
            ],
            ThreadBySlug = new(bySlug, 1, thread => thread.ContentDigest),
            Claims = new(claims, 2, claim => (ulong)claim + 1),
            CopyBySource = new(copies, 3, copy => new Digest().Add(copy.Thread.Slug.Value).Add(copy.NodeId).Value),
            // A file too young to be known by its time is read anew: its answer never comes twice.
            Files = new(content.Files.Select(file => KeyValuePair.Create(file.Inner, file)), 4, file => file.Stamp ?? (ulong)Random.Shared.NextInt64()),
            Tags = tags,
            TagBySlug = new(tags.Select(tag => KeyValuePair.Create(tag.Slug.Value, tag)), 5, tag => Digest.Of(tag.Name, 5)),
            Authors = authors,
            AuthorByKey = new(authors.Select(author => KeyValuePair.Create(Author.KeyOf(author.Name), author)), 6, author => new Digest().Add(author.Slug.Value).Add(author.Name).Value),
            ContentPages = content.Pages,
            ContentPageByFile = new(content.Pages.Select(page => KeyValuePair.Create(page.Inner, page)), 7, page => Digest.Of(page.Url.Value, 7)),
            Pages = [],
        };
        return new(site with { Pages = PageList.Of(site, neighbours, diagnostics) }, [.. diagnostics.Order()]);
    }

    /// <summary>What the thread's text tells the plan; a thread that was read from a file brings it.</summary>
    public static ThreadClues CluesOf(ForumThread thread) => thread.Clues ?? new(RelatedThreads.WordsOf(thread), ThreadCitations.LinksOf(thread));

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

    private static FrozenDictionary<string, SlugClaim> Claims(SiteContent content, List<ForumThread> threads, FrozenDictionary<string, ForumThread> shown)
    {
        var claims = new Dictionary<string, SlugClaim>(StringComparer.Ordinal);
        foreach (var slug in content.Unreadable) claims.TryAdd(slug, SlugClaim.Unreadable);
        foreach (var thread in threads.Where(thread => !shown.ContainsKey(thread.Slug.Value))) claims[thread.Slug.Value] = SlugClaim.Draft;
        return claims.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private static DateOnly? NewestDay(ImmutableArray<ForumThread> threads)
    {
        DateOnly? newest = null;
        foreach (var thread in threads)
        {
            foreach (var post in thread.Posts)
            {
                Consider(post.Byline.On?.Day);
                Consider(post.Byline.Updated?.Day);
            }

            Consider(thread.Reviewed?.On);
        }

        return newest;

        void Consider(DateOnly? day)
        {
            if (day is not null && (newest is null || day > newest)) newest = day;
        }
    }

    private static ImmutableArray<Tag> TagsOf(ImmutableArray<ForumThread> threads, IReadOnlyDictionary<string, string> descriptions)
    {
        var bySlug = new Dictionary<string, (Dictionary<string, int> Names, List<ForumThread> Threads)>(StringComparer.Ordinal);
        var slugs = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var thread in threads.Reverse())
        {
            foreach (var name in thread.Tags)
            {
                if (!slugs.TryGetValue(name, out var slug)) slugs[name] = slug = Slug.FromTag(name).Value;
                if (!bySlug.TryGetValue(slug, out var tag)) bySlug[slug] = tag = ([], []);
                tag.Names[name] = tag.Names.GetValueOrDefault(name) + 1;
                tag.Threads.Add(thread);
            }
        }

        return
        [
            .. bySlug.OrderBy(tag => tag.Key, StringComparer.Ordinal)
                .Select(tag => new Tag(Slug.FromTag(tag.Value.Names.Keys.First()), MostUsed(tag.Value.Names), [.. tag.Value.Threads], descriptions.GetValueOrDefault(tag.Key))),
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
}

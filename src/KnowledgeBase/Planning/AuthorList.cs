using System.Collections.Immutable;
using System.Runtime.InteropServices;
using KnowledgeBase.Model;

namespace KnowledgeBase.Planning;

/// <summary>Groups nodes by who wrote them.</summary>
internal static class AuthorList
{
    /// <summary>For '-' and a number behind a long name.</summary>
    private const int RoomForNumber = 10;

    public static ImmutableArray<Author> Of(ImmutableArray<ForumThread> threads)
    {
        var byKey = new Dictionary<string, (Dictionary<string, int> Names, List<AuthoredIn> Nodes)>(StringComparer.Ordinal);
        // Few names are written many times.
        var byName = new Dictionary<string, (Dictionary<string, int> Names, List<AuthoredIn> Nodes)>(StringComparer.Ordinal);
        foreach (var thread in threads.Reverse())
        {
            foreach (var node in thread.Posts)
            {
                if (node.Byline.Author is not { } name) continue;
                if (!byName.TryGetValue(name, out var author))
                {
                    var key = Author.KeyOf(name);
                    if (!byKey.TryGetValue(key, out author)) byKey[key] = author = ([], []);
                    byName[name] = author;
                }

                CollectionsMarshal.GetValueRefOrAddDefault(author.Names, name, out _)++;
                author.Nodes.Add(new(thread, node));
            }
        }

        var (slugs, numbers) = (new HashSet<string>(StringComparer.Ordinal), new Dictionary<string, int>(StringComparer.Ordinal));
        // Addresses are given in an order that stays when names are sorted otherwise.
        return
        [
            .. byKey.OrderBy(author => author.Key, StringComparer.Ordinal)
                .Select(author => (author.Key, Author: new Author(UniqueSlug(author.Key, slugs, numbers), SitePlanner.MostUsed(author.Value.Names), [.. author.Value.Nodes])))
                .OrderBy(author => UnicodeText.FoldMarks(author.Key), StringComparer.Ordinal).Select(author => author.Author),
        ];
    }

    /// <summary>Different people may have names with one slug ('Jo Doe', 'jo-doe'); the later ones are numbered.</summary>
    /// <param name="numbers">The last that was given, for each beginning: thousands of names may have no letters.</param>
    private static Slug UniqueSlug(string name, HashSet<string> taken, Dictionary<string, int> numbers)
    {
        var slug = Slug.From(name, "author");
        if (taken.Add(UnicodeText.Fold(slug.Value))) return slug;
        var start = Slug.From(name, "author", Slug.MaxBytes - RoomForNumber).Value;
        ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(numbers, UnicodeText.Fold(start), out _);
        if (number == 0) number = 1;
        do slug = Slug.From($"{start} {++number}", "author");
        while (!taken.Add(UnicodeText.Fold(slug.Value)));
        return slug;
    }
}

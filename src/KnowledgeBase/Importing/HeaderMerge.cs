using System.Collections.Immutable;
using KnowledgeBase.Diagnostics;
using KnowledgeBase.Model;

namespace KnowledgeBase.Importing;

/// <summary>The front matter of a file brought up to the source, key by key; tags that people added or took away stay so.</summary>
internal static class HeaderMerge
{
    // What a source says of a thread; every other key is people's alone.
    private static readonly (string Key, Func<ForumThread, string?> Read, Func<ForumThread, ForumThread, ForumThread> Take)[] Keys =
    [
        ("title", thread => thread.Title, (file, source) => file with { Title = source.Title }),
        ("source", thread => thread.Source, (file, source) => file with { Source = source.Source }),
        ("license", thread => thread.License, (file, source) => file with { License = source.License }),
        ("lang", thread => thread.Language, (file, source) => file with { Language = source.Language }),
        ("duplicate-of", thread => thread.DuplicateOf?.Value, (file, source) => file with { DuplicateOf = source.DuplicateOf }),
        ("related", RelatedOf, (file, source) => file with { Related = source.Related }),
    ];

    public static ForumThread Merge(ForumThread file, ForumThread source, KnownThread known, List<Diagnostic> diagnostics)
    {
        var merged = file;
        foreach (var (key, read, take) in Keys)
        {
            var (now, theirs) = (read(file), read(source));
            if (now == theirs) continue;
            var isAsImported = known.Entries.Any(entry => entry.HashOf(key) == HashOf(now));
            // Without a ledger nobody knows who wrote what; an absent key is no choice anybody made.
            if (isAsImported || (now is null && known.Entries.IsEmpty)) merged = take(merged, source);
            else if (!known.Entries.Any(entry => entry.HashOf(key) == HashOf(theirs)))
                diagnostics.Add(Rules.EditedKey.At(new(file.Path), key, theirs ?? ""));
        }

        return merged with { Tags = MergeTags(file.Tags, source.Tags, known) };
    }

    public static LedgerEntry EntryOf(string id, ForumThread source, ImmutableArray<LedgerPost> posts)
    {
        var header = Keys.Select(key => (key.Key, Value: key.Read(source))).Where(pair => pair.Value is not null);
        return new(id, source.Inner, [.. header.Select(pair => KeyValuePair.Create(pair.Key, HashOf(pair.Value)!))], [.. source.Tags.Select(SlugOf)], posts);
    }

    private static ImmutableArray<string> MergeTags(ImmutableArray<string> file, ImmutableArray<string> source, KnownThread known)
    {
        var (now, theirs) = (file.Select(SlugOf).ToList(), source.Select(SlugOf).ToList());
        if (now.SequenceEqual(theirs, StringComparer.Ordinal)) return file;
        if (known.Entries.Any(entry => entry.Tags.SequenceEqual(now, StringComparer.Ordinal))) return source;

        var before = known.Entries.SelectMany(entry => entry.Tags).ToHashSet(StringComparer.Ordinal);
        var kept = file.Where(tag => theirs.Contains(SlugOf(tag)) || !before.Contains(SlugOf(tag))).ToList();
        var added = source.Where(tag => !before.Contains(SlugOf(tag)) && !now.Contains(SlugOf(tag)));
        return [.. kept, .. added.Take(ForumThread.MaxTags - kept.Count)];
    }

    private static string? HashOf(string? value) => value is null ? null : Fingerprint.Of(value);

    private static string? RelatedOf(ForumThread thread) => thread.Related.IsEmpty ? null : string.Join(' ', thread.Related.Select(related => related.Value));

    private static string SlugOf(string tag) => Slug.FromTag(tag).Value;
}

using System.Collections.Frozen;
using System.Collections.Immutable;
using KnowledgeBase.Diagnostics;
using KnowledgeBase.Markup;
using KnowledgeBase.Model;

namespace KnowledgeBase.Planning;

/// <summary>Checks what front matter says about other threads: duplicates and hand-picked neighbours.</summary>
internal static class References
{
    public static void Check(
        ImmutableArray<ForumThread> threads, FrozenDictionary<string, ForumThread> bySlug, FrozenDictionary<string, SlugClaim> claims, List<Diagnostic> diagnostics)
    {
        foreach (var thread in threads)
        {
            for (var i = 0; i < thread.Related.Length; i++)
            {
                var related = thread.Related[i];
                if (Missing(related.Value, bySlug, claims, withNearest: i < Spelling.MostHints) is { } hint) diagnostics.Add(Rules.UnknownRelated.At(related.Location, related.Value, hint));
            }

            if (thread.DuplicateOf is { } reference) CheckDuplicate(thread, reference, bySlug, claims, diagnostics);
        }
    }

    private static void CheckDuplicate(
        ForumThread thread, Reference reference, FrozenDictionary<string, ForumThread> bySlug, FrozenDictionary<string, SlugClaim> claims, List<Diagnostic> diagnostics)
    {
        if (Missing(reference.Value, bySlug, claims, withNearest: true) is { } hint)
            diagnostics.Add(Rules.UnknownDuplicate.At(reference.Location, reference.Value, hint));
        else if (reference.Value == thread.Slug.Value)
            diagnostics.Add(Rules.DuplicateChain.At(reference.Location, reference.Value, "which is this thread itself"));
        else if (bySlug.TryGetValue(reference.Value, out var target) && target.DuplicateOf is { } next)
            diagnostics.Add(Rules.DuplicateChain.At(reference.Location, reference.Value, $"which is itself marked as a duplicate of '{next.Value}'"));
    }

    /// <summary>Null if the slug is there, or its file could not be read; otherwise the end of the message.</summary>
    private static string? Missing(string slug, FrozenDictionary<string, ForumThread> bySlug, FrozenDictionary<string, SlugClaim> claims, bool withNearest)
    {
        if (bySlug.ContainsKey(slug)) return null;
        if (claims.TryGetValue(slug, out var claim)) return claim == SlugClaim.Draft ? "it is a draft, so it has no page" : null;
        var nearest = withNearest && bySlug.Count <= Spelling.MostNames ? Spelling.Nearest(slug, bySlug.Keys.Order(StringComparer.Ordinal)) : null;
        return nearest is null ? "write the name of a thread file without '.md'" : $"did you mean '{nearest}'?";
    }
}

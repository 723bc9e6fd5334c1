using System.Collections.Frozen;
using System.Collections.Immutable;
using KnowledgeBase.Diagnostics;
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
            foreach (var related in thread.Related)
            {
                if (Missing(related.Value, bySlug, claims) is { } hint) diagnostics.Add(Rules.UnknownRelated.At(related.Location, related.Value, hint));
            }

            if (thread.DuplicateOf is { } reference) CheckDuplicate(thread, reference, bySlug, claims, diagnostics);
        }
    }

    private static void CheckDuplicate(
        ForumThread thread, Reference reference, FrozenDictionary<string, ForumThread> bySlug, FrozenDictionary<string, SlugClaim> claims, List<Diagnostic> diagnostics)
    {
        if (Missing(reference.Value, bySlug, claims) is { } hint)
            diagnostics.Add(Rules.UnknownDuplicate.At(reference.Location, reference.Value, hint));
        else if (reference.Value == thread.Slug.Value)
            diagnostics.Add(Rules.DuplicateChain.At(reference.Location, reference.Value, "which is this thread itself"));
        else if (bySlug.TryGetValue(reference.Value, out var target) && target.DuplicateOf is { } next)
            diagnostics.Add(Rules.DuplicateChain.At(reference.Location, reference.Value, $"which is itself marked as a duplicate of '{next.Value}'"));
    }

    /// <summary>Null if the slug is there, or its file could not be read; otherwise the end of the message.</summary>
    private static string? Missing(string slug, FrozenDictionary<string, ForumThread> bySlug, FrozenDictionary<string, SlugClaim> claims)
    {
        if (bySlug.ContainsKey(slug)) return null;
        if (!claims.TryGetValue(slug, out var claim)) return SitePlanner.Hint(slug, bySlug);
        return claim == SlugClaim.Draft ? "it is a draft, so it has no page" : null;
    }
}

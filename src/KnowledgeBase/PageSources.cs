using KnowledgeBase.Diagnostics;
using KnowledgeBase.Model;

namespace KnowledgeBase;

/// <summary>From a page of the output back to the one file of the content that it is made from: there its faults are mended.</summary>
/// <param name="shownAs">The output folder as diagnostics name it.</param>
internal sealed class PageSources(Site site, string shownAs)
{
    /// <summary>A page has many findings at times.</summary>
    private (string? File, string Text) _last = (null, "");

    /// <summary>The first place in the file where the words stand; its beginning, if no other page shows them, for else a template wrote them. Null for pages that are made from many files.</summary>
    /// <param name="places">Where they were found, on one page or several.</param>
    /// <param name="words">What is wrong, such as an address.</param>
    public SourceLocation? OfOrNull(SortedSet<SourceLocation> places, string words)
    {
        var page = places.Min.Path;
        if (!page.StartsWith(shownAs + "/", StringComparison.Ordinal) || FileOrNull(page[(shownAs.Length + 1)..].Split('/')) is not { } file) return null;
        if (_last.File != file) _last = (file, TextOf(file));
        if (PlaceOf(words, _last.Text) is { } at) return new(file, _last.Text.AsSpan(0, at).Count('\n') + 1, at - _last.Text.LastIndexOf('\n', Math.Max(0, at - 1)));
        return places.All(place => place.Path == page) ? new(file) : null;
    }

    private static string TextOf(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception problem) when (MachineProblem.Is(problem))
        {
            // It has gone meanwhile.
            return "";
        }
    }

    /// <summary>Where the words stand by themselves: an address may be the beginning of a longer one. A fragment may follow.</summary>
    private static int? PlaceOf(string words, string text)
    {
        if (words.Length == 0) return null;
        for (var at = 0; (at = text.IndexOf(words, at, StringComparison.Ordinal)) >= 0; at += words.Length)
        {
            if ((at == 0 || !GoesOn(text[at - 1])) && (at + words.Length == text.Length || !GoesOn(text[at + words.Length]))) return at;
        }

        return null;

        static bool GoesOn(char c) => char.IsLetterOrDigit(c) || "-_~%=&?/".Contains(c, StringComparison.Ordinal);
    }

    private string? FileOrNull(string[] path) => path switch
    {
        ["threads", var slug, _] => site.ThreadBySlug.TryGetValue(slug, out var thread) ? thread.Path : null,
        ["pages", var slug, _] => site.ContentPages.FirstOrDefault(page => page.Slug.Value == slug)?.Path,
        _ => null,
    };
}

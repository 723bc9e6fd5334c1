using KnowledgeBase.Diagnostics;
using KnowledgeBase.Model;

namespace KnowledgeBase;

/// <summary>From a page of the output back to the one file of the content that it is made from: there its faults are mended.</summary>
/// <param name="shownAs">The output folder as diagnostics name it.</param>
internal sealed class PageSources(Site site, string shownAs)
{
    /// <summary>The first place in the file where the words stand; its beginning, if no other page shows them, for else a template wrote them. Null for pages that are made from many files.</summary>
    /// <param name="places">Where they were found, on one page or several.</param>
    /// <param name="words">What is wrong, such as an address.</param>
    public SourceLocation? OfOrNull(SortedSet<SourceLocation> places, string words)
    {
        var page = places.Min.Path;
        if (!page.StartsWith(shownAs + "/", StringComparison.Ordinal) || FileOrNull(page[(shownAs.Length + 1)..].Split('/')) is not { } file) return null;
        try
        {
            foreach (var (index, line) in File.ReadLines(file).Index())
            {
                if (words.Length > 0 && line.IndexOf(words, StringComparison.Ordinal) is >= 0 and var at) return new(file, index + 1, at + 1);
            }
        }
        catch (Exception problem) when (MachineProblem.Is(problem))
        {
            // It has gone meanwhile.
        }

        return places.All(place => place.Path == page) ? new(file) : null;
    }

    private string? FileOrNull(string[] path) => path switch
    {
        ["threads", var slug, _] => site.ThreadBySlug.TryGetValue(slug, out var thread) ? thread.Path : null,
        ["pages", var slug, _] => site.ContentPages.FirstOrDefault(page => page.Slug.Value == slug)?.Path,
        _ => null,
    };
}

using KnowledgeBase.Diagnostics;
using KnowledgeBase.Model;

namespace KnowledgeBase;

/// <summary>From a page of the output back to the one file of the content that it is made from: there its faults are mended.</summary>
/// <param name="shownAs">The output folder as diagnostics name it.</param>
internal sealed class PageSources(Site site, string shownAs)
{
    /// <summary>The first place in the file where the words stand, else its beginning; null for pages that are made from many.</summary>
    /// <param name="words">What is wrong, such as an address.</param>
    public SourceLocation? OfOrNull(SourceLocation place, string words)
    {
        if (!place.Path.StartsWith(shownAs + "/", StringComparison.Ordinal) || FileOrNull(place.Path[(shownAs.Length + 1)..].Split('/')) is not { } file) return null;
        if (words.Length == 0) return new(file);
        try
        {
            foreach (var (index, line) in File.ReadLines(file).Index())
            {
                if (line.IndexOf(words, StringComparison.Ordinal) is >= 0 and var at) return new(file, index + 1, at + 1);
            }
        }
        catch (Exception problem) when (MachineProblem.Is(problem))
        {
            // It has gone meanwhile.
        }

        return new(file);
    }

    private string? FileOrNull(string[] path) => path switch
    {
        ["threads", var slug, _] => site.ThreadBySlug.TryGetValue(slug, out var thread) ? thread.Path : null,
        ["pages", var slug, _] => site.ContentPages.FirstOrDefault(page => page.Slug.Value == slug)?.Path,
        _ => null,
    };
}

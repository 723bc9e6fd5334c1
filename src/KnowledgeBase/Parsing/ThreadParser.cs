using System.Collections.Immutable;
using KnowledgeBase.Diagnostics;
using KnowledgeBase.Markup;
using KnowledgeBase.Model;

namespace KnowledgeBase.Parsing;

/// <summary>Reads one thread file. Bad content never throws: it becomes a diagnostic, and the rest is still read.</summary>
public static class ThreadParser
{
    /// <param name="file">A file of <c>content/threads/</c>.</param>
    /// <param name="inner">Its path from the content folder.</param>
    /// <param name="slug">The thread's address, from the file's name.</param>
    public static Diagnosed<ForumThread> Parse(SourceFile file, string inner, Slug slug)
    {
        var (header, headerDiagnostics) = FrontMatter.Read(file);
        var diagnostics = new List<Diagnostic>(headerDiagnostics);
        var sections = Section.Split(file, header.BodyLine, diagnostics);
        var (posts, takeaways) = new ThreadNodes(diagnostics).Read(sections, file);

        var thread = new ForumThread
        {
            Slug = slug,
            Path = file.Path,
            Inner = inner,
            Title = header.Title ?? slug.Value,
            Tags = [.. header.Tags.Select(tag => KnownTexts.Of(tag))],
            Source = header.Source,
            License = KnownTexts.Of(header.License),
            Language = KnownTexts.Of(header.Language),
            Description = header.Description,
            Aliases = header.Aliases,
            DuplicateOf = header.DuplicateOf,
            Related = header.Related,
            Reviewed = header.Reviewed,
            ReviewAfter = header.ReviewAfter,
            AppliesTo = header.AppliesTo,
            IsDraft = header.IsDraft,
            Posts = posts,
            Takeaways = takeaways,
        };
        return new(thread, [.. diagnostics.Order()]);
    }
}

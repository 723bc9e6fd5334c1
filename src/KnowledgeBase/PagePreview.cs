using System.Collections.Immutable;
using KnowledgeBase.Diagnostics;
using KnowledgeBase.Model;
using KnowledgeBase.Planning;
using KnowledgeBase.Rendering;

namespace KnowledgeBase;

/// <summary>Makes the page of a thread from its file as it is by now, in the site as it was last planned: what its writer sees until the site is built anew.</summary>
public sealed class PagePreview
{
    private readonly Site _site;
    private readonly SiteRenderer _renderer;
    private readonly ImmutableArray<ContentFile> _files;

    /// <param name="files">The files of threads.</param>
    internal PagePreview(Site site, SiteRenderer renderer, ImmutableArray<ContentFile> files) => (_site, _renderer, _files) = (site, renderer, files);

    /// <summary>The page first, then what stands beside it; or the file's own mistakes. Neither where other files matter, or if it has no page yet: of that the build tells.</summary>
    /// <param name="isThere">Whether the site has a file; a page that names another, such as a new picture, waits for the build that brings it.</param>
    public Diagnosed<ImmutableArray<OutputFile>> Of(string fullPath, Func<string, bool> isThere)
    {
        if (_files.FirstOrDefault(file => file.FullPath == fullPath) is not { } known) return Nothing;
        try
        {
            var file = new FileInfo(fullPath);
            // Editors empty a file before they write it.
            if (!file.Exists || file.Length == 0 || file.LinkTarget is not null) return Nothing;
            var (thread, _, read) = ContentReader.ReadThread(known with { Length = file.Length, Times = 0 });
            if (Errors(read) is { IsEmpty: false } mistakes) return new([], mistakes);
            if (thread is null) return Nothing;
            if (_site.Pages.OfType<ThreadPage>().FirstOrDefault(page => page.Thread.Inner == known.Inner) is not { } page || !HasPlace(thread, page.Thread)) return Nothing;
            var rendered = _renderer.Render(page with { Thread = thread });
            if (Errors(rendered.Diagnostics) is { IsEmpty: false } found) return found.Any(IsOfOthers) ? Nothing : new([], found);
            return rendered.Facts.Attachments.All(isThere) ? new(rendered.Files, []) : Nothing;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or StaleMemoryException)
        {
            // It is being written, or gone.
            return Nothing;
        }
    }

    private static Diagnosed<ImmutableArray<OutputFile>> Nothing => new([], []);

    private static ImmutableArray<Diagnostic> Errors(ImmutableArray<Diagnostic> diagnostics) => [.. diagnostics.Where(diagnostic => diagnostic.Severity == Severity.Error)];

    /// <summary>Another file may be new too, of which only the build knows.</summary>
    private static bool IsOfOthers(Diagnostic error) => error.Rule == Rules.UnknownThread || error.Rule == Rules.MissingFile || error.Rule == Rules.LinkToDraft;

    /// <summary>What became a draft may have no page any more, and a tag that is new has none yet.</summary>
    private bool HasPlace(ForumThread thread, ForumThread before) =>
        (!thread.IsDraft || before.IsDraft) && thread.Tags.All(tag => _site.TagBySlug.TryGetValue(Slug.FromTag(tag).Value, out _));
}

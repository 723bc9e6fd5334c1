using KnowledgeBase.Diagnostics;

namespace KnowledgeBase.Importing;

/// <summary>Reads GitHub's discussions from its GraphQL interface's JSON, from its events, or from flat lists.</summary>
/// <param name="path">A file, or a folder that is searched whole.</param>
/// <param name="repositoryUrl">The repository's address, if the export does not have it.</param>
public sealed class GitHubImporter(string path, string? repositoryUrl) : IThreadImporter
{
    private GitHubArchive? _archive;

    public IEnumerable<Diagnosed<ForeignOutline?>> Outline(CancellationToken cancelled)
    {
        var archive = Open(cancelled);
        foreach (var diagnostic in archive.Diagnostics) yield return new(null, [diagnostic]);
        foreach (var outline in archive.Outlines) yield return new(outline, []);
    }

    public IEnumerable<Diagnosed<ForeignThread?>> Threads(IThreadLinks links, CancellationToken cancelled)
    {
        var archive = Open(cancelled);
        foreach (var outline in archive.Outlines)
        {
            cancelled.ThrowIfCancellationRequested();
            var discussion = archive.Read(outline.Id);
            if (discussion.Question.Hidden == "deleted") yield return new(null, [Rules.DeletedDiscussion.At(new(path.Replace('\\', '/')), discussion.Id)]);
            else yield return new(GitHubThread.Of(discussion), []);
        }
    }

    private GitHubArchive Open(CancellationToken cancelled) => _archive ??= GitHubArchive.Open(path, repositoryUrl, cancelled);
}

using KnowledgeBase.Diagnostics;

namespace KnowledgeBase.Importing;

/// <summary>Reads GitHub's discussions from its GraphQL interface's JSON, from its events, or from flat lists.</summary>
/// <param name="path">A file, or a folder that is searched whole.</param>
/// <param name="repositoryUrl">The repository's address, if the export does not have it.</param>
public sealed class GitHubImporter(string path, string? repositoryUrl) : IThreadImporter
{
    private GitHubArchive? _archive;
    private HashSet<string>? _repositories;

    public IEnumerable<Diagnosed<ForeignOutline?>> Outline(CancellationToken cancelled)
    {
        var archive = Open(cancelled);
        foreach (var diagnostic in archive.Diagnostics) yield return new(null, [diagnostic]);
        foreach (var id in archive.Deleted) yield return new(null, [Rules.DeletedDiscussion.At(new(path.Replace('\\', '/')), id)]);
        foreach (var outline in archive.Outlines) yield return new(outline, []);
    }

    public IEnumerable<Diagnosed<ForeignThread?>> Threads(IThreadLinks links, CancellationToken cancelled)
    {
        var archive = Open(cancelled);
        foreach (var outline in archive.Outlines)
        {
            cancelled.ThrowIfCancellationRequested();
            yield return new(GitHubThread.Of(archive.Read(outline.Id), address => Ours(outline.Id, address)), []);
        }

        string? Ours(string from, string address)
        {
            if (GitHubJson.IdIn(address) is not { } to) return null;
            var node = GitHubComment.NumberIn(address) is { } number && archive.HasNode(to, "p" + number) ? "p" + number : null;
            // A comment of this very discussion that is no node here is no reason to send readers to the top of the page they read.
            return to == from && node is null && address.Contains('#') ? null : links.Address(from, to, node);
        }
    }

    IEnumerable<string>? IThreadImporter.Named(string address)
    {
        if (GitHubJson.IdIn(address) is not { } id) return null;
        _repositories ??= [.. Open(CancellationToken.None).Outlines.Select(outline => RepositoryOf(outline.Id))];
        if (!_repositories.Contains(RepositoryOf(id))) return null;
        return [$"{id}#{(GitHubComment.NumberIn(address) is { } number ? "p" + number : "q")}"];
    }

    /// <summary>Comments whose discussion is in no file.</summary>
    public IEnumerable<Loss> Losses(CancellationToken cancelled)
    {
        var archive = Open(cancelled);
        foreach (var id in archive.Unknown)
            foreach (var comment in archive.Read(id).Comments) yield return new("comment on a discussion that is not in the export", LossKind.NotCarried, null, $"{id} {comment.Author}: {comment.Words.Trim()}");
    }

    private static string RepositoryOf(string id) => id[..id.IndexOf('#', StringComparison.Ordinal)];

    private GitHubArchive Open(CancellationToken cancelled) => _archive ??= GitHubArchive.Open(path, repositoryUrl, cancelled);
}

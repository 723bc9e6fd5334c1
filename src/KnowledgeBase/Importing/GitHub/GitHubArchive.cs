using System.Text.Json;
using KnowledgeBase.Diagnostics;

namespace KnowledgeBase.Importing;

/// <summary>Which discussions an export holds, and in which parts of which files.</summary>
internal sealed class GitHubArchive
{
    private readonly Dictionary<string, List<JsonPart>> _parts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<string>> _nodes = new(StringComparer.Ordinal);
    private readonly List<string> _ids = [];
    private readonly Dictionary<string, ForeignOutline> _outlines = new(StringComparer.Ordinal);
    private readonly HashSet<string> _deleted = new(StringComparer.Ordinal);
    private readonly string? _repositoryUrl;

    // Neighbours come from one part, so it is read once for all of them.
    private (JsonPart Part, ILookup<string, GitHubDiscussion> Discussions)? _last;

    private GitHubArchive(string? repositoryUrl) => _repositoryUrl = repositoryUrl;

    /// <summary>In the order of the files.</summary>
    public IEnumerable<ForeignOutline> Outlines => _ids.Where(id => !_deleted.Contains(id)).Select(id => _outlines.GetValueOrDefault(id)).OfType<ForeignOutline>();

    /// <summary>Discussions that were deleted, as an event tells.</summary>
    public IEnumerable<string> Deleted => _deleted.Order(StringComparer.Ordinal);

    /// <summary>Discussions of which there are only comments.</summary>
    public IEnumerable<string> Unknown => _ids.Where(id => !_outlines.ContainsKey(id));

    public bool HasNode(string id, string nodeId) => _nodes.TryGetValue(id, out var nodes) && nodes.Contains(nodeId);

    public List<Diagnostic> Diagnostics { get; } = [];

    /// <summary>Looks through the file, or all files in the folder in a fixed order. Links are not followed.</summary>
    public static GitHubArchive Open(string path, string? repositoryUrl, CancellationToken cancelled)
    {
        var archive = new GitHubArchive(repositoryUrl);
        foreach (var (file, bytes) in JsonExport.Files(path, archive.Diagnostics, cancelled)) archive.Look(file, bytes);
        return archive;
    }

    /// <summary>The discussion whole, from all parts that hold something of it.</summary>
    public GitHubDiscussion Read(string id)
    {
        GitHubDiscussion? whole = null;
        foreach (var part in _parts[id])
        {
            if (_last?.Part != part) _last = (part, Discussions(part));
            foreach (var found in _last.Value.Discussions[id]) whole = whole?.With(found) ?? found;
        }

        return whole!;
    }

    private ILookup<string, GitHubDiscussion> Discussions(JsonPart part)
    {
        using var document = part.Read();
        return GitHubJson.Read(document.RootElement, _repositoryUrl).ToLookup(discussion => discussion.Id, StringComparer.Ordinal);
    }

    private void Look(string path, ReadOnlyMemory<byte> bytes)
    {
        var isAny = false;
        var isWhole = JsonExport.Read(path, bytes, Take, Diagnostics);
        if (isWhole && !isAny) Diagnostics.Add(Rules.NoDiscussion.At(JsonExport.PlaceOf(path)));

        bool Take(JsonElement json, JsonPart part)
        {
            foreach (var discussion in GitHubJson.Read(json, _repositoryUrl))
            {
                Add(discussion, part);
                isAny = true;
            }

            return true;
        }
    }

    private void Add(GitHubDiscussion discussion, JsonPart part)
    {
        if (!_parts.TryGetValue(discussion.Id, out var parts))
        {
            _parts.Add(discussion.Id, parts = []);
            _nodes.Add(discussion.Id, new(StringComparer.Ordinal));
            _ids.Add(discussion.Id);
        }

        if (parts.Count == 0 || parts[^1] != part) parts.Add(part);
        if (discussion.IsWhole) _outlines.TryAdd(discussion.Id, new(discussion.Id, discussion.Title, discussion.Question.Created, discussion.Url));
        if (discussion.Question.Hidden == "deleted") _deleted.Add(discussion.Id);
        foreach (var comment in discussion.Comments)
        {
            if (comment.IsLeftOut) _nodes[discussion.Id].Remove(comment.NodeId);
            else _nodes[discussion.Id].Add(comment.NodeId);
        }
    }
}

using KnowledgeBase.Markup;
using KnowledgeBase.Model;

namespace KnowledgeBase.Importing;

/// <summary>Which node of a file is which post of the source: by its id now or before, by its address, or by its text as last imported.</summary>
internal sealed class NodeMatch
{
    private readonly Dictionary<string, AuthoredNode> _source = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _sourceIdByFileId = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _fileIdBySourceId = new(StringComparer.Ordinal);

    public NodeMatch(ForumThread file, ForumThread source, KnownThread known)
    {
        foreach (var post in source.Posts) _source[post.Id] = post;
        Pair(file.Question, "q");

        var byId = new Dictionary<string, AuthoredNode>(StringComparer.Ordinal);
        foreach (var post in file.Posts)
        {
            foreach (var id in post.FormerIds.Prepend(post.Id)) byId.TryAdd(id, post);
        }

        var ids = source.Posts.Select(post => post.Id).Concat(known.Entries.SelectMany(entry => entry.Posts).Select(post => post.NodeId)).Distinct(StringComparer.Ordinal).ToList();
        foreach (var id in ids) Pair(byId.GetValueOrDefault(id), id);
        PairByAddress(file, source);
        PairByText(file, known);
    }

    /// <summary>Id at the source of a node of the file; null if no import brought it.</summary>
    public string? SourceIdOf(AuthoredNode file) => SourceIdOf(file.Id);

    public string? SourceIdOf(string fileId) => _sourceIdByFileId.GetValueOrDefault(fileId);

    /// <summary>The post of the source that this node is; null if the source has it no longer, or never had it.</summary>
    public AuthoredNode? SourceOf(AuthoredNode file) => SourceIdOf(file) is { } id ? _source.GetValueOrDefault(id) : null;

    public string? FileIdOf(string sourceId) => _fileIdBySourceId.GetValueOrDefault(sourceId);

    private void PairByAddress(ForumThread file, ForumThread source)
    {
        var byUrl = new Dictionary<string, AuthoredNode>(StringComparer.Ordinal);
        foreach (var post in file.Posts)
        {
            if (post.Url is { } url && SourceIdOf(post) is null) byUrl.TryAdd(WebAddress.KeyOf(url), post);
        }

        if (byUrl.Count == 0) return;
        foreach (var post in source.Posts)
        {
            if (post.Url is { } url && FileIdOf(post.Id) is null) Pair(byUrl.GetValueOrDefault(WebAddress.KeyOf(url)), post.Id);
        }
    }

    private void PairByText(ForumThread file, KnownThread known)
    {
        var missing = known.Entries.SelectMany(entry => entry.Posts).Where(post => FileIdOf(post.NodeId) is null).ToList();
        if (missing.Count == 0) return;
        var byBody = file.Posts.Where(post => SourceIdOf(post) is null)
            .GroupBy(post => Fingerprint.OfBody(post.Body.Text), StringComparer.Ordinal)
            .Where(group => group.Count() == 1)
            .ToDictionary(group => group.Key, group => group.First(), StringComparer.Ordinal);
        foreach (var post in missing) Pair(byBody.GetValueOrDefault(post.Body), post.NodeId);
    }

    private void Pair(AuthoredNode? file, string sourceId)
    {
        if (file is null || _sourceIdByFileId.ContainsKey(file.Id) || !_fileIdBySourceId.TryAdd(sourceId, file.Id)) return;
        _sourceIdByFileId.Add(file.Id, sourceId);
    }
}

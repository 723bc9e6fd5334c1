using System.Collections.Immutable;
using KnowledgeBase.Diagnostics;
using KnowledgeBase.Model;

namespace KnowledgeBase.Importing;

/// <summary>The Discourse files in a folder, sorted by topic. Only what names topics and posts is kept; texts are read again, one topic at a time.</summary>
internal sealed class DiscourseArchive
{
    private readonly SortedDictionary<long, TopicFiles> _topics = [];
    private readonly string? _forumUrl;
    private readonly SortedSet<string> _roots = new(StringComparer.OrdinalIgnoreCase);

    private DiscourseArchive(string? forumUrl) => _forumUrl = forumUrl?.TrimEnd('/');

    public IReadOnlyCollection<TopicFiles> Topics => _topics.Values;

    public ImmutableArray<Diagnostic> Diagnostics { get; private set; } = [];

    /// <summary>The forum's root without closing '/': as the maintainer gives it, else as the only one that the files name.</summary>
    public string? Root => _forumUrl ?? (_roots.Count == 1 ? _roots.Min : null);

    public static DiscourseArchive Open(string path, string? forumUrl, CancellationToken cancelled)
    {
        var archive = new DiscourseArchive(forumUrl);
        var diagnostics = new List<Diagnostic>();
        foreach (var file in DiscourseFile.Find(path, diagnostics, cancelled))
        {
            cancelled.ThrowIfCancellationRequested();
            if (!archive._topics.TryGetValue(file.Topic, out var topic)) archive._topics.Add(file.Topic, topic = new(file.Topic));
            topic.Files.Add(file);
            archive._roots.UnionWith(file.Roots);
        }

        foreach (var topic in archive._topics.Values) topic.Note(DiscourseJoin.Join(topic.Id, topic.Files));
        archive.Diagnostics = [.. diagnostics];
        return archive;
    }

    public bool Has(long topic) => _topics.TryGetValue(topic, out var found) && found.Question is not null;

    /// <summary>The address of a topic at the forum; null if the maintainer did not name the forum.</summary>
    public string? UrlOf(long topic, string? slug) => _forumUrl is null ? null : $"{_forumUrl}/t/{slug ?? "-"}/{topic}";

    public string? AuthorUrlOf(string username) => _forumUrl is null ? null : $"{_forumUrl}/u/{Uri.EscapeDataString(username)}";

    public string? TitleOf(long topic) => _topics.TryGetValue(topic, out var found) ? found.Title : null;

    /// <summary>The node of a post; null if we have no such node.</summary>
    public string? NodeId(long topic, int post)
    {
        if (!_topics.TryGetValue(topic, out var found) || found.Nodes.BinarySearch(post) < 0) return null;
        return post == found.Question ? "q" : $"p{post}";
    }

    /// <summary>The path of an absolute address from the forum's root; null if it leads elsewhere.</summary>
    public string? PathOf(string address)
    {
        var roots = _forumUrl is null ? _roots : _roots.Append(_forumUrl);
        foreach (var root in roots)
        {
            var (own, other) = (WithoutScheme(root), WithoutScheme(address));
            if (other.Length > own.Length && other[own.Length] == '/' && other.StartsWith(own, StringComparison.OrdinalIgnoreCase)) return other[own.Length..];
        }

        return null;
    }

    private static string WithoutScheme(string address)
    {
        var start = address.IndexOf("://", StringComparison.Ordinal);
        return start < 0 ? "" : address[(start + 3)..];
    }

    /// <summary>The files about one topic, and which of its posts are nodes.</summary>
    internal sealed class TopicFiles(long id)
    {
        public long Id => id;

        public List<DiscourseFile> Files { get; } = [];

        public string? Title { get; private set; }

        public string? Slug { get; private set; }

        public Moment? On { get; private set; }

        public int? Question { get; private set; }

        public List<int> Nodes { get; } = [];

        public void Note(DiscourseTopic topic)
        {
            (Title, Slug) = (topic.Title, topic.Slug);
            Nodes.AddRange(topic.Posts.Where(post => post.LeftOut is null).Select(post => post.Number));
            if (topic.Posts.FirstOrDefault(post => post.LeftOut is null) is not { } question) return;
            Question = question.Number;
            On = question.Written;
        }
    }
}

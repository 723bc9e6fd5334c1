using KnowledgeBase.Diagnostics;

namespace KnowledgeBase.Importing;

/// <summary>Reads topics saved from a Discourse forum: <c>/t/ID.json</c>, chunks of its posts or single ones, and <c>/raw/ID</c> texts, alone or together, one or many in a file.</summary>
/// <remarks>
/// What an author wrote is taken where it is there, and what the forum shows where it is not; the JSON knows all else.
/// Every regular post that readers see is a node; what is hidden, deleted, a whisper, a moderator's note or an action is
/// none, and its text is told as a loss. See <see cref="DiscourseRoles"/> for what is an answer.
/// </remarks>
/// <param name="path">A file, or a folder that is searched with all its folders.</param>
/// <param name="forumUrl">Root of the forum, such as <c>https://forum.example.org</c>; null if it is not known.</param>
public sealed class DiscourseImporter(string path, string? forumUrl) : IThreadImporter
{
    private DiscourseArchive? _archive;

    public IEnumerable<Diagnosed<ForeignOutline?>> Outline(CancellationToken cancelled)
    {
        var archive = Open(cancelled);
        foreach (var problem in archive.Diagnostics) yield return new(null, [problem]);
        foreach (var topic in archive.Topics)
        {
            if (topic.Question is null) yield return new(null, [Rules.TopicWithoutPosts.At(new(topic.Files[0].Path.Replace('\\', '/')), $"{topic.Id}")]);
            else yield return new(new($"{topic.Id}", topic.Title, topic.On, archive.UrlOf(topic.Id, topic.Slug)), []);
        }
    }

    public IEnumerable<Diagnosed<ForeignThread?>> Threads(IThreadLinks links, CancellationToken cancelled)
    {
        var archive = Open(cancelled);
        foreach (var topic in archive.Topics.Where(topic => topic.Question is not null))
        {
            cancelled.ThrowIfCancellationRequested();
            yield return new(DiscourseThread.Of(DiscourseJoin.Join(topic.Id, topic.Files), archive, links), []);
        }
    }

    IEnumerable<string>? IThreadImporter.Named(string address)
    {
        var archive = Open(CancellationToken.None);
        if (archive.PathOf(address) is not { } path) return null;
        if (DiscourseAddress.Read(path) is not var (topic, post)) return [];
        // Of what is gone from the forum our files may still have the post.
        return [$"{topic}#{(post is not { } number ? "q" : archive.NodeId(topic, number) ?? (number == 1 ? "q" : $"p{number}"))}"];
    }

    /// <summary>Topics of which nothing is for everybody.</summary>
    public IEnumerable<Loss> Losses(CancellationToken cancelled)
    {
        foreach (var topic in Open(cancelled).Topics.Where(topic => topic.Question is null))
            foreach (var loss in DiscourseThread.LeftOut(DiscourseJoin.Join(topic.Id, topic.Files))) yield return loss with { Text = $"{topic.Id}{loss.Text}" };
    }

    private DiscourseArchive Open(CancellationToken cancelled) => _archive ??= DiscourseArchive.Open(path, forumUrl, cancelled);
}

using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace KnowledgeBase.Importing;

/// <summary>Asks the store for whole threads: questions with their answers, comments, writers and links, in the order of the questions' ids.</summary>
internal static class StackExchangeJoin
{
    /// <summary>In place of a deleted post's type.</summary>
    public const long Deleted = -1;

    private const long Closed = 10, Locked = 14;

    /// <summary>Close reasons that mean a duplicate: the one of today, and the one before 2013.</summary>
    private static readonly string[] DuplicateReasons = ["101", "1"];

    public static IEnumerable<(long Id, string? Title, string? Created)> Questions(StackExchangeStore store) =>
        store.Query("SELECT id, title, created FROM posts WHERE type = 1 ORDER BY id", row => (row.GetInt64(0), Text(row, 1), Text(row, 2)));

    public static IEnumerable<StackExchangeThread> Threads(StackExchangeStore store)
    {
        var posts = store.Query(
            """
            SELECT p.id, p.thread, p.title, p.tags, p.created, p.score, p.user, p.name, u.name, p.accepted, p.edited, p.closed, p.wiki, p.license, p.body, m.text
            FROM posts p LEFT JOIN users u ON u.id = p.user LEFT JOIN markdown m ON m.post = p.id
            WHERE p.thread IS NOT NULL ORDER BY p.thread, p.id
            """,
            PostOf);
        var group = new List<StackExchangePost>();
        foreach (var post in posts)
        {
            if (group.Count > 0 && group[0].Thread != post.Thread)
            {
                if (ThreadOf(store, group) is { } thread) yield return thread;
                group.Clear();
            }

            group.Add(post);
        }

        if (group.Count > 0 && ThreadOf(store, group) is { } last) yield return last;
    }

    /// <summary>The question that a post belongs to; null if the dump has no such post in a thread.</summary>
    public static long? ThreadOf(StackExchangeStore store, long post) =>
        One(store, "SELECT p.thread FROM posts p JOIN posts q ON q.id = p.thread AND q.type = 1 WHERE p.id = $0", post);

    public static long? PostOfComment(StackExchangeStore store, long comment) => One(store, "SELECT post FROM comments WHERE id = $0", comment);

    /// <summary>Posts and comments that belong to no thread: tag wikis, answers and comments whose question is not in the dump.</summary>
    public static IEnumerable<(string Construct, string Text)> Strays(StackExchangeStore store)
    {
        var posts = store.Query(
            "SELECT type, body FROM posts p WHERE type <> 1 AND (type <> 2 OR NOT EXISTS (SELECT 1 FROM posts q WHERE q.id = p.thread AND q.type = 1)) ORDER BY id",
            row => (NameOfType(row.GetInt64(0)), Text(row, 1) ?? ""));
        var comments = store.Query(
            "SELECT text FROM comments c WHERE NOT EXISTS (SELECT 1 FROM posts p JOIN posts q ON q.id = p.thread AND q.type = 1 WHERE p.id = c.post) ORDER BY id",
            row => ("comment on a post that is not in the dump", Text(row, 0) ?? ""));
        return posts.Concat(comments);
    }

    private static StackExchangeThread? ThreadOf(StackExchangeStore store, List<StackExchangePost> group)
    {
        if (group.Find(post => post.IsQuestion) is not { } question) return null;
        var answers = group.Where(post => !post.IsQuestion).OrderBy(post => post.Writer.Created, StringComparer.Ordinal).ThenBy(post => post.Id);
        ImmutableArray<StackExchangePost> posts = [.. answers.Prepend(question).Select(post => post with { Comments = [.. CommentsOf(store, post.Id)] })];
        var related = posts.SelectMany(post => Targets(store, post.Id, "type <> 3")).Concat(Originals(store, question.Id, question.Closed is not null));
        var original = FinalOriginal(store, question.Id);
        return new(posts, original, [.. related.Distinct()], [.. Notices(store, question, isDuplicate: original is not null)]);
    }

    private static IEnumerable<StackExchangeComment> CommentsOf(StackExchangeStore store, long post) => store.Query(
        "SELECT c.id, c.user, c.name, u.name, c.created, c.license, c.score, c.text FROM comments c LEFT JOIN users u ON u.id = c.user WHERE c.post = $0 ORDER BY c.created, c.id",
        row => new StackExchangeComment(row.GetInt64(0), new(Number(row, 1), Text(row, 2), Text(row, 3), Text(row, 4), Text(row, 5)), Number(row, 6), Text(row, 7) ?? ""),
        post);

    private static List<long> Targets(StackExchangeStore store, long post, string type) =>
        [.. store.Query($"SELECT target FROM links WHERE post = $0 AND {type} ORDER BY id", row => row.GetInt64(0), post)];

    /// <summary>Questions that this one is marked as a duplicate of: by a link, else by the reason it was closed for.</summary>
    private static List<long> Originals(StackExchangeStore store, long question, bool isClosed)
    {
        var linked = Targets(store, question, "type = 3");
        return linked.Count > 0 || !isClosed ? linked
            : LastOf(store, question, Closed) is { } closed && DuplicateReasons.Contains(closed.Comment) ? OriginalsIn(closed.Text) : [];
    }

    /// <summary>Our format wants the question that holds the answers, not one that points on; where duplicates go round in a circle, none of those is one.</summary>
    private static long? FinalOriginal(StackExchangeStore store, long question)
    {
        var passed = new HashSet<long> { question };
        var last = question;
        while (OriginalOf(store, last) is { } next)
        {
            if (next == question) return null;
            last = next;
            // A circle that this question leads into: the place where it is entered.
            if (!passed.Add(next)) break;
        }

        return last == question ? null : last;
    }

    private static long? OriginalOf(StackExchangeStore store, long question)
    {
        var isClosed = One(store, "SELECT closed IS NOT NULL FROM posts WHERE id = $0", question) == 1;
        foreach (var original in Originals(store, question, isClosed))
        {
            if (original != question && ThreadOf(store, original) == original) return original;
        }

        return null;
    }

    private static IEnumerable<Notice> Notices(StackExchangeStore store, StackExchangePost question, bool isDuplicate)
    {
        // A duplicate says so already, and why.
        if (question.Closed is { } on && !isDuplicate) yield return new(NoticeKind.Closed, StackExchangeThreadMaker.MomentOf(on));
        if (LastOf(store, question.Id, Locked) is { } locked) yield return new(NoticeKind.Locked, StackExchangeThreadMaker.MomentOf(locked.Created));
    }

    /// <summary>The last closing or locking that was not undone: its undoing has the next number.</summary>
    private static (string Created, string? Comment, string? Text)? LastOf(StackExchangeStore store, long post, long type)
    {
        var events = store.Query(
            "SELECT type, created, comment, text FROM events WHERE post = $0 AND type IN ($1, $2) ORDER BY created DESC, id DESC LIMIT 1",
            row => (Type: row.GetInt64(0), Created: Text(row, 1) ?? "", Comment: Text(row, 2), Text: Text(row, 3)),
            post, type, type + 1).ToList();
        return events is [var last] && last.Type == type ? (last.Created, last.Comment, last.Text) : null;
    }

    private static List<long> OriginalsIn(string? json)
    {
        try
        {
            using var document = JsonDocument.Parse(json ?? "");
            return document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.TryGetProperty("OriginalQuestionIds", out var ids) && ids.ValueKind == JsonValueKind.Array
                ? [.. ids.EnumerateArray().Where(id => id.ValueKind == JsonValueKind.Number && id.TryGetInt64(out _)).Select(id => id.GetInt64())]
                : [];
        }
        catch (JsonException)
        {
            // Before 2013 the field held other text.
            return [];
        }
    }

    private static string NameOfType(long type) => type switch
    {
        Deleted => "deleted post",
        2 => "answer whose question is not in the dump",
        3 or 4 or 5 => "tag wiki",
        6 => "moderator nomination",
        7 => "wiki placeholder",
        8 => "privilege wiki",
        _ => $"post of type {type}",
    };

    private static StackExchangePost PostOf(SqliteDataReader row) => new()
    {
        Id = row.GetInt64(0),
        Thread = row.GetInt64(1),
        Title = Text(row, 2),
        Tags = Text(row, 3),
        Writer = new(Number(row, 6), Text(row, 7), Text(row, 8), Text(row, 4), Text(row, 13)),
        Score = Number(row, 5),
        Accepted = Number(row, 9),
        Edited = Text(row, 10),
        Closed = Text(row, 11),
        IsCommunityWiki = row.GetBoolean(12),
        Html = Text(row, 14) ?? "",
        Markdown = Text(row, 15),
    };

    private static long? One(StackExchangeStore store, string sql, long value) => store.Query(sql, row => (long?)row.GetInt64(0), value).FirstOrDefault();

    private static string? Text(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    private static long? Number(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetInt64(column);
}

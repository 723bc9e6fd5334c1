using System.Globalization;
using KnowledgeBase.Diagnostics;

namespace KnowledgeBase.Importing;

/// <summary>Reads a dump's files into the store, each once and in an order that needs no looking back; goes on where it was stopped.</summary>
internal sealed class StackExchangeLoader(StackExchangeStore store, Action<string>? progress, CancellationToken cancelled)
{
    /// <summary>So many rows are read at most twice after a kill.</summary>
    private const int RowsAtOnce = 20_000;

    /// <summary>The files that hold something we carry. Posts come first, for without them there is nothing to do.</summary>
    public static readonly string[] FileNames = ["Posts.xml", "Users.xml", "Comments.xml", "PostLinks.xml", "PostHistory.xml"];

    /// <summary>Initial body, edited body, rolled-back body.</summary>
    private static readonly long[] BodyTypes = [2, 5, 8];

    /// <summary>Closed, reopened, locked, unlocked.</summary>
    private static readonly long[] EventTypes = [10, 11, 14, 15];

    /// <param name="path">Where the file is.</param>
    /// <param name="shown">Where it is, for diagnostics.</param>
    public void Load(string path, string shown, string stamp)
    {
        var name = Path.GetFileName(path);
        var known = store.Query("SELECT rows, done FROM files WHERE name = $0", row => (Rows: row.GetInt64(0), IsDone: row.GetBoolean(1)), name).ToList();
        if (known is [{ IsDone: true }]) return;
        var toSkip = known is [var (rowsBefore, _)] ? rowsBefore : 0;
        if (toSkip > 0) progress?.Invoke($"{name}: going on after {Count(toSkip)} rows");

        var rows = 0L;
        using var file = new StackExchangeFile(path, shown, Tell);
        var load = LoaderOf(name);
        var size = Math.Max(new FileInfo(path).Length, 1);
        store.Begin();
        while (file.Read())
        {
            if (rows >= toSkip && load(file) is { } problem) Tell(Rules.BadRow.At(file.Location, problem));
            if (++rows % RowsAtOnce != 0) continue;
            if (rows > toSkip)
            {
                Mark(isDone: false);
                progress?.Invoke($"{name}: {Count(rows)} rows, {file.Position * 100 / size} %");
            }

            cancelled.ThrowIfCancellationRequested();
        }

        Mark(isDone: true);
        store.Commit();
        progress?.Invoke($"{name}: {Count(rows)} rows");

        // A finding of the rows that are skipped was kept when they were read.
        void Tell(Diagnostic finding)
        {
            if (rows < toSkip) return;
            store.Run("INSERT INTO findings VALUES ($0, $1, $2, $3, $4)", finding.Rule.Code, finding.Location.Path, finding.Location.Line, finding.Location.Column, finding.Message);
        }

        void Mark(bool isDone)
        {
            store.Run("INSERT INTO files VALUES ($0, $1, $2, $3) ON CONFLICT (name) DO UPDATE SET rows = excluded.rows, done = excluded.done", name, stamp, rows, isDone);
            store.Commit();
            store.Begin();
        }
    }

    /// <summary>Made when all rows are there, which costs far less than keeping them in order from the first row on.</summary>
    public void Index()
    {
        if (store.Query("SELECT 1 FROM sqlite_master WHERE name = 'events_of_post'", _ => 1).Any()) return;
        progress?.Invoke("joining the files");
        store.Run("CREATE INDEX IF NOT EXISTS posts_of_thread ON posts (thread)");
        store.Run("CREATE INDEX IF NOT EXISTS comments_of_post ON comments (post)");
        store.Run("CREATE INDEX IF NOT EXISTS links_of_post ON links (post)");
        store.Run("CREATE INDEX IF NOT EXISTS events_of_post ON events (post)");
    }

    /// <summary>When a file of this name is read; -1 for never.</summary>
    public static int PlaceOf(string name) => Array.FindIndex(FileNames, known => known.Equals(name, StringComparison.OrdinalIgnoreCase));

    public static IEnumerable<Diagnostic> Findings(StackExchangeStore store) => store.Query(
        "SELECT code, name, line, col, message FROM findings ORDER BY rowid",
        row => new Diagnostic(Rules.ByCode[row.GetString(0)], new(row.GetString(1), row.GetInt32(2), row.GetInt32(3)), row.GetString(4)));

    public static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>What takes a row of the file into the store; it says why it cannot, as the end of a sentence.</summary>
    private Func<StackExchangeFile, string?> LoaderOf(string name) => name.ToLowerInvariant() switch
    {
        "posts.xml" => LoadPost,
        "users.xml" => LoadUser,
        "comments.xml" => LoadComment,
        "postlinks.xml" => LoadLink,
        _ => LoadHistory,
    };

    private string? LoadPost(StackExchangeFile row)
    {
        if (row.Number("Id") is not { } id) return NoNumber(row, "Id");
        if (row.Number("PostTypeId") is not { } type) return NoNumber(row, "PostTypeId");
        if (type == 2 && row.Number("ParentId") is null) return NoNumber(row, "ParentId");
        // A dump of today has no posts that were deleted; a moderator's own may.
        if (row.Text("DeletionDate") is not null) type = StackExchangeJoin.Deleted;
        var thread = type switch { 1 => id, 2 => row.Number("ParentId"), _ => null };
        return Added(id, store.Run(
            "INSERT OR IGNORE INTO posts VALUES ($0, $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
            id, type, thread, row.Text("Title"), row.Text("Tags"), row.Text("CreationDate"), row.Number("Score"), row.Number("OwnerUserId"), row.Text("OwnerDisplayName"),
            row.Number("AcceptedAnswerId"), row.Text("LastEditDate"), row.Text("ClosedDate"), row.Text("CommunityOwnedDate") is not null, row.Text("ContentLicense"), row.Text("Body")));
    }

    private string? LoadUser(StackExchangeFile row) => row.Number("Id") is { } id
        ? Added(id, store.Run("INSERT OR IGNORE INTO users VALUES ($0, $1)", id, row.Text("DisplayName")))
        : NoNumber(row, "Id");

    private string? LoadComment(StackExchangeFile row)
    {
        if (row.Number("Id") is not { } id) return NoNumber(row, "Id");
        if (row.Number("PostId") is not { } post) return NoNumber(row, "PostId");
        return Added(id, store.Run(
            "INSERT OR IGNORE INTO comments VALUES ($0, $1, $2, $3, $4, $5, $6, $7)",
            id, post, row.Text("Text"), row.Number("Score"), row.Text("CreationDate"), row.Number("UserId"), row.Text("UserDisplayName"), row.Text("ContentLicense")));
    }

    private string? LoadLink(StackExchangeFile row)
    {
        if (row.Number("Id") is not { } id) return NoNumber(row, "Id");
        if (row.Number("PostId") is not { } post) return NoNumber(row, "PostId");
        if (row.Number("RelatedPostId") is not { } target) return NoNumber(row, "RelatedPostId");
        return Added(id, store.Run("INSERT OR IGNORE INTO links VALUES ($0, $1, $2, $3)", id, post, target, row.Number("LinkTypeId")));
    }

    private string? LoadHistory(StackExchangeFile row)
    {
        if (row.Number("Id") is not { } id) return NoNumber(row, "Id");
        if (row.Number("PostHistoryTypeId") is not { } type) return NoNumber(row, "PostHistoryTypeId");
        if (row.Number("PostId") is not { } post) return NoNumber(row, "PostId");
        if (BodyTypes.Contains(type))
        {
            // Only the newest is kept. Merged and migrated posts bring older texts under newer ids, so the date decides.
            store.Run(
                """
                INSERT INTO markdown VALUES ($0, $1, $2, $3)
                ON CONFLICT (post) DO UPDATE SET created = excluded.created, history = excluded.history, text = excluded.text
                WHERE (excluded.created, excluded.history) > (created, history)
                """,
                post, row.Text("CreationDate") ?? "", id, row.Text("Text") ?? "");
        }
        else if (EventTypes.Contains(type))
        {
            store.Run("INSERT OR IGNORE INTO events VALUES ($0, $1, $2, $3, $4, $5)", id, post, type, row.Text("CreationDate") ?? "", row.Text("Comment"), row.Text("Text"));
        }

        return null;
    }

    private static string? Added(long id, int rows) => rows > 0 ? null : $"an earlier one has its Id {id}";

    private static string NoNumber(StackExchangeFile row, string attribute) =>
        row.Text(attribute) is { } text ? $"its {attribute} '{text}' is no number" : $"it has no {attribute}";
}

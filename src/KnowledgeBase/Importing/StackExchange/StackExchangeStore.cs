using Microsoft.Data.Sqlite;

namespace KnowledgeBase.Importing;

/// <summary>
/// The file in which a dump's rows wait for each other: a question and what belongs to it stand gigabytes apart. It remembers
/// how far each file was read, so that an interrupted import goes on from there.
/// </summary>
internal sealed class StackExchangeStore : IDisposable
{
    /// <summary>Raised whenever the tables change; a store of another version is made anew.</summary>
    private const int Version = 2;

    // 'thread' is the question of a question or an answer; null for tag wikis and other posts.
    private const string Tables = """
        CREATE TABLE files (name TEXT PRIMARY KEY, stamp TEXT, rows INTEGER, done INTEGER);
        CREATE TABLE findings (code TEXT, name TEXT, line INTEGER, col INTEGER, message TEXT);
        CREATE TABLE posts (id INTEGER PRIMARY KEY, type INTEGER, thread INTEGER, title TEXT, tags TEXT, created TEXT, score INTEGER, user INTEGER, name TEXT,
          accepted INTEGER, edited TEXT, closed TEXT, wiki INTEGER, license TEXT, body TEXT);
        CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT);
        CREATE TABLE comments (id INTEGER PRIMARY KEY, post INTEGER, text TEXT, score INTEGER, created TEXT, user INTEGER, name TEXT, license TEXT);
        CREATE TABLE links (id INTEGER PRIMARY KEY, post INTEGER, target INTEGER, type INTEGER);
        CREATE TABLE markdown (post INTEGER PRIMARY KEY, created TEXT, history INTEGER, text TEXT);
        CREATE TABLE events (id INTEGER PRIMARY KEY, post INTEGER, type INTEGER, created TEXT, comment TEXT, text TEXT);
        """;

    private readonly SqliteConnection _connection;
    private readonly Dictionary<string, SqliteCommand> _commands = new(StringComparer.Ordinal);
    private SqliteTransaction? _transaction;

    private StackExchangeStore(SqliteConnection connection) => _connection = connection;

    static StackExchangeStore() => SQLitePCL.Batteries_V2.Init();

    /// <summary>Opens the store in a folder. One that is damaged, of another version or of other files is made anew.</summary>
    /// <param name="stamps">Of each file the size and time, by its name.</param>
    public static StackExchangeStore Open(string folder, IReadOnlyDictionary<string, string> stamps)
    {
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, "stackexchange.db");
        try
        {
            if (OpenKnown(path) is { } store)
            {
                var known = store.Query("SELECT name, stamp FROM files", row => (Name: row.GetString(0), Stamp: row.GetString(1))).ToList();
                if (known.TrueForAll(file => stamps.GetValueOrDefault(file.Name) == file.Stamp)) return store;
                store.Dispose();
            }
        }
        catch (SqliteException)
        {
            // Damaged: it holds nothing that the dump does not.
        }

        foreach (var file in (string[])[path, path + "-wal", path + "-shm"]) File.Delete(file);
        return OpenKnown(path)!;
    }

    /// <summary>Runs a statement; its parameters are <c>$0</c>, <c>$1</c> and so on.</summary>
    public int Run(string sql, params ReadOnlySpan<object?> values) => Command(sql, values).ExecuteNonQuery();

    /// <summary>The rows of a query, each read before the next is asked for.</summary>
    public IEnumerable<T> Query<T>(string sql, Func<SqliteDataReader, T> read, params object?[] values)
    {
        using var reader = Command(sql, values).ExecuteReader();
        while (reader.Read()) yield return read(reader);
    }

    public void Begin() => _transaction ??= _connection.BeginTransaction();

    public void Commit()
    {
        _transaction?.Commit();
        _transaction?.Dispose();
        _transaction = null;
    }

    public void Dispose()
    {
        foreach (var command in _commands.Values) command.Dispose();
        _transaction?.Dispose();
        _connection.Dispose();
    }

    private SqliteCommand Command(string sql, ReadOnlySpan<object?> values)
    {
        if (!_commands.TryGetValue(sql, out var command))
        {
            _commands[sql] = command = _connection.CreateCommand();
            command.CommandText = sql;
            for (var i = 0; i < values.Length; i++) command.Parameters.AddWithValue($"${i}", DBNull.Value);
        }

        command.Transaction = _transaction;
        for (var i = 0; i < values.Length; i++) command.Parameters[i].Value = values[i] ?? DBNull.Value;
        return command;
    }

    /// <summary>The store, made if it is not there; null if it is of another version.</summary>
    private static StackExchangeStore? OpenKnown(string path)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        var store = new StackExchangeStore(connection);
        try
        {
            connection.Open();
            // A write-ahead log outlives a killed process; the cache is the bound on memory, in KiB.
            store.Run("PRAGMA journal_mode = WAL");
            store.Run("PRAGMA synchronous = NORMAL");
            store.Run("PRAGMA cache_size = -65536");
            var version = store.Query("PRAGMA user_version", row => row.GetInt32(0)).Single();
            if (version == 0)
            {
                store.Begin();
                store.Run(Tables);
                store.Run($"PRAGMA user_version = {Version}");
                store.Commit();
            }

            if (version is 0 or Version) return store;
        }
        catch (SqliteException)
        {
            store.Dispose();
            throw;
        }

        store.Dispose();
        return null;
    }
}

using System.Collections.Immutable;
using System.Text;
using KnowledgeBase.Diagnostics;

namespace KnowledgeBase.Importing;

/// <summary>
/// What earlier imports wrote, so that a person's edits can be told from the source's. While an import runs, each thread is
/// first written into a journal and then into its file: after a kill, a file holds what one of the two says.
/// </summary>
internal sealed class Ledger : IDisposable
{
    private const string Head = "# What kb import wrote last: id at the source, file, front matter, posts. Keep this file with the content.";
    private readonly string _file;
    private readonly FileStream _journal;
    private readonly Dictionary<string, State> _threads;
    private readonly Lock _lock = new();

    private Ledger(string file, FileStream journal, Dictionary<string, State> threads) => (_file, _journal, _threads) = (file, journal, threads);

    /// <summary>The last import did not come to its end.</summary>
    public bool WasInterrupted { get; private init; }

    /// <summary>Ids and files of all threads that are not removed.</summary>
    public IEnumerable<(string Id, string Path)> Files =>
        _threads.Values.Select(state => LedgerEntry.Read(Text(state.Newest))!).Where(entry => entry.Path.Length > 0).Select(entry => (entry.Id, entry.Path));

    /// <summary>Null (and told) if it cannot be read; an import that knows half of it would take imported text for a person's.</summary>
    /// <param name="file">The ledger, such as <c>content/imports/forum.tsv</c>; it need not exist.</param>
    public static Diagnosed<Ledger?> Open(string file, string shownAs)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        FileStream journal;
        try
        {
            journal = new FileStream(file + ".part", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1);
        }
        catch (IOException problem) when (problem is not DirectoryNotFoundException and not PathTooLongException)
        {
            return new(null, [Rules.ImportBusy.At(new(shownAs))]);
        }

        var threads = new Dictionary<string, State>(StringComparer.Ordinal);
        var diagnostics = File.Exists(file) ? ReadFile(file, shownAs, threads) : [];
        var wasInterrupted = journal.Length > 0;
        ReadJournal(journal, threads);
        var ledger = new Ledger(file, journal, threads) { WasInterrupted = wasInterrupted };
        if (diagnostics.IsEmpty) return new(ledger, []);
        ledger.Dispose();
        return new(null, diagnostics);
    }

    /// <summary>What is known of a thread: the newest first, the last one from the ledger if it has the thread.</summary>
    public KnownThread Of(string id)
    {
        lock (_lock)
        {
            if (!_threads.TryGetValue(id, out var state)) return KnownThread.Unknown;
            var settled = state.Settled is null ? null : LedgerEntry.Read(Text(state.Settled));
            return new([.. state.Pending.Select(line => LedgerEntry.Read(Text(line))!), .. settled is null ? (ReadOnlySpan<LedgerEntry>)[] : [settled]], settled);
        }
    }

    /// <summary>Says what is about to be written; it is on disk when this returns.</summary>
    public void Add(LedgerEntry entry)
    {
        var line = Encoding.UTF8.GetBytes(entry.Write());
        lock (_lock)
        {
            if (!_threads.TryGetValue(entry.Id, out var state)) _threads[entry.Id] = state = new();
            if (state.Newest.AsSpan().SequenceEqual(line)) return;
            state.Pending.Insert(0, line);
            _journal.Write([.. line, (byte)'\n']);
        }
    }

    /// <summary>The import came to its end: the journal becomes the ledger, sorted by id.</summary>
    public void Complete()
    {
        var text = new MemoryStream();
        text.Write(Encoding.UTF8.GetBytes(Head + "\n"));
        var written = 0;
        // Numbers in their order: the shorter one is the smaller.
        foreach (var (_, state) in _threads.OrderBy(thread => thread.Key.Length).ThenBy(thread => thread.Key, StringComparer.Ordinal))
        {
            if (LedgerEntry.Read(Text(state.Newest))!.Path.Length == 0) continue;
            text.Write(state.Newest);
            text.WriteByte((byte)'\n');
            written++;
        }

        if (written > 0 || File.Exists(_file)) FileSwap.Write(_file, text.ToArray());
        _journal.SetLength(0);
    }

    public void Dispose()
    {
        var isOver = _journal.Length == 0;
        _journal.Dispose();
        if (!isOver) return;
        File.Delete(_file + ".part");
        var folder = Path.GetDirectoryName(_file)!;
        if (!Directory.EnumerateFileSystemEntries(folder).Any()) Directory.Delete(folder);
    }

    private static ImmutableArray<Diagnostic> ReadFile(string file, string shownAs, Dictionary<string, State> threads)
    {
        var number = 0;
        foreach (var line in File.ReadLines(file))
        {
            number++;
            if (line.StartsWith('#') || line.Length == 0) continue;
            if (LedgerEntry.Read(line) is not { } entry || !threads.TryAdd(entry.Id, new() { Settled = Encoding.UTF8.GetBytes(line) }))
                return [Rules.DamagedLedger.At(new(shownAs, number))];
        }

        return [];
    }

    /// <summary>A kill may have torn the last line; its file was not written yet.</summary>
    private static void ReadJournal(FileStream journal, Dictionary<string, State> threads)
    {
        var bytes = new byte[journal.Length];
        journal.ReadExactly(bytes);
        var end = bytes.AsSpan().LastIndexOf((byte)'\n') + 1;
        journal.SetLength(end);
        journal.Position = end;
        foreach (var line in Encoding.UTF8.GetString(bytes, 0, end).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (LedgerEntry.Read(line) is not { } entry) continue;
            if (!threads.TryGetValue(entry.Id, out var state)) threads[entry.Id] = state = new();
            state.Pending.Insert(0, Encoding.UTF8.GetBytes(line));
        }
    }

    private static string Text(byte[] line) => Encoding.UTF8.GetString(line);

    /// <summary>Lines as bytes: a million threads take little more room than the ledger itself.</summary>
    private sealed class State
    {
        public byte[]? Settled { get; init; }

        public List<byte[]> Pending { get; } = [];

        public byte[] Newest => Pending.Count > 0 ? Pending[0] : Settled ?? [];
    }
}

/// <summary>All that earlier imports, finished or not, said they wrote of one thread.</summary>
/// <param name="Entries">The newest first.</param>
/// <param name="Settled">As the last finished import left it; null if it did not have the thread.</param>
internal sealed record KnownThread(ImmutableArray<LedgerEntry> Entries, LedgerEntry? Settled)
{
    public static readonly KnownThread Unknown = new([], null);

    public LedgerEntry? Newest => Entries.IsEmpty ? null : Entries[0];

    public bool IsBodyOf(string nodeId, string hash) => Entries.Any(entry => entry.Post(nodeId)?.Body == hash);

    public bool IsHeadingOf(string nodeId, string hash) => Entries.Any(entry => entry.Post(nodeId)?.Heading == hash);
}

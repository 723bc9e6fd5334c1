using System.Collections.Immutable;
using System.Text;
using KnowledgeBase.Diagnostics;
using KnowledgeBase.Model;

namespace KnowledgeBase.Importing;

/// <summary>
/// What earlier imports wrote, so that a person's edits can be told from the source's. While an import runs, each thread is
/// first written into a journal and then into its file: after a kill, a file holds what one of the two says.
/// </summary>
internal sealed class Ledger : IDisposable
{
    private const string Head = "# What kb import wrote last: id at the source, file, front matter, posts. Keep this file with the content.\n";
    private readonly string _file, _stateFolder;
    private readonly FileStream _journal;
    private readonly FileStream? _settled;

    // Where lines stand, not the lines: a million threads need little room.
    private readonly Dictionary<string, LedgerLines> _threads = new(StringComparer.Ordinal);
    private readonly List<TakenOut> _takenOut = [];
    private readonly Lock _lock = new();

    private bool _isComplete;

    private Ledger(string file, string stateFolder, FileStream journal, FileStream? settled) => (_file, _stateFolder, _journal, _settled) = (file, stateFolder, journal, settled);

    /// <summary>The last import did not come to its end.</summary>
    public bool WasInterrupted { get; private set; }

    /// <summary>Null if earlier imports did not say it. What is set is written with the first thread.</summary>
    public LedgerOrigin? Origin { get; set; }

    public IEnumerable<string> Ids => _threads.Keys;

    /// <summary>What this import took out of files, or one that was stopped before it.</summary>
    public IReadOnlyCollection<TakenOut> TakenOut => _takenOut;

    /// <summary>Ids and files of all threads that are not removed.</summary>
    public IEnumerable<(string Id, string Path)> Files
    {
        get
        {
            foreach (var (id, lines) in _threads)
            {
                if (LedgerEntry.PathIn(Read(lines.Newest)) is { } path) yield return (id, path);
            }
        }
    }

    /// <summary>Null (and told) if it cannot be read; an import that knows half of it would take imported text for a person's.</summary>
    /// <param name="file">The ledger, such as <c>content/imports/forum.tsv</c>; it need not exist.</param>
    /// <param name="stateFolder">For the journal, and whatever else must outlive a kill. Deleted when the import has come to its end.</param>
    public static Diagnosed<Ledger?> Open(string file, string stateFolder, string shownAs)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        Directory.CreateDirectory(stateFolder);
        FileStream journal;
        try
        {
            // Nothing in it is to be committed with the content.
            File.WriteAllText(Path.Combine(stateFolder, ".gitignore"), "*\n");
            // Where earlier versions had it.
            if (File.Exists(file + ".part")) File.Move(file + ".part", JournalIn(stateFolder));
            journal = new FileStream(JournalIn(stateFolder), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1);
        }
        catch (IOException problem) when (MachineProblem.IsLocked(problem))
        {
            return new(null, [Rules.ImportBusy.At(new(shownAs))]);
        }

        var settled = File.Exists(file) ? new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete) : null;
        var ledger = new Ledger(file, stateFolder, journal, settled) { WasInterrupted = journal.Length > 0 };
        if (ledger.ReadSettled() is not { } damaged)
        {
            ledger.ReadJournal();
            return new(ledger, []);
        }

        ledger.Dispose();
        return new(null, [damaged.Rule.At(new(shownAs, damaged.Line))]);
    }

    /// <summary>What is known of a thread: the newest first, the last one from the ledger if it has the thread.</summary>
    public KnownThread Of(string id)
    {
        lock (_lock)
        {
            if (!_threads.TryGetValue(id, out var lines)) return KnownThread.Unknown;
            var entries = lines.All.Select(line => LedgerEntry.Read(Read(line))!).ToImmutableArray();
            return new(entries, lines.HasSettled ? entries[^1] : null);
        }
    }

    /// <summary>Says what is about to be written; from then on a kill of the process cannot lose it, a loss of power can.</summary>
    public void Add(LedgerEntry entry)
    {
        var text = entry.Write();
        lock (_lock)
        {
            if (_threads.TryGetValue(entry.Id, out var lines) && Read(lines.Newest) == text) return;
            Take(entry.Id, Append(text));
        }
    }

    /// <summary>Says what is about to be taken out of a file.</summary>
    public void Add(TakenOut takenOut)
    {
        lock (_lock)
        {
            Append(takenOut.Write());
            _takenOut.Add(takenOut);
        }
    }

    /// <summary>The import came to its end: the journal becomes the ledger, sorted by id.</summary>
    public void Complete()
    {
        // Numbers in their order: the shorter one is the smaller.
        var ids = _threads.Where(thread => LedgerEntry.PathIn(Read(thread.Value.Newest)) is not null).Select(thread => thread.Key).ToList();
        ids.Sort((a, b) => a.Length != b.Length ? a.Length.CompareTo(b.Length) : string.CompareOrdinal(a, b));
        if (ids.Count > 0 || _settled is not null)
        {
            FileSwap.Write(_file, stream =>
            {
                stream.Write(Encoding.UTF8.GetBytes(Head));
                if (Origin is not null) stream.Write(Encoding.UTF8.GetBytes(Origin.Write() + "\n"));
                foreach (var id in ids) stream.Write(Encoding.UTF8.GetBytes(Read(_threads[id].Newest) + "\n"));
                // Some systems replace no file that is open.
                _settled?.Dispose();
            });
        }

        _journal.SetLength(0);
        _isComplete = true;
    }

    public void Dispose()
    {
        var isOver = _journal.Length == 0;
        _journal.Dispose();
        _settled?.Dispose();
        if (!isOver) return;
        File.Delete(JournalIn(_stateFolder));
        // What an importer keeps there is of use until the import has come to its end.
        if (_isComplete || Directory.EnumerateFileSystemEntries(_stateFolder).All(entry => Path.GetFileName(entry) == ".gitignore")) Directory.Delete(_stateFolder, recursive: true);
        var folder = Path.GetDirectoryName(_file)!;
        if (!Directory.EnumerateFileSystemEntries(folder).Any()) Directory.Delete(folder);
    }

    private static string JournalIn(string stateFolder) => Path.Combine(stateFolder, "journal.tsv");

    /// <summary>Gives the number of a line that is none, and what is wrong with it.</summary>
    private (Rule Rule, int Line)? ReadSettled()
    {
        if (_settled is null) return null;
        var number = 0;
        foreach (var line in LedgerLine.In(_settled, isSettled: true))
        {
            number++;
            var text = Read(line);
            if (LedgerOrigin.IsIn(text) && (Origin = LedgerOrigin.Read(text)) is null) return (Rules.DamagedOrigin, number);
            if (text.StartsWith('#') || text.Length == 0) continue;
            if (LedgerEntry.Read(text) is not { } entry || !_threads.TryAdd(entry.Id, new(line))) return (Rules.DamagedLedger, number);
        }

        return null;
    }

    /// <summary>A kill may have torn the last line; its file was not written yet.</summary>
    private void ReadJournal()
    {
        var end = 0L;
        foreach (var line in LedgerLine.In(_journal, isSettled: false))
        {
            if (!line.IsWhole) continue;
            end = line.Offset + line.Length + 1;
            var text = Read(line);
            if (LedgerOrigin.Read(text) is { } origin) Origin = origin;
            else if (Importing.TakenOut.Read(text) is { } takenOut) _takenOut.Add(takenOut);
            else if (LedgerEntry.Read(text) is { } entry) Take(entry.Id, line);
        }

        _journal.SetLength(end);
    }

    private LedgerLine Append(string text)
    {
        if (_journal.Length == 0 && Origin is not null) _journal.Write(Encoding.UTF8.GetBytes(Origin.Write() + "\n"));
        var bytes = Encoding.UTF8.GetBytes(text + "\n");
        var line = new LedgerLine(_journal.Length, bytes.Length - 1, IsSettled: false);
        _journal.Position = line.Offset;
        _journal.Write(bytes);
        return line;
    }

    private void Take(string id, LedgerLine line) => _threads[id] = _threads.TryGetValue(id, out var lines) ? lines with { Newest = line, Older = lines } : new(line);

    private string Read(LedgerLine line)
    {
        var bytes = new byte[line.Length];
        RandomAccess.Read((line.IsSettled ? _settled! : _journal).SafeFileHandle, bytes, line.Offset);
        return Encoding.UTF8.GetString(bytes).Trim('\r', '\uFEFF');
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

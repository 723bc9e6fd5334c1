namespace KnowledgeBase.Cli.Serving;

/// <summary>
/// Notices changes below one folder, however it comes and goes: a watcher dies silently with its folder (a branch switched, a
/// folder deleted and made again), so that twice a second the folder is compared with the one being watched.
/// </summary>
internal sealed class FolderWatch : IDisposable
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(500);

    private readonly Lock _gate = new();
    private readonly string _folder;
    private readonly Action<string?> _onChange;
    private readonly Action<string> _warn;
    private readonly Timer _timer;
    private FileSystemWatcher? _watcher;
    private DateTime? _watchedSince;
    private bool _hasWarned;
    private bool _isClosed;

    /// <param name="onChange">Called from any thread, often many times for one save, with the file's full path; null if anything may have changed.</param>
    public FolderWatch(string folder, Action<string?> onChange, Action<string> warn)
    {
        (_folder, _onChange, _warn) = (Path.GetFullPath(folder), onChange, warn);
        Look(tell: false);
        _timer = new(_ => Look(tell: true), null, LookEvery, LookEvery);
    }

    public void Dispose()
    {
        _timer.Dispose();
        lock (_gate)
        {
            _isClosed = true;
            _watcher?.Dispose();
        }
    }

    private void Look(bool tell)
    {
        lock (_gate)
        {
            DateTime? made = Directory.Exists(_folder) ? Directory.GetCreationTimeUtc(_folder) : null;
            if (_isClosed || made == _watchedSince) return;
            _watcher?.Dispose();
            _watcher = made is null ? null : WatchOrNull();
            // Where no watcher could be had, the next look tries again.
            if (_watcher is null && made is not null) return;
            _watchedSince = made;
        }

        if (tell) _onChange(null);
    }

    private FileSystemWatcher? WatchOrNull()
    {
        FileSystemWatcher? watcher = null;
        try
        {
            watcher = new(_folder) { IncludeSubdirectories = true, InternalBufferSize = 64 * 1024 };
            watcher.NotifyFilter = NotifyFilters.FileName | NotifyFilters.DirectoryName | NotifyFilters.LastWrite | NotifyFilters.Size;
            watcher.Changed += (_, change) => Notice(change.Name);
            watcher.Created += (_, change) => Notice(change.Name);
            watcher.Deleted += (_, change) => Notice(change.Name);
            watcher.Renamed += (_, change) => Notice(change.Name, change.OldName);
            watcher.Error += (_, _) => StartAnew();
            watcher.EnableRaisingEvents = true;
            return watcher;
        }
        catch (Exception problem) when (problem is IOException or ArgumentException or UnauthorizedAccessException)
        {
            watcher?.Dispose();
            if (!_hasWarned && Directory.Exists(_folder)) _warn($"'{_folder}' cannot be watched: {problem.Message}");
            _hasWarned = true;
            return null;
        }
    }

    /// <summary>Too many changes at once, or the folder went: the next look makes a new watcher and tells of a change.</summary>
    private void StartAnew()
    {
        lock (_gate) _watchedSince = DateTime.MinValue;
    }

    private void Notice(params ReadOnlySpan<string?> names)
    {
        foreach (var name in names)
        {
            if (name is null || IsContent(name)) _onChange(name is null ? null : Path.Join(_folder, name));
        }
    }

    /// <summary>What editors and git keep for themselves is no content, and so no reason to build.</summary>
    private static bool IsContent(string name) => !name.Split('/', '\\').Any(part => part.StartsWith('.') || part.EndsWith('~'));
}

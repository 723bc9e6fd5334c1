using KnowledgeBase.Diagnostics;

namespace KnowledgeBase.Cli.Serving;

/// <summary>
/// Notices changes below one folder, however it comes and goes: a watcher dies silently with its folder (a branch switched, a
/// folder deleted and made again), so that twice a second the folder is compared with the one being watched. Where the system
/// watches no more folders, all files are compared instead.
/// </summary>
internal sealed class FolderWatch : IDisposable
{
    /// <summary>In place of what stands for the files: it stands for none.</summary>
    private const int Unknown = 0;

    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(500);

    private readonly Lock _gate = new();
    private readonly string _folder;
    private readonly Action<string?> _onChange;
    private readonly Action<string> _warn;
    private readonly Timer _timer;
    private FileSystemWatcher? _watcher;
    private DateTime? _watchedSince;
    private int? _compared;
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
            if (_isClosed) return;
            DateTime? made = Directory.Exists(_folder) ? Directory.GetCreationTimeUtc(_folder) : null;
            if (made != _watchedSince)
            {
                _watcher?.Dispose();
                // Set before there is a watcher: that may find at once that it must be made anew.
                (_watchedSince, _compared) = (made, null);
                _watcher = made is null ? null : WatchOrNull();
            }
            else if (_compared is { } before)
            {
                _watcher?.Dispose();
                (_watcher, _compared) = (null, Files());
                if (_compared == before) return;
            }
            else
            {
                return;
            }
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
            // Some folder in it cannot be watched; or too many changes came at once, or a folder went.
            watcher.Error += (_, error) => CompareOrStartAnew(error.GetException(), canCompare: error.GetException() is IOException and not DirectoryNotFoundException);
            watcher.EnableRaisingEvents = true;
            return watcher;
        }
        catch (Exception problem) when (problem is IOException or ArgumentException or UnauthorizedAccessException)
        {
            watcher?.Dispose();
            CompareOrStartAnew(problem, canCompare: true);
            return null;
        }
    }

    private void CompareOrStartAnew(Exception problem, bool canCompare)
    {
        lock (_gate)
        {
            if (!canCompare || !Directory.Exists(_folder))
            {
                // The next look makes a new watcher and tells of a change.
                _watchedSince = DateTime.MinValue;
                return;
            }

            // Of what was missed by now nothing is known: the next look tells of a change.
            _compared ??= Unknown;
            if (!_hasWarned) _warn($"'{_folder}' cannot be watched, so its files are compared twice a second: {problem.Message}");
            _hasWarned = true;
        }
    }

    /// <summary>Stands for all files of the folder, as far as their names, lengths and times tell.</summary>
    private int Files()
    {
        var sum = Unknown + 1;
        try
        {
            foreach (var file in new DirectoryInfo(_folder).EnumerateFiles("*", new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true, AttributesToSkip = FileAttributes.ReparsePoint }))
            {
                if (IsContent(Path.GetRelativePath(_folder, file.FullName))) sum += HashCode.Combine(file.FullName, file.Length, file.LastWriteTimeUtc);
            }
        }
        catch (Exception problem) when (MachineProblem.Is(problem))
        {
            // It is changing just now, and the next look sees more; or no build can read it either.
        }

        return sum;
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

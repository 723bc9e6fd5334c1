using System.Collections.Immutable;
using System.Threading.Channels;
using KnowledgeBase.Diagnostics;
using KnowledgeBase.Model;

namespace KnowledgeBase.Cli.Serving;

/// <summary>Pages of threads as their files make them by now, shown from the moment a file is saved until the site is built anew.</summary>
internal sealed class Previews(ServedFolder output, Action tell)
{
    /// <summary>So many files at once are no writer's save: they wait for the build.</summary>
    private const int Most = 8;

    // Editors write a file in several steps.
    private const int MostWaits = 10;
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(30);

    private readonly Channel<string> _saved = Channel.CreateUnbounded<string>();
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _gate = new();
    private readonly Dictionary<string, (long Read, byte[] Bytes)> _files = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (long Read, ImmutableArray<string> Messages)> _mistakes = new(StringComparer.Ordinal);
    private PagePreview? _pages;
    private long _now, _built, _judged;

    /// <summary>Ends once a plan is there to preview pages with.</summary>
    public Task Ready => _ready.Task;

    /// <summary>A file of the content was written.</summary>
    public void Saved(string fullPath) => _saved.Writer.TryWrite(fullPath);

    /// <summary>What to show in place of a file of the site, if anything.</summary>
    /// <param name="path">In the output.</param>
    public byte[]? Of(string path)
    {
        lock (_gate) return _files.TryGetValue(path, out var file) ? file.Bytes : null;
    }

    /// <summary>What is wrong with saved files that no build has judged yet.</summary>
    public ImmutableArray<string> Mistakes
    {
        get
        {
            lock (_gate) return [.. _mistakes.OrderBy(file => file.Key, StringComparer.Ordinal).SelectMany(file => file.Value.Messages)];
        }
    }

    /// <summary>Names a page as it is shown now; empty if there is none.</summary>
    /// <param name="path">In the output, from anybody.</param>
    public string StampOf(string path)
    {
        if (Of(path) is { } bytes) return LiveReload.StampOf(bytes);
        if (SitePath.ReadOrNull("/" + string.Join('/', path.Split('/').Select(Uri.EscapeDataString))) is not { IsFolder: false } asked) return "";
        try
        {
            return output.Find(asked.Segments) is (Standing.File, var fullPath) ? LiveReload.StampOf(File.ReadAllBytes(fullPath)) : "";
        }
        catch (Exception problem) when (MachineProblem.Is(problem))
        {
            return "";
        }
    }

    /// <summary>A build begins. What it is told of the files by now, previews know too.</summary>
    public long Begun() => Interlocked.Increment(ref _now);

    /// <summary>That build has come to its end. What it read, it has judged; if it is published, previews of older files go.</summary>
    /// <param name="pages">Null if it planned nothing, for nothing changed.</param>
    public void Ended(long begun, bool isPublished, PagePreview? pages)
    {
        lock (_gate)
        {
            _judged = begun;
            foreach (var path in _mistakes.Keys.Where(path => _mistakes[path].Read < begun).ToList()) _mistakes.Remove(path);
            if (!isPublished) return;
            (_pages, _built) = (pages ?? _pages, begun);
            if (_pages is not null) _ready.TrySetResult();
            foreach (var path in _files.Keys.Where(path => _files[path].Read < begun).ToList()) _files.Remove(path);
        }
    }

    /// <summary>Shows what is saved, until it is cancelled.</summary>
    public async Task RunAsync(CancellationToken cancelled)
    {
        while (!cancelled.IsCancellationRequested)
        {
            HashSet<string> saved = [await _saved.Reader.ReadAsync(cancelled)];
            for (int waits = 1, known = 0; waits <= MostWaits && known < saved.Count; waits++)
            {
                known = saved.Count;
                await Task.Delay(Quiet, cancelled);
                while (_saved.Reader.TryRead(out var path)) saved.Add(path);
            }

            try
            {
                if (saved.Count <= Most) Show(saved);
            }
            catch (Exception) when (!cancelled.IsCancellationRequested)
            {
                // A mistake of ours: the build that follows meets it too, and tells it. The next save may be fine.
            }
        }
    }

    private void Show(IEnumerable<string> saved)
    {
        var hasNews = false;
        foreach (var path in saved)
        {
            var read = Interlocked.Increment(ref _now);
            if (_pages?.Of(path, IsThere) is not var (files, mistakes)) continue;
            lock (_gate)
            {
                if (mistakes.IsEmpty)
                {
                    hasNews |= _mistakes.Remove(path);
                }
                else if (read > _judged)
                {
                    _mistakes[path] = (read, [.. mistakes.Select(mistake => mistake.ToString())]);
                    hasNews = true;
                }

                // Meanwhile a build that read the same has come to its end.
                if (read < _built) continue;
                foreach (var file in files.Where(file => !file.Content.Span.SequenceEqual(_files.GetValueOrDefault(file.Path).Bytes)))
                {
                    _files[file.Path] = (read, file.Content.ToArray());
                    hasNews = true;
                }
            }
        }

        if (hasNews) tell();
    }

    private bool IsThere(string path) => output.Find(path.Split('/')).Standing == Standing.File;
}

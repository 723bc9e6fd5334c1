using System.Diagnostics;
using KnowledgeBase.Diagnostics;
using KnowledgeBase.Model;
using Microsoft.Win32.SafeHandles;

namespace KnowledgeBase.Publishing;

/// <summary>The folder <c>.site.kb</c> beside the output <c>site</c>: same parent, so the same file system, so that a rename is one step.</summary>
internal sealed class StateFolder
{
    private readonly string _output;

    public StateFolder(string output)
    {
        _output = output;
        Root = Path.Join(Path.GetDirectoryName(output), $".{Path.GetFileName(output)}.kb");
    }

    public string Root { get; }

    public string Staging => Path.Join(Root, "staging");

    /// <summary>The new site is promised: its journal is on disk.</summary>
    public bool IsCommitted => File.Exists(Journal);

    /// <summary>What the last build remembers of itself.</summary>
    public string Manifest => Path.Join(Root, "manifest");

    /// <summary>What the manifest has places of.</summary>
    public string Store => Path.Join(Root, "store");

    /// <summary>Where that of a build is that is not yet published.</summary>
    public string StoreDraft => Store + ".new";

    /// <summary>What a build lays aside for itself; on Unix, its name is gone at once.</summary>
    public string Aside => Path.Join(Root, "aside");

    public bool Exists => Directory.Exists(Root);

    private string Journal => Path.Join(Root, "journal");

    // A journal not yet whole.
    private string Draft => Path.Join(Root, "journal.new");

    // Folders that were swapped away.
    private string Old => Path.Join(Root, "old");

    private string Rehearsal => Path.Join(Root, "rehearsal");

    private string OutputRehearsal => Path.Join(_output, OutputPath.Marker + ".try");

    /// <summary>
    /// The lock on the output; null if another process keeps it for longer than <paramref name="patience"/>. The system
    /// releases it when the process ends in any way, and the file stays: to delete it would let two in at once.
    /// </summary>
    public SafeFileHandle? LockOrNull(TimeSpan patience, Action? onWait, CancellationToken cancellation)
    {
        var path = Path.Join(Root, "lock");
        try
        {
            // A checked-out repository may hold links: they must not lead our state elsewhere.
            OnDisk.RemoveLink(Root);
            Directory.CreateDirectory(Root);
            OnDisk.RemoveLink(path);
        }
        catch (Exception exception) when (PublishFailureException.Covers(exception))
        {
            throw new PublishFailureException(Rules.Unwritable, Root, exception);
        }

        var clock = Stopwatch.StartNew();
        for (var hasWaited = false; ; hasWaited = true)
        {
            try
            {
                return File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.None);
            }
            catch (IOException exception) when (MachineProblem.IsLocked(exception))
            {
                if (clock.Elapsed >= patience) return null;
            }

            if (!hasWaited) onWait?.Invoke();
            cancellation.WaitHandle.WaitOne(TimeSpan.FromMilliseconds(50));
            cancellation.ThrowIfCancellationRequested();
        }
    }

    /// <summary>
    /// Brings what a killed run left to one of two ends, and so does itself if it is killed and started again: with a whole
    /// journal the new site is put in place; without one the old site stands untouched, and what was staged goes.
    /// </summary>
    public void Recover()
    {
        // If somebody deleted the output since, there is no site to bring to an end.
        if (Directory.Exists(_output) && Publishing.Journal.ReadOrNull(Journal) is { } journal) journal.Replay(new(_output, Staging, Old));
        Clean();
        OnDisk.Remove(StoreDraft);
    }

    /// <summary>Puts the staged changes in place. From the rename of the journal on, the new site will stand.</summary>
    public void Commit(Journal journal)
    {
        journal.Write(Draft);
        File.Move(Draft, Journal);
        journal.Replay(new(_output, Staging, Old));
        Clean();
    }

    /// <summary>Throws away all but the lock. The journal goes first: without it the rest means nothing.</summary>
    public void Clean()
    {
        foreach (var path in (string[])[Journal, Draft, Staging, Old, Rehearsal, OutputRehearsal, ManifestFile.DraftOf(Manifest)]) OnDisk.Remove(path);
    }

    /// <summary>Fails while nothing has changed if the output is read-only, or a mount point into which nothing can be renamed.</summary>
    public void Rehearse()
    {
        Directory.CreateDirectory(OutputRehearsal);
        Directory.Move(OutputRehearsal, Rehearsal);
        Directory.Delete(Rehearsal);
    }
}

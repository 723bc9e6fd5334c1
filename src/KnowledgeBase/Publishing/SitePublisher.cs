using System.Collections.Immutable;
using KnowledgeBase.Diagnostics;
using KnowledgeBase.Model;
using Microsoft.Win32.SafeHandles;

namespace KnowledgeBase.Publishing;

/// <summary>Brings output files to disk, all or none: they wait in a staging folder until <see cref="Publish"/>.</summary>
/// <remarks>
/// What a kill at any moment leaves, and what the next <see cref="Open"/> makes of it:
/// <list type="bullet">
/// <item>staging without a whole journal: the old site is untouched, so staging is thrown away;</item>
/// <item>a whole journal: all changes are staged, so the moves and deletions still to do are done;</item>
/// <item>neither: the site, old or new, is whole; what was swapped away may still wait to be deleted.</item>
/// </list>
/// Only the journal is flushed to the disk: a flush for each file would take many times as long as the build. A killed process
/// does no harm. After a loss of power a file may be empty, where the file system does not keep data and renames in order; the
/// next build sees by its length that it is not as it was left, and makes it anew. What has its length and time, but other
/// bytes, stands until its page changes or the folder <c>.site.kb</c> is deleted.
/// </remarks>
public sealed class SitePublisher : IDisposable
{
    private readonly OutputFolder _folder;
    private readonly SafeFileHandle _lock;
    private readonly bool _hasList;
    private readonly Inventory _inventory;
    private readonly OutputTree _output;
    private readonly Staging _staging;
    private readonly BuildStore _store;
    private readonly List<Diagnostic> _diagnostics = [];
    private volatile bool _hasFailed;
    private bool _isClosed;

    private SitePublisher(OutputFolder folder, SafeFileHandle @lock, IReadOnlyList<string>? listed)
    {
        _folder = folder;
        _lock = @lock;
        _hasList = listed is not null;
        _inventory = new(listed ?? []);
        _output = new(folder.Root);
        _staging = new(folder.State.Staging, _output, _inventory);
        _store = new(folder.State);
    }

    /// <summary>What was noticed so far, sorted. If there is any, nothing is published.</summary>
    public ImmutableArray<Diagnostic> Diagnostics
    {
        get
        {
            lock (_diagnostics) return [.. _diagnostics.Order()];
        }
    }

    /// <summary>Locks the output folder and ends what an earlier, killed run began.</summary>
    /// <param name="patience">How long to wait for another build that has the folder; a minute if null.</param>
    /// <param name="onWait">Called once, if there is one.</param>
    public static Diagnosed<SitePublisher?> Open(
        string outputFolder, TimeSpan? patience = null, Action? onWait = null, CancellationToken cancellation = default)
    {
        var folder = new OutputFolder(outputFolder);
        SafeFileHandle? @lock = null;
        try
        {
            // Before a state folder is made: a refused folder gets no neighbour.
            if (!folder.State.Exists) folder.ReadList();
            @lock = folder.State.LockOrNull(patience ?? TimeSpan.FromMinutes(1), onWait, cancellation);
            if (@lock is null) throw folder.Failure(Rules.OutputBusy, outputFolder);
            folder.State.Recover();
            return new(new(folder, @lock, folder.ReadList()), []);
        }
        catch (Exception exception) when (PublishFailureException.Covers(exception))
        {
            @lock?.Dispose();
            return new(null, [folder.Diagnose(exception)]);
        }
    }

    /// <summary>Stages a file, unless the site has it with the same bytes. May be called by many threads at once.</summary>
    /// <returns>How the file stands from then on; null if it could not be had.</returns>
    public StandingFile? Add(OutputFile file)
    {
        var path = file.Path;
        ThrowIfClosed();
        if (OutputPath.Problem(path) is { } problem) throw new ArgumentException($"'{path}' is no output path: {problem}", nameof(file));
        if (_hasFailed) return null;
        try
        {
            if (_staging.Take(path, new(file.Content), out var modified) is not { } conflict) return new(path, file.Content.Length, modified);
            Report(_folder.Diagnose(conflict));
        }
        catch (Exception exception) when (PublishFailureException.Covers(exception))
        {
            // The disk will be no better for the next file, and there may be a million.
            _hasFailed = true;
            Report(_folder.Diagnose(new PublishFailureException(Rules.Unwritable, _output.Full(path), exception)));
        }

        return null;
    }

    /// <summary>Whether files of the old site stand as an earlier build left them.</summary>
    public bool Stand(ImmutableArray<StandingFile> files) => files.All(_staging.Stands);

    /// <summary>Whether the old site is just what a build left: all its files stand, and its list names them and no others.</summary>
    public bool StandAll(BuildManifest manifest)
    {
        var files = manifest.Files.Length;
        return manifest.Files.AsParallel().All(_staging.Stands) && manifest.Pages.Values.AsParallel().All(PageStands) && files == _inventory.Count;

        bool PageStands(StoredBytes place)
        {
            if (PageLeft(place) is not { } page) return false;
            Interlocked.Add(ref files, page.Files.Length);
            return Stand(page.Files);
        }
    }

    /// <summary>Takes files into the new site that stand already.</summary>
    public void Keep(ImmutableArray<StandingFile> files)
    {
        ThrowIfClosed();
        foreach (var file in files)
        {
            if (_staging.Keep(file.Path) is { } conflict) Report(_folder.Diagnose(conflict));
        }
    }

    /// <summary>What was remembered of the build that made the site; null if nothing that is whole.</summary>
    /// <param name="isFresh">Forget it: nothing of earlier builds is taken.</param>
    public BuildManifest? Remembered(bool isFresh = false)
    {
        var manifest = isFresh ? null : ManifestFile.ReadOrNull(_folder.State.Manifest);
        _store.Open(manifest);
        return manifest;
    }

    /// <summary>What an earlier build left; null if it is not as it left it.</summary>
    public byte[]? Left(StoredBytes place) => _store.Left(place);

    /// <param name="read">What an earlier build left, from its bytes, which are gone afterwards.</param>
    internal T? Left<T>(StoredBytes place, Func<PieceReader, T?> read)
        where T : class => _store.Left(place, read);

    /// <summary>What an earlier build remembered of a page; null if that is not as it left it.</summary>
    public RememberedPage? PageLeft(StoredBytes place) => Left(place, PageFormat.ReadOrNull);

    /// <summary>How much this build leaves by now.</summary>
    public long StoredLength => _store.Length;

    /// <summary>Reads what this build leaves for the next; false if it is not as it left it.</summary>
    /// <param name="to">Grows if it has no room; what is read stands at its beginning.</param>
    public bool TryReadStored(StoredBytes place, ref byte[] to) => _store.TryRead(place, ref to);

    /// <summary>Leaves it for the next build too; null if that cannot be.</summary>
    public StoredBytes? Keep(StoredBytes place) => _store.Keep(place);

    /// <summary>Leaves something for the next build; null if it could not be written.</summary>
    public StoredBytes? Store(ReadOnlyMemory<byte> bytes) => _store.Add(bytes);

    /// <summary>Leaves what is to be remembered of a page.</summary>
    public StoredBytes? Store(RememberedPage page) => _store.Add(PageFormat.Write(page));

    /// <summary>Takes what this build reads again before it ends; null if it could not be opened.</summary>
    internal AsideFile? Aside => _store.Aside;

    /// <summary>Remembers the build that was just published, for the next one.</summary>
    public void Remember(BuildManifest manifest)
    {
        try
        {
            _store.Commit();
            ManifestFile.Write(_folder.State.Manifest, manifest);
        }
        catch (Exception exception) when (PublishFailureException.Covers(exception))
        {
            // The site stands; the next build is a full one.
        }
    }

    /// <summary>Puts the new site in place of the old one; null, and the reasons, if any file could not be had.</summary>
    public Diagnosed<PublishFigures?> Publish()
    {
        ThrowIfClosed();
        _isClosed = true;
        PublishFigures? figures = null;
        try
        {
            if (Diagnostics.IsEmpty) figures = PublishAll();
        }
        catch (Exception exception) when (PublishFailureException.Covers(exception))
        {
            Report(_folder.Diagnose(exception));
        }

        return new(figures, Diagnostics);
    }

    /// <summary>Releases the folder. Without <see cref="Publish"/> the old site stands as it was.</summary>
    public void Dispose()
    {
        _isClosed = true;
        if (_lock.IsClosed) return;
        try
        {
            // A commit that met a failure is left for the next run to finish.
            _store.Dispose();
            OnDisk.Remove(_folder.State.StoreDraft);
            if (!_folder.State.IsCommitted) _folder.State.Clean();
        }
        catch (Exception exception) when (PublishFailureException.Covers(exception))
        {
            // What cannot be cleaned now is cleaned when the folder is opened again.
        }

        _lock.Dispose();
    }

    private PublishFigures? PublishAll()
    {
        var plan = PublishPlan.Make(_inventory, _output);
        foreach (var conflict in plan.Conflicts) Report(_folder.Diagnose(conflict));
        if (plan.Conflicts.Length > 0) return null;

        var figures = new PublishFigures(plan.Arrivals.Count + plan.Replacements.Count, plan.Unchanged, plan.Dropped);
        var withList = plan.ListChanges || !_hasList;
        if (plan.IsEmpty && !withList) return figures;

        if (withList) SiteMarker.Write(_staging.Prepare(OutputPath.Marker), _inventory.Sorted(static entry => entry.IsAdded));
        if (_output.Exists) Commit(plan.ToJournal(withList, new FolderSwap(_inventory, _output, _staging).Choose(plan)));
        else Directory.Move(_folder.State.Staging, _output.Root); // the whole site in one step
        return figures;
    }

    private void Commit(Journal journal)
    {
        foreach (var folder in journal.Steps.Select(step => _output.Changing(step.Path)).Distinct()) SystemCalls.DemandChange(_output.Full(folder));
        _folder.State.Rehearse();
        _folder.State.Commit(journal);
    }

    private void Report(Diagnostic diagnostic)
    {
        lock (_diagnostics) _diagnostics.Add(diagnostic);
    }

    private void ThrowIfClosed()
    {
        if (_isClosed) throw new InvalidOperationException("the site is published or given up");
    }
}

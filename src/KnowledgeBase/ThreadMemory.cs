using System.Collections.Concurrent;
using System.Collections.Immutable;
using KnowledgeBase.Model;
using KnowledgeBase.Publishing;

namespace KnowledgeBase;

/// <summary>Threads as they were read, by this build or earlier ones: a file that did not change is not read again.</summary>
public sealed class ThreadMemory
{
    /// <summary>So many bytes of texts are held while pages are made of them.</summary>
    private const long MostHeld = 192 << 20;

    private readonly ConcurrentDictionary<string, (ulong Stamp, ReadThread Thread)> _threads = new(StringComparer.Ordinal);
    private Dictionary<string, RememberedThread> _stored = [];
    private SitePublisher? _publisher;

    /// <summary>Texts that wait in memory for the pages that are made of them.</summary>
    private readonly ConcurrentBag<BodyTexts> _held = [];
    private long _heldBytes;

    /// <summary>From now on, what the last build left is known.</summary>
    /// <param name="last">Null if nothing was left, or by another program.</param>
    internal void Open(SitePublisher? publisher, BuildManifest? last)
    {
        _publisher = publisher;
        _stored = last is null || publisher is null ? [] : last.Threads.ToDictionary(thread => thread.Inner, StringComparer.Ordinal);
    }

    internal void Forget() => _threads.Clear();

    /// <summary>What was read of the file, or is now.</summary>
    /// <param name="again">Reads the file once more, for what its bodies say.</param>
    internal ReadThread Of(ContentFile file, Func<ContentFile, ReadThread> read, Func<ContentFile, ForumThread?> again)
    {
        if (file.Stamp is not { } stamp) return Lightened(read(file));
        if (_threads.TryGetValue(file.Inner, out var known) && known.Stamp == stamp) return known.Thread;
        var thread = StoredOrNull(file, stamp, again) ?? Lightened(read(file));
        _threads[file.Inner] = (stamp, thread);
        return thread;
    }

    /// <summary>Leaves the threads for later builds; forgets files that are no more.</summary>
    internal ImmutableArray<RememberedThread> Leave(ImmutableArray<ContentFile> files)
    {
        var there = new HashSet<string>(files.Select(file => file.Inner), StringComparer.Ordinal);
        foreach (var path in _threads.Keys.Where(path => !there.Contains(path))) _threads.TryRemove(path, out _);
        var left = new RememberedThread?[files.Length];
        Parallel.For(0, files.Length, i =>
        {
            if (!_threads.TryGetValue(files[i].Inner, out var known)) return;
            var place = _stored.TryGetValue(files[i].Inner, out var stored) && stored.Stamp == known.Stamp ? _publisher!.Keep(stored.Place) : null;
            place ??= _publisher!.Store(ThreadFormat.Write(known.Thread));
            if (place is { } there) left[i] = new(files[i].Inner, known.Stamp, there);
        });
        return [.. left.OfType<RememberedThread>()];
    }

    /// <summary>Once pages are made, texts give their room to the index.</summary>
    internal void LayAside()
    {
        while (_held.TryTake(out var texts)) LayAside(texts);
        _heldBytes = 0;
    }

    /// <summary>Texts are more than all else that is held of threads: of a large site, not all stay in memory.</summary>
    private ReadThread Lightened(ReadThread read)
    {
        if (read.Thread?.Question.Body.KeptIn is not { } texts) return read;
        if (Interlocked.Add(ref _heldBytes, texts.Held) > MostHeld) LayAside(texts);
        else _held.Add(texts);
        return read;
    }

    private void LayAside(BodyTexts texts)
    {
        if (_publisher?.Aside is { } aside) texts.LayAside(aside.Add, aside.Read);
    }

    private ReadThread? StoredOrNull(ContentFile file, ulong stamp, Func<ContentFile, ForumThread?> again)
    {
        if (!_stored.TryGetValue(file.Inner, out var stored) || stored.Stamp != stamp) return null;
        return _publisher!.Left(stored.Place, from => ThreadFormat.ReadOrNull(from, file, again));
    }
}

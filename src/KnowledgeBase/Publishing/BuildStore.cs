using KnowledgeBase.Model;

namespace KnowledgeBase.Publishing;

/// <summary>What builds leave for later ones beside the manifest. Where the disk fails, nothing is remembered.</summary>
/// <remarks>
/// A build adds to the file that it found, so that what stays is neither read nor written; the old manifest does not see
/// what is added. Once more than half of the file is of no use, a build makes a new one.
/// </remarks>
internal sealed class BuildStore(StateFolder state) : IDisposable
{
    /// <summary>So many bytes of no use are no burden.</summary>
    private const long Spare = 1 << 20;

    [ThreadStatic]
    private static PieceReader? t_reader;

    private StoreFile? _old, _new;
    private long _found, _length;
    private bool _isNewFile, _isDone;

    /// <summary>For what this build alone needs again; null if it could not be opened.</summary>
    public AsideFile? Aside { get; private set; }

    /// <summary>How much of what is there by now this build leaves for the next.</summary>
    public long Length => _length;

    /// <summary>Goes on with what the manifest has places of; without one, from nothing. Before anything else, and by one hand.</summary>
    public void Open(BuildManifest? manifest) => Try(() =>
    {
        _old = manifest is null ? null : StoreFile.OpenOrNull(state.Store);
        _found = _old?.Length ?? 0;
        _isNewFile = _old is null || _found > 2 * manifest!.Stored + Spare;
        _new = _isNewFile ? StoreFile.Create(state.StoreDraft) : _old;
        Aside = AsideFile.Create(state.Aside);
    });

    /// <summary>What an earlier build left; null if it is not what it left.</summary>
    public byte[]? Left(StoredBytes place)
    {
        byte[] bytes = [];
        return TryRead(_old, place, ref bytes) ? bytes : null;
    }

    /// <summary>The same, as it is read from its bytes.</summary>
    public T? Left<T>(StoredBytes place, Func<PieceReader, T?> read)
        where T : class
    {
        var reader = t_reader ??= new([]);
        return TryRead(_old, place, ref reader.Buffer) ? read(reader.Begin(place.Length)) : null;
    }

    /// <summary>What this build leaves, into a buffer that grows as it must; false if it is not what it left.</summary>
    public bool TryRead(StoredBytes place, ref byte[] to) => TryRead(_new, place, ref to);

    /// <summary>Leaves for the next build what an earlier one left; null if that cannot be.</summary>
    public StoredBytes? Keep(StoredBytes place)
    {
        if (_isNewFile) return Left(place) is { } bytes ? Add(bytes) : null;
        Interlocked.Add(ref _length, place.Length);
        return place;
    }

    /// <summary>Null if it could not be written.</summary>
    public StoredBytes? Add(ReadOnlyMemory<byte> bytes)
    {
        if (bytes.Length == 0) return default(StoredBytes);
        StoredBytes? place = null;
        Try(() => place = _new?.Add(bytes.Span));
        if (place is not null) Interlocked.Add(ref _length, bytes.Length);
        return place;
    }

    /// <summary>From here on the next build reads what this one left. The manifest that knows its places is written after it.</summary>
    public void Commit()
    {
        _isDone = true;
        Dispose();
        if (_isNewFile && _new is not null) File.Move(state.StoreDraft, state.Store, overwrite: true);
    }

    public void Dispose()
    {
        // What a build that came to nothing has added is of no use, and its room may be needed.
        if (!_isDone && !_isNewFile && _new?.Length > _found) Try(() => _new.Shrink(_found));
        _isDone = true;
        _old?.Dispose();
        _new?.Dispose();
        Aside?.Dispose();
    }

    private static bool TryRead(StoreFile? file, StoredBytes place, ref byte[] to)
    {
        if (place.Length == 0) return true;
        try
        {
            return file is not null && file.TryRead(place, ref to);
        }
        catch (Exception exception) when (PublishFailureException.Covers(exception))
        {
            return false;
        }
    }

    private static void Try(Action act)
    {
        try
        {
            act();
        }
        catch (Exception exception) when (PublishFailureException.Covers(exception))
        {
            // The next build makes anew what is not remembered.
        }
    }
}

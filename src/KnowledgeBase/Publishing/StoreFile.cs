using System.IO.Hashing;
using KnowledgeBase.Model;
using Microsoft.Win32.SafeHandles;

namespace KnowledgeBase.Publishing;

/// <summary>Pieces of bytes in one file, beside the manifest that has their places: too many to be held, written from many hands and read one by one.</summary>
internal sealed class StoreFile(SafeFileHandle file) : IDisposable
{
    private long _end = RandomAccess.GetLength(file);

    public long Length => _end;

    public static StoreFile Create(string fullPath)
    {
        OnDisk.Remove(fullPath);
        return new(File.OpenHandle(fullPath, FileMode.CreateNew, FileAccess.ReadWrite));
    }

    public static StoreFile? OpenOrNull(string fullPath) =>
        OnDisk.At(fullPath) == Standing.File ? new(File.OpenHandle(fullPath, FileMode.Open, FileAccess.ReadWrite)) : null;

    public StoredBytes Add(ReadOnlySpan<byte> bytes)
    {
        var at = Interlocked.Add(ref _end, bytes.Length) - bytes.Length;
        RandomAccess.Write(file, bytes, at);
        return new(at, bytes.Length, XxHash3.HashToUInt64(bytes));
    }

    /// <summary>False if the file has something else there.</summary>
    /// <param name="to">Grows if it has no room; what is read stands at its beginning.</param>
    public bool TryRead(StoredBytes place, ref byte[] to)
    {
        if (place.Start < 0 || place.Length < 0 || place.Start + place.Length > _end) return false;
        if (to.Length < place.Length) to = new byte[place.Length];
        var bytes = to.AsSpan(0, place.Length);
        return RandomAccess.Read(file, bytes, place.Start) == bytes.Length && XxHash3.HashToUInt64(bytes) == place.Hash;
    }

    public void Shrink(long length) => RandomAccess.SetLength(file, length);

    public void Dispose() => file.Dispose();
}

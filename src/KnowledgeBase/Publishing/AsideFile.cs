using KnowledgeBase.Model;
using Microsoft.Win32.SafeHandles;

namespace KnowledgeBase.Publishing;

/// <summary>Bytes that a build lays aside and reads again before it ends, so that memory need not hold them. The file goes with who made it, killed or not.</summary>
internal sealed class AsideFile : IDisposable
{
    private readonly SafeFileHandle _file;
    private long _end;

    private AsideFile(SafeFileHandle file) => (_file, Read) = (file, TryRead);

    /// <summary>Reads from a place on; false if that cannot be, as after the build. One for all who hold it.</summary>
    public ReadAside Read { get; }

    public static AsideFile Create(string fullPath)
    {
        OnDisk.Remove(fullPath);
        var file = File.OpenHandle(fullPath, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Delete, FileOptions.DeleteOnClose);
        if (!OperatingSystem.IsWindows()) File.Delete(fullPath);
        return new(file);
    }

    /// <returns>Where they are; null if they could not be written.</returns>
    public long? Add(byte[] bytes)
    {
        try
        {
            var start = Interlocked.Add(ref _end, bytes.Length) - bytes.Length;
            RandomAccess.Write(_file, bytes, start);
            return start;
        }
        catch (Exception exception) when (PublishFailureException.Covers(exception))
        {
            return null;
        }
    }

    public void Dispose() => _file.Dispose();

    private bool TryRead(long start, Span<byte> to)
    {
        try
        {
            return RandomAccess.Read(_file, to, start) == to.Length;
        }
        catch (Exception exception) when (PublishFailureException.Covers(exception) || exception is ObjectDisposedException)
        {
            return false;
        }
    }
}

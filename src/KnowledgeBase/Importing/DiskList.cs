using System.Collections;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace KnowledgeBase.Importing;

/// <summary>A list of what may be more than memory holds, in a temporary file without a name. Several cores may add; it is read in the order of the keys.</summary>
/// <remarks>Nobody has to close it: its file is gone for others as soon as it is open, and the system takes the room back when the list is forgotten.</remarks>
internal sealed class DiskList<T>(JsonTypeInfo<T> type) : IEnumerable<T>
{
    private readonly List<(string Key, long Offset, int Length)> _places = [];
    private readonly FileStream _file = OpenWithoutName();
    private readonly Lock _lock = new();

    public void Add(string key, T value)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(value, type);
        lock (_lock)
        {
            _places.Add((key, _file.Length, bytes.Length));
            _file.Position = _file.Length;
            _file.Write(bytes);
        }
    }

    public IEnumerator<T> GetEnumerator()
    {
        _file.Flush();
        foreach (var (_, offset, length) in _places.OrderBy(place => place.Key, StringComparer.Ordinal))
        {
            var bytes = new byte[length];
            RandomAccess.Read(_file.SafeFileHandle, bytes, offset);
            yield return JsonSerializer.Deserialize(bytes, type)!;
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static FileStream OpenWithoutName()
    {
        var path = Path.Combine(Path.GetTempPath(), "kb-" + Path.GetRandomFileName());
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Share = FileShare.Delete, BufferSize = 1 << 16, Options = FileOptions.DeleteOnClose };
        // Others on this machine need not read what a forum hid.
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var file = new FileStream(path, options);
        if (!OperatingSystem.IsWindows()) File.Delete(path);
        return file;
    }
}

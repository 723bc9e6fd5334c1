using System.Runtime.InteropServices;
using System.Text.Unicode;

namespace KnowledgeBase.Model;

/// <summary>What stands at a place on disk, seen without following a link.</summary>
public enum Standing
{
    Nothing,
    File,
    Folder,
    Link,
}

/// <summary>What the system says of a place on disk without opening it.</summary>
/// <param name="Length">Of a file, in bytes.</param>
/// <param name="Modified">When a file was last written, in ticks, UTC.</param>
/// <param name="Changed">When anything of a file was last changed, its name and its times too, which nobody can set back; 0 where the system does not say.</param>
public readonly record struct FileLook(Standing Standing, long Length = 0, long Modified = 0, long Changed = 0)
{
    // Of statx, which is the same on all kinds of machines.
    private const int FromHere = -100, NotThroughLinks = 0x100, StatLength = 256;
    private const uint KindLengthAndTimes = 0x1 | 0x200 | 0x40 | 0x80;

    private static volatile bool s_hasStat = OperatingSystem.IsLinux();

    /// <param name="path">From that folder.</param>
    public static FileLook At(string folder, string path) => StatOrNull(folder, path) ?? At(Path.Join(folder, path));

    public static FileLook At(string fullPath)
    {
        var file = new FileInfo(fullPath);
        var attributes = file.Attributes; // one lstat; -1 where nothing is
        if ((int)attributes == -1) return new(Standing.Nothing);
        // On Windows a file kept in a cloud is a reparse point too, but it is no link.
        if (attributes.HasFlag(FileAttributes.ReparsePoint) && file.LinkTarget is not null) return new(Standing.Link);
        return attributes.HasFlag(FileAttributes.Directory) ? new(Standing.Folder) : new(Standing.File, file.Length, file.LastWriteTimeUtc.Ticks);
    }

    /// <summary>Asked without making anything: a build asks about each of its files. Null where it must be asked otherwise, as where nothing is.</summary>
    private static FileLook? StatOrNull(string folder, string path)
    {
        Span<byte> name = stackalloc byte[1024], found = stackalloc byte[StatLength];
        if (!s_hasStat || !Utf8.TryWrite(name, $"{folder}/{path}\0", out var end) || name.IndexOf((byte)0) < end - 1) return null;
        try
        {
            if (Stat(FromHere, ref name[0], NotThroughLinks, KindLengthAndTimes, ref found[0]) != 0) return null;
        }
        catch (EntryPointNotFoundException)
        {
            s_hasStat = false; // an old C library
            return null;
        }

        var kind = MemoryMarshal.Read<ushort>(found[28..]) & 0xF000;
        if (kind is 0x4000 or 0xA000) return new(kind == 0x4000 ? Standing.Folder : Standing.Link);
        return new(Standing.File, MemoryMarshal.Read<long>(found[40..]), TicksAt(found[112..]), TicksAt(found[96..]));
    }

    private static long TicksAt(ReadOnlySpan<byte> time) =>
        DateTime.UnixEpoch.Ticks + MemoryMarshal.Read<long>(time) * TimeSpan.TicksPerSecond + MemoryMarshal.Read<uint>(time[8..]) / TimeSpan.NanosecondsPerTick;

    [DllImport("libc", EntryPoint = "statx")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Stat(int start, ref byte path, int flags, uint wanted, ref byte found);
}

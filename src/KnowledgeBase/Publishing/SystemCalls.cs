using System.Runtime.InteropServices;
using System.Text.Unicode;
using KnowledgeBase.Diagnostics;

namespace KnowledgeBase.Publishing;

/// <summary>Calls of Unix that .NET lacks, or makes much of.</summary>
internal static class SystemCalls
{
    private const int WriteAndSearch = 2 | 1;

    // Of statx, which is the same on all kinds of machines.
    private const int FromHere = -100, NotThroughLinks = 0x100, StatLength = 256;
    private const uint KindLengthAndTime = 0x1 | 0x200 | 0x40;

    private static volatile bool s_hasStat = OperatingSystem.IsLinux();

    /// <summary>Whether files may be made and deleted in a folder. Windows does not say in advance.</summary>
    public static bool MayChange(string folder) => OperatingSystem.IsWindows() || Access(folder, WriteAndSearch) == 0;

    /// <summary>To find out by failing would be too late: by then other files are in place.</summary>
    public static void DemandChange(string folder)
    {
        if (MayChange(folder)) return;
        throw new PublishFailureException(Rules.Unwritable, folder, new IOException(null, Marshal.GetLastPInvokeError()));
    }

    /// <summary>Gives a file a second name. Not every file system can.</summary>
    public static bool TryLink(string file, string name) => !OperatingSystem.IsWindows() && Link(file, name) == 0;

    /// <summary>What stands there, asked without making anything: a build asks about each of its files. Null where it must be asked otherwise, as where nothing is.</summary>
    /// <param name="modified">In ticks, UTC.</param>
    public static Standing? StandingOrNull(string folder, string path, out long length, out long modified)
    {
        length = modified = 0;
        Span<byte> name = stackalloc byte[1024], found = stackalloc byte[StatLength];
        if (!s_hasStat || !Utf8.TryWrite(name, $"{folder}/{path}\0", out var end) || name.IndexOf((byte)0) < end - 1) return null;
        try
        {
            if (Stat(FromHere, ref name[0], NotThroughLinks, KindLengthAndTime, ref found[0]) != 0) return null;
        }
        catch (EntryPointNotFoundException)
        {
            s_hasStat = false; // an old C library
            return null;
        }

        var kind = MemoryMarshal.Read<ushort>(found[28..]) & 0xF000;
        if (kind is 0x4000 or 0xA000) return kind == 0x4000 ? Standing.Folder : Standing.Link;
        length = MemoryMarshal.Read<long>(found[40..]);
        modified = DateTime.UnixEpoch.Ticks + MemoryMarshal.Read<long>(found[112..]) * TimeSpan.TicksPerSecond + MemoryMarshal.Read<uint>(found[120..]) / TimeSpan.NanosecondsPerTick;
        return Standing.File;
    }

    [DllImport("libc", EntryPoint = "statx")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Stat(int start, ref byte path, int flags, uint wanted, ref byte found);

    [DllImport("libc", EntryPoint = "access", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Access([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int mode);

    [DllImport("libc", EntryPoint = "link")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Link([MarshalAs(UnmanagedType.LPUTF8Str)] string file, [MarshalAs(UnmanagedType.LPUTF8Str)] string name);
}

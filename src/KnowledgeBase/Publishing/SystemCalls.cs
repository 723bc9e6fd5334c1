using System.Runtime.InteropServices;
using KnowledgeBase.Diagnostics;

namespace KnowledgeBase.Publishing;

/// <summary>Calls of Unix that .NET lacks.</summary>
internal static class SystemCalls
{
    private const int WriteAndSearch = 2 | 1;

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

    [DllImport("libc", EntryPoint = "access", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Access([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int mode);

    [DllImport("libc", EntryPoint = "link")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Link([MarshalAs(UnmanagedType.LPUTF8Str)] string file, [MarshalAs(UnmanagedType.LPUTF8Str)] string name);
}

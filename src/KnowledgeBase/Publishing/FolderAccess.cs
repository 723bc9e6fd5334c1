using System.Runtime.InteropServices;
using KnowledgeBase.Diagnostics;

namespace KnowledgeBase.Publishing;

/// <summary>Asks the system whether files may be made and deleted in a folder.</summary>
internal static class FolderAccess
{
    private const int WriteAndSearch = 2 | 1;

    /// <summary>To find out by failing would be too late: by then other files are in place. Windows does not say in advance.</summary>
    public static void Demand(string folder)
    {
        if (OperatingSystem.IsWindows() || Access(folder, WriteAndSearch) == 0) return;
        throw new PublishFailureException(Rules.Unwritable, folder, new IOException(null, Marshal.GetLastPInvokeError()));
    }

    // .NET has no access(2).
    [DllImport("libc", EntryPoint = "access", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Access([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int mode);
}

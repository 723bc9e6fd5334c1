using KnowledgeBase.Diagnostics;

namespace KnowledgeBase;

/// <summary>A folder for one check. What a killed check left goes with the next one.</summary>
internal sealed class PassingFolder : IDisposable
{
    private const string Prefix = "kb-check-", LockName = "lock";
    private const UnixFileMode Own = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private readonly FileStream _lock;

    public PassingFolder()
    {
        foreach (var left in Directory.EnumerateDirectories(System.IO.Path.GetTempPath(), Prefix + "*")) RemoveIfLeft(left);
        Path = Directory.CreateTempSubdirectory(Prefix).FullName;
        _lock = Locked(Path, FileMode.CreateNew);
    }

    public string Path { get; }

    public void Dispose()
    {
        _lock.Dispose();
        // From now on another check may remove it too.
        RemoveIfLeft(Path);
    }

    private static void RemoveIfLeft(string folder)
    {
        try
        {
            // Others may make such folders too; one that only its owner may enter, and that we can, is ours.
            if (new DirectoryInfo(folder) is { LinkTarget: not null } || (!OperatingSystem.IsWindows() && File.GetUnixFileMode(folder) != Own)) return;
            using (Locked(folder, FileMode.Open))
            {
            }

            Directory.Delete(folder, recursive: true);
        }
        catch (Exception problem) when (MachineProblem.Is(problem))
        {
            // Its check is under way, or it is somebody else's.
        }
    }

    private static FileStream Locked(string folder, FileMode mode) => new(System.IO.Path.Combine(folder, LockName), mode, FileAccess.ReadWrite, FileShare.None, bufferSize: 1);
}

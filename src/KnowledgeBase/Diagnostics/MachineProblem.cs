namespace KnowledgeBase.Diagnostics;

/// <summary>Failures of the machine, such as a full disk: neither of the content nor of the program.</summary>
public static class MachineProblem
{
    public static bool Is(Exception problem) => problem is IOException or UnauthorizedAccessException;

    /// <summary>The reason that .NET gives when the lock of another process is met: EWOULDBLOCK on Linux and macOS, a sharing violation on Windows.</summary>
    public static bool IsLocked(IOException problem) => problem.HResult is 11 or 35 or unchecked((int)0x80070020);

    /// <summary>Why, for a diagnostic that names the file.</summary>
    public static string ReasonOf(Exception problem) => problem switch
    {
        UnauthorizedAccessException => "no permission",
        PathTooLongException => "the path is too long",
        FileNotFoundException or DirectoryNotFoundException => "there is no such file",
        _ => problem.HResult switch
        {
            // errno of Linux and macOS, which .NET hands on as it is; then Windows.
            28 or unchecked((int)0x80070070) or unchecked((int)0x80070027) => "the disk is full",
            122 or 69 or unchecked((int)0x80070510) => "the disk quota is used up",
            13 or 1 => "no permission",
            30 or unchecked((int)0x80070013) => "the file system is read-only",
            24 or 23 => "too many files are open",
            unchecked((int)0x80070020) => "another program has the file open",
            _ => problem.Message,
        },
    };

    /// <summary>What to tell of a failure that was caught nowhere: bad content never is one, so it is this, or a mistake of ours.</summary>
    public static string Unexpected(Exception problem)
    {
        var cause = (problem as AggregateException)?.Flatten().InnerExceptions[0] ?? problem;
        return Is(cause) ? cause.Message : $"internal error, please report it: {cause.GetType().Name}: {cause.Message}";
    }
}

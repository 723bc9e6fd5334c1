using KnowledgeBase.Diagnostics;

namespace KnowledgeBase.Publishing;

/// <summary>Why nothing is published. Carries rule, place and reason up to <see cref="SitePublisher"/>, which makes a diagnostic of it.</summary>
internal sealed class PublishFailureException(Rule rule, string fullPath, string reason, Exception? cause = null) : Exception(reason, cause)
{
    public PublishFailureException(Rule rule, string fullPath, Exception cause) : this(rule, fullPath, ReasonOf(cause), cause)
    {
    }

    public Rule Rule => rule;

    public string FullPath => fullPath;

    /// <summary>Failures of the machine, not of the program.</summary>
    public static bool Covers(Exception exception) => exception is IOException or UnauthorizedAccessException or PublishFailureException;

    public static string ReasonOf(Exception exception) => exception switch
    {
        PublishFailureException => exception.Message,
        UnauthorizedAccessException => "no permission",
        PathTooLongException => "the path is too long",
        FileNotFoundException or DirectoryNotFoundException => "there is no such file",
        _ => exception.HResult switch
        {
            // errno of Linux and macOS, which .NET hands on as it is; then Windows.
            28 or unchecked((int)0x80070070) or unchecked((int)0x80070027) => "the disk is full",
            122 or 69 or unchecked((int)0x80070510) => "the disk quota is used up",
            13 or 1 => "no permission",
            30 or unchecked((int)0x80070013) => "the file system is read-only",
            24 or 23 => "too many files are open",
            16 or 18 or unchecked((int)0x80070011) => "the folder is a mount point, and nothing can be renamed into it; name a folder inside it with --output",
            unchecked((int)0x80070020) => "another program has the file open",
            _ => exception.Message,
        },
    };
}

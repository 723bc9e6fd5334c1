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
    public static bool Covers(Exception exception) => exception is PublishFailureException || MachineProblem.Is(exception);

    public static string ReasonOf(Exception exception) =>
        exception is PublishFailureException ? exception.Message
        : exception.HResult is 16 or 18 or unchecked((int)0x80070011) ? "the folder is a mount point, and nothing can be renamed into it; name a folder inside it with --output"
        : MachineProblem.ReasonOf(exception);
}

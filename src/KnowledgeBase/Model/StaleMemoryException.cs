namespace KnowledgeBase.Model;

/// <summary>What was remembered of an earlier build, or read earlier in this one, does not hold any more: the build begins anew and remembers nothing.</summary>
public sealed class StaleMemoryException(string what) : Exception(what)
{
    /// <summary>Whether it is the reason of a failure on any of several hands.</summary>
    public static bool IsIn(Exception exception) =>
        exception is StaleMemoryException || (exception is AggregateException all && all.Flatten().InnerExceptions.Any(inner => inner is StaleMemoryException));
}

namespace KnowledgeBase.Markup;

/// <summary>Placeholder until the guard lands.</summary>
internal static class MarkdownGuard
{
    public static (string Reason, int Line)? Check(string markdown) => markdown.Length > 1 << 20 ? ("it is longer than 1 MiB", 1) : null;
}

namespace KnowledgeBase.Markup;

/// <summary>
/// Stands in front of Markdig, whose work grows with the square of some texts: refuses, in one pass over its lines, a text
/// that could take seconds or hundreds of megabytes. It counts what Markdig does at most, so a text cannot hide from it;
/// the limits lie a hundred times above anything that people were seen to post.
/// </summary>
internal static class MarkdownGuard
{
    public const int MaxLength = 1 << 20;

    /// <summary>Markdig throws at 128 blocks in each other; a list item is two of them, and emphasis nests on top.</summary>
    public const int MaxDepth = 50;

    /// <summary>Blocks and table cells; one takes up to a kilobyte.</summary>
    public const int MaxPieces = 100_000;

    /// <summary>Work that grows faster than the text, in nanoseconds of an ordinary machine.</summary>
    public const int MaxWork = 500_000_000;

    /// <summary>Characters of link definitions: Markdig may copy one into each link that uses it.</summary>
    public const int MaxCopies = 1 << 24;

    /// <summary>Null if Markdig may read the text; else the end of "this text is shown as plain text because ..." and the line, from 1, where it goes over.</summary>
    public static (string Reason, int Line)? Check(string markdown) => new MarkdownGuardScan(markdown).Run();
}

using System.Globalization;

namespace KnowledgeBase.Markup;

/// <summary>What a text has cost so far, and why it is refused, once it is.</summary>
internal struct MarkdownGuardBudget
{
    public const string TooManyMarks = "it has too many brackets, stars, addresses or cells without a blank line between";
    public const string TooManyUnderlines = "it has too many link definitions, footnotes, alerts, or headings and tables made by a line below";
    public const string TooManyBlankLines = "it has too many blank lines in lists or quotes";
    public const string TooManyDeepLines = "it has too many lines in nested lists or quotes";
    public const string TooLongDefinition = "it has too many links, and a very long definition of one";
    public static readonly string TooDeep = $"it nests lists and quotes more than {MarkdownGuard.MaxDepth} deep";
    public static readonly string TooLong = string.Create(CultureInfo.InvariantCulture, $"it is longer than {MarkdownGuard.MaxLength:N0} characters");
    private static readonly string TooManyPieces = string.Create(CultureInfo.InvariantCulture, $"it has more than {MarkdownGuard.MaxPieces:N0} paragraphs, list items and table cells");

    /// <summary>Nanoseconds.</summary>
    public long Work { get; private set; }

    /// <summary>Blocks and table cells.</summary>
    public long Pieces { get; private set; }

    public (string Reason, int Line)? Refusal { get; private set; }

    public void Spend(long work, string reason, int line)
    {
        Work += work;
        if (Work > MarkdownGuard.MaxWork) Refuse(reason, line);
    }

    public void Add(long pieces, int line)
    {
        Pieces += pieces;
        if (Pieces > MarkdownGuard.MaxPieces) Refuse(TooManyPieces, line);
    }

    public void Refuse(string reason, int line) => Refusal ??= (reason, line);
}

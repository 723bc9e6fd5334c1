using System.Collections.Immutable;
using KnowledgeBase.Markup;

namespace KnowledgeBase.Importing;

/// <summary>What a ledger was imported from: ids mean nothing without their forum. Ledgers of earlier versions do not say it.</summary>
/// <param name="Kind">As the command line has it, such as <c>discourse</c>.</param>
/// <param name="Source">The forum's root; null as long as nobody named it.</param>
/// <param name="Files">Those files of the last export that another may lack, by name.</param>
internal sealed record LedgerOrigin(string Kind, string? Source, ImmutableArray<string> Files)
{
    private const string Start = "# from ";

    /// <summary>A comment line, such as <c># from stackexchange https://superuser.com/ Posts.xml</c>.</summary>
    public string Write() => $"{Start}{string.Join(' ', Files.Prepend(Source ?? "-").Prepend(Kind))}";

    public static bool IsIn(string line) => line.StartsWith(Start, StringComparison.Ordinal);

    /// <summary>Null if the line is none. People write addresses into it.</summary>
    public static LedgerOrigin? Read(string line) =>
        IsIn(line) && line[Start.Length..].Split(' ') is [var kind, var source, .. var files] && (source == "-" || WebAddress.IsAbsolute(source)) ? new(kind, source == "-" ? null : source, [.. files]) : null;
}

namespace KnowledgeBase.Importing;

/// <summary>What went out of one file, so that links to it are turned: after a kill nothing else would know.</summary>
/// <param name="Path">The file, from the content folder.</param>
/// <param name="Ids">Nodes; empty if the file is gone.</param>
/// <param name="Instead">Of a file that is gone, the thread's address at the source.</param>
internal sealed record TakenOut(string Path, HashSet<string> Ids, string? Instead)
{
    private const string Start = "# out\t";

    /// <summary>A comment line of the journal.</summary>
    public string Write() => $"{Start}{LedgerEntry.Escaped(Path)}\t{string.Join(' ', Ids)}\t{Instead}";

    /// <summary>Null if the line says something else.</summary>
    public static TakenOut? Read(string line) =>
        line.StartsWith(Start, StringComparison.Ordinal) && line[Start.Length..].Split('\t') is [var path, var ids, var instead]
            ? new(LedgerEntry.Unescaped(path), [.. ids.Split(' ', StringSplitOptions.RemoveEmptyEntries)], instead.Length > 0 ? instead : null) : null;
}

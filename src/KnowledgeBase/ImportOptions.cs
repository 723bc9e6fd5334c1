namespace KnowledgeBase;

/// <summary>What the command line says about one import.</summary>
public sealed record ImportOptions
{
    public string ContentFolder { get; init; } = "content";

    /// <summary>Folder for new threads under <c>content/threads</c>, and the name of the ledger in <c>content/imports</c>: a slug.</summary>
    public required string Into { get; init; }

    /// <summary>Which kind of forum it is, such as <c>discourse</c>: what the ledger knows is of one forum. Null if nobody is to compare.</summary>
    public string? Kind { get; init; }

    /// <summary>The forum's root, http or https. Where it is not given, that of the last import is taken.</summary>
    public string? Source { get; init; }

    /// <summary>What is not carried fails the import, and warnings do.</summary>
    public bool IsStrict { get; init; }

    /// <summary>The report lists each thread's losses.</summary>
    public bool WithThreadLosses { get; init; }

    /// <summary>Where an importer may keep what it needs to go on after a kill. Deleted when the import has come to its end.</summary>
    public string StateFolder => Path.Combine(ContentFolder, OwnFiles.ImportsFolder, $".{Into}-state");

    /// <summary>Those of other imports into the same content.</summary>
    internal IEnumerable<string> OtherLedgers =>
        Directory.EnumerateFiles(Path.Combine(ContentFolder, OwnFiles.ImportsFolder), "*.tsv").Where(file => Path.GetFileName(file) != Into + ".tsv");

    internal string LedgerFile => Path.Combine(ContentFolder, OwnFiles.ImportsFolder, Into + ".tsv");
}

using System.Collections.Immutable;
using KnowledgeBase.Diagnostics;
using KnowledgeBase.Importing;

namespace KnowledgeBase;

/// <summary>What an import did, and what it could not carry. Its diagnostics are sorted by place.</summary>
public sealed record ImportReport
{
    public required ImmutableArray<Diagnostic> Diagnostics { get; init; }

    public int Threads { get; init; }
    public int Posts { get; init; }

    /// <summary>Files that did not exist before.</summary>
    public int New { get; init; }

    public int Updated { get; init; }
    public int Unchanged { get; init; }

    /// <summary>Posts and threads kept out because <c>removed.yaml</c> names them.</summary>
    public int Removed { get; init; }

    /// <summary>Threads of earlier imports that the source has no longer; their files stay.</summary>
    public int NotInSource { get; init; }

    /// <summary>The same by their ids and paths, in the order of the ids.</summary>
    public IEnumerable<(string Id, string Path)> ThreadsNotInSource { get; init; } = [];

    public ImmutableArray<LossCount> Losses { get; init; } = [];

    /// <summary>In the order of their paths; empty unless asked for. They are on the disk, and read from there one by one.</summary>
    public IEnumerable<ThreadLosses> ThreadLosses { get; init; } = [];

    /// <summary>What belongs to no thread; empty unless asked for.</summary>
    public IEnumerable<Loss> StrayLosses { get; init; } = [];

    public TimeSpan Elapsed { get; init; }

    public ExitCode ExitCode { get; init; }
}

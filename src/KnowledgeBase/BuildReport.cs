using System.Collections.Immutable;
using KnowledgeBase.Diagnostics;

namespace KnowledgeBase;

/// <summary>What a build did. Its diagnostics are sorted by place.</summary>
public sealed record BuildReport
{
    public required ImmutableArray<Diagnostic> Diagnostics { get; init; }

    /// <summary>The site on disk is the one that was built.</summary>
    public required bool IsPublished { get; init; }

    /// <summary>The site as it was planned.</summary>
    public Model.Site? Site { get; init; }

    /// <summary>Pages of that site as their files will make them; null where nothing was planned.</summary>
    public PagePreview? Preview { get; init; }

    public int Threads { get; init; }
    public int Nodes { get; init; }
    public int Pages { get; init; }
    public int Written { get; init; }
    public int Unchanged { get; init; }
    public int Deleted { get; init; }

    /// <summary>Stages in the order they ran, with the wall time of each.</summary>
    public ImmutableArray<StageTime> Stages { get; init; } = [];

    public TimeSpan Elapsed { get; init; }

    /// <summary>0 fine; 1 content or template errors, or warnings where they count; 2 settings; 3 the machine.</summary>
    public ExitCode ExitCode { get; init; }
}

/// <summary>How long one stage took.</summary>
public sealed record StageTime(string Stage, TimeSpan Elapsed);

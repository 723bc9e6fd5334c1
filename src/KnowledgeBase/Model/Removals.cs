using System.Collections.Immutable;

namespace KnowledgeBase.Model;

/// <summary>What must not be in the knowledge base although the source has it, from <c>content/removed.yaml</c>.</summary>
public sealed record Removals
{
    /// <summary>Addresses at the source, <c>thread-id#node-id</c>, or a thread's id for all of it.</summary>
    public ImmutableArray<Reference> Posts { get; init; } = [];

    /// <summary>Names of people whose posts stay, but not their names.</summary>
    public ImmutableArray<Reference> Authors { get; init; } = [];
}

using System.Collections.Immutable;

namespace KnowledgeBase.Model;

/// <summary>What a thread's text tells the plan, as hashes: so the plan needs no text.</summary>
/// <param name="Words">The different words of tags, title and the question's beginning.</param>
/// <param name="Links">Files and addresses that its posts link to.</param>
public sealed record ThreadClues(ImmutableArray<uint> Words, ImmutableArray<ulong> Links);

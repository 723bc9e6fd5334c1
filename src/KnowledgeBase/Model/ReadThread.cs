using System.Collections.Immutable;
using KnowledgeBase.Diagnostics;

namespace KnowledgeBase.Model;

/// <summary>What became of one thread file.</summary>
/// <param name="Unreadable">The name of a file that gave no thread.</param>
public sealed record ReadThread(ForumThread? Thread, string? Unreadable, ImmutableArray<Diagnostic> Diagnostics);

/// <summary>A thread file that an earlier build read.</summary>
/// <param name="Inner">Its path from the content folder.</param>
/// <param name="Stamp">Stands for what was in it, as far as length and time can tell.</param>
/// <param name="Place">Where what became of it is kept.</param>
public readonly record struct RememberedThread(string Inner, ulong Stamp, StoredBytes Place);

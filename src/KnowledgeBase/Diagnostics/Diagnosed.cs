using System.Collections.Immutable;

namespace KnowledgeBase.Diagnostics;

/// <summary>A value, and what was noticed while making it.</summary>
public readonly record struct Diagnosed<T>(T Value, ImmutableArray<Diagnostic> Diagnostics);

using System.Collections.Immutable;
using KnowledgeBase.Diagnostics;

namespace KnowledgeBase.Model;

/// <summary>What is remembered of a published build, so that the next one makes only what has changed.</summary>
/// <param name="Options">Stands for the program and the command line.</param>
/// <param name="Inputs">Stands for every file that was read, by its path, length and time; null if one was too young to tell a change by.</param>
/// <param name="Settings">Stands for what any page may see: settings, templates, words, pages of the maintainer.</param>
/// <param name="Pages">Where what is remembered of each page is kept, by its address.</param>
/// <param name="Index">Where what the search index left is kept; the terms of pages mean nothing without it.</param>
/// <param name="Files">Files that belong to no page.</param>
/// <param name="Threads">Thread files as they were read.</param>
/// <param name="Report">What the build said.</param>
public sealed record BuildManifest(
    ulong Options, ulong? Inputs, ulong Settings, IReadOnlyDictionary<string, StoredBytes> Pages, StoredBytes Index, ImmutableArray<StandingFile> Files,
    ImmutableArray<RememberedThread> Threads, RememberedReport Report)
{
    /// <summary>About how many bytes are kept beside the manifest.</summary>
    public required long Stored { get; init; }

    /// <summary>The build had the same input, as far as can be told.</summary>
    public bool IsOf(ulong options, ulong? inputs) => Options == options && inputs is not null && Inputs == inputs;
}

/// <summary>A page as it was made: what it was made of, and what came of it.</summary>
/// <param name="Digest">Stands for what the plan gave it.</param>
/// <param name="Answers">What it asked of the site while it was made.</param>
/// <param name="Terms">Where what the search index takes of it is kept.</param>
public sealed record RememberedPage(
    ulong Digest, ImmutableArray<LookupAnswer> Answers, StoredBytes Terms, ImmutableArray<StandingFile> Files, PageFacts Facts, ImmutableArray<Diagnostic> Diagnostics);

/// <summary>A place in the file of what is kept beside the manifest, and the hash of what is there; of no length where nothing is kept.</summary>
public readonly record struct StoredBytes(long Start, int Length, ulong Hash);

/// <summary>A file of the output as the publisher left it.</summary>
/// <param name="Modified">In ticks, UTC.</param>
public readonly record struct StandingFile(string Path, long Length, long Modified);

/// <summary>Figures and findings of a build, for one that finds nothing changed.</summary>
public sealed record RememberedReport(int Threads, int Nodes, int Pages, int Files, ImmutableArray<Diagnostic> Diagnostics);

using System.Collections.Immutable;
using KnowledgeBase.Model;

namespace KnowledgeBase.Planning;

/// <summary>Everything that was read from the content folder.</summary>
/// <param name="Unreadable">Slugs of files that could not be read; they stay taken.</param>
/// <param name="Settings">Stands for all that was read beside the threads.</param>
/// <param name="TagDescriptions">What <c>tags.yaml</c> says, by the tags' slugs.</param>
public sealed record SiteContent(
    SiteConfig Config, ImmutableArray<ForumThread> Threads, ImmutableArray<ContentPage> Pages, ImmutableArray<string> Unreadable, ImmutableArray<ContentFile> Files,
    IReadOnlyDictionary<string, string> TagDescriptions, ulong Settings);

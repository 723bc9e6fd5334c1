using KnowledgeBase.Markup;

namespace KnowledgeBase.Rendering.Machines;

/// <summary>What a page's head says to programs.</summary>
/// <param name="Alternates">Feeds, and the same page in other formats.</param>
/// <param name="Twins">The same thread as files, for readers.</param>
/// <param name="Feed">What the page's own feed brings.</param>
/// <param name="SearchDescription">How to search the site from the address bar.</param>
/// <param name="Structured">The page for search engines, as JSON-LD.</param>
public sealed record MachineHead(IReadOnlyList<AlternateModel> Alternates, IReadOnlyList<LinkModel> Twins, LinkModel? Feed, SafeUrl? SearchDescription, SocialModel? Social, StructuredModel? Structured);

/// <summary>Something else that a program may read instead of the page.</summary>
public sealed record AlternateModel(string Type, string Title, SafeUrl Url);

/// <summary>How the page looks where it is shared (Open Graph).</summary>
/// <param name="Type"><c>article</c> for a thread, <c>website</c> for other pages.</param>
/// <param name="Url">The page's own absolute address.</param>
/// <param name="Image">Absolute address of a picture of 1200 x 630 pixels.</param>
public sealed record SocialModel(string Type, SafeUrl? Url, SafeUrl? Image);

/// <summary>A script element that holds only facts, and its hash for the page's policy.</summary>
/// <param name="Hash">As the policy takes it; a browser never runs such a script, but checkers ask.</param>
public sealed record StructuredModel(SafeHtml Element, SafeUrl Hash);

using KnowledgeBase.Diagnostics;

namespace KnowledgeBase.Markup;

/// <summary>A link or image as its author wrote it, and where.</summary>
/// <param name="HasText">It has words: a link's text, an image's alternative.</param>
public sealed record AuthorLink(string Address, bool IsImage, bool HasText, SourceLocation Location);

/// <summary>What a link becomes in the page.</summary>
/// <param name="Href">Address as it is printed; null shows the link's source as text.</param>
/// <param name="IsExternal">It leaves the site.</param>
/// <param name="Original">The address at the source, where <paramref name="Href"/> is our copy of it.</param>
/// <param name="IsShown">For images: the picture itself is in the page; otherwise it is a link to it.</param>
public sealed record ResolvedLink(string? Href, bool IsExternal = false, string? Original = null, bool IsShown = true);

using KnowledgeBase.Diagnostics;

namespace KnowledgeBase.Markup;

/// <summary>A link, image or mention as its author wrote it, and where.</summary>
/// <param name="Address">Of a mention: the author's name.</param>
/// <param name="Text">Its words, or the first of them: a link's text, an image's alternative. The address where they are not known.</param>
public sealed record AuthorLink(string Address, bool IsImage, string Text, SourceLocation Location, bool IsMention = false);

/// <summary>What a link becomes in the page.</summary>
/// <param name="Href">Address as it is printed; null shows the link's source as text.</param>
/// <param name="IsExternal">It leaves the site.</param>
/// <param name="Original">The address at the source, where <paramref name="Href"/> is our copy of it.</param>
/// <param name="IsShown">For images: the picture itself is in the page; otherwise it is a link to it.</param>
/// <param name="Size">Of an image's file, where it is known.</param>
/// <param name="Label">What is shown instead of its author's words: of a takeaway's source.</param>
public sealed record ResolvedLink(string? Href, bool IsExternal = false, string? Original = null, bool IsShown = true, ImageSize? Size = null, string? Label = null);

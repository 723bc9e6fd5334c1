using System.Collections.Immutable;
using KnowledgeBase.Diagnostics;

namespace KnowledgeBase.Model;

/// <summary>What other pages need to know of a rendered page: small, so that a million fit in memory.</summary>
/// <param name="Ids">Anchors beside those of the nodes: steps and headings.</param>
/// <param name="AnchorUses">Links of this page that lead to such anchors of others.</param>
/// <param name="Attachments">Files beside the thread that the page names, where the site has them.</param>
public sealed record PageFacts(SiteUrl Url, ImmutableArray<string> Ids, ImmutableArray<AnchorUse> AnchorUses, ImmutableArray<string> Attachments);

/// <summary>An author's link to an anchor inside another page.</summary>
public sealed record AnchorUse(SourceLocation Location, SiteUrl Target, string Fragment);

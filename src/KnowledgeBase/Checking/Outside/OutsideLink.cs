using KnowledgeBase.Diagnostics;

namespace KnowledgeBase.Checking.Outside;

/// <summary>An address on another host, without its fragment, and where the site names it.</summary>
public sealed record OutsideLink(string Address, IReadOnlyCollection<SourceLocation> Places);

namespace KnowledgeBase.Checking;

/// <summary>What one page holds, as far as links go.</summary>
/// <param name="Base">The first <c>base href</c>; null if there is none.</param>
/// <param name="Ids">What a fragment can name.</param>
/// <param name="Findings">What is wrong with the page by itself.</param>
internal sealed record PageRecord(string? Base, HashSet<string> Ids, List<FoundLink> Links, FindingList Findings);

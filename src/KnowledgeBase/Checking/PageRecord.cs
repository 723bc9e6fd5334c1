namespace KnowledgeBase.Checking;

/// <summary>What the checker keeps of one page of the output: small, so that all pages can be judged together.</summary>
/// <param name="Path">From the output folder.</param>
/// <param name="Base">What its links are relative to, as an address.</param>
internal sealed record PageRecord(string Path, string Base, HashSet<string> Ids, List<FoundLink> Links);

/// <summary>An address in a page, and where.</summary>
/// <param name="Source">The element and attribute, such as <c>a href</c>.</param>
internal readonly record struct FoundLink(string Address, string Source, int Line, int Column);

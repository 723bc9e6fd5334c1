namespace KnowledgeBase.Importing;

/// <summary>What turning a post's HTML into Markdown needs to know about the post, and where it tells what is lost.</summary>
/// <param name="NodeId">The post's node, for its losses.</param>
/// <param name="Address">From an address as written to what our Markdown says instead.</param>
/// <param name="Losses">Losses are added here.</param>
internal sealed record HtmlReading(string NodeId, Func<string, string> Address, List<Loss> Losses);

using KnowledgeBase.Markup;
using KnowledgeBase.Model;
using Xunit;

namespace KnowledgeBase.Tests.Markup;

/// <summary>What a result of the search shows of a takeaway: three texts that did not follow from each other.</summary>
public class TakeawayWordsTests
{
    [Theory]
    [InlineData("A commit can be moved back. [answer, step 2](#a1-s2)\n> Move the branch", "A commit can be moved back. “Move the branch”")]
    [InlineData("Both hold. [a1](#a1), [a2](other.md#a2)\n\n> One\n\n> Two", "Both hold. “One” “Two”")]
    [InlineData("Both hold.\n[a1](#a1)", "Both hold.")]
    [InlineData("[Rays](#a1) hit `x`, see [the layer](#a2)", "Rays hit x, see the layer")]
    [InlineData("Leave out [its layer](#a1).", "Leave out its layer.")]
    [InlineData("[a1](#a1)", "a1")]
    [InlineData("Do this:\n\n- one\n- two", "Do this: one two")]
    public void StatementAndEvidence_OfATakeaway_NamesNoSource(string markdown, string expected) =>
        Assert.Equal(expected, MarkdownBody.Parse(new Body(markdown, 1), "a.md", "t1", 2, [], []).StatementAndEvidence());
}

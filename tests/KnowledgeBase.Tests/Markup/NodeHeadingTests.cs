using KnowledgeBase.Markup;
using Xunit;

namespace KnowledgeBase.Tests.Markup;

/// <summary>What no editor shows: blanks of other scripts and characters without width. All else is in <c>Specs/nodes.md</c>.</summary>
public class NodeHeadingTests
{
    [Theory]
    [InlineData("##\u00A0Answer by bob", "## Answer by bob")]
    [InlineData("## Answer\u00A0by carl", "## Answer by carl")]
    [InlineData("## Answer by\u3000carl", "## Answer by carl")]
    [InlineData("## An\u200Bswer by bob", "## Answer by bob")]
    [InlineData("\uFEFF## Answer", "## Answer")]
    [InlineData("##\u2009Takeaways", "## Takeaways")]
    public void Advice_BlanksAndInvisibleCharacters_AreNamed(string line, string meant) =>
        Assert.Equal($"write '{meant}' with plain spaces and without invisible characters", HeadingAdvice.For(line));

    [Theory]
    [InlineData("##\u00A0Anwser by bob", "did you mean '## Answer by bob'?")]
    [InlineData("\u00A0## Answer by bob", "did you mean '## Answer by bob'?")]
    [InlineData("\u00A0Answer by bob", null)]
    [InlineData("##\u00A0Other things", null)]
    public void Advice_OtherSlipsBesides_AreFound(string line, string? advice) => Assert.Equal(advice, HeadingAdvice.For(line));

    [Fact]
    public void Read_NoBreakSpaceBeforeTheDate_IsToldAsASlip() =>
        Assert.Equal("by bob on 2026-03-01", NodeHeading.Read("## Answer by bob\u00A0on 2026-03-01")!.Slip?.Instead);

    [Theory]
    [InlineData("## Reply by x to #a1 on 2026-03-01", "to #a1 by x on 2026-03-01")]
    [InlineData("## Answer by bob (.accepted) on 2026-03-01T10:00:00Z", "by bob on 2026-03-01T10:00:00Z {.accepted}")]
    public void Read_SlipBeforeTheDate_KeepsTheDate(string line, string instead) => Assert.Equal(instead, NodeHeading.Read(line)!.Slip?.Instead);

    [Theory]
    [InlineData("bob, 2026-03-01")]
    [InlineData("x to #a1")]
    [InlineData("bob on")]
    [InlineData("bob (.accepted)")]
    [InlineData("\U0001F600 to #a1")]
    public void EncodeAuthor_NameLikeASlip_IsReadBackWithoutOne(string name)
    {
        var heading = NodeHeading.Read($"## Answer by {NodeHeading.EncodeAuthor(name)}")!;
        Assert.Equal(name, heading.Author);
        Assert.Null(heading.Slip);
    }
}

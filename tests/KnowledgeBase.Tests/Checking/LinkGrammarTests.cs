using KnowledgeBase.Checking;
using Xunit;

namespace KnowledgeBase.Tests.Checking;

/// <summary>Attributes with a grammar of their own: refresh, <c>srcset</c>, style sheets; and redirects that go round.</summary>
public class LinkGrammarTests
{
    [Theory]
    [InlineData("0; url=x", "x")]
    [InlineData("5;URL='x y'z", "x y")]
    [InlineData(" 5 , url = \"x\"", "x")]
    [InlineData("0;x", "x")]
    [InlineData("0 x", "x")]
    [InlineData("0.5;url=x", "x")]
    [InlineData("0;url", "url")]
    [InlineData("0;url='x", "x")]
    [InlineData("0;url=", "")]
    [InlineData("0", null)]
    [InlineData("0;", null)]
    [InlineData("x", null)]
    [InlineData("", null)]
    [InlineData("0x;url=y", null)]
    public void Refresh_Content_GivesItsTarget(string content, string? target) => Assert.Equal(target, LinkAttributes.Refresh(content));

    [Theory]
    [InlineData("a", "a")]
    [InlineData("a, b 2x", "a b")]
    [InlineData("a 100w,b 200w", "a b")]
    [InlineData(" ,a,, b ", "a b")]
    [InlineData("a,b 1x", "a,b")]
    [InlineData("data:image/png,x 1x, b", "data:image/png,x b")]
    [InlineData("a 1x , b\n2x", "a b")]
    [InlineData("", "")]
    public void Candidates_Srcset_GivesItsAddresses(string set, string addresses) =>
        Assert.Equal(addresses, string.Join(' ', LinkAttributes.Candidates(set).Select(candidate => candidate.Address)));

    [Theory]
    [InlineData("a{b:url(x)}", "x")]
    [InlineData("a{b:URL( \"x y\" )}", "x y")]
    [InlineData("a{b:url('x)y')}", "x)y")]
    [InlineData("@import url(x) screen;", "x")]
    [InlineData("@IMPORT \"x\";", "x")]
    [InlineData("a{b:url(x\\)y)}", "x)y")]
    [InlineData("a{b:url(\\78 y)}", "xy")]
    [InlineData("a{b:url(x),url(y)}", "x y")]
    [InlineData("/* url(x)", "")]
    [InlineData("a{content:\"url(x)\"}", "")]
    [InlineData("a{content:\"\\\"url(x)\"}", "")]
    [InlineData("a{mask:url(#x)}", "")]
    [InlineData("a{b:url()}", "")]
    public void Links_StyleSheet_GivesItsAddresses(string css, string addresses) =>
        Assert.Equal(addresses, string.Join(' ', StyleSheet.Links(css).Select(link => link.Address)));

    [Fact]
    public void Check_RedirectsInARing_AreToldOnceAndTheWayInIsNot()
    {
        var output = new OutputUnderTest();
        foreach (var (from, to) in (ReadOnlySpan<(string, string)>)[("a", "c"), ("b", "d"), ("c", "b"), ("d", "c"), ("e", "e"), ("f", "end"), ("g", "f")])
            output.Page($"{from}.html", head: $"<meta http-equiv=refresh content='0;url={to}.html'>");
        output.Page("end.html");
        Assert.Equal(["site/b.html", "site/e.html"], output.Check().Select(d => d.Location.Path));
    }

    [Fact]
    public void Check_RedirectToNowhere_IsABrokenLink() =>
        Assert.Contains("KB301: a link leads to 'x/'", new OutputUnderTest().Page("index.html", head: "<meta http-equiv=refresh content='0;url=x/'>").Told(), StringComparison.Ordinal);
}

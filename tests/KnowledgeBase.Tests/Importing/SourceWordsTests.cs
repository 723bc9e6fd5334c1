using KnowledgeBase.Importing;
using Xunit;

namespace KnowledgeBase.Tests.Importing;

/// <summary>The words that a reader of the source saw.</summary>
public class SourceWordsTests
{
    [Theory]
    [InlineData("<p>a<b>b</b></p><p>c<br>d</p>", "ab c d")]
    [InlineData("<a title=\"x > y\">a</a>&lt;b&amp;", "a<b&")]
    [InlineData("a&colon;b &ccaron; &Eacute;&#x41;&#66; &amp;colon; &nonsense; &amp", "a:b č ÉAB &colon; &nonsense; &amp")]
    [InlineData("a < b <3 c<", "a < b <3 c<")]
    [InlineData("a<!-- b > --><script>var x = '<p>';</script>c<style>d</style>", "a c")]
    [InlineData("<p>a<script>open", "a")]
    [InlineData("a<p", "a")]
    [InlineData("a<!-- open", "a")]
    public void Of_Html_GivesItsWords(string html, string expected) =>
        Assert.Equal(expected, string.Join(' ', SourceWords.Of(html).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
}

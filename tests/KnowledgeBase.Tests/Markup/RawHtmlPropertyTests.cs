using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using CsCheck;
using KnowledgeBase.Diagnostics;
using KnowledgeBase.Markup;
using KnowledgeBase.Model;
using Xunit;

namespace KnowledgeBase.Tests.Markup;

/// <summary>What holds for raw HTML whatever its author wrote.</summary>
public class RawHtmlPropertyTests
{
    private static readonly string[] Fragments =
    [
        "<b>", "</b>", "<i>", "</i>", "<a href=\"x\">", "<a href='https://e.org/'>", "</a>", "<p>", "</p>", "<div>", "</div>", "<details>", "<summary>", "</summary>", "</details>", "<ul>", "<li>", "</li>", "</ul>", "<ol start=3>",
        "</ol>", "<table>", "<tr>", "<td>", "</td>", "</tr>", "</table>", "<tbody>", "<caption>", "<col>", "<dl>", "<dt>", "<dd>", "<pre>", "</pre>", "<code>", "</code>", "<h2>", "</h2>", "<blockquote>", "</blockquote>",
        "<br>", "<hr/>", "<img src=x>", "<img src='https://e.org/x.png' alt=\"a<b\" onerror=x>", "<input type=checkbox>", "<span id=x class=y style=z>", "</span>", "<x>", "<string>", "<script>", "</script>", "<style>", "</style>",
        "<svg>", "<math>", "<template>", "<select>", "<title>", "<textarea>", "<noscript>", "<!--", "-->", "<![CDATA[", "]]>", "<?x", "?>", "<!X", "word", "two words", "&lt;b&gt;", "&amp;", "&", "<", ">", "\"", "`", "`code`",
        "**", "*", "[x](y)", "[", "](z)", "![", "~~", "\n", "\n", "\n\n", "\n\n", "\n- ", "\n> ", "\n1. ", "\n    ", "\n# ", "\n|a|b|\n|-|-|\n|", "|", "\n```\n", " ", "  ", "[^1]", "\n[^1]: note ", "https://e.org/a", "> [!NOTE]\n> ",
    ];

    private static readonly Gen<string> Text = Gen.OneOf(Fragments).Array[1, 25].Select(string.Concat);

    [Fact]
    public void Clean_OfItsOwnOutput_ChangesNothing() =>
        Text.Sample(text =>
        {
            var once = HtmlSanitizing.Clean(text);
            Assert.Equal(once, HtmlSanitizing.Clean(once));
        }, iter: 1000);

    [Fact]
    public void Render_AnyText_IsWhatTheSanitiserGives() =>
        Text.Sample(text =>
        {
            var html = Render(text);
            Assert.Equal(HtmlSanitizing.Clean(html), HtmlSanitizing.Clean(HtmlSanitizing.Clean(html)));
            Assert.Equal(WordsOf(html), WordsOf(HtmlSanitizing.Clean(html)));
        }, iter: 1000);

    /// <summary>What stands after a post still stands where it was meant.</summary>
    [Fact]
    public void S2_AnyText_StaysInItsBox() =>
        Text.Sample(text =>
        {
            var page = new HtmlParser().ParseDocument($"<!DOCTYPE html><body><main><section><div id=\"_box\">{Render(text)}</div><p id=\"_after\">after</p></section></main>");
            Assert.Equal("SECTION", page.GetElementById("_after")!.ParentElement!.TagName);
            Assert.Equal(page.GetElementById("_box"), page.GetElementById("_after")!.PreviousElementSibling);
            Assert.Equal("after", page.GetElementById("_after")!.TextContent);
        }, iter: 1000);

    /// <summary>R1: no word of a post is lost, whether it is shown or looked up.</summary>
    [Fact]
    public void TextOf_AnyText_IsWhatAReaderSees() =>
        Text.Sample(text => Assert.Equal(WordsOf(Render(text)), Folded(Parse(text).TextOf()!)), iter: 1000);

    [Fact]
    public void Render_HundredsOfThousandsOfTags_TellsLittleAndTakesSeconds()
    {
        foreach (var tag in (string[])["<x>", "<b>", "<b>x</b>", "<details>\n", "<a href=x>", "<table><tr><td>"])
        {
            var diagnostics = new List<Diagnostic>();
            Render("<div>\n" + string.Concat(Enumerable.Repeat(tag, 1_000_000 / tag.Length)), diagnostics);
            Assert.InRange(diagnostics.Count, 1, 7);
        }
    }

    /// <summary>Where each tag moved all that follows it, these would take hours.</summary>
    [Theory]
    [InlineData("a<p>", 80_000)]
    [InlineData("a</p>", 80_000)]
    [InlineData("a<p>b</p>\n", 40_000)]
    [InlineData("a<br><hr>", 40_000)]
    [InlineData("a<div>", 80_000)]
    public void Render_BlockTagsAmongAParagraphsWords_EndsInTime(string piece, int count)
    {
        var diagnostics = new List<Diagnostic>();

        var html = Render("a" + string.Concat(Enumerable.Repeat(piece, count)), diagnostics);

        Assert.DoesNotContain("<pre", html, StringComparison.Ordinal);
        Assert.InRange(diagnostics.Count, 1, 7);
    }

    [Fact]
    public void Render_TagsThatAreTooMany_SplitNoParagraph() =>
        Assert.EndsWith("a&lt;p&gt;a&lt;p&gt;a&lt;p&gt;a</p>\n", Render("a" + string.Concat(Enumerable.Repeat("<p>a", 20_010))), StringComparison.Ordinal);

    [Fact]
    public void Render_ThousandsOfTagNames_TellsFew()
    {
        var diagnostics = new List<Diagnostic>();
        Render(string.Concat(Enumerable.Range(0, 20_000).Select(i => $"<x{i} a>")), diagnostics);
        Assert.InRange(diagnostics.Count, 1, 22);
        Assert.EndsWith("(in this text: 19980); put it in backticks if that is meant, or write it in Markdown", diagnostics[^1].Message, StringComparison.Ordinal);
    }

    private static MarkdownBody Parse(string text, List<Diagnostic>? diagnostics = null) => MarkdownBody.Parse(new Body(text), "x.md", "q", 2, [], diagnostics ?? []);

    private static string Render(string text, List<Diagnostic>? diagnostics = null) =>
        Parse(text, diagnostics).ToHtml("q", TestSite.English, link => link.Address.StartsWith("http", StringComparison.Ordinal) ? new(link.Address, IsExternal: true, IsShown: false) : new(link.Address), diagnostics ?? []).Html;

    /// <summary>Without what only the page adds: labels of pictures, numbers of footnotes.</summary>
    private static string WordsOf(string html)
    {
        var body = new HtmlParser().ParseDocument($"<!DOCTYPE html><body>{html}").Body!;
        foreach (var added in body.QuerySelectorAll("sup[id*=fnref], a[href*=fnref], .alert-title")) added.Remove();
        foreach (var image in body.QuerySelectorAll("img").ToList()) image.Replace(image.Owner!.CreateTextNode(image.GetAttribute("alt") ?? ""));
        return Folded(body.TextContent).Replace("[image:a<b(e.org)]", "a<b", StringComparison.Ordinal);
    }

    private static string Folded(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));
}

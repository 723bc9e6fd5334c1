using KnowledgeBase.Markup;
using Xunit;

namespace KnowledgeBase.Tests.Rendering;

/// <summary>What a page offers for naming it as a source can be pasted as it stands.</summary>
public sealed class CitationsTests
{
    [Theory]
    [InlineData("Why?", "ann", "[Why?](<https://kb.example.org/threads/t/>), ann, 1 Jan 2024, My base (CC BY-SA 4.0)",
        "ann: “Why?”, 1 Jan 2024, My base (CC BY-SA 4.0), https://kb.example.org/threads/t/",
        "@misc{t,\n  title = {Why?},\n  author = {{ann}},\n  howpublished = {My base},\n  year = {2024},\n  date = {2024-01-01},\n  url = {https://kb.example.org/threads/t/},\n  note = {CC BY-SA 4.0}\n}")]
    [InlineData("50 % of C# {x} & $y_z", "a_b", "[50 % of C\\# {x} \\& $y\\_z](<https://kb.example.org/threads/t/>), a\\_b, 1 Jan 2024, My base (CC BY-SA 4.0)",
        "a_b: “50 % of C# {x} & $y_z”, 1 Jan 2024, My base (CC BY-SA 4.0), https://kb.example.org/threads/t/",
        "@misc{t,\n  title = {50 \\% of C\\# \\{x\\} \\& \\$y\\_z},\n  author = {{a\\_b}},\n  howpublished = {My base},\n  year = {2024},\n  date = {2024-01-01},\n  url = {https://kb.example.org/threads/t/},\n  note = {CC BY-SA 4.0}\n}")]
    [InlineData("A &amp; ~~x~~ | <b>", "a", "[A \\&amp; \\~\\~x\\~\\~ \\| &lt;b\\>](<https://kb.example.org/threads/t/>), a, 1 Jan 2024, My base (CC BY-SA 4.0)",
        "a: “A &amp; ~~x~~ | <b>”, 1 Jan 2024, My base (CC BY-SA 4.0), https://kb.example.org/threads/t/",
        "@misc{t,\n  title = {A \\&amp; \\~{}\\~{}x\\~{}\\~{} | <b>},\n  author = {{a}},\n  howpublished = {My base},\n  year = {2024},\n  date = {2024-01-01},\n  url = {https://kb.example.org/threads/t/},\n  note = {CC BY-SA 4.0}\n}")]
    public void Page_OffersItsCitation(string title, string author, string markdown, string plain, string bibtex)
    {
        using var site = TestSite.Of(
            ("site.yaml", "title: My base\nbase-url: https://kb.example.org/\nlicense: CC BY-SA 4.0\n"),
            ("threads/t.md", $"---\ntitle: \"{title}\"\n---\n## Question by {author} on 2024-01-01\n"));
        Assert.True(site.Build().IsPublished);
        var texts = new AngleSharp.Html.Parser.HtmlParser().ParseDocument(site.Read("threads/t/index.html")).QuerySelectorAll(".cite pre").Select(pre => pre.TextContent);
        Assert.Equal([markdown, plain, bibtex], texts);
    }
}

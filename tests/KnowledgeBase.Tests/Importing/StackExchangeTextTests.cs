using KnowledgeBase.Importing;
using Xunit;

namespace KnowledgeBase.Tests.Importing;

/// <summary>Posts' texts: the source's Markdown where it can stay, links into the site, comments.</summary>
public class StackExchangeTextTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("A *word*.\r\n\r\n- one\r\n- two", "<p>A <em>word</em>.</p>\n\n<ul>\n<li>one</li>\n<li>two</li>\n</ul>\n", "A *word*.\n\n- one\n- two")]
    [InlineData("Press <kbd>A</kbd> for H<sub>2</sub>O.", "<p>Press <kbd>A</kbd> for H<sub>2</sub>O.</p>", "Press <kbd>A</kbd> for H<sub>2</sub>O.")]
    // A heading without its space was one until 2020, and is text since.
    [InlineData("#Head\n\nText", "<h1>Head</h1>\n\n<p>Text</p>", "# Head\n\nText")]
    [InlineData("#hash\n\nText", "<p>#hash</p>\n\n<p>Text</p>", "#hash\n\nText")]
    [InlineData("<!-- language: lang-cs -->\n\n    var x = 1;\n\n    var y;\n\nText", "<pre class=\"lang-cs\"><code>var x = 1;\n\nvar y;\n</code></pre>\n<p>Text</p>", "```cs\nvar x = 1;\n\nvar y;\n```\n\nText")]
    [InlineData("<!-- language-all: py -->\n\n    a\n\nText\n\n    `b`", "<pre><code>a\n</code></pre><p>Text</p><pre><code>`b`\n</code></pre>", "```py\na\n```\n\nText\n\n```py\n`b`\n```")]
    [InlineData("<!-- language: none -->\n\n    a", "<pre><code>a\n</code></pre>", "    a")]
    [InlineData("```lang-js\nlet a;\n```", "<pre class=\"lang-js\"><code>let a;\n</code></pre>", "```js\nlet a;\n```")]
    [InlineData("<!-- begin snippet: js hide: false -->\n\n<!-- language: lang-js -->\n\n    a();\n\n<!-- end snippet -->", "<div class=\"snippet\"><pre class=\"lang-js\"><code>a();</code></pre></div>", "```js\na();\n```")]
    [InlineData("Who?\n\n>! The *cat*.\n>! Yes.", "<p>Who?</p>\n\n<blockquote class=\"spoiler\">\n  <p>The <em>cat</em>.\nYes.</p>\n</blockquote>", "Who?\n\n<details><summary>Spoiler</summary>\n\nThe *cat*.\nYes.\n\n</details>")]
    [InlineData("See [tag:c++] and `[tag:x]`.", "<p>See <a href=\"/questions/tagged/c%2b%2b\" class=\"post-tag\">c++</a> and <code>[tag:x]</code>.</p>", "See [c++](https://site.example/questions/tagged/c%2B%2B) and `[tag:x]`.")]
    [InlineData("A [link][1] and <http://site.example/q/2> here: http://site.example/a/3\n\n  [1]: /questions/2/title", "<p>A <a href=\"/questions/2/title\">link</a> and <a href=\"http://site.example/q/2\">http://site.example/q/2</a> here: <a href=\"http://site.example/a/3\">http://site.example/a/3</a></p>", "A [link][1] and [http://site.example/q/2](2.md) here: [http://site.example/a/3](2.md#p3)\n\n  [1]: 2.md")]
    // A picture that nobody described is called by its file's name.
    [InlineData("![](https://x.example/pan.png) ![ ][1]\n\n  [1]: https://x.example/lid.png", "<p><img src=\"https://x.example/pan.png\" alt=\"\"> <img src=\"https://x.example/lid.png\" alt=\" \"></p>", "![pan.png](https://x.example/pan.png) ![lid.png ][1]\n\n  [1]: https://x.example/lid.png")]
    public void Markdown_ThatSaysTheSame_Stays(string source, string html, string expected) => Assert.Equal(expected, Markdown(html, source, out _));

    [Theory]
    // What our dialect reads otherwise than the source did.
    [InlineData("a\\\\b", "<p>a\\\\b</p>")]
    [InlineData("1. one\n1. two", "<p>1. one\n1. two</p>")]
    [InlineData("List<string> x", "<p>List x</p>")]
    [InlineData("<!-- hidden -->\n\nText", "<p>Text</p>")]
    [InlineData("<em>a\n\nb</em>", "<p><em>a</em></p><p><em>b</em></p>")]
    [InlineData("Older text", "<p>Newer text</p>")]
    [InlineData("    code", "<pre><code>cod\n</code></pre>")]
    // Lists and quotes that end elsewhere.
    [InlineData("- one\n - two", "<ul>\n<li>one\n<ul>\n<li>two</li>\n</ul></li>\n</ul>")]
    [InlineData("> - one\n- two", "<blockquote>\n<ul>\n<li>one</li>\n<li>two</li>\n</ul>\n</blockquote>")]
    [InlineData("1. one\n\n2) two", "<ol>\n<li>one</li>\n<li>two</li>\n</ol>")]
    [InlineData("- one\n\n > two", "<ul>\n<li><p>one</p>\n\n<blockquote>\n<p>two</p>\n</blockquote></li>\n</ul>")]
    [InlineData("- one\n\n- two\n\n end", "<ul>\n<li><p>one</p></li>\n<li><p>two</p>\n\n<p>end</p></li>\n</ul>")]
    public void Markdown_ThatSaysOtherwise_GivesWayToTheHtml(string source, string html) => Assert.Equal(Markdown(html, null, out _), Markdown(html, source, out _));

    [Fact]
    public void Markdown_ThatIsNewest_Counts()
    {
        using var dump = new StackExchangeDump()
            .With("Posts.xml", "Id=1 | PostTypeId=1 | Body=<p>The <em>new</em> one</p>")
            .With(
                "PostHistory.xml",
                "Id=5 | PostHistoryTypeId=5 | PostId=1 | CreationDate=2014-01-01T00:00:00.000 | Text=The _new_ one",
                "Id=6 | PostHistoryTypeId=2 | PostId=1 | CreationDate=2013-01-01T00:00:00.000 | Text=The *new* one",
                "Id=7 | PostHistoryTypeId=4 | PostId=1 | CreationDate=2015-01-01T00:00:00.000 | Text=A title");
        Assert.Equal("The _new_ one", dump.Threads(Cancelled).Single().Posts[0].Markdown);
    }

    /// <summary>Where each mark in a run began a search of its own, these would take minutes.</summary>
    [Theory]
    [InlineData("`")]
    [InlineData("[tag:")]
    public void Markdown_OfOneMark_EndsInTime(string mark)
    {
        var markdown = string.Concat(Enumerable.Repeat(mark, 200_000)) + "x";
        Assert.Equal(markdown, StackExchangeFlavour.ToOurs(markdown, _ => null, false));
    }

    [Fact]
    public void Images_AreTold()
    {
        var markdown = Markdown("<p><img src=\"https://i.stack.imgur.com/a.png\" alt=\"A pan\"></p>", "![A pan][1]\n\n  [1]: https://i.stack.imgur.com/a.png", out var losses);
        Assert.Equal("![A pan][1]\n\n  [1]: https://i.stack.imgur.com/a.png", markdown);
        Assert.Equal(new Loss("img", LossKind.Remote, "q", "https://i.stack.imgur.com/a.png"), Assert.Single(losses));
    }

    [Theory]
    [InlineData("/questions/2/some-title", "2.md")]
    [InlineData("/questions/2", "2.md")]
    [InlineData("/questions/2/some-title?noredirect=1&lq=1", "2.md")]
    [InlineData("/questions/2/some-title/3#3", "2.md#p3")]
    [InlineData("/questions/2/some-title#answer-3", "2.md#p3")]
    [InlineData("/questions/2/some-title#comment9_3", "2.md#c9")]
    [InlineData("/questions/3", "2.md#p3")]
    [InlineData("/q/2/77", "2.md")]
    [InlineData("/a/3", "2.md#p3")]
    [InlineData("/a/3/77", "2.md#p3")]
    [InlineData("/posts/comments/9", "2.md#c9")]
    [InlineData("/a/3#comment88_3", "2.md#p3")]
    [InlineData("https://site.example/a/3", "2.md#p3")]
    [InlineData("http://SITE.example/a/3", "2.md#p3")]
    [InlineData("//site.example/a/3", "2.md#p3")]
    [InlineData("/q/1", "#q")]
    [InlineData("/a/4", "#p4")]
    [InlineData("/q/99", "https://site.example/q/99")]
    [InlineData("/questions/tagged/x", "https://site.example/questions/tagged/x")]
    [InlineData("/posts/2/revisions", "https://site.example/posts/2/revisions")]
    [InlineData("//other.example/q/2", "https://other.example/q/2")]
    [InlineData("https://other.example/q/2", "https://other.example/q/2")]
    public void Links_IntoTheSite_LeadToOurThreads(string address, string expected) =>
        Assert.Equal($"[x]({expected})", Markdown($"<p><a href=\"{address}\">x</a></p>", $"[x]({address})", out _));

    [Theory]
    [InlineData("plain", "<p>plain</p>")]
    [InlineData("a <b> & \"c\"", "<p>a &lt;b&gt; &amp; &quot;c&quot;</p>")]
    [InlineData("`<x>` and ``a`b``", "<p><code>&lt;x&gt;</code> and <code>a`b</code></p>")]
    [InlineData("*a* **b _c_** __d__ ***e***", "<p><em>a</em> <strong>b <em>c</em></strong> <strong>d</strong> ***e***</p>")]
    [InlineData("2*3*4 snake_case_name * x *", "<p>2*3*4 snake_case_name * x *</p>")]
    [InlineData("[a *b*](https://x.example/y_(z) \"t\") [no](javascript:x)", "<p><a href=\"https://x.example/y_(z)\">a <em>b</em></a> [no](javascript:x)</p>")]
    [InlineData("see https://x.example/a_b_c, (http://y.example).", "<p>see <a href=\"https://x.example/a_b_c\">https://x.example/a_b_c</a>, (<a href=\"http://y.example\">http://y.example</a>).</p>")]
    [InlineData("[tag:egg] [meta-tag:x]", "<p><a href=\"/t/egg\">egg</a> <a href=\"/t/x\">x</a></p>")]
    [InlineData("\\*no\\* #h\n- l", "<p>*no* #h<br>- l</p>")]
    public void Comment_HasItsOwnMarks(string text, string expected) => Assert.Equal(expected, StackExchangeRemark.ToHtml(text, tag => $"/t/{tag}").Replace("&#39;", "'", StringComparison.Ordinal));

    private static string Markdown(string html, string? source, out IReadOnlyList<Loss> losses)
    {
        using var dump = new StackExchangeDump { SiteUrl = "https://site.example" }
            .With("Posts.xml", $"Id=1 | PostTypeId=1 | Body={html}", StackExchangeTests.Question(id: 2), StackExchangeTests.Answer(3, 2), StackExchangeTests.Answer(4, 1))
            .With("Comments.xml", "Id=9 | PostId=3 | Text=Remark.");
        if (source is not null) dump.With("PostHistory.xml", $"Id=1 | PostHistoryTypeId=2 | PostId=1 | CreationDate=2014-01-01T00:00:00.000 | Text={source}");
        var thread = dump.Threads(Cancelled)[0];
        losses = thread.Losses;
        return thread.Posts[0].Markdown;
    }
}

using System.Text.Json;
using Markdig;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using Xunit;

namespace KnowledgeBase.Tests.Rendering.Machines;

/// <summary>The twins of a thread, as Markdown and JSON, and <c>llms.txt</c>.</summary>
public class ThreadTwinTests
{
    [Theory]
    [InlineData("[x](b.md) [y](b.md#a1) ![z](p.png)", "[x](../b/) [y](../b/#a1) ![z](../../assets/p.*.png)")]
    [InlineData("[x](#q) [y](#a1 \"title\") [z](<#q>)", "[x](./#q) [y](./#a1 \"title\") [z](<./#q>)")]
    [InlineData("[x][1] and [1]\n\n[1]: b.md 'title'", "[x][1] and [1]\n\n[1]: ../b/ 'title'")]
    [InlineData("[x](https://example.org/) <https://example.org/> https://example.org/ [m](mailto:a@example.org)", "[x](https://example.org/) <https://example.org/> https://example.org/ [m](mailto:a@example.org)")]
    [InlineData("![[x](b.md)](p.png)", "![[x](b.md)](../../assets/p.*.png)")]
    [InlineData("[![x](p.png)](b.md)", "[![x](../../assets/p.*.png)](../b/)")]
    [InlineData("[x](javascript:alert)", "\\[x](javascript:alert)")]
    [InlineData("![x](javascript:alert)", "!\\[x](javascript:alert)")]
    [InlineData("[x][1]\n\n[1]: javascript:alert", "[x][1]\n\n\\[1]: javascript:alert")]
    [InlineData("<javascript:alert>", "\\<javascript:alert>")]
    [InlineData("a <x-y> b `<x-y>` <!-- c -->", "a &lt;x-y> b `<x-y>` &lt;!-- c -->")]
    [InlineData("<form>\n[x](javascript:alert) `a`\n</form>", "&lt;form\\>\n\\[x\\](javascript:alert) \\`a\\`\n&lt;/form\\>")]
    [InlineData("> <form>\n> [x](b.md)\n> </form>", "> &lt;form\\>\n\\> \\[x\\](b.md)\n\\> &lt;/form\\>")]
    [InlineData("# One\n\n### Two #", "### One\n\n#### Two #")]
    [InlineData("```\n[x](b.md)\n<b>\n```", "```\n[x](b.md)\n<b>\n```")]
    public void Markdown_OfABody_MeansTheSameBesideThePage(string body, string expected)
    {
        using var site = TestSite.Of(
            ("threads/a.md", $"---\ntitle: a\n---\n## Question\n\n{body}\n\n## Answer\n\nLast.\n"),
            ("threads/b.md", "---\ntitle: b\n---\n## Question\n\n## Answer\n"),
            ("threads/p.png", "png"));
        var report = site.Build();
        Assert.True(report.IsPublished, string.Join('\n', report.Diagnostics));
        var twin = site.Read("threads/a/index.html.md");
        var start = twin.IndexOf("## Question\n\n", StringComparison.Ordinal) + "## Question\n\n".Length;
        var written = twin[start..twin.IndexOf("\n\n## Answer", StringComparison.Ordinal)];
        Assert.Equal(expected, System.Text.RegularExpressions.Regex.Replace(written, @"p\.[0-9a-f]{16}\.png", "p.*.png"));
    }

    [Fact]
    public void Markdown_OfAThread_IsThePageInItsOrder()
    {
        using var site = TestSite.Of(
            ("site.yaml", "license: CC0\n"),
            ("threads/a.md", "---\ntitle: \"*a* <b>\"\ntags: [x_y]\nsource: https://example.org/t\n---\n## Question by J_o on 2024-01-01\n\nWhy?\n\n## Answer\n\nPlain.\n\n## Answer by Al {.accepted score=2}\n\nBest.\n\n## Reply by Bo\n\nThanks.\n\n## Takeaways\n\n- One [q](#q)\n  > Why?\n"));
        site.Build();
        Assert.Equal("""
            # \*a\* &lt;b\>

            - Page: [the thread's page](./)
            - Tags: x\_y
            - Source: <https://example.org/t>
            - Licence: CC0

            ## Takeaways

            - One [q](./#q)
              > Why?

            ## Question by J\_o on 2024-01-01

            Why?

            ## Accepted answer by Al (score 2)

            Best.

            ### Reply by Bo

            Thanks.

            ## Answer

            Plain.

            """.ReplaceLineEndings("\n"), site.Read("threads/a/index.html.md"));
    }

    [Fact]
    public void Json_HoldsEveryNodeWithWhatIsKnownOfIt()
    {
        using var site = TestSite.Of(
            ("site.yaml", "base-url: https://example.org/kb/\n"),
            ("threads/a.md", "---\ntitle: T\ntags: [x]\nrelated: [b]\n---\n## Question by Jo on 2024-01-01 {author-url=https://example.org/jo}\n\nWhy *not*?\n\n1. a step\n\n## Answer {.accepted score=3 url=https://example.org/p/2 was=old}\n\nSo.\n\n## Reply to #q\n\nHm.\n\n## Takeaways\n\n- One [here](#q-s1), [there](b.md#q)\n"),
            ("threads/b.md", "---\ntitle: b\n---\n## Question\n"));
        site.Build();
        using var json = JsonDocument.Parse(site.Read("threads/a/index.json"));
        var root = json.RootElement;
        Assert.Equal(
            ["version 1", "slug a", "url https://example.org/kb/threads/a/", "title T", "language en", "tags [\"x\"]", "asked 2024-01-01", "active 2024-01-01", "solved True", "related [\"b\"]"],
            Shown(root).Where(line => !line.StartsWith("nodes ", StringComparison.Ordinal)));
        Assert.Equal(
            """
            id q, kind question, author Jo, authorUrl https://example.org/jo, date 2024-01-01, html <p>Why <em>not</em>?</p> <ol> <li id="q-s1">a step</li> </ol>, text Why not? a step
            id a1, kind answer, formerIds ["old"], parent q, score 3, accepted True, source https://example.org/p/2, html <p>So.</p>, text So.
            id r1, kind reply, parent q, html <p>Hm.</p>, text Hm.
            id t1, kind takeaway, sources ["q-s1","b#q"], html <p>One <a href="#q-s1">here</a>, <a href="../b/#q">there</a></p>, text One here, there
            """.ReplaceLineEndings("\n"),
            string.Join('\n', root.GetProperty("nodes").EnumerateArray().Select(node => string.Join(", ", Shown(node)))));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("https://example.org/kb/")]
    public void RepositorysOwn_TwinsAndGuide_LinkToWhatIsThere(string? baseUrl)
    {
        using var site = TestSite.Of();
        site.Build(options => options with { ContentFolder = Path.Combine(TestSite.Repository, "content"), BaseUrl = baseUrl });
        var files = Directory.EnumerateFiles(site.Output, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(site.Output, file).Replace('\\', '/')).ToHashSet(StringComparer.Ordinal);
        var links = 0;
        foreach (var file in files.Where(file => file.EndsWith(".md", StringComparison.Ordinal) || file == "llms.txt"))
        {
            var here = new Uri("https://example.org/kb/" + file);
            foreach (var link in Markdown.Parse(site.Read(file)).Descendants<LinkInline>())
            {
                var target = new Uri(here, link.Url!);
                if (!target.AbsoluteUri.StartsWith("https://example.org/kb/", StringComparison.Ordinal)) continue;
                var path = Uri.UnescapeDataString(target.AbsolutePath["/kb/".Length..]);
                Assert.True(files.Contains(path.Length == 0 || path.EndsWith('/') ? path + "index.html" : path), $"{file}: {link.Url}");
                links++;
            }
        }

        Assert.True(links > 100, $"{links} links");
        var guide = Markdown.Parse(site.Read("llms.txt"));
        Assert.Equal(1, guide.OfType<HeadingBlock>().Count(heading => heading.Level == 1));
        Assert.True(guide[0] is HeadingBlock { Level: 1 } && guide[1] is QuoteBlock);
        Assert.All(guide.OfType<HeadingBlock>().Skip(1), heading => Assert.True(heading.Level == 2 && guide[guide.IndexOf(heading) + 1] is ListBlock));
    }

    private static IEnumerable<string> Shown(JsonElement element) =>
        element.EnumerateObject().Select(property => $"{property.Name} {property.Value.ToString().TrimEnd('\n').Replace('\n', ' ')}");
}

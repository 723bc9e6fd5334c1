using CsCheck;
using KnowledgeBase.Importing;
using KnowledgeBase.Markup;
using Xunit;
using static KnowledgeBase.Tests.Importing.TinyForum;

namespace KnowledgeBase.Tests.Importing;

/// <summary>A relative link of a foreign post never means a file of the content folder, nor an id of its thread, and never keeps the site from being built.</summary>
public sealed class ForeignLinksTests : IDisposable
{
    private const string Post = """
        [the docs](docs/install.md) [w](wiki) [usage](#usage) [p](#p2) <a href="#x">y</a> <a href=z>z</a> ![b](img/a.png) [x](?a=1) [x]() [1. x]() [**b**](<>) [](y)
        <img src="img/a.png" alt="b*c"> [mine][ref] [ref] [gone](../../../removed.yaml) [t](x "](y)") [![in](a.png)](b) [[1#p2]] <https://x.example/> [web](https://x.example/)

        - [x](done) [ ](todo)

        > [ref]: some/where "t"
        [ref]: other/where

        <div>
        <a class="c" href='one'>two</a> <img src=three alt="four">
        </div>

        `[code](x)`
        """;

    private static readonly Gen<string> Text = Gen.OneOf(
        "[", "]", "(", ")", "](", "]()", "![", "[a](docs)", "[b](#x)", "![c](p.png)", "<", ">", "\"", "'", "a", "docs", "#x", "https://x.example/", "https:y", " ", "\n", "\n\n", "> ", "- ", "1. ", "    ",
        "[r]", "[r]: y", "\n\n[r]: y\n\n", "<a href=\"x\">", "<a href=x>", "<a href='x'", "<img src=z", "<img src=\"z\" alt=\"b\">", "</a>", "<div>\n", "</div>", "\\", "`", "*", "**", "&amp;", "|", "[^1]", "[^1]: ", "&#35;x")
        .Array[1, 25].Select(string.Concat);

    private readonly TinyForum _forum = new();

    [Fact]
    public void Import_RelativeLinks_LeadToTheTopic()
    {
        _forum.Import(Topic("1", "One", Question(Post), Answer("p2", "x")) with { Url = "https://f.example/t/one/1" });
        var text = _forum.Text("tiny/2020/one.md");
        Assert.Contains("[the docs](https://f.example/t/one/docs/install.md) [w](https://f.example/t/one/wiki) [usage](https://f.example/t/one/1#usage)", text, StringComparison.Ordinal);
        Assert.Contains("<a href=\"https://f.example/t/one/1#x\">y</a>", text, StringComparison.Ordinal);
        Assert.Contains("![b](https://f.example/t/one/img/a.png) [x](https://f.example/t/one/1?a=1) x ", text, StringComparison.Ordinal);
        Assert.Contains("[link](#p2)", text, StringComparison.Ordinal);
        Assert.Contains("`[code](x)`", text, StringComparison.Ordinal);
        IsBuilt();
    }

    [Fact]
    public void Import_RelativeLinksOfAnUnknownForum_BecomeWordsAndAreTold()
    {
        var report = _forum.Import(Topic("1", "One", Question(Post), Answer("p2", "x")));
        var text = _forum.Text("tiny/2020/one.md");
        Assert.Contains("the docs w usage", text, StringComparison.Ordinal);
        Assert.Contains("<a>y</a> <a>z</a> b x x ", text, StringComparison.Ordinal);
        Assert.DoesNotContain("](docs", text, StringComparison.Ordinal);
        Assert.Contains("[link](#p2)", text, StringComparison.Ordinal);
        Assert.True(report.Losses.Where(loss => loss.Construct is "link" or "img").Sum(loss => loss.Count) > 10);
        IsBuilt();
    }

    [Fact]
    public void Import_AfterOneThatKeptThem_TakesThemBack()
    {
        var topic = Topic("1", "One", Question("[a](docs) [[1#p2]]"), Answer("p2", "x"));
        _forum.Import(topic);
        _forum.Import(topic with { Url = "https://f.example/t/one/1" });
        Assert.Contains("[a](https://f.example/t/one/docs) [link](#p2)", _forum.Text("tiny/2020/one.md"), StringComparison.Ordinal);
        Assert.Equal(1, _forum.Import(topic with { Url = "https://f.example/t/one/1" }).Unchanged);
        IsBuilt();
    }

    [Fact]
    public void Settle_AnyText_LeavesNoRelativeLinkToABuild() => Gen.Select(Text, Gen.Bool).Sample((text, hasUrl) =>
    {
        var settled = ForeignLinks.Settle(text, hasUrl ? "https://f.example/t/1" : null, _ => false, "q", []);
        var asked = new List<string>();
        MarkdownBody.Parse(new(settled), "x.md", "q", 2, [], []).ToHtml("q", TestSite.English, link => { asked.Add(link.Address); return new(null); }, []);
        Assert.DoesNotContain(asked, address => WebAddress.Read(address).Kind is AddressKind.Relative or AddressKind.Fragment);
    }, iter: 3_000);

    [Fact]
    public void Import_ManyTags_KeepsWhatAThreadMayHave()
    {
        var report = _forum.Import(Topic("1", "One", Question()) with { Tags = [.. Enumerable.Range(0, 70).Select(i => $"t{i}")] });
        Assert.Contains("t49]", _forum.Text("tiny/2020/one.md"), StringComparison.Ordinal);
        Assert.Equal(20, report.Losses.Single(loss => loss.Construct == "tag").Count);
        IsBuilt();
    }

    public void Dispose() => _forum.Dispose();

    private void IsBuilt()
    {
        var report = _forum.Site.Build();
        Assert.True(report.IsPublished, string.Join('\n', report.Diagnostics));
    }
}

using AngleSharp.Html.Parser;
using KnowledgeBase.Markup;
using KnowledgeBase.Model;
using Xunit;

namespace KnowledgeBase.Tests.Markup;

/// <summary>The one list of classes in bodies: nothing else is written, and the style sheet knows the colours of code.</summary>
public class BodyClassesTests
{
    private const string Post =
        """
        > [jo](#q):
        > quoted

        > [!CAUTION]
        > hot

        - [x] done[^1]

        | a | b | c |
        |:-:|--:|---|
        | 1 | 2 | 3 |

        $x^2$ <b> https://forum.example.org/ [a](b.md)

        $$
        y
        $$

        ```csharp
        // a
        [A] public int x = 1 + "b";
        ```

        ```php
        $x
        ```

        ```diff
        +a
        -b
        ```

        [^1]: note
        """;

    [Fact]
    public void Body_OfEverything_HasOnlyKnownClasses()
    {
        var body = MarkdownBody.Parse(new Body(Post), "a.md", "q", 2, [], []);
        var html = body.ToHtml("q", TestSite.English, link => new("#q", Original: "https://forum.example.org/"), []).Html;
        var classes = new HtmlParser().ParseDocument(html).All.SelectMany(element => element.ClassList).Distinct().ToList();
        Assert.True(classes.Count > 15);
        Assert.All(classes, name => Assert.True(BodyClasses.Has(name), name));
        Assert.False(BodyClasses.Has("node"));
    }

    [Fact]
    public void StyleSheet_HasEveryColourOfCode()
    {
        var style = File.ReadAllText(Path.Combine(TestSite.Repository, "templates", "assets", "site.css"));
        foreach (var color in Enum.GetValues<CodeColor>().Where(color => color != CodeColor.None)) Assert.Contains($".{BodyClasses.Of(color)} ", style, StringComparison.Ordinal);
    }
}

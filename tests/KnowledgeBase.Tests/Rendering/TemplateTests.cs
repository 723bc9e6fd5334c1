using KnowledgeBase.Diagnostics;
using KnowledgeBase.Markup;
using KnowledgeBase.Rendering;
using Xunit;

namespace KnowledgeBase.Tests.Rendering;

public class TemplateTests
{
    private const string Evil = "\"'><x-canary>&{{7}}\u2028";
    private const string Escaped = "&quot;&#39;&gt;&lt;x-canary&gt;&amp;{{7}}\u2028";

    [Theory]
    [InlineData("<p>{{ page.title }}</p>", $"<p>{Escaped}</p>")]
    [InlineData("<p title=\"{{ page.title }}\">x</p>", $"<p title=\"{Escaped}\">x</p>")]
    [InlineData("<p title=\"a {{ page.title }} b\">x</p>", $"<p title=\"a {Escaped} b\">x</p>")]
    [InlineData("<a href=\"{{ site.home }}\">x</a>", "<a href=\"../a?b&amp;c\">x</a>")]
    [InlineData("{{ if page.is_indexed && page.kind == 'home' }}yes{{ else }}no{{ end }}", "yes")]
    [InlineData("<a{{ if page.is_indexed }} aria-current=\"true\"{{ end }} class=\"c\">x</a>", "<a aria-current=\"true\" class=\"c\">x</a>")]
    [InlineData("{{ for link in site.nav }}<li>{{ link.text }}</li>{{ end }}{{ site.nav.size }}", "<li>one</li><li>two</li>2")]
    [InlineData("{{ page.description }}|", "|")]
    [InlineData("<!-- note --><!DOCTYPE html><br/><img alt=\"\" src=\"{{ site.icon }}\">", "<!-- note --><!DOCTYPE html><br/><img alt=\"\" src=\"i.svg\">")]
    [InlineData("{{ include 'partials/part' page }}", $"[{Escaped}]")]
    [InlineData("{{ include 'partials/bare' }}", $"[{Escaped}]")]
    [InlineData("<script src=\"{{ site.script }}\" defer></script>", "<script src=\"s.js\" defer></script>")]
    public void Render_AllowedTemplate_Prints(string template, string expected) => Assert.Equal(expected, Render(template));

    [Theory]
    [InlineData("<p title={{ page.title }}>x</p>", "1:13: error KB222: a value inside a tag stands")]
    [InlineData("<p title='{{ page.title }}'>x</p>", "error KB222: write attribute values in double quotes")]
    [InlineData("<p {{ page.title }}>x</p>", "1:7: error KB222: a value inside a tag stands")]
    [InlineData("<{{ page.kind }}>x</p>", "error KB222: ")]
    [InlineData("<!-- {{ page.title }} -->", "1:9: error KB222: a value inside a tag stands")]
    [InlineData("<script>var x = 1;</script>", "1:9: error KB222: nothing may stand inside <script>")]
    [InlineData("<script>{{ page.title }}</script>", "1:12: error KB222: nothing may be printed inside <script>")]
    [InlineData("<style>p{}</style>", "1:7: error KB222: <style> is forbidden")]
    [InlineData("<p style=\"color:red\">x</p>", "1:9: error KB222: the attribute 'style' is forbidden")]
    [InlineData("<p onclick=\"{{ page.title }}\">x</p>", "1:11: error KB222: the attribute 'onclick' is forbidden")]
    [InlineData("<a href=\"/x/{{ site.home }}\">x</a>", "1:16: error KB222: the address must be the whole value of 'href'")]
    [InlineData("<a href=\"{{ site.home }}#x\">x</a>", "error KB222: the address must be the whole value of 'href'")]
    [InlineData("<p title=\"{{ include 'partials/bare' }}\">x</p>", "1:14: error KB222: a partial cannot be included inside a tag")]
    [InlineData("<p title=\"x", "error KB222: the template ends inside a tag")]
    [InlineData("{{ if page.is_indexed }}<p title=\"{{ end }}", "1:4: error KB222: the branches of this 'if' end in different places")]
    [InlineData("{{ for link in site.nav }}<p title=\"{{ end }}", "error KB222: the loop ends in another place")]
    [InlineData("{{ x = page.title }}", "error KB222: only a value of the model can be printed")]
    [InlineData("{{ page.title + page.kind }}", "error KB222: only a value of the model can be printed")]
    [InlineData("{{ page.title | html.escape }}", "error KB222: only a value of the model can be printed")]
    [InlineData("{{ while true }}x{{ end }}", "error KB222: a template may use 'if', 'for' and 'include' only, not 'while'")]
    [InlineData("{{ capture x }}x{{ end }}", "error KB222: a template may use 'if', 'for' and 'include' only, not 'capture'")]
    [InlineData("{{ func f }}x{{ end }}", "error KB222: a template may use 'if', 'for' and 'include' only, not functions")]
    [InlineData("{{ date.now }}", "error KB221: ")]
    [InlineData("{{ include page.kind }}", "error KB222: write the partial's name in quotes")]
    [InlineData("{{ include 'partials/none' }}", "1:4: error KB223: there is no template 'partials/none.html'")]
    [InlineData("{{ page.title", "error KB220: ")]
    [InlineData("a\nb {{ end }}", "2:8: error KB220: ")]
    public void Load_ForbiddenTemplate_IsToldAtItsPlace(string template, string expected)
    {
        var (set, diagnostics) = Load(template);
        var told = diagnostics.Select(d => d.ToString()).Concat(set.Render("home", Model()).Diagnostics.Select(d => d.ToString())).ToList();
        Assert.Contains(told, text => text.StartsWith("templates/pages/home.html:", StringComparison.Ordinal) && text.Contains(expected, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("{{ page.nothing }}", "1:9: error KB221: ")]
    [InlineData("{{ nothing }}", "1:4: error KB221: ")]
    [InlineData("\n  {{ page }}", "2:6: error KB221: a whole part of the model cannot be printed")]
    [InlineData("{{ page.is_indexed }}", "1:4: error KB221: a yes or no cannot be printed")]
    [InlineData("{{ site.nav }}", "1:4: error KB221: a list cannot be printed")]
    [InlineData("<a href=\"{{ page.title }}\">x</a>", "1:13: error KB221: an address in this attribute must come from the model as an address, not a text")]
    [InlineData("<p title=\"{{ body }}\">x</p>", "1:14: error KB221: markup cannot stand in an attribute")]
    [InlineData("{{ include 'partials/loop' }}", "error KB221: 'partials/loop' includes itself without end")]
    [InlineData("{{ if body == 'x' }}x{{ end }}", "error KB221: ")]
    public void Render_MistakeAtRunTime_IsToldAtItsPlace(string template, string expected)
    {
        var (set, diagnostics) = Load(template);
        Assert.Empty(diagnostics);
        var told = Assert.Single(set.Render("home", Model()).Diagnostics).ToString();
        Assert.StartsWith("templates/", told, StringComparison.Ordinal);
        Assert.Contains(expected, told, StringComparison.Ordinal);
        // The context is used again: the next page must not notice.
        Assert.Equal("<body>ok</body>", Load("ok").Value.Render("home", Model()).Value);
    }

    [Fact]
    public void Render_AfterAMistake_IsWhole()
    {
        var set = Load("{{ include 'partials/loop' }}").Value;
        Assert.NotEmpty(set.Render("home", Model()).Diagnostics);
        Assert.Equal("<body>fine</body>", set.Render("fine", Model()).Value);
    }

    [Fact]
    public void Render_CodeThroughAnIndentedInclude_KeepsItsSpaces() =>
        Assert.Equal("    <pre>\n  a\n    b\n</pre>", Render("    {{ body }}", new SafeHtml("<pre>\n  a\n    b\n</pre>")));

    [Fact]
    public void Render_TwoMegabytes_IsWhole()
    {
        var long1 = new string('x', 3 << 20);
        Assert.Equal(long1, Render("{{ body }}", new SafeHtml(long1)));
    }

    [Fact]
    public void Render_FiveThousandSteps_AreNotCut()
    {
        var model = Model() with { Site = Model().Site with { Nav = [.. Enumerable.Range(0, 5000).Select(i => new LinkModel("x", new("y")))] } };
        Assert.Equal(5000, Load("{{ for link in site.nav }}{{ link.text }}{{ end }}").Value.Render("home", model).Value.Count(c => c == 'x'));
    }

    [Fact]
    public void Render_InParallel_IsTheSame()
    {
        var set = Load("{{ for link in site.nav }}{{ include 'partials/part' page }}{{ end }}").Value;
        var expected = set.Render("home", Model()).Value;
        Assert.All(Enumerable.Range(0, 500).AsParallel().Select(_ => set.Render("home", Model()).Value), html => Assert.Equal(expected, html));
    }

    private static string Render(string template, SafeHtml? body = null)
    {
        var (set, diagnostics) = Load(template);
        Assert.Empty(diagnostics);
        var (html, told) = set.Render("home", Model(body));
        Assert.Empty(told);
        return html["<body>".Length..^"</body>".Length];
    }

    private static Diagnosed<TemplateSet> Load(string home) => TemplateSet.Load(new Dictionary<string, string>
    {
        ["layouts/base"] = "<body>{{ content }}</body>",
        ["pages/home"] = home,
        ["pages/fine"] = "fine",
        ["partials/part"] = "[{{ part.title }}]",
        ["partials/bare"] = "[{{ page.title }}]",
        ["partials/loop"] = "{{ include 'partials/loop' }}",
    }.ToDictionary(t => t.Key, t => new SourceFile($"templates/{t.Key}.html", t.Value)));

    private static ContentPageModel Model(SafeHtml? body = null)
    {
        var site = new SiteModel("S", "", new("../a?b&c"), new("s"), [new("one", new("1")), new("two", new("2"))], [], new("s.css"), new("s.js"), new("i.svg"), null);
        return new(site, new("home", Evil, null, "en", "ltr", null, true, []), body ?? new SafeHtml("<b>"), null);
    }
}

using KnowledgeBase.Markup;
using KnowledgeBase.Rendering;
using Xunit;

namespace KnowledgeBase.Tests.Rendering;

/// <summary>S9: values are escaped as their place needs, and a template cannot forget it.</summary>
public class TemplatePrintingTests : TemplateTests
{
    [Theory]
    [InlineData("<p>{{ page.title }}</p>", $"<p>{Escaped}</p>")]
    [InlineData("<p title=\"{{ page.title }}\">x</p>", $"<p title=\"{Escaped}\">x</p>")]
    [InlineData("<p title=\"a {{ page.title }} b\">x</p>", $"<p title=\"a {Escaped} b\">x</p>")]
    [InlineData("<title>{{ page.title }}</title>", $"<title>{Escaped}</title>")]
    [InlineData("<textarea>{{ page.title }}</textarea>", $"<textarea>{Escaped}</textarea>")]
    [InlineData("<noscript><a href=\"{{ site.home }}\">{{ page.title }}</a></noscript>", $"<noscript><a href=\"{EscapedHome}\">{Escaped}</a></noscript>")]
    [InlineData("<a href=\"{{ site.home }}\">{{ site.home }}</a>", $"<a href=\"{EscapedHome}\">{EscapedHome}</a>")]
    [InlineData("<p data-x=\"x {{ site.home }}\">x</p>", $"<p data-x=\"x {EscapedHome}\">x</p>")]
    [InlineData("<meta http-equiv=\"refresh\" content=\"0; url={{ site.home }}\">", $"<meta http-equiv=\"refresh\" content=\"0; url={EscapedHome}\">")]
    [InlineData("<meta name=\"description\" content=\"{{ page.title }}\">", $"<meta name=\"description\" content=\"{Escaped}\">")]
    [InlineData("<svg><a xlink:href=\"{{ site.home }}\"></a></svg>", $"<svg><a xlink:href=\"{EscapedHome}\"></a></svg>")]
    [InlineData("<script src=\"{{ site.script }}\" defer></script>", "<script src=\"s.js\" defer></script>")]
    [InlineData("{{ page.description }}|{{ site.license }}", "|")]
    [InlineData("<p title=\"{{ page.description }}\">", "<p title=\"\">")]
    [InlineData("{{ site.nav.size }} {{ page.title.size }}", "2 20")]
    [InlineData("{%{{{ page.title }}}%}", "{{ page.title }}")]
    public void Print_Value_IsEscapedAsItsPlaceNeeds(string template, string expected) => Assert.Equal(expected, Render(template));

    [Theory]
    [InlineData("{{ if page.is_indexed && page.kind == 'home' }}yes{{ else }}no{{ end }}", "yes")]
    [InlineData("{{ if !page.is_indexed || !(site.nav.size > 1) }}yes{{ else if page.kind != 'x' }}second{{ else }}no{{ end }}", "second")]
    [InlineData("{{ if site.license }}yes{{ else }}no{{ end }}", "no")]
    [InlineData("{{ if site.description }}an empty text counts{{ end }}{{ if site.description == '' }}!{{ end }}", "an empty text counts!")]
    [InlineData("{{ for link in site.nav }}{{ link.text }}{{ if !for.last }}, {{ end }}{{ end }}", "one, two")]
    [InlineData("{{ for link in site.nav }}{{ for.index }}{{ if for.first }}a{{ end }}{{ if for.odd }}b{{ end }}{{ end }}", "0a1b")]
    [InlineData("{{ for link in site.nav reversed limit:1 }}{{ link.text }}{{ end }}", "two")]
    [InlineData("{{ for link in site.nav offset:1 }}{{ link.text }}{{ end }}", "two")]
    [InlineData("{{ for link in page.breadcrumbs }}{{ link.text }}{{ end }}none", "none")]
    [InlineData("<a{{ if page.is_indexed }} aria-current=\"true\"{{ end }} class=\"c\">x</a>", "<a aria-current=\"true\" class=\"c\">x</a>")]
    [InlineData("<details{{ if page.is_indexed }} open{{ end }}>", "<details open>")]
    [InlineData("<a {{ if page.is_indexed }}id=\"a\" {{ end }}class=\"c\">", "<a id=\"a\" class=\"c\">")]
    [InlineData("<p class=\"a{{ if page.is_indexed }} b{{ end }}{{ for link in site.nav }} {{ link.text }}{{ end }}\">", "<p class=\"a b one two\">")]
    [InlineData("<a href=\"{{ if page.is_indexed }}{{ site.home }}{{ else }}#top{{ end }}\">", $"<a href=\"{EscapedHome}\">")]
    [InlineData("<!-- a > b --><!DOCTYPE html><br/><img alt=\"\" src=\"{{ site.icon }}\">", "<!-- a > b --><!DOCTYPE html><br/><img alt=\"\" src=\"i.svg\">")]
    [InlineData("<p title = \"{{ page.kind }}\" hidden>", "<p title = \"home\" hidden>")]
    [InlineData("{{ # a note }}{{ ## a\nlonger one ## }}x", "x")]
    [InlineData("<p>\n  {{~ page.kind ~}}  \n</p>", "<p>\nhome</p>")]
    [InlineData("{{ if page.kind == 'home'; page.kind; end }}", "home")]
    public void Render_AllowedTemplate_Prints(string template, string expected) => Assert.Equal(expected, Render(template));

    [Theory]
    [InlineData("{{ include 'partials/part' page }}", $"[{Escaped}]")]
    [InlineData("{{ include 'partials/bare' }}", $"[{Escaped}]")]
    [InlineData("{{ include 'partials/outer' page }}", $"<p>([{Escaped}]<b>&amp;</b>)</p>")]
    [InlineData("{{ include 'partials/two-words' 'a < b' }}", "a &lt; b")]
    [InlineData("{{ include 'partials/two-words' site.license }}|", "|")]
    [InlineData("{{ for link in site.nav }}{{ include 'partials/two-words' link.text }}{{ end }}", "onetwo")]
    public void Include_Partial_IsNotEscapedTwice(string template, string expected) => Assert.Equal(expected, Render(
        template, Model("<b>&amp;</b>"),
        ("partials/outer", "<p>({{ include 'partials/part' outer }}{{ body }})</p>"),
        ("partials/two-words", "{{ two_words }}")));

    [Fact]
    public void Include_CodeThroughIndentedPartials_KeepsItsSpaces()
    {
        const string code = "<pre><code>\n  a\n\n    b\n\tc\n</code></pre>";
        var html = Render("  <div>\n    {{ include 'partials/outer' body }}\n  </div>", Model(code), ("partials/outer", "<section>\n    {{ outer }}\n</section>"));
        Assert.Equal($"  <div>\n    <section>\n    {code}\n</section>\n  </div>", html);
    }

    [Fact]
    public void Print_ThreeMegabytes_AreWhole()
    {
        var text = string.Concat(Enumerable.Repeat("0123456789abcde\n", 200_000));
        Assert.Equal(text + text, Render("{{ body }}{{ include 'partials/same' body }}", Model(text), ("partials/same", "{{ same }}")));
    }

    [Fact]
    public void Loop_FiveThousandEntries_IsWhole()
    {
        var model = Model(nav: [.. Enumerable.Range(0, 5000).Select(i => new LinkModel($"{i}", new("y")))]);
        Assert.Equal(string.Concat(Enumerable.Range(0, 5000).Select(i => $"{i},")), Render("{{ for link in site.nav }}{{ include 'partials/one' link }}{{ end }}", model, ("partials/one", "{{ one.text }},")));
    }

    [Fact]
    public void Print_Numbers_AreInvariant() =>
        Assert.Equal("-1234567 12345678901", Render("{{ small }} {{ large }}", new NumbersModel(Site(), Head(), -1234567, 12345678901)));

    private sealed record NumbersModel(SiteModel Site, HeadModel Page, int Small, long Large) : PageModel(Site, Page);
}

using KnowledgeBase.Diagnostics;
using KnowledgeBase.Markup;
using KnowledgeBase.Rendering;
using Xunit;

namespace KnowledgeBase.Tests.Rendering;

/// <summary>Mistakes of a template are told at its line and column; they are never exceptions, and no later page notices.</summary>
public class TemplateSetTests : TemplateTests
{
    [Theory]
    [InlineData("{{ page.title", "1:1: error KB220: this '{{' is never closed; write '}}' after it, and look whether a quote is missing")]
    [InlineData("a\n{{ 'abc }}", "2:1: error KB220: this '{{' is never closed; write '}}' after it, and look whether a quote is missing")]
    [InlineData("{%{ a", "1:1: error KB220: this '{{' is never closed; write '}}' after it, and look whether a quote is missing")]
    [InlineData("a\nb {{ end }}", "2:8: error KB220: there is no 'if' or 'for' that this 'end' could end; remove it")]
    [InlineData("{{ if page.title }}x", "1:20: error KB220: the template ends inside an 'if'; write {{ end }} where that ends")]
    [InlineData("{{ else }}", "1:4: error KB220: a else condition must be preceded by another if/else/when condition or a for loop", "1:9: error KB220: the template ends inside an 'else'; write {{ end }} where that ends")]
    [InlineData("{{ if }}x{{ end }}", "1:7: error KB220: a value is missing before the '}}'; write one of the model, as in page.title")]
    [InlineData("{{ for x in }}x{{ end }}", "1:13: error KB220: a value is missing before the '}}'; write one of the model, as in page.title")]
    [InlineData("{{ for x in site.nav }}{{ for.nope }}{{ end }}", "1:27: error KB220: the loop variable <for.nope> is not supported")]
    [InlineData("\r\né🎉 {{ page.title | }}", "2:21: error KB220: a value is missing before the '}}'; write one of the model, as in page.title")]
    public void Load_BrokenSyntax_IsToldAtItsPlace(string template, params string[] expected) => Check(template, expected);

    [Theory]
    [InlineData("{{ nothing }}", "1:4: error KB221: there is no value 'nothing' here; the page has body, edit, outline, page, site, words")]
    [InlineData("{{ pages.title }}", "1:4: error KB221: there is no value 'pages' here; did you mean 'page'?")]
    [InlineData("{{ content }}", "1:4: error KB221: there is no value 'content' here; the page has body, edit, outline, page, site, words")]
    [InlineData("{{ date.now }}", "1:4: error KB221: there is no value 'date' here; did you mean 'page'?")]
    [InlineData("{{ to_string }}", "1:4: error KB221: there is no value 'to_string' here; the page has body, edit, outline, page, site, words")]
    [InlineData("{{ page.titel }}", "1:9: error KB221: 'page' has no 'titel'; did you mean 'title'?")]
    [InlineData("{{ page.nothing }}", "1:9: error KB221: 'page' has no 'nothing'; it has breadcrumbs, canonical, description, direction, is_indexed, kind, language, machines, title")]
    [InlineData("{{ page.title.x }}", "1:15: error KB221: 'page.title' has no 'x'; it has size")]
    [InlineData("{{ site.nav.first }}", "1:13: error KB221: 'site.nav' has no 'first'; it has size")]
    [InlineData("{{ page.is_indexed.x }}", "1:20: error KB221: a number or a yes or no has no members; use it as it is")]
    [InlineData("{{ body.html }}", "1:9: error KB221: 'body' has no 'html'; print it as it is")]
    [InlineData("{{ site.home.url }}", "1:14: error KB221: 'site.home' has no 'url'; print it as it is")]
    [InlineData("{{ if nothing }}x{{ end }}", "1:7: error KB221: there is no value 'nothing' here; the page has body, edit, outline, page, site, words")]
    [InlineData("{{ for.index }}", "1:4: error KB221: there is no value 'for' here; the page has body, edit, outline, page, site, words")]
    [InlineData("{{ for x in site.nav }}x{{ end }}{{ x.text }}", "1:37: error KB221: there is no value 'x' here; the page has body, edit, outline, page, site, words")]
    [InlineData("{{ page.description.size }}", "1:21: error KB221: 'page.description' has no value on this page; put what needs it between 'if page.description' and 'end'")]
    [InlineData("{{ if site.license.size > 0 }}x{{ end }}", "1:20: error KB221: 'site.license' has no value on this page; put what needs it between 'if site.license' and 'end'")]
    public void Render_UnknownName_IsToldWithWhatIsThere(string template, params string[] expected) => Check(template, expected);

    [Theory]
    [InlineData("\n  {{ page }}", "2:6: error KB221: 'page' is a part with members of its own, which cannot be printed; print one of its members")]
    [InlineData("{{ page.is_indexed }}", "1:4: error KB221: 'page.is_indexed' is a yes or no, which cannot be printed; use it in 'if'")]
    [InlineData("{{ site.nav }}", "1:4: error KB221: 'site.nav' is a list, which cannot be printed; go through it with 'for'")]
    [InlineData("<a href=\"{{ page.title }}\">x</a>", "1:13: error KB221: only an address of the model can stand here, and 'page.title' is a text")]
    [InlineData("<a href=\"{{ body }}\">x</a>", "1:13: error KB221: only an address of the model can stand here, and 'body' is markup")]
    [InlineData("<a href=\"{{ page.title.size }}\">x</a>", "1:13: error KB221: only an address of the model can stand here, and 'page.title.size' is a number")]
    [InlineData("<a href=\"{{ page.canonical }}\">x</a>", "1:13: error KB221: 'page.canonical' has no address on this page; put the tag between 'if page.canonical' and 'end'")]
    [InlineData("<a xlink:href=\"{{ page.title }}\">x</a>", "1:19: error KB221: only an address of the model can stand here, and 'page.title' is a text")]
    [InlineData("<animate to=\"{{ page.title }}\"/>", "1:17: error KB221: only an address of the model can stand here, and 'page.title' is a text")]
    [InlineData("<p title=\"{{ body }}\">x</p>", "1:14: error KB221: only text can stand here, and 'body' is markup; print it between tags")]
    [InlineData("<p title=\"{{ page.is_indexed }}\">x</p>", "1:14: error KB221: 'page.is_indexed' is a yes or no, which cannot be printed; use it in 'if'")]
    [InlineData("{{ if body == 'x' }}x{{ end }}", "1:12: error KB221: markup cannot be used as text; print it, or ask with 'if' whether there is one")]
    [InlineData("{{ if 'x' != body }}x{{ end }}", "1:11: error KB221: markup cannot be used as text; print it, or ask with 'if' whether there is one")]
    [InlineData("{{ if site.home == 'x' }}x{{ end }}", "1:17: error KB221: an address cannot be used as text; print it, or ask with 'if' whether there is one")]
    [InlineData("{{ for x in page }}x{{ end }}", "1:13: error KB221: this is no list, so a loop cannot go through it; name a list of the model")]
    [InlineData("{{ for x in page.is_indexed }}x{{ end }}", "1:13: error KB221: this is no list, so a loop cannot go through it; name a list of the model")]
    [InlineData("{{ for x in site.nav }}{{ x }}{{ end }}", "1:27: error KB221: 'x' is a part with members of its own, which cannot be printed; print one of its members")]
    [InlineData("{{ page.title }}\r\n\ra\u00e9🎉{{ nope }}", "3:8: error KB221: there is no value 'nope' here; the page has body, edit, outline, page, site, words")]
    public void Render_ValueOfTheWrongType_IsTold(string template, params string[] expected) => Check(template, expected);

    [Theory]
    [InlineData("{{ ratio }}", "'ratio' is a number with a fraction, which cannot be printed; only texts and whole numbers can")]
    [InlineData("{{ money }}", "'money' is a number with a fraction, which cannot be printed; only texts and whole numbers can")]
    [InlineData("{{ on }}", "'on' is a value of another kind, which cannot be printed; only texts and whole numbers can")]
    [InlineData("{{ weekday }}", "'weekday' is a value of another kind, which cannot be printed; only texts and whole numbers can")]
    [InlineData("{{ letter }}", "'letter' is a value of another kind, which cannot be printed; only texts and whole numbers can")]
    [InlineData("{{ empty }}", "'empty' is a list, which cannot be printed; go through it with 'for'")]
    public void Render_ValueOfAnotherType_IsTold(string template, string expected)
    {
        var odd = new OddModel(Site(), Head(), 1.5, 2.5m, DateTime.UnixEpoch, DayOfWeek.Friday, 'c', []);
        Assert.Equal($"templates/pages/home.html:1:4: error KB221: {expected}", Assert.Single(Load(template).Value.RenderText("home", odd).Diagnostics).ToString());
    }

    [Theory]
    [InlineData("partials/deep", "a\n  {{ deep.nothing }}", "2:11: error KB221: 'deep' has no 'nothing'; it has is_current, text, url")]
    [InlineData("partials/deep", "{{ deap.text }}", "1:4: error KB221: there is no value 'deap' here; the page has body, edit, outline, page, site, words")]
    [InlineData("partials/own", "{{ own.text }}", "1:4: error KB221: there is no value 'own' here; include this partial with one, as in include 'partials/own' page")]
    [InlineData("partials/own", "\n{{ include 'partials/own' }}", "2:4: error KB221: 'partials/own' includes itself without end; put the include between 'if …' and 'end'")]
    [InlineData("partials/own", "{{ if page }}{{ include 'partials/deep' page }}\n{{ include 'partials/own' }}{{ end }}", "2:4: error KB221: 'partials/own' includes itself without end; put the include between 'if …' and 'end'")]
    [InlineData("partials/own", "{{ include 'partials/two-words' }}", "two-words.html:1:4: error KB221: there is no value 'two_words' here; include this partial with one, as in include 'partials/two-words' page")]
    public void Render_MistakeInAPartialInsideLoops_IsToldInThePartial(string name, string text, string expected)
    {
        var set = Load(
            "{{ for a in site.nav }}{{ include 'partials/outer' a }}{{ end }}", ("partials/deep", ""), ("partials/own", ""), ("partials/two-words", "{{ two_words }}"),
            ("partials/outer", "{{ for b in site.nav }}{{ include 'partials/deep' b }}{{ include 'partials/own' }}{{ end }}"), (name, text)).Value;
        var place = expected.Contains(".html:", StringComparison.Ordinal) ? "partials/" : $"{name}.html:";
        Assert.Equal($"templates/{place}{expected}", Assert.Single(set.RenderText("home", Model()).Diagnostics).ToString());
    }

    [Fact]
    public void Render_AfterAMistake_IsAsBefore()
    {
        var set = Load("{{ for link in site.nav }}<p>{{ include 'partials/outer' link }}{{ end }}", ("partials/outer", "half {{ outer.nothing }}")).Value;
        for (var i = 0; i < 3; i++)
        {
            var (html, told) = set.RenderText("home", Model());
            Assert.Equal("", html);
            Assert.NotEmpty(told);
            Assert.Equal("<body>fine</body>", set.RenderText("fine", Model()).Value);
        }
    }

    [Fact]
    public void Render_PageOrLayoutThatIsNotThere_IsTold()
    {
        Assert.Equal(
            "templates:1:1: error KB223: there is no template 'pages/none.html'; put it into the templates folder",
            Assert.Single(Load("x").Value.RenderText("none", Model()).Diagnostics).ToString());
        var set = TemplateSet.Load(new Dictionary<string, SourceFile> { ["pages/home"] = new("templates/pages/home.html", "x") }, []).Value;
        Assert.Equal(
            "templates:1:1: error KB223: there is no template 'layouts/base.html'; put it into the templates folder",
            Assert.Single(set.RenderText("home", Model()).Diagnostics).ToString());
    }

    [Fact]
    public void Render_SetWithFaults_TellsThemOnce()
    {
        var (set, told) = Load("<p title={{ page.title }}>");
        Assert.Single(told);
        Assert.Equal(new("", []), set.RenderText("home", Model()));
    }

    [Fact]
    public void Render_IncludesThatNestForEver_EndWithoutHarm()
    {
        // Each of many branches goes down as far as it may: the first that goes too far ends the page.
        var set = Load("{{ include 'partials/a' }}", ("partials/a", "{{ if page.title }}{{ for link in site.nav }}{{ include 'partials/b' }}{{ end }}{{ end }}"), ("partials/b", "{{ include 'partials/a' }}{{ include 'partials/a' }}")).Value;
        Assert.Contains("includes itself without end", Assert.Single(set.RenderText("home", Model()).Diagnostics).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Render_InParallel_IsTheSameAsInARow()
    {
        var set = Load(
            "{{ for link in site.nav }}{{ include 'partials/link' link }}{{ end }}{{ if body }}{{ include 'partials/part' page }}{{ end }}",
            ("partials/link", "<a href=\"{{ link.url }}\">{{ if link.is_current }}!{{ end }}{{ link.text }}</a>")).Value;
        var models = Enumerable.Range(0, 2000).Select(i => Model($"<i>{i}</i>", [.. Enumerable.Range(0, i % 7).Select(j => new LinkModel($"{i}.{j}", new($"{j}"), j == 2))])).ToList();
        var inARow = models.Select(model => set.RenderText("home", model).Value).ToList();
        Assert.Equal(inARow, models.AsParallel().AsOrdered().WithDegreeOfParallelism(8).Select(model => set.RenderText("home", model).Value));
    }

    private sealed record OddModel(SiteModel Site, HeadModel Page, double Ratio, decimal Money, DateTime On, DayOfWeek Weekday, char Letter, int[] Empty) : PageModel(Site, Page);
}

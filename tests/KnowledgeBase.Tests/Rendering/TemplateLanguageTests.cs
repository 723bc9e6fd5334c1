using Xunit;

namespace KnowledgeBase.Tests.Rendering;

/// <summary>Of the template language only what cannot go wrong may be used; the rest is told when the template is loaded, with what to write instead.</summary>
public class TemplateLanguageTests : TemplateTests
{
    private const string IncludeForm = "write the partial's name in quotes and at most one value, as in include 'partials/answer' answer";
    private const string IncludeAlone = "'include' stands alone, as in {{ include 'partials/answer' answer }}";
    private const string NoFilters = "a template has no functions and no filters; print the value as it is, it is escaped as its place needs";
    private const string OtherCode = "code of a template stands between '{{' and '}}', not between '{%' and '%}'";
    private const string NoValues = "a template keeps no values of its own; print the value where it is needed";
    private const string NoComputing = "a template prints values of the model as they are; print parts one after another, as in {{ site.title }}: {{ page.title }}";
    private const string OnlyComparing = "only values of the model, numbers and texts may stand here, compared and joined with '&&', '||' and '!'";
    private const string NoLiteral = "a text or number of the template itself stands outside of '{{' and '}}'";
    private const string OtherStatement = "a template has 'if', 'for' and 'include' only; print values of the model, as in {{ page.title }}";
    private const string NoFunctions = "a template has no functions of its own; put the part into a file under partials/ and include it";
    private const string WholeLoop = "a loop goes through its whole list; use 'if' inside it, or 'limit:3' after the list";
    private const string LoopForm = "a loop gives a name to each entry of a list of the model, as in 'for tag in thread.tags'";
    private const string LoopArguments = "a loop can have 'limit:3', 'offset:3' and 'reversed' after its list, with the number written out";
    private const string NoEntry = "a template takes no single entry of a list; go through it with 'for', which takes 'limit:1'";

    [Theory]
    [InlineData("{{ include page.kind }}", "1:4 " + IncludeForm)]
    [InlineData("{{ include 'partials/none' }}", "1:4: error KB223: there is no template 'partials/none.html'; put it into the templates folder, or correct the name")]
    [InlineData("{{ if page.is_indexed }}{{ else }}{{ include 'partials/none' page }}{{ end }}", "1:38: error KB223: there is no template 'partials/none.html'; put it into the templates folder, or correct the name")]
    [InlineData("{{ include 'partials/bare' page site }}", "1:4 " + IncludeForm)]
    [InlineData("{{ include 'partials/bare' x: page }}", "1:28 " + OnlyComparing)]
    [InlineData("{{ include 'partials/bare' (page.title + 'x') }}", "1:29 " + OnlyComparing)]
    [InlineData("{{ include }}", "1:4 " + IncludeAlone)]
    [InlineData("{{ include 'partials/bare' | f }}", "1:4 " + NoFilters)]
    [InlineData("{{ 'partials/bare' | include }}", "1:4 " + NoFilters)]
    [InlineData("{{ x = include 'partials/bare' }}", "1:4 " + NoValues)]
    [InlineData("{{ if (include 'partials/bare') == '' }}x{{ end }}", "1:8 " + IncludeAlone)]
    public void Load_IncludeOfNoLiteralName_IsTold(string template, params string[] expected) => Check(template, expected);

    [Theory]
    [InlineData("{{ while true }}x{{ end }}", "1:4 a template has no 'while'; use 'for' with a list of the model")]
    [InlineData("{{ capture x }}x{{ end }}", "1:4 a template has no 'capture'; put the part into a file under partials/ and include it")]
    [InlineData("{{ func f }}x{{ end }}", "1:4 " + NoFunctions)]
    [InlineData("{{ f(x) = x }}", "1:4 " + NoFunctions)]
    [InlineData("{{ with page }}{{ title }}{{ end }}", "1:4 a template has no 'with'; write the names in full, as in page.title")]
    [InlineData("{{ case page.kind }}{{ when 'home' }}x{{ end }}", "1:4 a template has no 'case'; use 'if' and 'else if'")]
    [InlineData("{{ wrap x }}x{{ end }}", "1:4 " + OtherStatement)]
    [InlineData("{{ if page.title and page.kind }}x{{ end }}", "1:7 'and' is written '&&'")]
    [InlineData("{{ if page.title or page.kind }}x{{ end }}", "1:7 'or' is written '||'")]
    [InlineData("{{ if not page.title }}x{{ end }}", "1:7 'not' is written '!'")]
    [InlineData("{{ if page.title }}x{{ elif page.kind }}y{{ end }}", "1:24 'elif' is written 'else if'")]
    [InlineData("<p>\n{% if page.title %}x{%- endif %}</p>", "2:1 " + OtherCode, "2:21 " + OtherCode)]
    [InlineData("{{ tablerow x in site.nav }}x{{ end }}", "1:4 a template has no 'tablerow'; use 'for' and write the tags")]
    [InlineData("{{ import page }}", "1:4 " + OtherStatement)]
    [InlineData("{{ readonly page }}", "1:4 " + OtherStatement)]
    [InlineData("{{ ret 1 }}", "1:4 " + OtherStatement)]
    [InlineData("{{ for x in site.nav }}{{ break }}{{ continue }}{{ end }}", "1:27 " + WholeLoop, "1:38 " + WholeLoop)]
    public void Load_OtherStatements_AreTold(string template, params string[] expected) => Check(template, expected);

    [Theory]
    [InlineData("{{ for x in site.nav }}x{{ else }}y{{ end }}", "1:28 a loop has no 'else'; use 'if' with the list's size before it, as in 'if thread.tags.size == 0'")]
    [InlineData("{{ for x in 1..3 }}x{{ end }}", "1:4 " + LoopForm)]
    [InlineData("{{ for x in [1] }}x{{ end }}", "1:4 " + LoopForm)]
    [InlineData("{{ for x in site.nav cols:2 }}x{{ end }}", "1:22 " + LoopArguments)]
    [InlineData("{{ for x in site.nav limit:page.title.size }}x{{ end }}", "1:22 " + LoopArguments)]
    [InlineData("{{ for page.title in site.nav }}x{{ end }}", "1:4 " + LoopForm)]
    [InlineData("{{ for $x in site.nav }}x{{ end }}", "1:4 " + LoopForm)]
    public void Load_OtherLoops_AreTold(string template, params string[] expected) => Check(template, expected);

    [Theory]
    [InlineData("{{ x = page.title }}", "1:4 " + NoValues)]
    [InlineData("{{ page.title = 'x' }}", "1:4 " + NoValues)]
    [InlineData("{{ x += 1 }}", "1:4 " + NoValues)]
    [InlineData("{{ page.title + body }}", "1:4 " + NoComputing)]
    [InlineData("{{ 'a' + body }}", "1:4 " + NoComputing)]
    [InlineData("{{ 1 + 2 }}", "1:4 " + NoComputing)]
    [InlineData("{{ -page.title }}", "1:4 " + NoComputing)]
    [InlineData("{{ $'{body}' }}", "1:4 " + NoLiteral)]
    [InlineData("{{ 'text' }}", "1:4 " + NoLiteral)]
    [InlineData("{{ page.title | html.escape }}", "1:4 " + NoFilters)]
    [InlineData("{{ string.upcase page.title }}", "1:4 " + NoFilters)]
    [InlineData("{{ html.escape(page.title) }}", "1:4 " + NoFilters)]
    [InlineData("{{ page.title ? 'a' : 'b' }}", "1:4 a template has no '? :'; use 'if' and 'else'")]
    [InlineData("{{ page.title ?? 'b' }}", "1:4 " + NoComputing)]
    [InlineData("{{ site.nav[0].text }}", "1:4 " + NoEntry)]
    [InlineData("{{ [body] }}", "1:4 " + NoComputing)]
    [InlineData("{{ {a: body}.a }}", "1:4 " + NoComputing)]
    [InlineData("{{ 'abc'.size }}", "1:4 " + NoLiteral)]
    [InlineData("{{ (page.title) }}", "1:4 " + NoComputing)]
    [InlineData("{{ @page }}", "1:4 " + NoComputing)]
    [InlineData("{{ !page.is_indexed }}", "1:4 " + NoComputing)]
    [InlineData("{{ page.title == 'x' }}", "1:4 " + NoComputing)]
    [InlineData("{{ $x }}", "1:4 " + NoComputing)]
    [InlineData("{{ this }}", "1:4 " + NoComputing)]
    [InlineData("{{ page.title.empty? }}", "1:4 a template has no 'empty?'; compare with '' or look at the size, as in 'if thread.tags.size > 0'")]
    [InlineData("{{ x = do; ret body; end }}", "1:4 " + NoValues)]
    public void Load_PrintedExpression_IsTold(string template, params string[] expected) => Check(template, expected);

    [Theory]
    [InlineData("{{ if page.title + 'x' == 'y' }}x{{ end }}", "1:7 " + OnlyComparing)]
    [InlineData("{{ if page.title | f }}x{{ end }}", "1:7 " + NoFilters)]
    [InlineData("{{ if site.nav[0] }}x{{ end }}", "1:7 " + NoEntry)]
    [InlineData("{{ if site.nav.empty? }}x{{ end }}", "1:7 a template has no 'empty?'; compare with '' or look at the size, as in 'if thread.tags.size > 0'")]
    [InlineData("{{ if page.title = 'x' }}x{{ end }}", "1:7: error KB220: error while parsing assign expression: Expression is only allowed for a top level assignment in: <target_expression> = <value_expression>")]
    public void Load_ConditionThatComputes_IsTold(string template, params string[] expected) => Check(template, expected);
}

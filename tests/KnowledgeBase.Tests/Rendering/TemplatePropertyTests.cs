using AngleSharp;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using CsCheck;
using KnowledgeBase.Rendering;
using Xunit;

namespace KnowledgeBase.Tests.Rendering;

/// <summary>Whatever a template does: what the lint lets through prints hostile values harmlessly, as a browser's parser sees it.</summary>
public class TemplatePropertyTests : TemplateTests
{
    /// <summary>Markup of ours, with an attribute value that is hostile wherever it is not read as one.</summary>
    private const string Body = "<mark title=\"'>--></title></textarea></noscript></script><x-canary onclick=x>\">ok</mark>";

    private static readonly string[] Fragments =
    [
        "<a", "<p", "<b>", "</b>", "</p", "<br/>", "<meta", "<script", "</script>", "<title>", "</title>", "<textarea>", "</textarea>", "<noscript>", "</noscript>", "<svg>", "</svg>", "<style>", "<iframe>", "</iframe>",
        "<!--", "-->", "--!>", "<!", "<!>", "--", "-", "!", "<", "</", ">", "/", "\"", "\"", "'", "=", " ", " ", "\n", "x", "&",
        " href=\"", " title=\"", " title=", " content=\"", " http-equiv=\"", " onclick=\"", " on", "click", " xlink:href=\"", " style", " href", " class=\"a\"", "=\"", "\">", "\" ",
        "{{ page.title }}", "{{ page.title }}", "{{ site.home }}", "{{ body }}", "{{ body }}", "{{ page.description }}", "{{ include 'partials/mark' }}", "{{ include 'partials/part' page }}", "{{ # note }}", "{%{", "}%}",
        "{{ if page.is_indexed }}", "{{ if !page.is_indexed }}", "{{ else }}", "{{ end }}", "{{ for link in site.nav }}", "{{ end }}", "{{- ", " -}}", "{{~", "~}}",
    ];

    /// <summary>Whole pieces, so that many templates have no fault.</summary>
    private static readonly string[] Pieces =
    [
        "<p>{{ page.title }}</p>", "<a href=\"{{ site.home }}\">x</a>", "<p title=\"{{ page.title }}\">", "<title>{{ page.title }}</title>", "<!-- x -->", "<!--> x", "<script></script>", "<p{{ if page.is_indexed }} hidden{{ end }}>",
        "<noscript>{{ page.title }}</noscript>", "{{ body }}", "{{ include 'partials/mark' }}", "<meta http-equiv=\"refresh\" content=\"9;url={{ site.home }}\">", "<meta name=\"x\" content=\"{{ page.title }}\">", "{{ if page.is_indexed }}<i>{{ else }}<u>{{ end }}",
    ];

    private static readonly Gen<string> Text = Gen.Frequency((3, Gen.OneOf(Fragments)), (2, Gen.OneOf(Pieces))).Array[1, 9].Select(string.Concat);

    [Fact]
    public void Render_TemplateWithoutFault_PrintsHostileValuesHarmlessly()
    {
        var harmless = 0;
        Text.Sample(template =>
        {
            var (set, told) = Load(template, ("partials/mark", "<i>{{ body }}</i>"));
            if (!told.IsEmpty) return;
            var (html, mistakes) = set.RenderText("home", Model(Body));
            if (!mistakes.IsEmpty) return;
            Interlocked.Increment(ref harmless);
            foreach (var isScripting in new[] { false, true })
            {
                if (Fault(html, isScripting) is { } fault) throw new InvalidOperationException($"{fault}\nTEMPLATE: {template}\nHTML: {html}");
            }
        }, iter: 8_000);
        Assert.True(harmless > 500, $"only {harmless} templates had no fault");
    }

    private static string? Fault(string html, bool isScripting)
    {
        var document = new HtmlParser(new HtmlParserOptions { IsScripting = isScripting }, BrowsingContext.New(Configuration.Default)).ParseDocument(html);
        foreach (var element in document.All)
        {
            if (element.LocalName == "x-canary") return "a value became an element";
            if (element is IHtmlScriptElement or IHtmlStyleElement && element.TextContent.Trim().Length > 0) return "a script or style has content";
            foreach (var attribute in element.Attributes)
            {
                // A handler without code does nothing.
                if ((attribute.Name.StartsWith("on", StringComparison.Ordinal) && attribute.Value.Length > 0) || attribute.Name is "style") return $"there is an attribute '{attribute.Name}'";
                if (attribute.Name is "href" or "xlink:href" or "src" && attribute.Value.Contains("x-canary", StringComparison.Ordinal)) return "a text became an address";
                if (element.LocalName == "mark" && attribute.Name != "title") return "a value became an attribute";
            }
        }

        // Each of them stands as it was written, or not at all.
        var whole = document.QuerySelectorAll("mark").Count(mark => mark.GetAttribute("title")!.EndsWith("onclick=x>", StringComparison.Ordinal));
        var printed = (html.Length - html.Replace("<mark", "", StringComparison.Ordinal).Length) / "<mark".Length;
        return whole == printed ? null : $"{printed} times markup was printed, and {whole} times it is there";
    }
}

using Xunit;

namespace KnowledgeBase.Tests.Rendering;

/// <summary>Where a value must not stand in HTML is told, with what to write instead; most of it when the template is loaded.</summary>
public class TemplateLintTests : TemplateTests
{
    private const string InTag = "a value inside a tag stands in a double-quoted attribute value, as in title=\"{{ page.title }}\"";
    private const string InComment = "nothing may be printed inside a comment; write a note for yourself as {{ # note }}";
    private const string InScript = "nothing may stand inside <script>; put it into a file under assets/, as the policy of the pages asks";
    private const string OnClick = "the attribute 'onclick' is forbidden by the policy of the pages; use a class, or a script under assets/";
    private const string EndsInside = "the template ends inside a tag, a comment or an attribute; close it";
    private const string Uneven = "the branches of this 'if' end in different places of the HTML; open and close a tag, an attribute or a comment in the same branch";
    private const string UnevenLoop = "the loop ends in another place of the HTML than it began; open and close a tag, an attribute or a comment inside it";
    private const string NoSpace = "leave a space before the next attribute";
    private const string Quotes = "write attribute values in double quotes";
    private const string NoTagStart = "a '<' that starts no tag; write '&lt;'";
    private const string NoInclude = "a partial cannot be included inside a tag or a comment; include it between tags";
    private const string OtherHost = "the policy of the pages asks no other host; put the file into assets/";
    private const string WholeAddress = "an address is the whole value of 'href', as in href=\"{{ site.home }}\"; print one that the model has";

    [Theory]
    [InlineData("<p title={{ page.title }}>x</p>", "1:13 " + InTag)]
    [InlineData("<p title='{{ page.title }}'>x</p>", "1:10 " + Quotes, "1:14 " + InTag)]
    [InlineData("<p {{ page.title }}>x</p>", "1:7 " + InTag)]
    [InlineData("<p a{{ page.title }}=\"x\">x</p>", "1:8 " + InTag)]
    [InlineData("<p title=\"x\"{{ page.title }}>x</p>", "1:16 " + InTag)]
    [InlineData("<p title ={{ page.title }}>x</p>", "1:14 " + InTag)]
    [InlineData("<{{ page.kind }}", "1:5 " + InTag, "1:17 " + EndsInside)]
    [InlineData("</{{ page.kind }}", "1:6 " + InTag, "1:18 " + EndsInside)]
    [InlineData("<p{{ page.kind }}>x</p>", "1:6 " + InTag)]
    public void Load_ValueInsideATagWithoutDoubleQuotes_IsTold(string template, params string[] expected) => Check(template, expected);

    [Theory]
    [InlineData("<!-- {{ page.title }} -->", "1:9 " + InComment)]
    [InlineData("<!-- > {{ page.title }} -->", "1:11 " + InComment)]
    [InlineData("<!doctype {{ page.title }}>", "1:14 " + InComment)]
    [InlineData("<!-- --x> {{ page.title }} -->", "1:14 " + InComment)]
    public void Load_ValueInAComment_IsTold(string template, params string[] expected) => Check(template, expected);

    [Theory]
    [InlineData("<script>var x = 1;</script>", "1:9 " + InScript)]
    [InlineData("<script>{{ page.title }}</script>", "1:12 nothing may be printed inside <script>; put it into a file under assets/, as the policy of the pages asks")]
    [InlineData("<script><b></b>{{ page.title }}</script>", "1:10 " + InScript, "1:19 nothing may be printed inside <script>; put it into a file under assets/, as the policy of the pages asks")]
    [InlineData("<script><!-- x --> {{ page.title }}</script>", "1:10 " + InScript, "1:23 nothing may be printed inside <script>; put it into a file under assets/, as the policy of the pages asks")]
    [InlineData("<script/> x</script>", "1:11 " + InScript)]
    [InlineData("<SCRIPT>\n  x</script>", "2:3 " + InScript)]
    [InlineData("<style>p{}</style>", "1:7 <style> is forbidden by the policy of the pages; put the rules into a file under assets/", "1:8 nothing may stand inside <style>; put it into a file under assets/, as the policy of the pages asks")]
    [InlineData("<iframe>{{ page.title }}</iframe>", "1:12 nothing may be printed inside <iframe>; leave it empty")]
    [InlineData("<p style>x</p>", "1:9 the attribute 'style' is forbidden by the policy of the pages; use a class, or a script under assets/")]
    [InlineData("<p style hidden>x</p>", "1:10 the attribute 'style' is forbidden by the policy of the pages; use a class, or a script under assets/")]
    [InlineData("<p style=\"color:red\">x</p>", "1:9 the attribute 'style' is forbidden by the policy of the pages; use a class, or a script under assets/")]
    [InlineData("<p onclick=\"{{ page.title }}\">x</p>", "1:11 " + OnClick)]
    [InlineData("<p ONCLICK\n=\n\"x\">x</p>", "2:1 " + OnClick)]
    [InlineData("<iframe srcdoc=\"x\"></iframe>", "1:15 the attribute 'srcdoc' is forbidden by the policy of the pages; use a class, or a script under assets/")]
    [InlineData("{%{<p onclick=\"x\">}%}", "1:14 " + OnClick)]
    [InlineData("{{- if true }}   <p onclick=\"x\">{{ end -}}   <p onclick=\"x\">", "1:28 " + OnClick, "1:56 " + OnClick)]
    [InlineData("<a href = \"> {{ body }} <p onclick=\"x\"", "1:17 " + WholeAddress, "1:24 " + WholeAddress, "1:37 " + NoSpace, "1:38 a '\"' that has no place in a tag; write attributes as name=\"value\" and end the tag with '>'", "1:39 " + EndsInside)]
    public void Load_ScriptOrStyle_IsTold(string template, params string[] expected) => Check(template, expected);

    [Theory]
    [InlineData("<title><b>x</b></title>", "1:9 no tag can stand inside <title>; write '&lt;' for a '<'", "1:15 no tag can stand inside <title>; write '&lt;' for a '<'")]
    [InlineData("<title>{{ include 'partials/bare' }}</title>", "1:11 a partial cannot be included inside <title>; write its text here")]
    [InlineData("<textarea>{{ include 'partials/bare' }}</textarea>", "1:14 a partial cannot be included inside <textarea>; write its text here")]
    [InlineData("<noscript>{{ include 'partials/bare' }}</noscript>", "1:14 a partial cannot be included inside <noscript>; write its text here")]
    [InlineData("<noscript><title>x</title></noscript>", "1:17 <title> cannot stand inside <noscript>")]
    [InlineData("<title>{{ body }}</title>", "1:11: error KB221: only text can stand here, and 'body' is markup; print it between tags")]
    [InlineData("<noscript><p>{{ body }}</p></noscript>", "1:17: error KB221: only text can stand here, and 'body' is markup; print it between tags")]
    public void Load_ElementOfWordsOnly_HoldsNoMarkup(string template, params string[] expected) => Check(template, expected);

    [Theory]
    [InlineData("<a href=\"/x/{{ site.home }}\">x</a>", "1:16 " + WholeAddress)]
    [InlineData("<a href=\"{{ site.home }}#x\">x</a>", "1:25 " + WholeAddress)]
    [InlineData("<a href=\" {{ site.home }}\">x</a>", "1:14 " + WholeAddress)]
    [InlineData("<img srcset=\"{{ site.home }} 2x\">", "1:29 an address is the whole value of 'srcset', as in srcset=\"{{ site.home }}\"; print one that the model has")]
    [InlineData("<a href=\"{{ site.home }}{{ site.home }}\">x</a>", "1:28 " + WholeAddress)]
    [InlineData("<a href=\"{{ if page.title }}{{ site.home }}{{ end }}#x\">x</a>", "1:53 " + WholeAddress)]
    [InlineData("<a href=\"{{ for link in site.nav }}{{ link.url }}{{ end }}\">x</a>", "1:13 " + UnevenLoop)]
    public void Load_AddressInParts_IsTold(string template, params string[] expected) => Check(template, expected);

    [Theory]
    [InlineData("<meta content=\"{{ page.title }}\" http-equiv=\"refresh\">", "1:44 write 'http-equiv' before 'content', so that it is known what may be printed there")]
    [InlineData("<meta http-equiv=\"{{ page.title }}\" content=\"x\">", "1:22 what a 'meta' orders the browser to do cannot be printed; write it out")]
    [InlineData("<meta http-equiv=\"refresh\" content=\"0;url={{ page.title }}\">", "1:46: error KB221: only an address of the model can stand here, and 'page.title' is a text")]
    public void Load_OrderToTheBrowser_IsTold(string template, params string[] expected) => Check(template, expected);

    [Theory]
    [InlineData("<p title='x'>x</p>", "1:10 " + Quotes)]
    [InlineData("<p title=x>x</p>", "1:10 " + Quotes)]
    [InlineData("<p title=>x</p>", "1:10 " + Quotes)]
    [InlineData("<p class=\"a\"id=\"b\">", "1:13 " + NoSpace)]
    [InlineData("<p a\"b>", "1:5 a '\"' that has no place in a tag; write attributes as name=\"value\" and end the tag with '>'")]
    [InlineData("<p <b>", "1:4 a '<' that has no place in a tag; write attributes as name=\"value\" and end the tag with '>'")]
    [InlineData("a < b", "1:4 " + NoTagStart)]
    [InlineData("</ p>", "1:3 " + NoTagStart)]
    [InlineData("<?php x ?>", "1:2 " + NoTagStart)]
    [InlineData("<![CDATA[x]]>", "1:3 only '<!-- a comment -->' and '<!DOCTYPE html>' may start with '<!'")]
    public void Load_CarelessHtml_IsTold(string template, params string[] expected) => Check(template, expected);

    [Theory]
    [InlineData("<p title=\"x", "1:12 " + EndsInside)]
    [InlineData("<p", "1:3 " + EndsInside)]
    [InlineData("<!-- x", "1:7 " + EndsInside)]
    [InlineData("<title>x", "1:9 the template ends inside <title>; write '</title>'")]
    [InlineData("<script>", "1:9 the template ends inside <script>; write '</script>'")]
    public void Load_TemplateThatEndsInsideSomething_IsTold(string template, params string[] expected) => Check(template, expected);

    [Theory]
    [InlineData("{{ if page.is_indexed }}<p title=\"{{ end }}", "1:4 " + Uneven)]
    [InlineData("{{ if page.is_indexed }}<script>{{ end }}", "1:4 " + Uneven)]
    [InlineData("{{ if page.is_indexed }}{{ else if page.title }}<!-- {{ else }}{{ end }}", "1:33 " + Uneven)]
    [InlineData("<h{{ if page.is_indexed }}1{{ else }}2{{ end }}>", "1:27 " + NoSpace, "1:38 " + NoSpace)]
    [InlineData("<{{ if page.is_indexed }}a{{ else }}b{{ end }}", "1:5 " + Uneven, "1:47 " + EndsInside)]
    [InlineData("<p {{ if page.is_indexed }}class=\"a\"{{ end }}id=\"x\">", "1:46 " + NoSpace)]
    [InlineData("<p on{{ if page.is_indexed }}click {{ end }}>", "1:30 " + NoSpace)]
    [InlineData("{{ for link in site.nav }}<p title=\"{{ end }}", "1:4 " + UnevenLoop)]
    [InlineData("<p {{ for link in site.nav }}class=\"a\"{{ end }}>", "1:7 " + UnevenLoop)]
    public void Load_UnevenBranches_AreTold(string template, params string[] expected) => Check(template, expected);

    [Theory]
    [InlineData("<p title=\"{{ include 'partials/bare' }}\">x</p>", "1:14 " + NoInclude)]
    [InlineData("<p {{ include 'partials/bare' }}>x</p>", "1:7 " + NoInclude)]
    [InlineData("<!-- {{ include 'partials/bare' }} -->", "1:9 " + NoInclude)]
    public void Load_MisplacedInclude_IsTold(string template, params string[] expected) => Check(template, expected);

    [Theory]
    [InlineData("<script src=\"https://cdn.example/x.js\"></script>", "1:14 " + OtherHost)]
    [InlineData("<p><IMG alt=\"\" src = \"//cdn.example/x.png\">", "1:23 " + OtherHost)]
    [InlineData("<link rel=\"stylesheet\" href=\"http://cdn.example/x.css\">", "1:30 " + OtherHost)]
    [InlineData("<link rel=\"me\" href=\"https://social.example/x\"><a href=\"https://www.example/x\">x</a><script src=\"/x.js\"></script>")]
    public void Load_FileOfAnotherHost_IsTold(string template, params string[] expected) => Check(template, expected);

    [Theory]
    [InlineData("{{ words.in-brief }}", "1:4 names are written with '_'; write 'words.in_brief'")]
    [InlineData("{{ words.a-b-c }}", "1:4 names are written with '_'; write 'words.a_b_c'")]
    public void Load_NameWithDashes_IsTold(string template, params string[] expected) => Check(template, expected);

    [Fact]
    public void Load_FaultInAPartialThatNoPageUses_IsTold() =>
        Assert.Equal(
            "templates/partials/unused.html:2:8: error KB222: " + OnClick,
            Assert.Single(Load("x", ("partials/unused", "<p\nonclick=\"x\">")).Diagnostics).ToString());
}

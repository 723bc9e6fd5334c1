using CsCheck;
using KnowledgeBase.Checking;
using KnowledgeBase.Model;
using Xunit;

namespace KnowledgeBase.Tests.Checking;

/// <summary>The short ways of the check say what the long ones say, or nothing: for pages AngleSharp is the judge, for addresses its URLs.</summary>
public class PlainPageTests
{
    private static readonly string[] Elements =
    [
        .. PlainElement.All.Keys, "template", "select", "option", "svg", "path", "math", "mi", "title", "textarea", "iframe", "noscript", "object", "nobr", "font", "center", "menu",
        "ruby", "rt", "rp", "image", "video", "source", "track", "param", "frameset", "frame", "plaintext", "xmp", "listing", "applet", "marquee", "x-y", "search", "dir", "optgroup",
        "keygen", "foreignobject", "desc", "strike", "strong", "DIV", "A",
    ];

    private static readonly Gen<string> PlainAttribute = Gen.OneOf("", "", " id=\"a\"", " id=\"b\"", " href=\"x\"", " href='y'", " href=\"a&amp;b\"", " name=\"n\" class=\"c\"", " src=\"p\" alt=\"\"", " hidden", " cite=\"w\"", " style=\"a:url(s)\"", " href=\"two\nlines\"", "\n\tid=\"e\"", " href=\"a>b\"");

    private static readonly Gen<string> AnyAttribute = Gen.OneOf(
        "", " id=\"a\"", " id=\"b\"", " href=\"x\"", " href='y'", " href=z", " href=\"a&amp;b\"", " href=\"a&b\"", " href=\"&lt;&#39;&quot;&#x41;\"", " href=\"&copy;\"", " href=\"&copy=1\"", " src=\"p\"", " src=\"p\" alt=\"\"",
        " srcset=\"a 1x, b\"", " class=\"c\"", " hidden", " name=\"n\"", " ID=\"c\"", " id", " id=", " id = \"d\"", " href=\"1\" href=\"2\"", "/", " /", " style=\"a:url(s)\"", " href=\"a>b\"", " title='<a href=q>'", "\n\tid=\"e\"", " \"", " id=\"a\"href=\"g\"",
        " cite=\"w\"", " action=\"v\"", " http-equiv=\"refresh\" content=\"0; url=r\"", " property=\"og:url\" content=\"o\"", " type=\"application/ld+json\"", " lang=\"en\"", " xlink:href=\"l\"", " href=\"\"", " id=\"\"", " data=\"d\"", " formaction=\"f\"", " href=\"two\nlines\"", " type=\"hidden\"");

    private static readonly Gen<string> Attribute = Gen.Frequency((20, PlainAttribute), (1, AnyAttribute));

    private static readonly Gen<string> Words = Gen.Frequency((20, Gen.OneOf("", "", "x", "\n", "two\nlines", "&amp;", "<!-- <a href=c> -->", "😀", ">")), (1, Gen.OneOf(
        "x", " ", "\n", "two\nlines", "&amp;", "&nbsp;", "a < b", "<!-- <a href=c> -->", "<!-->", "<!--x--!>y-->", "<!-- a -- b -->", "<!x>", "<?x>", "</>", "</ p>", "<![CDATA[x]]>", "😀", "ü", "\r\n", "\0", "<", ">", "url(x)", "{\"url\":1}", "<!--<script>", "</br>", "</p>", "\uFEFF")));

    private static Gen<string> Tree(int depth) => depth == 0 ? Words : Gen.Frequency(
        (3, Words),
        (1, Gen.Select(Gen.OneOf(Elements), Attribute, Tree(depth - 1), Tree(depth - 1), Element)),
        (3, Gen.Select(Gen.OneOf("p", "a", "div", "section", "span", "b", "code", "ul", "li", "button", "form", "h1", "h2", "img", "br", "hr"), Attribute, Tree(depth - 1), Tree(depth - 1), Element)),
        // Elements that end or repeat others of their kind.
        (5, Gen.Select(Gen.OneOf("a", "button", "form", "h1", "h2", "li", "dd"), Gen.OneOf("", "span", "div", "a", "button", "form", "h1", "li", "dt"), Gen.OneOf("a", "button", "form", "h2", "li", "dt", "p"), PlainAttribute, (outer, middle, inner, attribute) =>
            middle.Length == 0 ? $"<{outer}{attribute}>x<{inner}{attribute}></{inner}>y</{outer}>" : $"<{outer}{attribute}><{middle}><{inner}{attribute}></{inner}></{middle}></{outer}>")),
        (1, Gen.Select(Attribute, Tree(depth - 1), (attribute, inner) => $"<table{attribute}><thead><tr><th>{inner}</th></tr></thead>\n<tbody><tr><td{attribute}>{inner}</td></tr></tbody></table>")),
        (1, Gen.Select(Attribute, Tree(depth - 1), (attribute, inner) => $"<ul>\n<li{attribute}>{inner}</li>\n</ul><dl><dt>{inner}</dt><dd></dd></dl>")));

    private static readonly Gen<string> Page = Gen.Select(Attribute, Gen.OneOf("", "", "", "", "<title>t</title>", "<title>&nbsp;</title>", "<meta charset=\"utf-8\">", "<link rel=\"icon\" href=\"i\">", "<script src=\"s\"></script>", "<base href=\"b\">", "<p>", "<style>a{b:url(c)}</style>").Array[0, 3], Tree(4), Gen.OneOf("", "", "", "", "\n", "x", "<p id=\"z\">", "<!-- c -->"))
        .Select((attribute, head, body, end) => $"<!DOCTYPE html>\n<html{attribute}>\n<head>{string.Concat(head)}</head>\n<body{attribute}>\n{body}\n</body></html>\n{end}");

    // Tokens left out, said twice or put elsewhere.
    private static readonly Gen<string> Mutated = Gen.Select(Page, Gen.Int[0, 10_000], Gen.Int[0, 10_000], Gen.Int[0, 9], (page, from, to, what) =>
    {
        var tokens = page.Split('<').ToList();
        var (one, other) = (from % tokens.Count, to % tokens.Count);
        if (what == 0) tokens.RemoveAt(one);
        if (what == 1) tokens.Insert(other, tokens[one]);
        if (what == 2) (tokens[one], tokens[other]) = (tokens[other], tokens[one]);
        return string.Join('<', tokens);
    });

    private static string Element(string name, string attribute, string inner, string after) =>
        PlainElement.All.TryGetValue(name, out var known) && known.IsVoid ? $"<{name}{attribute}>{after}" : $"<{name}{attribute}>{inner}</{name}>{after}";

    [Fact]
    public void PlainOrNull_AnyHtml_SaysWhatAngleSharpSaysOrNothing()
    {
        var (all, plain) = (0, 0);
        Mutated.Sample(html =>
        {
            Interlocked.Increment(ref all);
            if (PageReader.PlainOrNull(html, "p", null) is not { } read) return;
            Interlocked.Increment(ref plain);
            Assert.Equal(Told(PageReader.AsBrowsersDo(html, "p", null)), Told(read));
        }, iter: 30_000);
        Assert.True(plain > all / 10, $"only {plain} of {all} pages were plain, so little was tried");
    }

    [Fact]
    public void PlainOrNull_PagesOfOurOwn_ArePlain()
    {
        using var site = TestSite.Of();
        site.Build(options => options with { ContentFolder = Path.Combine(TestSite.Repository, "content"), BaseUrl = "https://example.org/" });
        var pages = Directory.GetFiles(site.Output, "*.html", SearchOption.AllDirectories);
        var others = new List<string>();
        foreach (var page in pages)
        {
            var html = File.ReadAllText(page);
            if (PageReader.PlainOrNull(html, page, null) is not { } read) others.Add(page);
            else Assert.Equal(Told(PageReader.AsBrowsersDo(html, page, null)), Told(read));
        }

        Assert.True(others.Count < pages.Length / 20, $"{others.Count} of {pages.Length} pages are not plain: {string.Join(' ', others.Take(10))}");
    }

    private static readonly Gen<string> Address = Gen.OneOf(
        Gen.OneOf("", "/", "./", "../", "..", ".", "...", "a", "b/", "a/index.html", "//", "#", "#x", "?q", "#:~:text=x", "https://", "http://", "https:", "HTTPS://", "example.org", "example.org/kb/", "x.example", "1.2.3.4", "1.2", "x.1", "xn--a", "a..b", "b.", ".b", "-b", "b-", "a_b", ":80", ":443", "@", "%41", "%2e", "%", "ü", " ", "\\", "|", "^", "mailto:", "javascript:", "0x1", "invalid", "page.kb.invalid", "~", "A", "localhost"),
        Gen.OneOf("abc/.#?:%-_~@ ".ToCharArray()).Select(letter => letter.ToString())).Array[0, 6].Select(string.Concat);

    [Fact]
    public void Read_AnyAddress_IsWhatTheStandardSays() =>
        Gen.Select(Gen.OneOf("index.html", "threads/a/index.html", "a/b/c.html", "a b/c.html", "404.html"), Address, Gen.OneOf<string?>(null, "https://example.org/kb/", "https://example.org/", "http://example.org:8080/kb/")).Sample((file, address, own) =>
        {
            var reader = new AddressReader(new SiteConfig { BaseUrl = own });
            var from = reader.BaseOf(file, null);
            Assert.Equal((file, address, own, reader.Read(from, address)), (file, address, own, reader.Read(file, from, address)));
        }, iter: 50_000);

    private static string Told(PageRecord page) =>
        string.Join('\n', [$"base {page.Base}", .. page.Ids.Order(StringComparer.Ordinal), .. page.Links.Select(link => link.ToString()), .. page.Findings.ToDiagnostics().Select(finding => finding.ToString())]);
}

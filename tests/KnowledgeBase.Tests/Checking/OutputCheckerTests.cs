using Xunit;

namespace KnowledgeBase.Tests.Checking;

/// <summary>What is wrong with an output is told, once, with its places; what is right is not.</summary>
public class OutputCheckerTests
{
    [Fact]
    public void Check_OneOfEachBrokenThing_TellsEachOnce()
    {
        var output = new OutputUnderTest()
            .Page("index.html", "<a href=missing/>1</a>\n<a href=a/#nowhere>2</a>\n<p id=i></p><p id=i></p>\n<img src=pic.png>\n<a href=a>5</a>\n<a href=javascript:x>6</a>\n<a href=mailto:>7</a>\n<a href=http://>8</a>\n<img src='' alt=''>")
            .Page("404.html", "<a href=a/>x</a>")
            .With("a/index.html", "<!doctype html>\n<html><head><title> </title></head></html>")
            .Page("b/index.html", head: "<meta http-equiv=refresh content='0; url=../c/'>")
            .Page("c/index.html", head: "<meta http-equiv=refresh content='0; url=../b/'>")
            .With("pic.png", "")
            .With("feed.xml", "<feed>\n <x></feed>")
            .Page("j/index.html", "<script type=application/ld+json>{\"a\":1,}</script>");
        Assert.Equal(
            """
            site/404.html:2:1: error KB313: hosts show this page under any address, and there 'a/' leads elsewhere; start it with '/' and the site's path
            site/a/index.html:2:1: error KB305: the page does not say its language; add 'lang' to its html element
            site/a/index.html:2:1: error KB306: the page has no title; add a title element with text
            site/b/index.html:1:54: error KB314: the redirect of 'b/' leads back to itself, so readers never arrive; name the page that holds the text
            site/feed.xml:2:7: error KB315: this is not well-formed XML: The 'x' start tag on line 2 position 3 does not match the end tag of 'feed'; correct the template that writes it
            site/index.html:2:1: error KB301: a link leads to 'missing/', but there is no such file; correct the link, or add the page
            site/index.html:3:1: error KB302: a link leads to 'a/#nowhere', but the page has no such id; correct the link, or add the id
            site/index.html:4:13: error KB303: the id 'i' stands in this page a second time; give one of the two another
            site/index.html:5:1: error KB304: the image 'pic.png' has no 'alt'; add one, empty if it is decoration
            site/index.html:6:1: warning KB307: a link leads to the folder 'a' without its slash, so hosts must redirect; write 'a/'
            site/index.html:7:1: error KB308: 'javascript:x' is no address that a page may hold; write an http, https, mailto or relative one
            site/index.html:8:1: error KB309: 'mailto:' names nobody; write the address after 'mailto:'
            site/index.html:9:1: error KB311: no browser can read 'http://' as an address; correct its host or port, or write a relative one
            site/index.html:10:1: error KB312: the address of what is to be shown or run here is empty; name a file, or remove the attribute
            site/j/index.html:2:1: error KB316: this is not JSON: The JSON object contains a trailing comma at the end which is not supported in this mode (in its line 1); correct the template that writes it
            """.ReplaceLineEndings("\n"),
            output.Told());
    }

    [Fact]
    public void Check_BrokenTargetInManyPlaces_IsToldOnceWithThem()
    {
        var output = new OutputUnderTest().Page("index.html", "<a href=c/>x</a><a href=./c/?q#x>y</a>");
        foreach (var n in Enumerable.Range(10, 8)) output.Page($"p/{n}/index.html", "<a href=../../c/>x</a>");
        Assert.Equal(
            "site/index.html:2:1: error KB301: a link leads to 'c/', but there is no such file; correct the link, or add the page"
            + " (also at site/index.html:2:17, site/p/10/index.html:2:1, site/p/11/index.html:2:1, site/p/12/index.html:2:1 and 5 more)",
            output.Told());
    }

    [Fact]
    public void Check_TemplateMistakeOnEveryPage_IsToldOnce()
    {
        var output = new OutputUnderTest();
        foreach (var n in Enumerable.Range(1, 3)) output.With($"{n}.html", "<html><title>t</title>");
        Assert.Equal("site/1.html:1:1: error KB305: the page does not say its language; add 'lang' to its html element (also at site/2.html:1:1, site/3.html:1:1)", output.Told());
    }

    [Theory]
    [InlineData("<a href=x>", "<area href=x>", "<link href=x>", "<script src=x></script>", "<img alt='' src=x>", "<img alt='' srcset='x 2x'>", "<source src=x>", "<source srcset=x>")]
    [InlineData("<video src=x>", "<video poster=x>", "<audio src=x>", "<track src=x>", "<iframe src=x></iframe>", "<embed src=x>", "<object data=x></object>", "<input type=image src=x>")]
    [InlineData("<form action=x>", "<button formaction=x>", "<input formaction=x>", "<blockquote cite=x>", "<q cite=x>", "<ins cite=x>", "<del cite=x>", "<body background=x>")]
    [InlineData("<meta http-equiv=Refresh content='3; URL=x'>", "<meta property=og:image content=x>", "<meta property=og:url content=x>", "<meta name=twitter:image content=x>", "<link rel=preload imagesrcset='x 1x'>")]
    [InlineData("<style>a{b:url(x)}</style>", "<style>@import 'x';</style>", "<p style='background:url(\"x\")'>", "<svg><a href=x></a></svg>", "<svg><a xlink:href=x></a></svg>", "<svg><image href=x /></svg>", "<svg><use href=x /></svg>", "<noscript><img alt='' src=x></noscript>")]
    public void Check_AnyPlaceOfAnAddress_IsRead(params string[] bodies)
    {
        foreach (var body in bodies)
            Assert.Equal((body, true), (body, new OutputUnderTest().Page("index.html", body).Told().Contains("KB301: a link leads to 'x',", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("<!-- <a href=x> -->")]
    [InlineData("<template><a href=x><p id=i></p></template><p id=i>")]
    [InlineData("<code>&lt;a href=x&gt;</code>")]
    [InlineData("<pre><code><a href=x>x</a></code></pre>")]
    [InlineData("<textarea><a href=x></textarea>")]
    [InlineData("<script>'<a href=x>'</script>")]
    [InlineData("<style>/* url(x) */ a{b:'url(x)'} @namespace url(x); c{d:url(#x)}</style>")]
    [InlineData("<img src=data:image/png;base64,AA alt=''>")]
    [InlineData("<a name=x></a><a href=#x>x</a>")]
    [InlineData("<a href='https://example.org/x'>x</a><a>no address</a><form action=''></form>")]
    [InlineData("<meta http-equiv=refresh content=30><meta name=description content=x>")]
    public void Check_WhatIsNoLink_IsNotTold(string body) => Assert.Equal("", new OutputUnderTest().Page("index.html", body).Told());

    [Fact]
    public void Check_UnsafeAddressInCode_IsStillTold() =>
        Assert.Contains("KB308", new OutputUnderTest().Page("index.html", "<code><a href=javascript:x>x</a></code><img alt='' src=data:text/html,x>").Told(), StringComparison.Ordinal);

    [Theory]
    [InlineData("A/", "there is 'a/', and letter case and Unicode form count")]
    [InlineData("a/u%CC%88.png", "there is 'a/ü.png', and letter case and Unicode form count")]
    [InlineData("b/", "the folder has no index.html")]
    [InlineData("../a/", "it leads out of the site")]
    [InlineData("/x", "there is no such file")]
    public void Check_BrokenLink_SaysWhy(string address, string why) =>
        Assert.Contains($", but {why};", new OutputUnderTest().Page("index.html", $"<a href='{address}'>x</a>").Page("a/index.html").With("a/ü.png", "").With("b/x.txt", "").Told(), StringComparison.Ordinal);

    [Fact]
    public void Check_StyleSheet_IsToldAtItsPlace() =>
        Assert.Equal(
            "site/assets/a.css:2:5: error KB301: a link leads to 'assets/x.png', but there is no such file; correct the link, or add the page",
            new OutputUnderTest().With("assets/a.css", "@import 'b.css';\na{b:url(x.png)}").With("assets/b.css", "").Told());

    [Fact]
    public void Check_FeedAndSitemap_MapTheSitesOwnAddresses()
    {
        var output = new OutputUnderTest { BaseUrl = "https://example.org/kb/" }
            .Page("index.html", head: "<link rel=canonical href=https://example.org/kb/c/>")
            .With("feed.xml", "<feed><id>https://example.org/kb/gone/</id>\n<link href='https://example.org/kb/d/'/><link href='https://other.example/'/></feed>")
            .With("sitemap.xml", "<urlset><url>\n<loc>\nhttps://example.org/kb/e/</loc></url><url><loc>https://example.org/kb/</loc></url></urlset>")
            .With("opensearch.xml", "<o><Url template='https://example.org/kb/f/?q={searchTerms}'/></o>");
        var told = output.Check();
        Assert.Equal(["site/feed.xml:2:7 d/", "site/index.html:1:54 c/", "site/opensearch.xml:1:9 f/", "site/sitemap.xml:2:6 e/"], told.Select(d => $"{d.Location} {d.Message.Split('\'')[1]}"));
    }

    [Fact]
    public void Check_XmlWithADoctype_IsRefused() =>
        Assert.Contains("KB315", new OutputUnderTest().With("feed.xml", "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><x>&e;</x>").Told(), StringComparison.Ordinal);

    [Fact]
    public void Check_DeepAndLongPages_AreReadWhole()
    {
        var deep = string.Concat(Enumerable.Repeat("<div>", 1000)) + "<a href=x>";
        Assert.Contains("'x'", new OutputUnderTest().Page("index.html", deep + string.Concat(Enumerable.Repeat("<p>p</p>", 50_000))).Told(), StringComparison.Ordinal);
    }
}

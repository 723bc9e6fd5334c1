namespace KnowledgeBase.Tests.Payloads;

/// <summary>Text that would act if it got into a page as markup: each tries to call <c>fire()</c>.</summary>
public static class Payload
{
    private static readonly string[] Scripts =
    [
        "<script>fire()</script>", "<SCRIPT>fire()</SCRIPT>", "<script/x>fire()</script>", "<script\n>fire()</script\n>", "<script\tsrc=data:,fire()></script>", "<script>fire()//", "<scr<script>ipt>fire()</scr</script>ipt>", "<<script>fire()</script>",
        "<script src=\"data:text/javascript,fire()\"></script>", "<script type=module>fire()</script>", "<script async src=//evil.example/x.js></script>", "<script>/*\n\n*/fire()</script>", "<x><script>fire()</script></x>", "\\<script>fire()\\</script>",
        "&lt;script&gt;fire()&lt;/script&gt;", "&#60;script>fire()&#60;/script>", "&#x3c;script&#x3e;fire()&#x3c;/script&#x3e;", "%3Cscript%3Efire()%3C/script%3E", "\uFF1Cscript\uFF1Efire()\uFF1C/script\uFF1E", "<script\u2028>fire()</script>", "<s\u00ADcript>fire()</script>",
        "\"><script>fire()</script>", "'><script>fire()</script>", "--><script>fire()</script>", "]]><script>fire()</script>", "</title><script>fire()</script>", "</textarea><script>fire()</script>", "</style><script>fire()</script>", "</script><script>fire()</script>",
        "</div></section></article></main><script>fire()</script>", "{{ '<script>fire()</script>' }}", "{{7*7}}<script>fire()</script>", "${fire()}", "{% raw %}<script>fire()</script>{% endraw %}", "`<script>fire()</script>", "``<script>fire()</script>`", "*<script>*fire()</script>",
    ];

    private static readonly string[] Handlers =
    [
        "<img src=x onerror=fire()>", "<img/src=x/onerror=fire()>", "<img src=x onerror=\"fire()\">", "<img src=x onerror='fire()'>", "<img src=x onerror=`fire()`>", "<img src=x ONERROR=fire()>", "<img src=x\nonerror\n=\nfire()>", "<img src=x\tonerror=fire()>",
        "<img src=x onerror=&#102;ire()>", "<img src=x onerror=fire&lpar;&rpar;>", "<img src=x onerror=\"fire()\"", "<img src=\"x\"onerror=fire()>", "<img src='x`onerror=fire()>", "<img src=x:x onerror=fire()//", "<img src onerror=fire()>", "<img srcset=x onerror=fire()>",
        "<img \"\"\" src=x onerror=fire()>", "<img src=x alt=\"`><img src=x onerror=fire()>\">", "<img src=x title='\"><img src=x onerror=fire()>'>", "<image src=x onerror=fire()>", "<body onload=fire()>", "<html onmouseover=fire()>", "<input autofocus onfocus=fire()>",
        "<input type=checkbox autofocus onfocus=fire()>", "<select autofocus onfocus=fire()>", "<textarea autofocus onfocus=fire()>", "<button onclick=fire()>x</button>", "<video><source onerror=fire()></video>", "<video src=x onerror=fire()>", "<audio src=x onerror=fire()>",
        "<video poster=javascript:fire()>", "<marquee onstart=fire()>x</marquee>", "<keygen autofocus onfocus=fire()>", "<object data=javascript:fire()>", "<embed src=javascript:fire()>", "<iframe src=javascript:fire()>", "<iframe srcdoc='<script>parent.fire()</script>'>", "<frameset onload=fire()>",
        "<frameset><frame src=javascript:fire()>", "<applet code=x>", "<base href=javascript:fire()//>", "<base href=//evil.example/>", "<link rel=stylesheet href=//evil.example/x.css>", "<link rel=import href=data:text/html,x>", "<meta http-equiv=refresh content=0;url=javascript:fire()>",
        "<meta http-equiv=refresh content=\"0;url=//evil.example\">", "<meta http-equiv=Set-Cookie content=x>", "<form action=javascript:fire()><button>x</button></form>", "<form id=x></form><button form=x formaction=javascript:fire()>x</button>", "<isindex action=javascript:fire()>",
        "<style>@import '//evil.example/x.css';</style>", "<style>body{background:url(javascript:fire())}</style>", "<style onload=fire()></style>", "<div style=\"background:url(javascript:fire())\">x</div>", "<div style=\"width:expression(fire())\">x</div>", "<p style='position:fixed;inset:0'>x</p>",
        "<details open ontoggle=fire()>x</details>", "<details ontoggle=fire()><summary>x</summary></details>", "<x onclick=fire()>x</x>", "<x-y onpointerover=fire()>x</x-y>", "<dialog open onclose=fire()>x</dialog>", "<portal src=//evil.example>", "<slot onslotchange=fire()>", "<template><script>fire()</script></template>",
        "<a href=x ping=//evil.example>x</a>", "<a href=x target=_top download>x</a>", "<a name=getElementById>x</a>", "<a id=location href=x>x</a>", "<img name=body src=x>", "<form name=document><input name=cookie></form>", "<b contenteditable onbeforeinput=fire()>x</b>", "<i tabindex=1 onfocus=fire() autofocus>x</i>",
        "<div popover id=x onbeforetoggle=fire()>x</div>", "<div is=x-y>x</div>", "<p data-x=1 onauxclick=fire()>x</p>",
    ];

    private static readonly string[] Foreign =
    [
        "<svg onload=fire()>", "<svg/onload=fire()>", "<svg><script>fire()</script></svg>", "<svg><script href=data:,fire() /></svg>", "<svg><a xlink:href=javascript:fire()><text y=20>x</text></a></svg>", "<svg><animate onbegin=fire() attributeName=x dur=1s>", "<svg><set attributeName=href to=javascript:fire()>",
        "<svg><foreignObject><img src=x onerror=fire()></foreignObject></svg>", "<svg><use href=data:image/svg+xml,x></svg>", "<svg><style><img src=x onerror=fire()></style></svg>", "<svg><desc><img src=x onerror=fire()></desc></svg>", "<svg></p><style><a id=\"</style><img src=x onerror=fire()>\">",
        "<svg><p><style><!--</style><img src=x onerror=fire()>--></style>", "<math><mtext><img src=x onerror=fire()></mtext></math>", "<math href=javascript:fire()>x</math>", "<math><mi xlink:href=javascript:fire()>x</mi></math>", "<math><annotation-xml encoding=text/html><script>fire()</script></annotation-xml></math>",
        "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=fire()&gt;\">", "<form><math><mtext></form><form><mglyph><svg><mtext><style><path id=\"</style><img onerror=fire() src>\">", "<math><mtext><mglyph><style><img src=x onerror=fire()></style></mglyph></mtext></math>",
        "<noscript><p title=\"</noscript><img src=x onerror=fire()>\">", "<noscript><style></noscript><img src=x onerror=fire()>", "<style><style/><img src=x onerror=fire()>", "<title><p title=\"</title><img src=x onerror=fire()>\">", "<textarea><p title=\"</textarea><img src=x onerror=fire()>\">",
        "<xmp><p title=\"</xmp><img src=x onerror=fire()>\">", "<noembed><p title=\"</noembed><img src=x onerror=fire()>\">", "<noframes><p title=\"</noframes><img src=x onerror=fire()>\">", "<iframe><p title=\"</iframe><img src=x onerror=fire()>\">", "<plaintext><img src=x onerror=fire()>", "<listing>&lt;img onerror=fire() src=x></listing>",
        "<select><template><style><!--</style><a rel=\"--></style></template></select><img src=x onerror=fire()>\">", "<select><option><style></option></select><img src=x onerror=fire()></style>", "<template><p></template><img src=x onerror=fire()>", "<table><img src=x onerror=fire()></table>", "<table><tr><script>fire()</script></tr></table>",
        "<table><td><form><input onfocus=fire() autofocus></form></td></table>", "<table><caption><svg onload=fire()></caption></table>", "<table><a href=javascript:fire()>x</a></table>", "<a><table><a href=javascript:fire()>x</a></table></a>", "<p><table><p><img src=x onerror=fire()></table>", "<b><p></b><img src=x onerror=fire()></p>",
        "<!-- <img src=x onerror=fire()> -->", "<!--><img src=x onerror=fire()>-->", "<!---><img src=x onerror=fire()>-->", "<!-- --!><img src=x onerror=fire()> -->", "<!--<img src=\"--><img src=x onerror=fire()//\">", "<!-- unclosed <img src=x onerror=fire()>", "<![CDATA[<img src=x onerror=fire()>]]>", "<![CDATA[ ]]><img src=x onerror=fire()>",
        "<!DOCTYPE x [<!ENTITY y SYSTEM \"file:///etc/passwd\">]>&y;", "<?xml-stylesheet href=\"javascript:fire()\"?>", "<?php echo '<img src=x onerror=fire()>'; ?>", "<%= '<img src=x onerror=fire()>' %>", "<!x><img src=x onerror=fire()>", "</x><img src=x onerror=fire()>", "</ img src=x onerror=fire()>", "<\u000Bimg src=x onerror=fire()>",
        "<br/onload=fire()>", "<hr onclick=fire()//>", "<pre><img src=x onerror=fire()></pre>", "<pre>\n\n<img src=x onerror=fire()>\n</pre>", "<code><img src=x onerror=fire()></code>", "<ul><img src=x onerror=fire()><li></ul>", "<dl><svg onload=fire()></dl>", "<h1><script>fire()</script></h1>", "<ruby><rt onclick=fire()>x</rt></ruby>",
    ];

    private static readonly string[] Disguises =
    [
        "`code` <img src=x onerror=fire()>", "```<img src=x onerror=fire()>\nx\n```", "```\"><img/src=x/onerror=fire()>\nx\n```", "~~~ js onclick=fire()\nx\n~~~", "``` {onclick=fire()}\nx\n```", "```html\n</code></pre><img src=x onerror=fire()>\n```", "    <img src=x onerror=fire()>", "a{onclick=fire()}", "# x {onclick=fire()}",
        "![x](x){onerror=fire()}", "[x](https://e.org){onclick=fire() style=x}", "{.x onclick=fire()}", "> [!NOTE]<img src=x onerror=fire()>", "> [!<img src=x onerror=fire()>]\n> x", "> [!x\"onclick=fire()]\n> x", "| <img src=x onerror=fire()> | b |\n|---|---|\n| <script>fire()</script> | x |", "|a|\n|:-:|\n|<b onclick=fire()>|",
        "x[^<img src=x onerror=fire()>]\n\n[^<img src=x onerror=fire()>]: y", "x[^\"onclick=fire()]\n\n[^\"onclick=fire()]: <svg onload=fire()>", "x[^1]\n\n[^1]: [y](javascript:fire())", "[x]: https://e.org \"<img src=x onerror=fire()>\"\n\n[x]", "[x]: <javascript:fire()> 'y'\n\n[x]", "[x\"onclick=fire()]: https://e.org\n\n[x\"onclick=fire()]",
        "[x](https://e.org \"y\\\"onclick=fire()\")", "[x](https://e.org 'y\"><img src=x onerror=fire()>')", "![x\"onerror=fire()](https://e.org/x.png)", "![<img src=x onerror=fire()>](https://e.org/x.png \"\\\"onload=fire()\")", "[<img src=x onerror=fire()>](https://e.org)", "[x](https://e.org/\"onclick=fire())", "[x](<https://e.org/\"><img src=x onerror=fire()>>)",
        "<https://e.org/\"onclick=fire()>", "<https://e.org/'><img src=x onerror=fire()>", "https://e.org/\"onmouseover=fire()//", "https://e.org/<img src=x onerror=fire()>", "www.e.org\"onclick=fire()", "<x@e.org\"onclick=fire()>", "mailto:x@e.org?body=<script>fire()</script>", ":smile:<img src=x onerror=fire()>", ":\"onclick=fire():",
        ":<img src=x onerror=fire()>:", "$<img src=x onerror=fire()>$", "$$\n\\href{javascript:fire()}{x}\n$$", "\\(\\unicode{<img src=x onerror=fire()>}\\)", "$\\text{</math><img src=x onerror=fire()>}$", "@<img src=x onerror=fire()>", "@\"onclick=fire()", "#<svg/onload=fire()>", "- [ ] <img src=x onerror=fire()>", "- [x]\"onclick=fire()",
        "1. <script>fire()</script>\n2. x", "> <script>\n> fire()\n> </script>", "[quote=\"<img src=x onerror=fire()>\"]x[/quote]", "[quote=\"x, post:1, topic:\\\"onclick=fire()\"]x[/quote]", "[details=\"<img src=x onerror=fire()>\"]x[/details]", "[url=javascript:fire()]x[/url]", "[img]javascript:fire()[/img]", "Term\n: <img src=x onerror=fire()>",
        "***[x](<java\nscript:fire()>)***", "~~<s onclick=fire()>~~", "<b\n\n onclick=fire()>x</b>", "\u2028<img src=x onerror=fire()>\u2029", "\u202E<img src=x onerror=fire()>", "\uFEFF<script>fire()</script>", "x\\\n<img src=x\\\nonerror=fire()>", "&NewLine;<img src=x onerror=fire()>", "&#0;<img src=x onerror=fire()>",
    ];

    private static readonly string[] Addresses =
    [
        "javascript:fire()", "JaVaScRiPt:fire()", "javascript&colon;fire()", "javascript&#58;fire()", "javascript&#x3A;fire()", "java&#115;cript:fire()", "java&Tab;script:fire()", "java&#9;script:fire()", "java&#10;script:fire()", "java\tscript:fire()", "&#1;javascript:fire()", "&#x20;javascript:fire()", "javascript://e.org/%0Afire()",
        "javascript:/*x*/fire()", "javascript\u200B:fire()", "data:text/html,<script>fire()</script>", "data:text/html;base64,PHNjcmlwdD5maXJlKCk8L3NjcmlwdD4=", "data:image/svg+xml,<svg onload=fire()>", "vbscript:fire()", "livescript:fire()", "file:///etc/passwd", "blob:https://e.org/x", "view-source:javascript:fire()",
        "filesystem:https://e.org/x", "feed:javascript:fire()", "jar:https://e.org!/x", "//evil.example/x", "/\\evil.example/x", "\\\\evil.example\\x", "https:javascript:fire()", "https://e.org/?x=\"onclick=fire()", "https://e.org/?x='><svg/onload=fire()>", "x:fire()", "about:blank", "ms-its:x", "tel:1\"onclick=fire()",
    ];

    private static readonly string[] Links =
    [
        "[x]({0})", "[x](<{0}>)", "![x](<{0}>)", "<{0}>", "[x]: <{0}>\n\n[x]", "<a href=\"{0}\">x</a>", "<a href='{0}'>x</a>", "<img src=\"{0}\" alt=x>", "<blockquote cite=\"{0}\">x</blockquote>", "<iframe src=\"{0}\"></iframe>", "[![x](<{0}>)](<{0}>)",
    ];

    /// <summary>Every allowed tag with handlers, as the allow-list is no licence for them.</summary>
    private static readonly string[] KnownTags = ["a", "b", "blockquote", "code", "details", "div", "h1", "kbd", "p", "span", "td", "ul"];

    private static readonly string[] Events = ["onclick", "onmouseover", "onfocus", "onanimationstart", "onpointerenter", "onwheel", "oncopy", "onContextMenu", "onbeforematch", "onscrollend"];

    /// <summary>All of them, in an order that stays.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        .. Scripts, .. Handlers, .. Foreign, .. Disguises,
        .. Links.SelectMany(link => Addresses, (link, address) => link.Replace("{0}", address, StringComparison.Ordinal)),
        .. KnownTags.SelectMany(tag => Events, (tag, handler) => $"<{tag} {handler}=fire() tabindex=0>x</{tag}>"),
    ];

    /// <summary>What a judge must find live where it stands in a page as it is.</summary>
    public static IReadOnlyList<string> Controls { get; } =
    [
        "<script>fire()</script>", "<img src=x onerror=fire()>", "<a href=javascript:fire()>x</a>", "<a href=\"java&Tab;script:fire()\">x</a>", "<svg onload=fire()>", "<p style=color:red>x</p>", "<iframe src=x></iframe>", "<form action=x></form>", "<base href=x>", "<math><mi>x</mi></math>",
        "<meta http-equiv=refresh content=0>", "<template><script>fire()</script></template>", "<link rel=stylesheet href=x>", "</div>", "</div></section></article></main>",
    ];
}

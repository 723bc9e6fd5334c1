using KnowledgeBase.Diagnostics;
using KnowledgeBase.Markup;
using KnowledgeBase.Rendering;
using Xunit;

namespace KnowledgeBase.Tests.Rendering;

/// <summary>A small set of templates around the one under test, which is <c>pages/home.html</c>, and a hostile model.</summary>
public abstract class TemplateTests
{
    protected const string Hostile = "\"'><x-canary>&{{7}}\u2028";
    protected const string Escaped = "&quot;&#39;&gt;&lt;x-canary&gt;&amp;{{7}}\u2028";
    protected const string Home = "../a?b&c=\"'<>";
    protected const string EscapedHome = "../a?b&amp;c=&quot;&#39;&lt;&gt;";

    internal static Diagnosed<TemplateSet> Load(string home, params (string Name, string Text)[] others)
    {
        var templates = new Dictionary<string, string>
        {
            ["layouts/base"] = "<body>{{ content }}</body>",
            ["pages/home"] = home,
            ["pages/fine"] = "fine",
            ["partials/part"] = "[{{ part.title }}]",
            ["partials/bare"] = "[{{ page.title }}]",
        };
        foreach (var (name, text) in others) templates[name] = text;
        return TemplateSet.Load(templates.ToDictionary(template => template.Key, template => new SourceFile($"templates/{template.Key}.html", template.Value)), []);
    }

    /// <summary>What the template prints; it must have no fault.</summary>
    internal static string Render(string home, PageModel? model = null, params (string Name, string Text)[] others)
    {
        var (set, loading) = Load(home, others);
        Assert.Empty(loading);
        var (html, rendering) = set.RenderText("home", model ?? Model());
        Assert.Empty(rendering);
        return html["<body>".Length..^"</body>".Length];
    }

    /// <param name="expected">Line and column, then the message; the rule is KB222 where no other is named.</param>
    protected static void Check(string home, params string[] expected)
    {
        var (set, loading) = Load(home);
        var told = loading.AddRange(set.RenderText("home", Model()).Diagnostics);
        Assert.Equal(
            expected.Select(text => $"templates/pages/home.html:{(text.Contains(": error KB", StringComparison.Ordinal) ? text : text.Insert(text.IndexOf(' ', StringComparison.Ordinal), ": error KB222:"))}"),
            told.Select(diagnostic => diagnostic.ToString()));
    }

    internal static ContentPageModel Model(string body = "<b>", IReadOnlyList<LinkModel>? nav = null) => new(Site(nav), Head(), new SafeHtml(body), [], null);

    internal static SiteModel Site(IReadOnlyList<LinkModel>? nav = null) => new(
        "S", "", new(Home), new("s"), nav ?? [new("one", new("1"), true), new("two", new("2"))], [], new("s.css"), new("s.js"), new("m.js"), new("i.svg"), null, null);

    internal static HeadModel Head() => new("home", Hostile, null, "en", "ltr", null, true, [], new([], [], null, null, null, null));
}

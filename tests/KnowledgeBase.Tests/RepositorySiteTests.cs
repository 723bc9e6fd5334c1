using System.Text.RegularExpressions;
using KnowledgeBase.Diagnostics;
using KnowledgeBase.Model;
using KnowledgeBase.Parsing;
using Xunit;

namespace KnowledgeBase.Tests;

/// <summary>The repository's own content and templates: without a warning, and what its pages teach is true.</summary>
public partial class RepositorySiteTests
{
    private static readonly string Pages = Path.Combine(TestSite.Repository, "content", "pages");

    [Fact]
    public void Build_OwnContent_HasNothingToTell()
    {
        using var site = TestSite.Of();
        var report = site.Build(options => options with { ContentFolder = Path.Combine(TestSite.Repository, "content"), IsStrict = true });
        Assert.Empty(report.Diagnostics);
        Assert.True(report.IsPublished);
        Assert.True(report.Threads > 15);

        var seed = site.Read("threads/what-are-junior-early-career-backend-jobs-like/index.html");
        foreach (var id in (string[])["q", "a1", "r1", "t1", "a1-s1", "a1-s2", "a1-s3", "a1-s4", "a1-s5", "a1-s6"]) Assert.Contains($" id=\"{id}\"", seed, StringComparison.Ordinal);
    }

    [Fact]
    public void FormatPage_Examples_AreRight()
    {
        var examples = Example().Matches(File.ReadAllText(Path.Combine(Pages, "format.md")).Replace("\r\n", "\n", StringComparison.Ordinal));
        Assert.True(examples.Count >= 6);
        foreach (Match example in examples)
        {
            using var site = TestSite.Of(("threads/other.md", "---\ntitle: o\n---\n## Question\n## Answer\n"), ("threads/example.md", example.Groups["text"].Value));
            var messages = site.Build().Diagnostics.Select(d => d.Message);
            string[] expected = example.Groups["kind"].Value == "broken" ? [example.Groups["told"].Value] : [];
            Assert.Equal(expected, messages);
        }
    }

    [Fact]
    public void ThemingPage_Example_ReplacesOnePartialOnly()
    {
        var example = Html().Match(File.ReadAllText(Path.Combine(Pages, "theming.md")).Replace("\r\n", "\n", StringComparison.Ordinal)).Groups["text"].Value;
        using var site = TestSite.Of(("threads/a.md", "---\ntitle: a\n---\n## Question\n## Answer\n\nYes.\n"));
        site.Templates = Path.Combine(site.Content, "..", "own-templates");
        Directory.CreateDirectory(Path.Combine(site.Templates, "partials"));
        File.WriteAllText(Path.Combine(site.Templates, "partials", "answer.html"), example);
        Assert.Empty(site.Build().Diagnostics);
        var page = site.Read("threads/a/index.html");
        Assert.Contains("Nobody has confirmed this answer yet.", page, StringComparison.Ordinal);
        Assert.Contains("<section class=\"node question\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public void OwnTemplate_WithAMistake_IsToldAtItsPlace()
    {
        using var site = TestSite.Of(("threads/a.md", "---\ntitle: a\n---\n## Question\n## Answer\n"));
        site.Templates = Path.Combine(site.Content, "..", "own-templates");
        Directory.CreateDirectory(Path.Combine(site.Templates, "partials"));
        File.WriteAllText(Path.Combine(site.Templates, "partials", "answer.html"), "<p>\n{{ answer.titel }}</p>");
        var told = Assert.Single(site.Build().Diagnostics);
        Assert.Equal(Rules.TemplateError, told.Rule);
        Assert.EndsWith("own-templates/partials/answer.html", told.Location.Path, StringComparison.Ordinal);
        Assert.Equal((2, 11), (told.Location.Line, told.Location.Column));
    }

    [Fact]
    public void Seed_IsItsSourceWordForWord()
    {
        var source = Path.Combine(TestSite.Repository, "..", "shared", "data", "seed", "what-are-junior-early-career-backend-jobs-like.txt");
        if (!File.Exists(source)) Assert.Skip("the document that the seed was made from is not here");
        var path = Path.Combine(TestSite.Repository, "content", "threads", "what-are-junior-early-career-backend-jobs-like.md");
        var thread = ThreadParser.Parse(new SourceFile(path, File.ReadAllText(path)), "threads/x.md", Slug.Read("x", out _)!.Value).Value;
        var words = Words(File.ReadAllText(source));
        Assert.Equal(words, Words(thread.Title + " " + string.Join(' ', thread.Posts.Select(post => post.Body.Text))));
        Assert.All(thread.Posts, post => Assert.Equal(Byline.Unknown, post.Byline));
    }

    private static string[] Words(string text) => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    [GeneratedRegex(@"^````markdown (?<kind>thread|broken)\n(?<text>.*?\n)````\n(\nTold as: `(?<told>[^\n]*)`\n)?", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Example();

    [GeneratedRegex(@"^```html\n(?<text>.*?\n)```\n", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Html();
}

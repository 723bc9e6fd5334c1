using System.Text.RegularExpressions;
using KnowledgeBase.Diagnostics;
using KnowledgeBase.Markup;
using KnowledgeBase.Model;
using Xunit;

namespace KnowledgeBase.Tests.Markup;

/// <summary>Posts as people wrote them on a real forum: every one is rendered, and none falls back to plain text.</summary>
public partial class RealPostsTests
{
    [Fact]
    public void ToHtml_EveryRawPost_IsRendered()
    {
        var folder = Path.Combine(TestSite.Repository, "..", "shared", "data", "discourse-topics", "raw");
        if (!Directory.Exists(folder)) Assert.Skip("the posts of a real forum are not here");
        var posts = Directory.EnumerateFiles(folder).SelectMany(file => Header().Split(File.ReadAllText(file))).ToList();
        Assert.True(posts.Count > 1000);
        foreach (var post in posts)
        {
            var diagnostics = new List<Diagnostic>();
            var body = MarkdownBody.Parse(new Body(post), "a.md", "q", 2, [], diagnostics);
            Assert.NotEmpty(body.ToHtml("q", TestSite.English, link => new("#q"), diagnostics).Html + "\n");
            Assert.DoesNotContain(diagnostics, diagnostic => diagnostic.Rule == Rules.PlainFallback);
        }
    }

    [GeneratedRegex(@"^\S+ \| [^|\n]+ \| #\d+\n", RegexOptions.Multiline)]
    private static partial Regex Header();
}

using Xunit;

namespace KnowledgeBase.Tests.Rendering;

/// <summary>Links that lead from a page to the file it is made of, at the usual hosts of repositories.</summary>
public class EditLinkTests
{
    [Theory]
    [InlineData("edit-url: https://github.com/o/r/edit/main/{path}", "https://github.com/o/r/edit/main/content/threads/sub/wie-f%C3%BCgt-man-an.md", "https://github.com/o/r/edit/main/content/threads/sub/wie-f%C3%BCgt-man-an.md")]
    [InlineData("edit-url: https://gitlab.com/o/r/-/edit/main/{path}", "https://gitlab.com/o/r/-/edit/main/content/threads/sub/wie-f%C3%BCgt-man-an.md", "https://gitlab.com/o/r/-/edit/main/content/threads/sub/wie-f%C3%BCgt-man-an.md")]
    [InlineData("edit-url: https://codeberg.org/o/r/_edit/main/{path}\nanswer-url: https://codeberg.org/o/r/issues/new?title=Answer+to+{path}&labels=answer", "https://codeberg.org/o/r/_edit/main/content/threads/sub/wie-f%C3%BCgt-man-an.md", "https://codeberg.org/o/r/issues/new?title=Answer+to+content/threads/sub/wie-f%C3%BCgt-man-an.md&amp;labels=answer")]
    public void Thread_HasBothLinks(string settings, string edit, string answer)
    {
        // The content folder of a test lies outside the folder where the program runs; that place shows nowhere.
        using var site = TestSite.Of(("site.yaml", settings + "\n"), ("threads/sub/wie-fügt-man-an.md", "---\ntitle: t\n---\n## Question\n"), ("pages/about.md", "---\ntitle: About\n---\nx\n"));
        Assert.Empty(site.Build().Diagnostics);
        var thread = site.Read("threads/wie-fügt-man-an/index.html");
        Assert.Contains($"<li><a href=\"{edit}\">Edit this thread</a></li>", thread, StringComparison.Ordinal);
        Assert.Contains($"<li><a href=\"{answer}\">Add an answer</a></li>", thread, StringComparison.Ordinal);
        Assert.Contains($"<a href=\"{edit.Replace("threads/sub/wie-f%C3%BCgt-man-an", "pages/about", StringComparison.Ordinal)}\">Edit this page</a>", site.Read("pages/about/index.html"), StringComparison.Ordinal);
    }

    [Fact]
    public void AnswerUrl_Alone_GivesOnlyItsLink()
    {
        using var site = TestSite.Of(("site.yaml", "answer-url: https://example.org/answer?to={path}\n"), ("threads/a.md", "---\ntitle: t\n---\n## Question\n"));
        site.Build();
        var thread = site.Read("threads/a/index.html");
        Assert.Contains("<a href=\"https://example.org/answer?to=content/threads/a.md\">Add an answer</a>", thread, StringComparison.Ordinal);
        Assert.DoesNotContain("Edit this thread", thread, StringComparison.Ordinal);
    }

    [Fact]
    public void ContentFolder_WhereTheProgramRuns_IsNamedAsItLiesThere()
    {
        using var site = TestSite.Of();
        Directory.CreateDirectory(Path.Combine(Environment.CurrentDirectory, "edit-link-test", "kb", "threads"));
        try
        {
            File.WriteAllText(Path.Combine("edit-link-test", "kb", "site.yaml"), "edit-url: https://github.com/o/r/edit/main/{path}\n");
            File.WriteAllText(Path.Combine("edit-link-test", "kb", "threads", "a.md"), "---\ntitle: t\n---\n## Question\n");
            Assert.True(site.Build(options => options with { ContentFolder = Path.GetFullPath(Path.Combine("edit-link-test", "kb")) }).IsPublished);
            Assert.Contains("https://github.com/o/r/edit/main/edit-link-test/kb/threads/a.md", site.Read("threads/a/index.html"), StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete("edit-link-test", recursive: true);
        }
    }
}

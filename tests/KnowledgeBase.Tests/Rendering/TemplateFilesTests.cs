using KnowledgeBase.Diagnostics;
using KnowledgeBase.Model;
using KnowledgeBase.Rendering;
using Xunit;

namespace KnowledgeBase.Tests.Rendering;

/// <summary>A user's files lie over the built-in templates, one by one.</summary>
public sealed class TemplateFilesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("kb-templates-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Load_NoFolder_BuiltInTemplatesHaveNoFault() => Assert.Empty(TemplateFiles.Load(InputFiles.In(Path.Combine(_folder, "none")), new SiteConfig()).Diagnostics);

    [Fact]
    public void Load_OnePartial_ReplacesThatOnly()
    {
        Write("partials/footer.html", "<footer>ours {{ site.title }}</footer>");
        var (files, diagnostics) = TemplateFiles.Load(InputFiles.In(_folder), new SiteConfig());
        Assert.Empty(diagnostics);
        var (html, told) = files.Set!.RenderText("not-found", new PlainPageModel(TemplateTests.Site(), TemplateTests.Head()));
        Assert.Empty(told);
        Assert.Contains("<footer>ours S</footer>", html, StringComparison.Ordinal);
        Assert.Contains("<h1>Page not found</h1>", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_FaultyPartial_IsToldInTheUsersFile()
    {
        Write("partials/footer.html", "<footer>\n<p onclick=\"x\">");
        var told = Assert.Single(TemplateFiles.Load(InputFiles.In(_folder), new SiteConfig()).Diagnostics);
        Assert.EndsWith("/partials/footer.html", told.Location.Path, StringComparison.Ordinal);
        Assert.Equal((2, 11), (told.Location.Line, told.Location.Column));
    }

    /// <summary>The rest is not told of its absence.</summary>
    [Fact]
    public void Load_PartialThatIsNotUtf8_IsToldAlone()
    {
        foreach (var name in (string[])["partials/footer.html", "partials/other.html"])
        {
            Write(name, "");
            File.WriteAllBytes(Path.Combine(_folder, name), [0xFF]);
        }

        Assert.Equal([Rules.NotUtf8, Rules.NotUtf8], TemplateFiles.Load(InputFiles.In(_folder), new SiteConfig()).Diagnostics.Select(told => told.Rule));
    }

    [Theory]
    [InlineData("layouts/base.html", "<html><head>{{ include 'partials/head' }}</head><body></body></html>", "error KB222: the layout shows no page; write {{ content }} where it belongs")]
    [InlineData("layouts/base.html", "<html><head></head><body>{{ content }}</body></html>", "warning KB225: the layout has lost the policy that keeps strangers' text from acting; copy the first line of the built-in 'partials/head.html' into the head")]
    [InlineData("partials/head.html", "<title>{{ page.title }}</title>", "warning KB225: the layout has lost the policy that keeps strangers' text from acting; copy the first line of the built-in 'partials/head.html' into the head")]
    [InlineData("partials/awnser.html", "x", "warning KB224: nothing uses this template; did you mean 'partials/answer.html'?")]
    [InlineData("pages/glossary-of-words.html", "x", "warning KB224: nothing uses this template; include it, or remove it")]
    [InlineData("answer.html", "x", "warning KB224: nothing uses this template; include it, or remove it")]
    public void Load_TemplateOfNoUse_IsTold(string name, string text, string expected)
    {
        Write(name, text);
        Assert.EndsWith($"/{name}:1:1: {expected}", Assert.Single(TemplateFiles.Load(InputFiles.In(_folder), new SiteConfig()).Diagnostics).ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("page-of: page {0} of {1} and {2}", "1:10", "nothing is put in the place of '{2}'")]
    [InlineData("answer-count: answers", "1:15", "it has no '{0}', in the place of which a value is put")]
    [InlineData("threads: \"{0} threads\"", "1:10", "nothing is put in the place of '{0}'")]
    [InlineData("months: J F M", "1:9", "it does not name twelve months with a space between them")]
    public void Load_WordsWithOtherPlacesForValues_AreTold(string words, string place, string problem)
    {
        Write("words.en.yaml", words + "\n");
        var told = Assert.Single(TemplateFiles.Load(InputFiles.In(_folder), new SiteConfig()).Diagnostics).ToString();
        Assert.Contains($"words.en.yaml:{place}: error KB022", told, StringComparison.Ordinal);
        Assert.Contains(problem, told, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_LayoutWhosePartialShowsThePage_HasNoFault()
    {
        Write("layouts/base.html", "<html><head>{{ include 'partials/head' }}</head><body>{{ include 'partials/middle' }}</body></html>");
        Write("partials/middle.html", "<main>{{ content }}</main>");
        Assert.Empty(TemplateFiles.Load(InputFiles.In(_folder), new SiteConfig()).Diagnostics);
    }

    /// <summary>A copy that is older than the template teaches what is gone.</summary>
    [Fact]
    public void Theming_WorkedExample_IsTodaysTemplateWithOneLineMore()
    {
        var page = File.ReadAllText(Path.Combine(TestSite.Repository, "content", "pages", "theming.md"));
        var example = page.Split("```html\n")[1].Split("```")[0].Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var template = File.ReadAllText(Path.Combine(TestSite.Repository, "templates", "partials", "answer.html")).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(template, example.Where(line => !line.Contains("Nobody has confirmed", StringComparison.Ordinal)));
    }

    private void Write(string name, string text)
    {
        Directory.CreateDirectory(Path.Combine(_folder, Path.GetDirectoryName(name)!));
        File.WriteAllText(Path.Combine(_folder, name), text);
    }
}

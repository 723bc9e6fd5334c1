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

    private void Write(string name, string text)
    {
        Directory.CreateDirectory(Path.Combine(_folder, Path.GetDirectoryName(name)!));
        File.WriteAllText(Path.Combine(_folder, name), text);
    }
}

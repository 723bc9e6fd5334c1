using System.Collections.Immutable;
using System.Text;
using KnowledgeBase.Diagnostics;
using KnowledgeBase.Model;
using Xunit;

namespace KnowledgeBase.Tests;

/// <summary>What a writer sees of a page before the site is built.</summary>
public sealed class PagePreviewTests : IDisposable
{
    private const string Text = "---\ntitle: First\ntags: [one]\n---\n## Question by Ann\n\nOld words, see [b](b.md).\n\n## Answer by Bob\n\nBecause.\n";
    private readonly TestSite _site = TestSite.Of(("threads/a.md", Text), ("threads/b.md", Text.Replace("a.md", "b.md", StringComparison.Ordinal)), ("threads/d.md", "---\ntitle: Draft\ndraft: true\n---\n## Question\n\nWords.\n"));

    private string File => Path.Combine(_site.Content, "threads", "a.md");

    private bool IsThere(string path) => System.IO.File.Exists(Path.Combine(_site.Output, path));

    public void Dispose() => _site.Dispose();

    private static void AssertNothing(Diagnosed<ImmutableArray<OutputFile>> previewed)
    {
        Assert.Empty(previewed.Value);
        Assert.Empty(previewed.Diagnostics);
    }

    [Theory]
    [InlineData("Old words", "New words, `code` and **more**")]
    [InlineData("Because.", "Because.\n\n- one\n- two\n\n### Why\n\n> quoted")]
    [InlineData("Because.\n", "Because.\n\n### Reply by Ann\n\nThanks.\n\n## Takeaways\n\n- All is well.\n")]
    public void Of_AnEditedText_IsWhatTheBuildMakes(string from, string to)
    {
        var report = _site.Build();
        _site.Write("threads/a.md", Text.Replace(from, to, StringComparison.Ordinal));
        var previewed = report.Preview!.Of(File, IsThere).Value;
        Assert.Equal(report.IsPublished, _site.Build().IsPublished);
        Assert.Equal("threads/a/index.html", previewed[0].Path);
        Assert.True(previewed.Length > 1);
        foreach (var file in previewed) Assert.Equal(_site.Read(file.Path), Encoding.UTF8.GetString(file.Content.Span));
    }

    [Theory]
    [InlineData("no front matter", "KB010")]
    [InlineData("---\ntitle: First\n---\n## Question\n\nNo [such place](#nowhere).\n", "KB202")]
    public void Of_AMistake_IsTheMistakeAsTheBuildTellsIt(string text, string code)
    {
        var preview = _site.Build().Preview!;
        _site.Write("threads/a.md", text);
        var (files, mistakes) = preview.Of(File, IsThere);
        Assert.Empty(files);
        Assert.Equal(_site.Build().Diagnostics.Where(diagnostic => diagnostic.Severity == Severity.Error), mistakes);
        Assert.Equal(code, mistakes[0].Rule.Code);
    }

    // An empty file is one of them: editors empty a file before they write it.
    [Theory]
    [InlineData("")]
    [InlineData("---\ntitle: First\n---\n## Question\n\nSee [that](new-one.md).\n")]
    [InlineData("---\ntitle: First\ntags: [new]\n---\n## Question\n\nA tag without a page.\n")]
    [InlineData("---\ntitle: First\ndraft: true\n---\n## Question\n\nNo page any more.\n")]
    public void Of_WhatTheBuildMustJudge_IsNothing(string text)
    {
        var report = _site.Build();
        _site.Write("threads/a.md", text);
        AssertNothing(report.Preview!.Of(File, IsThere));
    }

    [Fact]
    public void Of_APictureThatIsNew_WaitsForTheBuild()
    {
        _site.Write("threads/new.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>");
        var report = _site.Build();
        _site.Write("threads/a.md", Text.Replace("Old words", "![p](new.svg)", StringComparison.Ordinal));
        AssertNothing(report.Preview!.Of(File, IsThere));
        Assert.NotEmpty(_site.Build().Preview!.Of(File, IsThere).Value);
    }

    [Fact]
    public void Of_ALinkToAFileThatNoPageNamed_IsWhatTheBuildMakes()
    {
        _site.Write("threads/one/p.txt", "Text.").Write("threads/two/p.txt", "Text.");
        var report = _site.Build();
        _site.Write("threads/a.md", Text.Replace("Because.", "See [p](one/p.txt) and [p](two/p.txt).", StringComparison.Ordinal));

        var previewed = report.Preview!.Of(File, _ => true).Value;

        Assert.True(_site.Build().IsPublished);
        Assert.Equal(_site.Read("threads/a/index.html"), Encoding.UTF8.GetString(previewed[0].Content.Span));
        Assert.Single(Directory.GetFiles(Path.Combine(_site.Output, "assets"), "p.*"));
    }

    [Fact]
    public void Of_ADraftThatIsShown_IsItsPage()
    {
        var report = _site.Build(options => options with { WithDrafts = true });
        Assert.NotEmpty(report.Preview!.Of(Path.Combine(_site.Content, "threads", "d.md"), IsThere).Value);
        AssertNothing(_site.Build().Preview!.Of(Path.Combine(_site.Content, "threads", "d.md"), IsThere));
    }

    [Fact]
    public void Of_AFileThatIsNew_GoneOrALink_IsNothing()
    {
        var preview = _site.Build().Preview!;
        _site.Write("threads/c.md", Text);
        AssertNothing(preview.Of(Path.Combine(_site.Content, "threads", "c.md"), IsThere));
        System.IO.File.Delete(File);
        AssertNothing(preview.Of(File, IsThere));
        System.IO.File.CreateSymbolicLink(File, Path.Combine(_site.Content, "threads", "c.md"));
        AssertNothing(preview.Of(File, IsThere));
    }
}

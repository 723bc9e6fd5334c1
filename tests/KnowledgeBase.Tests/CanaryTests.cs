using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Markdig;
using Xunit;

namespace KnowledgeBase.Tests;

/// <summary>S1, S9: whatever strangers can write, fills every field with text that would break out, and looks at every file written.</summary>
public partial class CanaryTests
{
    private const string Canary = "\"'><x-canary>&{{7}}\u2028";

    [Fact]
    public void S9_CanaryInEveryField_StaysTextInEveryFile()
    {
        var quoted = "\"" + Canary.Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\u2028", "\\u2028", StringComparison.Ordinal) + "\"";
        var name = Canary.Replace("{", "&#123;", StringComparison.Ordinal).Replace("&{", "&amp;{", StringComparison.Ordinal);
        using var site = TestSite.Of(
            ("site.yaml", $"title: {quoted}\ndescription: {quoted}\nlicense: {quoted}\nbase-url: https://example.org/kb/\nedit-url: https://example.org/edit/{{path}}?{Uri.EscapeDataString(Canary)}\n"),
            ("threads/a.md", $"""
                ---
                title: {quoted}
                tags: [{quoted}, other]
                description: {quoted}
                license: {quoted}
                applies-to: {quoted}
                source: https://example.org/?q={Uri.EscapeDataString(Canary)}
                reviewed:
                  on: 2024-01-02
                  by: {quoted}
                  note: {quoted}
                aliases: [old/place]
                related: [b]
                ---

                ## Question by {name} on 2024-01-01 {"{"}license="'><x-canary>"{"}"}

                {Canary} `{Canary}` [{Canary}](https://example.org/?q={Uri.EscapeDataString(Canary)} "{Canary.Replace("\"", "", StringComparison.Ordinal)}") ![{Canary}](https://example.org/x.png)

                ```{Canary}
                {Canary}
                ```

                ### {Canary}

                <x-canary onclick="x">

                ## Answer by {name}
                ## Reply by {name}
                ## Reply to #r1 by {name}

                ## Takeaways

                - {Canary} [q](#q)
                """),
            ("threads/b.md", $"---\ntitle: b\nduplicate-of: a\ntags: [{quoted}]\n---\n## Question by {name}\n"),
            ("pages/p.md", $"---\ntitle: {quoted}\ndescription: {quoted}\n---\n\n## {Canary}\n\n{Canary}\n"));
        var report = site.Build();
        Assert.True(report.IsPublished, string.Join('\n', report.Diagnostics));

        var files = Directory.EnumerateFiles(site.Output, "*", SearchOption.AllDirectories).ToList();
        Assert.Contains(files, file => File.ReadAllText(file).Contains("&lt;x-canary&gt;", StringComparison.Ordinal));
        foreach (var file in files)
        {
            var text = File.ReadAllText(file);
            // Code in Markdown is as it was written; what counts is what a reader of Markdown makes of it.
            if (file.EndsWith(".md", StringComparison.Ordinal)) text = Markdown.ToHtml(text, new MarkdownPipelineBuilder().UseAdvancedExtensions().Build());
            Assert.False(text.Contains("<x-canary", StringComparison.OrdinalIgnoreCase), $"the canary lives in {Path.GetRelativePath(site.Output, file)}");
        }
    }

    /// <summary>R7: what cannot stand in XML, or would end a part of a file too early, breaks no file that programs read.</summary>
    [Theory]
    [InlineData("x", "&#xFFFE;")]
    [InlineData("\\uFFFD", "&#xFFFF;")]
    [InlineData("a\\u2028b", "a&#1;&#27;b")]
    [InlineData("]]> <![CDATA[ <!-- --> ?>", "]]> <![CDATA[ <!-- -->")]
    [InlineData("</script><!--<script> </title>", "</script><!--<script>")]
    [InlineData("{searchTerms} {{ x }} \\\" \\\\", "{searchTerms} \\ \"")]
    public void Build_HostileText_BreaksNoFileForPrograms(string yaml, string text)
    {
        using var site = TestSite.Of(
            ("site.yaml", $"title: \"{yaml}\"\ndescription: \"{yaml}\"\nlicense: \"{yaml}\"\nbase-url: https://example.org/kb/\nedit-url: https://example.org/{{path}}\nsocial-cards: true\n"),
            ("threads/a.md", $"---\ntitle: \"{yaml}\"\ntags: [\"t {yaml}\"]\nlicense: \"{yaml}\"\n---\n## Question by a {text.Replace("{", "&#123;", StringComparison.Ordinal)} on 2024-01-01\n\n{text}\n\n## Answer by b on 2024-01-01\n\n`{text}`\n\n## Takeaways\n\n- {text} [q](#q)\n"));
        var report = site.Build();
        Assert.True(report.IsPublished, string.Join('\n', report.Diagnostics));
        var read = 0;
        foreach (var file in Directory.EnumerateFiles(site.Output, "*", SearchOption.AllDirectories))
        {
            var content = File.ReadAllText(file);
            read++;
            if (file.EndsWith(".xml", StringComparison.Ordinal)) XDocument.Parse(content);
            else if (file.EndsWith(".json", StringComparison.Ordinal)) JsonDocument.Parse(content).Dispose();
            else if (file.EndsWith("index.html", StringComparison.Ordinal) && StructuredStart().Match(content) is { Success: true } start)
                JsonDocument.Parse(content[(start.Index + start.Length)..content.IndexOf("</script>", start.Index, StringComparison.Ordinal)]).Dispose();
            else read--;
        }

        Assert.True(read >= 8, $"{read} files");
    }

    [GeneratedRegex("<script type=\"application/ld\\+json\">")]
    private static partial Regex StructuredStart();
}

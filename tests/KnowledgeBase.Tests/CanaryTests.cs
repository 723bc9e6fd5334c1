using Xunit;

namespace KnowledgeBase.Tests;

/// <summary>S1: whatever strangers can write, fills every field with text that would break out, and looks at every file written.</summary>
public class CanaryTests
{
    private const string Canary = "\"'><x-canary>&{{7}}\u2028";

    [Fact]
    public void Build_CanaryInEveryField_StaysTextInEveryFile()
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
            Assert.False(text.Contains("<x-canary", StringComparison.OrdinalIgnoreCase), $"the canary lives in {Path.GetRelativePath(site.Output, file)}");
        }
    }
}

using Xunit;

namespace KnowledgeBase.Tests.Rendering;

/// <summary>A site has one style sheet, and every rule of it stands in a layer, so that a maintainer's rule without one wins.</summary>
public class StyleSheetTests
{
    [Fact]
    public void Site_HasOneStyleSheetWhoseRulesAreAllInLayers()
    {
        using var site = TestSite.Of(("site.yaml", "accent: \"#336699\"\n"), ("threads/a.md", "---\ntitle: t\n---\n## Question\n"));
        Assert.True(site.Build().IsPublished);
        var sheet = File.ReadAllText(Assert.Single(Directory.EnumerateFiles(site.Output, "*.css", SearchOption.AllDirectories)));
        var outside = TopLevel(sheet);
        Assert.Equal("@layer reset, tokens, base, layout, parts, code, print", outside[0]);
        Assert.All(outside.Skip(1), statement => Assert.Contains(statement, outside[0].Replace(",", "", StringComparison.Ordinal).Split(' ').Skip(1).Select(layer => $"@layer {layer}")));
        Assert.Contains("--hue: ", sheet, StringComparison.Ordinal);
        Assert.True(outside.Count > 8);
    }

    /// <summary>What stands outside all braces, statement by statement.</summary>
    private static List<string> TopLevel(string sheet)
    {
        var (statements, start, depth) = (new List<string>(), 0, 0);
        for (var i = 0; i < sheet.Length; i++)
        {
            if (sheet.AsSpan(i).StartsWith("/*"))
            {
                var end = sheet.IndexOf("*/", i, StringComparison.Ordinal) + 2;
                if (depth == 0) start = end;
                i = end - 1;
            }
            else if (sheet[i] is '{' or ';' && depth == 0) statements.Add(sheet[start..i].Trim());
            if (sheet[i] == '{') depth++;
            else if (sheet[i] == '}') depth--;
            if (depth == 0 && sheet[i] is '}' or ';') start = i + 1;
        }

        Assert.Equal(0, depth);
        return statements;
    }
}

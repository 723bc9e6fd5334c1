using System.Globalization;
using System.Text.RegularExpressions;
using Xunit;

namespace KnowledgeBase.Tests.Rendering;

/// <summary>The plot of years, from the smallest to one with more columns than names have room.</summary>
public partial class PlotTests
{
    private const int Width = 640, LetterWidth = 8;

    [Theory]
    [InlineData(1)]
    [InlineData(13)]
    [InlineData(40)]
    public void Statistics_OfUndatedThreads_NamesEveryColumnThatItNamesInFull(int years)
    {
        using var site = TestSite.Of([("site.yaml", "title: T\nlanguage: de\n"), ("threads/undated.md", "---\ntitle: T\n---\n## Question\n\nx\n"),
            .. Enumerable.Range(1980, years).Select(year => ($"threads/t{year}.md", $"---\ntitle: T\n---\n## Question by A on {year}-01-01\n\nx\n"))]);
        Assert.True(site.Build().IsPublished);
        var plot = File.ReadAllText(Path.Combine(site.Output, "statistics", "index.html")).Split("</svg>")[0];
        var names = Name().Matches(plot).Select(name => (Middle: double.Parse(name.Groups[1].Value, CultureInfo.InvariantCulture), Half: name.Groups[2].Length * LetterWidth / 2.0)).ToList();
        Assert.Contains(">Ohne Datum<", plot, StringComparison.OrdinalIgnoreCase);
        Assert.All(names, name => Assert.InRange(name.Middle, name.Half, Width - name.Half + 1));
        Assert.All(names.Zip(names.Skip(1)), pair => Assert.True(pair.First.Middle + pair.First.Half <= pair.Second.Middle - pair.Second.Half + 1));
    }

    [GeneratedRegex("<text x=\"([0-9.]+)\" y=\"198\" text-anchor=\"middle\">([^<]*)<")]
    private static partial Regex Name();
}

using System.Text.RegularExpressions;
using Xunit;

namespace KnowledgeBase.Tests.Rendering;

/// <summary>A long thread's outline says what it leaves out, and where that is.</summary>
public partial class OutlineTests
{
    [Theory]
    [InlineData(39, "")]
    [InlineData(41, "")]
    [InlineData(42, "2 more answers at a40")]
    [InlineData(1100, "1,060 more answers at a40")]
    public void Outline_OfManyAnswers_HasTheFirstAndTheLastAndCountsTheOthers(int answers, string expected)
    {
        using var site = TestSite.Of(("threads/a.md", "---\ntitle: t\n---\n## Question\n" + string.Concat(Enumerable.Range(1, answers).Select(i => $"\n## Answer\n\nNumber {i}.\n"))));
        site.Build();
        var outline = Outline().Match(site.Read("threads/a/index.html")).Value;
        var more = More().Match(outline);
        Assert.Equal(expected, more.Success ? $"{more.Groups["text"].Value} at {more.Groups["id"].Value}" : "");
        var listed = Entry().Matches(outline).Select(entry => entry.Groups["id"].Value).ToList();
        string[] all = ["q", .. Enumerable.Range(1, answers).Select(i => $"a{i}")];
        Assert.Equal(answers <= 41 ? all : [.. all[..40], all[^1]], listed);
    }

    [GeneratedRegex("<details class=\"aside outline\">.*?</details>", RegexOptions.Singleline)]
    private static partial Regex Outline();

    [GeneratedRegex("<li class=\"more\"><a href=\"#(?<id>[^\"]+)\">(?<text>[^<]+)</a>")]
    private static partial Regex More();

    [GeneratedRegex("<li><a href=\"#(?<id>[^\"]+)\">")]
    private static partial Regex Entry();
}

using KnowledgeBase.Diagnostics;
using Xunit;

namespace KnowledgeBase.Tests;

/// <summary>The list of rules is well-kept: codes mean one thing, messages help, and each is shown by an example.</summary>
public class RulesTests
{
    private static readonly string Examples = string.Concat(
        Directory.EnumerateFiles(Path.Combine(TestSite.Repository, "tests"), "*", SearchOption.AllDirectories)
            .Where(file => (file.EndsWith("Tests.cs", StringComparison.Ordinal) || file.EndsWith(".md", StringComparison.Ordinal) || file.EndsWith(".tsv", StringComparison.Ordinal))
                && !file.Contains($"{Path.DirectorySeparatorChar}bin{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
                && !file.EndsWith("RulesTests.cs", StringComparison.Ordinal))
            .Select(File.ReadAllText));

    public static TheoryData<string> Codes => [.. Rules.All.Select(rule => rule.Code)];

    [Fact]
    public void Codes_AreUniqueAndInRange()
    {
        Assert.Equal(Rules.All.Length, Rules.All.Select(rule => rule.Code).Distinct().Count());
        Assert.All(Rules.All, rule => Assert.Matches("^KB[0-6][0-9]{2}$", rule.Code));
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void Message_SaysWhatToWriteInstead(string code)
    {
        var rule = Rules.All.Single(r => r.Code == code);
        Assert.False(rule.Message.EndsWith('.'), "no full stop at the end");
        Assert.False(char.IsUpper(rule.Message[0]), "lower case at the start");
        // Templates' own messages, and the machine's, come whole from where they are made.
        if (rule.Message != "{0}" && code[2] != '6') Assert.Matches("[;:] ", rule.Message);
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void Rule_HasAnExample(string code)
    {
        var name = typeof(Rules).GetFields().Single(field => field.GetValue(null) is Rule rule && rule.Code == code).Name;
        Assert.True(
            Examples.Contains(code, StringComparison.Ordinal) || Examples.Contains($"Rules.{name}", StringComparison.Ordinal),
            $"no test shows {code} ({name}): add an example to tests/KnowledgeBase.Tests/Specs");
    }
}

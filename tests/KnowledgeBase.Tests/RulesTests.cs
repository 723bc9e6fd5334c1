using System.Text.RegularExpressions;
using KnowledgeBase.Diagnostics;
using Xunit;

namespace KnowledgeBase.Tests;

/// <summary>The list of rules is well-kept: codes mean one thing, messages help, and each is shown by an example.</summary>
public partial class RulesTests
{
    /// <summary>In the order of the source, by the name that code calls them.</summary>
    private static readonly IReadOnlyList<(string Name, Rule Rule)> Declared =
        [.. typeof(Rules).GetFields().Where(field => field.FieldType == typeof(Rule)).OrderBy(field => field.MetadataToken).Select(field => (field.Name, (Rule)field.GetValue(null)!))];

    [Fact]
    public void Codes_AreUniqueAscendingAndInRange()
    {
        var codes = Declared.Select(declared => declared.Rule.Code).ToList();
        Assert.All(codes, code => Assert.Matches("^KB[0-6][0-9]{2}$", code));
        Assert.Equal(codes.Distinct().Order(StringComparer.Ordinal), codes);
        Assert.Equal(codes, Rules.All.Select(rule => rule.Code));
    }

    [Fact]
    public void Messages_AreShortSentencesThatSayWhatToWrite() =>
        Assert.Empty(Declared.SelectMany(declared => Complaints(declared.Rule).Select(complaint => $"{declared.Rule.Code} ({declared.Name}): {complaint}: {declared.Rule.Message}")));

    [Theory]
    [InlineData("KB001", "The file is empty; write one", "starts with a capital letter")]
    [InlineData("KB001", "the file is empty; write one.", "ends with a full stop")]
    [InlineData("KB001", "the file is empty", "does not say what to write instead")]
    [InlineData("KB001", "the file {1} is empty; write one", "its places are not {0}, {1} and so on")]
    [InlineData("KB001", "'{0}' is empty; write one", null)]
    [InlineData("KB601", "cannot be read: {0}", null)]
    public void Message_ThatBreaksARule_IsTold(string code, string message, string? expected) =>
        Assert.Equal(expected, Complaints(new(code, Severity.Error, message)).SingleOrDefault());

    [Fact]
    public void Rules_AllHaveAnExample()
    {
        var examples = Examples();
        var missing = Declared.Where(declared => !examples.Contains(declared.Rule.Code, StringComparison.Ordinal) && !Regex.IsMatch(examples, $@"\bRules\.{declared.Name}\b"));
        var list = string.Concat(missing.Select(declared => $"\n  {declared.Rule.Code} ({declared.Name}): {declared.Rule.Message}"));
        Assert.True(list.Length == 0, $"no test shows these rules; add an example of each to tests/KnowledgeBase.Tests/Specs:{list}");
    }

    /// <summary>Templates (KB22x) have folders of their own, and which tags there are nobody knows beside files that cannot be read.</summary>
    /// <remarks>Said here and not where it is asked: what stands there counts as an example.</remarks>
    internal static bool IsToldAlone(Rule rule) => rule == Rules.UnknownTag || rule.Code.StartsWith("KB22", StringComparison.Ordinal);

    private static IEnumerable<string> Complaints(Rule rule)
    {
        if (char.IsUpper(rule.Message[0])) yield return "starts with a capital letter";
        if (rule.Message.EndsWith('.')) yield return "ends with a full stop";
        var places = Place().Matches(rule.Message).Select(place => int.Parse(place.Groups[1].ValueSpan)).Distinct().Order();
        if (!places.SequenceEqual(Enumerable.Range(0, places.Count()))) yield return "its places are not {0}, {1} and so on";

        // What to do follows after ';' or ends in a question. Messages of templates ('{0}') come whole from where they are
        // made; of the machine's failures (KB6xx) the system says what it can, and an information may ask for nothing.
        var isExempt = rule.Message == "{0}" || rule.Code.StartsWith("KB6", StringComparison.Ordinal) || rule.Severity == Severity.Info;
        if (!isExempt && !rule.Message.Contains("; ", StringComparison.Ordinal)) yield return "does not say what to write instead";
    }

    /// <summary>The specs, and all tests but this one.</summary>
    private static string Examples()
    {
        var tests = Path.Combine(TestSite.Repository, "tests");
        var specs = Directory.EnumerateFiles(Path.Combine(tests, "KnowledgeBase.Tests", "Specs"));
        var sources = Directory.EnumerateFiles(tests, "*Tests.cs", SearchOption.AllDirectories).Where(file => Path.GetFileName(file) != "RulesTests.cs");
        return string.Join('\n', specs.Concat(sources).Select(File.ReadAllText));
    }

    [GeneratedRegex(@"\{(\d)\}")]
    private static partial Regex Place();
}

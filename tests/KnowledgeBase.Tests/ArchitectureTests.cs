using System.Text.RegularExpressions;
using Xunit;

namespace KnowledgeBase.Tests;

/// <summary>The rules of ARCHITECTURE.md, read off the source.</summary>
public partial class ArchitectureTests
{
    private static readonly string[] Stages = ["Parsing", "Importing", "Planning", "Rendering", "Indexing", "Checking", "Publishing"];

    /// <summary>What the files of a folder may use; the library's root and the program may use everything.</summary>
    private static readonly Dictionary<string, string[]> MayUse = new(StringComparer.Ordinal)
    {
        ["Diagnostics"] = [],
        ["Model"] = ["Diagnostics"],
        ["Markup"] = ["Diagnostics", "Model"],
    };

    private static readonly Dictionary<string, string[]> PackageHomes = new(StringComparer.Ordinal)
    {
        ["Markdig"] = ["Markup", "Parsing"],
        ["YamlDotNet"] = ["Parsing"],
        ["Scriban"] = ["Rendering"],
        ["AngleSharp"] = ["Markup", "Importing", "Checking"],
        ["System.CommandLine"] = ["Cli"],
        ["Microsoft.AspNetCore"] = ["Cli"],
    };

    private static readonly string[] ForbiddenWords = ["Manager", "Helper", "Util", "Utils", "Service", "Processor", "Engine", "Handler", "Info", "Data", "Item", "Base", "Impl"];

    public static TheoryData<string> Sources => [.. Directory.EnumerateFiles(Path.Combine(TestSite.Repository, "src"), "*.cs", SearchOption.AllDirectories)
        .Select(file => Path.GetRelativePath(TestSite.Repository, file).Replace('\\', '/'))
        .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal))
        .Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Sources))]
    public void Source_KeepsTheRules(string path)
    {
        var problems = Problems(path, File.ReadAllText(Path.Combine(TestSite.Repository, path))).ToList();
        Assert.True(problems.Count == 0, string.Join('\n', problems));
    }

    [Theory]
    [InlineData("src/KnowledgeBase/Rendering/X.cs", "using KnowledgeBase.Parsing;", "uses KnowledgeBase.Parsing")]
    [InlineData("src/KnowledgeBase/Rendering/X.cs", "var x = KnowledgeBase.Planning.SitePlanner.Plan();", "uses KnowledgeBase.Planning")]
    [InlineData("src/KnowledgeBase/Model/X.cs", "using KnowledgeBase.Markup;", "uses KnowledgeBase.Markup")]
    [InlineData("src/KnowledgeBase/Diagnostics/X.cs", "using KnowledgeBase.Model;", "uses KnowledgeBase.Model")]
    [InlineData("src/KnowledgeBase/Rendering/X.cs", "using Markdig.Syntax;", "uses Markdig")]
    [InlineData("src/KnowledgeBase/Parsing/X.cs", "using Scriban;", "uses Scriban")]
    [InlineData("src/KnowledgeBase/X.cs", "using YamlDotNet.Core;", "uses YamlDotNet")]
    [InlineData("src/KnowledgeBase/Parsing/X.cs", "public sealed class PageManager", "'PageManager'")]
    [InlineData("src/KnowledgeBase/Parsing/X.cs", "internal sealed record ThreadInfo(int X);", "'ThreadInfo'")]
    public void Source_BreakingARule_IsTold(string path, string line, string expected) =>
        Assert.Contains(Problems(path, line), problem => problem.Contains(expected, StringComparison.Ordinal));

    [Fact]
    public void Source_ThatIsTooLong_IsTold() =>
        Assert.Contains(Problems("src/KnowledgeBase/Model/X.cs", string.Concat(Enumerable.Repeat("// line\n", 301))), problem => problem.Contains("lines", StringComparison.Ordinal));

    private static IEnumerable<string> Problems(string path, string text)
    {
        var parts = path.Split('/');
        var folder = parts[1] == "KnowledgeBase.Cli" ? "Cli" : parts.Length > 3 ? parts[2] : "";
        var lines = text.Split('\n');
        if (lines.Length > 300) yield return $"{path}: {lines.Length} lines; split the file where it changes its subject";
        for (var i = 0; i < lines.Length; i++)
        {
            var line = lines[i];
            if (line.TrimStart().StartsWith("//", StringComparison.Ordinal)) continue;
            foreach (Match use in Use().Matches(line))
            {
                var used = use.Groups[1].Value;
                if (used != folder && folder is not ("" or "Cli") && !Allowed(folder).Contains(used))
                    yield return $"{path}:{i + 1}: {folder} uses KnowledgeBase.{used}; what both need is a noun and belongs to Model or Markup";
            }

            foreach (var (package, homes) in PackageHomes)
            {
                if (Regex.IsMatch(line, $@"\b{Regex.Escape(package)}\.|using {Regex.Escape(package)};") && !homes.Contains(folder))
                    yield return $"{path}:{i + 1}: uses {package}, which belongs to {string.Join(" and ", homes)}";
            }

            if (TypeName().Match(line) is { Success: true } type && ForbiddenWords.Any(word => Regex.IsMatch(type.Groups[1].Value, $"(?<=[a-z]){word}$|^{word}$")))
                yield return $"{path}:{i + 1}: '{type.Groups[1].Value}' does not say what it is; name it for what it makes or does";
        }
    }

    private static string[] Allowed(string folder) =>
        MayUse.TryGetValue(folder, out var allowed) ? allowed : Stages.Contains(folder) ? ["Diagnostics", "Model", "Markup"] : [];

    [GeneratedRegex(@"\bKnowledgeBase\.(Diagnostics|Model|Markup|Parsing|Importing|Planning|Rendering|Indexing|Checking|Publishing)\b")]
    private static partial Regex Use();

    [GeneratedRegex(@"\b(?:class|record|struct|enum|interface)\s+(?:struct\s+|class\s+)?([A-Z]\w*)")]
    private static partial Regex TypeName();
}

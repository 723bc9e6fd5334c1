using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Xunit;

namespace KnowledgeBase.Tests;

/// <summary>The rules of ARCHITECTURE.md, read off the source: which folder may use which, which package lives where, names and sizes.</summary>
public partial class ArchitectureTests
{
    private const int LongestFile = 300;
    private static readonly string[] Ground = ["Diagnostics", "Model", "Markup"];
    private static readonly string[] Stages = ["Parsing", "Importing", "Planning", "Rendering", "Indexing", "Checking", "Publishing"];

    private static readonly Dictionary<string, string[]> PackageHomes = new(StringComparer.Ordinal)
    {
        ["Markdig"] = ["Markup", "Parsing"],
        ["YamlDotNet"] = ["Parsing"],
        ["Scriban"] = ["Rendering"],
        ["AngleSharp"] = ["Markup", "Importing", "Checking"],
        ["Microsoft.Data.Sqlite"] = ["Importing"],
        ["Ganss"] = ["Markup"],
        ["System.CommandLine"] = ["Cli"],
        ["Microsoft.AspNetCore"] = ["Cli"],
    };

    /// <summary>Folders and files that may touch the disk; others get what stands there as a value.</summary>
    private static readonly string[] FileHomes = ["Importing/", "Publishing/", "Parsing/ContentLoader.cs", "Model/FileLook.cs", "Model/FileSwap.cs"];

    /// <summary>Words that say nothing. 'Base' is one at the end only: a base path is a term of the trade.</summary>
    private static readonly string[] EmptyWords = ["Manager", "Helper", "Util", "Service", "Processor", "Engine", "Handler", "Info", "Data", "Item", "Impl"];

    /// <summary>Types of the library's root: they put stages in a row, so nothing below may know them, and no <c>using</c> would tell.</summary>
    private static readonly ImmutableArray<string> RootTypes =
        [.. Files("src", "*.cs").Where(path => FolderOf(path).Length == 0).SelectMany(path => TypeName().Matches(CodeOf(Read(path)))).Select(type => type.Groups["name"].Value)];

    public static TheoryData<string> Sources => [.. Files("src", "*.cs"), .. Files("tests", "*.cs")];

    public static TheoryData<string> ProjectFiles =>
        [.. ((string[])["*.sln", "*.props", "*.targets", "nuget.config", "global.json"]).SelectMany(kind => Files("", kind)), .. Files("src", "*.csproj"), .. Files("tests", "*.csproj")];

    [Theory]
    [MemberData(nameof(Sources))]
    public void Source_KeepsTheRules(string path) => Assert.Empty(Problems(path, Read(path)));

    [Theory]
    [MemberData(nameof(ProjectFiles))]
    public void ProjectFile_NamesNoPlaceOnAMachine(string path) => Assert.Empty(MachinePaths(path, Read(path)));

    [Theory]
    [InlineData("Diagnostics", "using KnowledgeBase.Model;", "1: Diagnostics uses Model;")]
    [InlineData("Model", "using KnowledgeBase.Markup;", "1: Model uses Markup;")]
    [InlineData("Markup", "using KnowledgeBase.Parsing;", "1: Markup uses Parsing;")]
    [InlineData("Rendering", "\nglobal using static KnowledgeBase.Parsing.ThreadParser;", "2: Rendering uses Parsing;")]
    [InlineData("Rendering", "var site = global::KnowledgeBase.Planning.SitePlanner.Plan();", "1: Rendering uses Planning;")]
    [InlineData("Checking", "var site = Planning.SitePlanner.Plan();", "1: Checking uses Planning;")]
    [InlineData("Planning", "Plan(BuildOptions options)", "1: Planning uses BuildOptions;")]
    [InlineData("Common", "", "1: the folder Common")]
    [InlineData("Rendering", "using Markdig.Syntax;", "1: Markdig")]
    [InlineData("Rendering", "using YamlDotNet.Core;", "1: YamlDotNet")]
    [InlineData("Parsing", "using Scriban;", "1: Scriban")]
    [InlineData("Planning", "AngleSharp.Html.Parser.HtmlParser", "1: AngleSharp")]
    [InlineData("Publishing", "using System.CommandLine;", "1: System.CommandLine")]
    [InlineData("Publishing", "using Microsoft.AspNetCore.Builder;", "1: Microsoft.AspNetCore")]
    [InlineData("Rendering", "var text = File.ReadAllText(path);", "1: Rendering touches the disk")]
    [InlineData("Checking", "using var file = new FileStream(path, mode);", "1: Checking touches the disk")]
    [InlineData("Model", "System.IO.Directory.CreateDirectory(path);", "1: Model touches the disk")]
    [InlineData("Parsing", "public sealed class PageManager", "1: 'PageManager'")]
    [InlineData("Parsing", "internal readonly record struct ThreadInfo(int X);", "1: 'ThreadInfo'")]
    [InlineData("Parsing", "static class StringUtils", "1: 'StringUtils'")]
    [InlineData("Parsing", "enum DataKind", "1: 'DataKind'")]
    [InlineData("Parsing", "abstract class PageBase", "1: 'PageBase'")]
    public void Source_ThatBreaksARule_IsTold(string folder, string text, string expected) =>
        Assert.StartsWith($"src/KnowledgeBase/{folder}/X.cs:{expected}", Assert.Single(Problems($"src/KnowledgeBase/{folder}/X.cs", text)), StringComparison.Ordinal);

    [Theory]
    [InlineData("src/KnowledgeBase/Rendering/X.cs", "using Scriban.Parsing;\nusing KnowledgeBase.Model;\nusing System.Diagnostics;")]
    [InlineData("src/KnowledgeBase/Rendering/X.cs", "// see KnowledgeBase.Parsing\nvar x = $\"class PageManager {Markdig.X}\"; /* using Markdig; */ // class PageInfo")]
    [InlineData("src/KnowledgeBase/Rendering/X.cs", "var x = \"\"\"\n  class \"PageManager\"\n  \"\"\"; var y = @\"\\\"; var z = '\"';")]
    [InlineData("src/KnowledgeBase/Parsing/X.cs", "class BasePath; class Database; var model = page.Planning.Title; var code = process.ExitCode;")]
    [InlineData("src/KnowledgeBase/X.cs", "using KnowledgeBase.Parsing;\nusing KnowledgeBase.Planning;")]
    [InlineData("src/KnowledgeBase.Cli/X.cs", "using KnowledgeBase.Parsing;\nusing System.CommandLine;\nBuildOptions options;")]
    [InlineData("tests/KnowledgeBase.Tests/X.cs", "using Markdig;\nusing KnowledgeBase.Parsing;")]
    public void Source_ThatKeepsTheRules_IsNotTold(string path, string text) => Assert.Empty(Problems(path, text));

    [Fact]
    public void Source_ThatIsTooLong_IsTold() =>
        Assert.StartsWith("tests/X.cs:301: ", Assert.Single(Problems("tests/X.cs", string.Concat(Enumerable.Repeat("// line\n", LongestFile + 1)))), StringComparison.Ordinal);

    [Theory]
    [InlineData("<Import Project=\"/opt/build/x.props\" />", true)]
    [InlineData("\n<OutputPath>C:\\out</OutputPath>", true)]
    [InlineData("<add value='file:///srv/packages' />", true)]
    [InlineData("<X Condition=\"Exists('/usr/bin/cc')\" />", false)]
    [InlineData("<RestoreSources>https://example.org/a;../b;$(MSBuildThisFileDirectory)c</RestoreSources>\n<X Include=\"../../templates/**/*\" />", false)]
    public void ProjectFile_WithAPlaceOnAMachine_IsTold(string text, bool isTold) =>
        Assert.Equal(isTold, MachinePaths("X.csproj", text).Any(problem => problem.StartsWith($"X.csproj:{text.Split('\n').Length}: ", StringComparison.Ordinal)));

    private static IEnumerable<string> Problems(string path, string text)
    {
        var lines = text.TrimEnd('\n').Split('\n').Length;
        if (lines > LongestFile) yield return $"{path}:{lines}: more than {LongestFile} lines; split the file where it changes its subject";
        var code = CodeOf(text);
        var wrongUses = path.StartsWith("src/", StringComparison.Ordinal) ? FoldersUsed(path, code).Concat(PackagesUsed(path, code)).Concat(DiskUses(path, code)) : [];
        foreach (var problem in wrongUses.Concat(EmptyNames(path, code))) yield return problem;
    }

    private static IEnumerable<string> FoldersUsed(string path, string code)
    {
        var folder = FolderOf(path);
        if (folder is "" or "Cli") yield break;
        var isStage = Stages.Contains(folder);
        if (!isStage && !Ground.Contains(folder))
            yield return $"{path}:1: the folder {folder} is neither ground nor stage; put the file where its subject lives, or name the new stage in ARCHITECTURE.md and here";

        foreach (Match use in FolderUse().Matches(code))
        {
            var used = use.Groups["folder"].Value;
            // Each part of the ground may use those before it.
            var isAllowed = used == folder || (Ground.Contains(used) && (isStage || Array.IndexOf(Ground, used) < Array.IndexOf(Ground, folder)));
            if (!isAllowed) yield return $"{At(path, code, use)}: {folder} uses {used}; what both need is a noun: move it to {string.Join(", ", Ground)}, or let SiteBuild pass the value";
        }

        foreach (Match use in Regex.Matches(code, $@"(?<![\w.])(?:{string.Join('|', RootTypes)})\b"))
            yield return $"{At(path, code, use)}: {folder} uses {use.Value}; the root puts stages in a row and no stage knows it: take what is needed of it as an argument";
    }

    private static IEnumerable<string> PackagesUsed(string path, string code) =>
        from package in PackageHomes
        where !package.Value.Contains(FolderOf(path))
        from Match use in Regex.Matches(code, $@"(?<![\w.]){Regex.Escape(package.Key)}\s*[.;]")
        select $"{At(path, code, use)}: {package.Key} belongs to {string.Join(" and ", package.Value)}; give them a function that does this, in our own types";

    private static IEnumerable<string> DiskUses(string path, string code) =>
        from Match use in DiskUse().Matches(code)
        where FolderOf(path) is not ("" or "Cli") && !FileHomes.Any(home => path.StartsWith($"src/KnowledgeBase/{home}", StringComparison.Ordinal))
        select $"{At(path, code, use)}: {FolderOf(path)} touches the disk; take what stands there as a value, or name the file in ARCHITECTURE.md and here";

    private static IEnumerable<string> EmptyNames(string path, string code) =>
        from Match type in TypeName().Matches(code)
        let name = type.Groups["name"].Value
        let words = Word().Matches(name).Select(word => word.Value).ToList()
        where words[^1] == "Base" || words.Any(word => EmptyWords.Contains(word) || EmptyWords.Contains(word.TrimEnd('s')))
        select $"{At(path, code, type)}: '{name}' does not say what it is; name it for what it makes or does";

    private static IEnumerable<string> MachinePaths(string path, string text) =>
        MachinePath().Matches(text).Select(place => $"{At(path, text, place)}: '{place.Value}' is a place on one machine; write it from the project's folder");

    /// <summary>The text with its comments and strings blanked: lines and columns stay.</summary>
    private static string CodeOf(string text) => NotCode().Replace(text, part => Letter().Replace(part.Value, " "));

    private static string At(string path, string text, Match match) => $"{path}:{text.AsSpan(0, match.Index).Count('\n') + 1}";

    private static string FolderOf(string path) => path.Split('/') switch
    {
        ["src", "KnowledgeBase.Cli", ..] => "Cli",
        ["src", "KnowledgeBase", var folder, _, ..] => folder,
        _ => "",
    };

    private static IEnumerable<string> Files(string folder, string kind) =>
        Directory.EnumerateFiles(Path.Combine(TestSite.Repository, folder), kind, folder.Length == 0 ? SearchOption.TopDirectoryOnly : SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(TestSite.Repository, file).Replace('\\', '/'))
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);

    private static string Read(string path) => File.ReadAllText(Path.Combine(TestSite.Repository, path)).ReplaceLineEndings("\n");

    /// <summary>By its full name, or as <c>Parsing.ThreadParser</c>, which every namespace of the library can see.</summary>
    [GeneratedRegex(@"\bKnowledgeBase\.(?<folder>Diagnostics|Model|Markup|[A-Z]\w*ing)\b|(?<![\w.])(?<folder>Diagnostics|Model|Markup|Parsing|Importing|Planning|Rendering|Indexing|Checking|Publishing)\.[A-Z]")]
    private static partial Regex FolderUse();

    [GeneratedRegex(@"\b(?:class|record|struct|enum|interface)\s+(?:struct\s+|class\s+)?(?<name>[A-Z]\w*)")]
    private static partial Regex TypeName();

    /// <summary>A property may be called File too: what counts is what is asked of it.</summary>
    [GeneratedRegex(@"(?<![\w.])(?:System\.IO\.)?(?:File|Directory)\.(?:Append|Copy|Create|Delete|Encrypt|Enumerate|Exists|Get|Move|Open|Read|Replace|Resolve|Set|Write)\w*|\bnew\s+(?:FileStream|FileInfo|DirectoryInfo)\b")]
    private static partial Regex DiskUse();

    [GeneratedRegex("[A-Z][a-z0-9]*|[a-z0-9_]+")]
    private static partial Regex Word();

    [GeneratedRegex("""(?s)\$*("{3,}).*?\1|(?:\$@|@\$?)"(?:[^"]|"")*"|\$?"(?:\\.|[^"\\\n])*"|'(?:\\.[^'\n]*|[^'\\\n])'|//[^\n]*|/\*.*?\*/""")]
    private static partial Regex NotCode();

    [GeneratedRegex(@"[^\n]")]
    private static partial Regex Letter();

    [GeneratedRegex("""(?<=["'>;=\s])/(?!usr/bin/)\w[^\s"'<;]*/[^\s"'<;]*|(?<![A-Za-z])[A-Za-z]:[\\/][^\s"'<;]*|file:[^\s"'<;]*""")]
    private static partial Regex MachinePath();
}

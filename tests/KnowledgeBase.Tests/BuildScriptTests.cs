using System.Management.Automation;
using System.Management.Automation.Language;
using System.Management.Automation.Runspaces;
using Xunit;

namespace KnowledgeBase.Tests;

/// <summary>
/// The real <c>build.ps1</c> in a real PowerShell engine. The <c>dotnet</c> it calls is a stand-in that notes its arguments
/// and folder: the tests cannot run the tests.
/// </summary>
public sealed class BuildScriptTests : IDisposable
{
    private const string Kb = "run --project src/KnowledgeBase.Cli -c Release --";
    private static readonly string Script = Path.Combine(TestSite.Repository, "build.ps1");

    /// <summary>A name that PowerShell would take for a pattern, were it not escaped.</summary>
    private readonly string _folder = Directory.CreateTempSubdirectory("kb script [1] ").FullName;

    private string StandIn => Path.Combine(_folder, OperatingSystem.IsWindows() ? "dotnet.cmd" : "dotnet");

    private string Calls => Path.Combine(_folder, "calls.txt");

    private string Folders => Path.Combine(_folder, "folders.txt");

    [Theory]
    [InlineData("restore", "restore KnowledgeBase.sln --locked-mode")]
    [InlineData("build", "build KnowledgeBase.sln -c Release --nologo")]
    [InlineData("test", "test --solution KnowledgeBase.sln -c Release")]
    [InlineData("site", $"{Kb} build --output site")]
    [InlineData("check", $"{Kb} check --output site")]
    [InlineData("bench", "run --project tests/KnowledgeBase.Benchmarks -c Release -- short")]
    public void Task_Run_CallsItsCommand(string task, string expected) =>
        Check(Run(Script, new() { ["Task"] = task }), exitCode: 0, expected);

    [Fact]
    public void NoTask_Run_DoesAllOfCiInOrder() => Check(
        Run(Script, []),
        exitCode: 0,
        "restore KnowledgeBase.sln --locked-mode",
        "build KnowledgeBase.sln -c Release --nologo",
        "test --solution KnowledgeBase.sln -c Release",
        $"{Kb} build --output site",
        $"{Kb} check --output site");

    [Fact]
    public void Parameters_Given_ReachTheCommandWhole() => Check(
        Run(Script, new() { ["Task"] = "site", ["Configuration"] = "Debug", ["Output"] = "my site", ["BaseUrl"] = "https://example.org/kb/" }),
        exitCode: 0,
        "run --project src/KnowledgeBase.Cli -c Debug -- build --output \"my site\" --base-url https://example.org/kb/");

    [Fact]
    public void Command_Shown_CanBeTypedAsItStands() =>
        Assert.Equal($"> dotnet {Kb} build --output 'Ann''s site'", Run(Script, new() { ["Task"] = "site", ["Output"] = "Ann's site" }).Output[0]);

    [Theory]
    [InlineData("restore", 1, 1)]
    [InlineData("build", 7, 2)]
    [InlineData("test", 2, 3)]
    [InlineData("-- build", 3, 4)]
    [InlineData("-- check", 130, 5)]
    public void FailingStep_Run_StopsThereWithItsExitCode(string failing, int code, int callsMade)
    {
        var (exitCode, calls, output) = Run(Script, [], failing, code);
        Assert.Equal((code, callsMade), (exitCode, calls.Count));
        Assert.EndsWith($"failed with exit code {code}", output[^1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Task", "nonsense")]
    [InlineData("Configuration", "Fast")]
    [InlineData("Output", "")]
    [InlineData("Nonsense", "x")]
    public void WrongParameter_Run_IsRefusedBeforeAnyStep(string name, string value)
    {
        Assert.ThrowsAny<RuntimeException>(() => Run(Script, new() { [name] = value }));
        Assert.False(File.Exists(Calls));
    }

    [Fact]
    public void AnyFolder_Run_WorksInTheScriptsFolderAndComesBack()
    {
        var copy = Path.Combine(_folder, "build.ps1");
        File.Copy(Script, copy);
        foreach (var (failing, code) in new[] { ("", 0), ("test", 5) })
        {
            using var shell = Open(failing, code);
            shell.AddCommand(copy).Invoke();
            Assert.Equal([.. Enumerable.Repeat(Path.GetFileName(_folder), code == 0 ? 5 : 3)], File.ReadAllLines(Folders).Select(Path.GetFileName));
            Assert.Equal(Path.GetTempPath().TrimEnd('/', '\\'), Ask(shell, "$ExecutionContext.SessionState.Path.CurrentLocation.Path").ToString());
            File.Delete(Folders);
        }
    }

    [Fact]
    public void ScriptText_Run_WorksInTheCurrentFolder()
    {
        using var shell = Open();
        GoTo(shell, _folder);
        shell.AddScript(File.ReadAllText(Script)).AddParameter("Task", "build").Invoke();
        Assert.Empty(shell.Streams.Error);
        Assert.Equal(Path.GetFileName(_folder), Path.GetFileName(Assert.Single(File.ReadAllLines(Folders))));
    }

    [Fact]
    public void NoDotnet_Run_FailsInsteadOfGoingOn()
    {
        using var shell = Open();
        shell.AddScript("function global:dotnet { & no-such-program-anywhere }").Invoke();
        shell.Commands.Clear();
        var problem = Assert.ThrowsAny<RuntimeException>(() => shell.AddCommand(Script).Invoke());
        Assert.Contains("no-such-program-anywhere", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Script_Source_IsExplainedAndNeedsNoCmdlet()
    {
        var script = Parser.ParseFile(Script, out _, out var mistakes);
        Assert.Empty(mistakes);
        var help = script.GetHelpContent();
        Assert.NotEmpty(help.Synopsis);
        Assert.Equal(script.ParamBlock.Parameters.Select(p => p.Name.VariablePath.UserPath.ToUpperInvariant()).Order(), help.Parameters.Keys.Order());
        var commands = script.FindAll(part => part is CommandAst, searchNestedScriptBlocks: true).Cast<CommandAst>();
        Assert.All(commands, command => Assert.Equal("dotnet", command.GetCommandName()));
    }

    /// <summary>The one test with the real <c>dotnet</c>. It builds as the tests were built, so there is nothing to compile.</summary>
    [Fact]
    public void SiteTask_WithTheRealProgram_MakesTheSite()
    {
        var configuration = AppContext.BaseDirectory.Contains($"{Path.DirectorySeparatorChar}Release{Path.DirectorySeparatorChar}", StringComparison.Ordinal) ? "Release" : "Debug";
        var output = Path.Combine(_folder, "site");
        using var shell = Open(withStandIn: false);
        shell.AddCommand(Script).AddParameters(new Dictionary<string, string> { ["Task"] = "site", ["Configuration"] = configuration, ["Output"] = output });
        var said = string.Join('\n', shell.Invoke());
        Assert.Equal((0, said), (Ask(shell, "$LASTEXITCODE"), said));
        Assert.True(File.Exists(Path.Combine(output, "index.html")), said);
    }

    private static void Check((int ExitCode, List<string> Calls, List<string> Output) run, int exitCode, params string[] calls)
    {
        Assert.Equal(calls, run.Calls);
        Assert.Equal(exitCode, run.ExitCode);
        Assert.Equal(calls.Length, run.Output.Count(line => line.StartsWith("> dotnet ", StringComparison.Ordinal)));
    }

    private (int ExitCode, List<string> Calls, List<string> Output) Run(string script, Dictionary<string, string> parameters, string failing = "", int code = 0)
    {
        using var shell = Open(failing, code);
        shell.AddCommand(script).AddParameters(parameters);
        var output = shell.Invoke().Select(line => line.ToString()).ToList();
        Assert.Empty(shell.Streams.Error);
        return ((int)Ask(shell, "$LASTEXITCODE"), [.. File.ReadAllLines(Calls)], output);
    }

    /// <summary>An engine whose current folder is not the repository.</summary>
    private PowerShell Open(string failing = "", int code = 0, bool withStandIn = true)
    {
        var shell = PowerShell.Create(InitialSessionState.CreateDefault2());
        GoTo(shell, Path.GetTempPath());
        if (!withStandIn) return shell;
        WriteStandIn(failing, code);
        // A function of the engine, not a change of PATH: the environment belongs to the whole process, other tests included.
        shell.AddScript($"function global:dotnet {{ & '{StandIn}' @args }}").Invoke();
        shell.Commands.Clear();
        return shell;
    }

    private static void GoTo(PowerShell shell, string folder)
    {
        shell.AddScript("$ExecutionContext.SessionState.Path.SetLocation([WildcardPattern]::Escape($args[0])) > $null").AddArgument(folder).Invoke();
        shell.Commands.Clear();
    }

    private static object Ask(PowerShell shell, string expression)
    {
        shell.Commands.Clear();
        return shell.AddScript(expression).Invoke()[0].BaseObject;
    }

    /// <summary>Notes its folder and its arguments, those with a space in quotes; fails where the arguments hold <paramref name="failing"/>.</summary>
    private void WriteStandIn(string failing, int code)
    {
        if (OperatingSystem.IsWindows())
        {
            var check = failing.Length == 0 ? "" : $"@echo %*| findstr /B /C:\"{failing}\" /C:\"run --project src/KnowledgeBase.Cli -c Release {failing}\" >nul && exit /b {code}\r\n";
            File.WriteAllText(StandIn, $"@cd>>\"{Folders}\"\r\n@echo %*>>\"{Calls}\"\r\n{check}@exit /b 0\r\n");
            return;
        }

        File.WriteAllText(StandIn, $$"""
            #!/bin/sh
            pwd >> '{{Folders}}'
            line=
            for a; do case "$a" in *' '*) a="\"$a\"";; esac; line="$line${line:+ }$a"; done
            echo "$line" >> '{{Calls}}'
            case "$line" in '{{failing}} '* | *' {{failing}} '*) exit {{code}};; esac
            """);
        File.SetUnixFileMode(StandIn, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}

using System.Management.Automation;
using System.Management.Automation.Runspaces;
using Xunit;

namespace KnowledgeBase.Tests;

/// <summary>
/// The real <c>build.ps1</c> in a real PowerShell engine. The <c>dotnet</c> it calls is a stand-in that notes its arguments:
/// the tests cannot run the tests.
/// </summary>
public sealed class BuildScriptTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("kb-script-").FullName;

    [Theory]
    [InlineData("restore", "restore KnowledgeBase.sln --locked-mode")]
    [InlineData("build", "build KnowledgeBase.sln -c Release --nologo")]
    [InlineData("test", "test --solution KnowledgeBase.sln -c Release")]
    [InlineData("site", "build KnowledgeBase.sln -c Release --nologo", "run --no-build --project src/KnowledgeBase.Cli -c Release -- build --output site")]
    [InlineData("check", "build KnowledgeBase.sln -c Release --nologo", "run --no-build --project src/KnowledgeBase.Cli -c Release -- check --output site")]
    [InlineData("bench", "run --project tests/KnowledgeBase.Benchmarks -c Release -- short")]
    public void Task_Run_CallsItsCommands(string task, params string[] expected)
    {
        var (exitCode, calls, _) = Run(new() { ["Task"] = task });
        Assert.Equal(0, exitCode);
        Assert.Equal(expected, calls);
    }

    [Fact]
    public void NoTask_Run_DoesAllOfCi()
    {
        var (exitCode, calls, _) = Run([]);
        Assert.Equal(0, exitCode);
        Assert.Equal(["restore", "build", "test", "run", "run"], calls.Select(call => call.Split(' ')[0]));
        Assert.EndsWith("-- build --output site", calls[3], StringComparison.Ordinal);
        Assert.EndsWith("-- check --output site", calls[4], StringComparison.Ordinal);
    }

    [Fact]
    public void Parameters_Given_ReachTheCommands()
    {
        var (_, calls, _) = Run(new() { ["Task"] = "site", ["Configuration"] = "Debug", ["Output"] = "out", ["BaseUrl"] = "https://example.org/kb/" });
        Assert.Equal("run --no-build --project src/KnowledgeBase.Cli -c Debug -- build --output out --base-url https://example.org/kb/", calls[1]);
    }

    [Theory]
    [InlineData("build", 7, 2)]
    [InlineData("test", 2, 3)]
    [InlineData("restore", 1, 1)]
    public void FailingStep_Run_StopsThereWithItsExitCode(string step, int code, int callsMade)
    {
        var (exitCode, calls, output) = Run([], failing: step, code);
        Assert.Equal(code, exitCode);
        Assert.Equal(callsMade, calls.Count);
        Assert.Contains(output, line => line.Contains($"failed with exit code {code}", StringComparison.Ordinal));
    }

    [Fact]
    public void UnknownTask_Run_IsRefused() =>
        Assert.ThrowsAny<RuntimeException>(() => Run(new() { ["Task"] = "nonsense" }));

    private (int ExitCode, List<string> Calls, List<string> Output) Run(Dictionary<string, string> parameters, string failing = "", int code = 0)
    {
        var log = Path.Combine(_folder, "calls.txt");
        WriteStandIn(log, failing, code);
        using var runspace = RunspaceFactory.CreateRunspace(InitialSessionState.CreateDefault2());
        runspace.Open();
        using var shell = PowerShell.Create(runspace);
        // A function of the engine, not a change of PATH: the environment belongs to the whole process, other tests included.
        shell.AddScript($"function global:dotnet {{ & '{StandIn}' @args }}").Invoke();
        shell.Commands.Clear();
        shell.AddCommand(Path.Combine(TestSite.Repository, "build.ps1")).AddParameters(parameters);
        var output = shell.Invoke().Select(line => line.ToString()).ToList();
        Assert.Empty(shell.Streams.Error);
        shell.Commands.Clear();
        var exitCode = (int)shell.AddScript("$LASTEXITCODE").Invoke()[0].BaseObject;
        return (exitCode, File.Exists(log) ? [.. File.ReadAllLines(log)] : [], output);
    }

    private string StandIn => Path.Combine(_folder, OperatingSystem.IsWindows() ? "dotnet.cmd" : "dotnet");

    private void WriteStandIn(string log, string failing, int code)
    {
        if (OperatingSystem.IsWindows())
        {
            File.WriteAllText(StandIn, $"@echo %*>>\"{log}\"\r\n@if \"%1\"==\"{failing}\" exit /b {code}\r\n@exit /b 0\r\n");
            return;
        }

        File.WriteAllText(StandIn, $"#!/bin/sh\necho \"$@\" >> '{log}'\nif [ \"$1\" = '{failing}' ]; then exit {code}; fi\nexit 0\n");
        File.SetUnixFileMode(StandIn, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}

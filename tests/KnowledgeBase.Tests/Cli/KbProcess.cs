using System.Diagnostics;

namespace KnowledgeBase.Tests.Cli;

/// <summary>The program <c>kb</c> as a process of its own.</summary>
internal static class KbProcess
{
    /// <summary>A published program to try in place of the one that was built with the tests: <c>KB_PROGRAM=/path/to/kb</c>.</summary>
    private static string? Published => Environment.GetEnvironmentVariable("KB_PROGRAM");

    public static Process Start(string folder, params IEnumerable<string> arguments) => Start(folder, arguments, []);

    public static Process Start(string folder, IEnumerable<string> arguments, params ReadOnlySpan<(string Name, string Value)> variables)
    {
        var start = new ProcessStartInfo(Published ?? "dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder };
        if (Published is null) start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "kb.dll"));
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        foreach (var (name, value) in variables) start.Environment[name] = value;
        return Process.Start(start)!;
    }

    /// <summary>Runs it to its end; standard output comes before standard error.</summary>
    public static (int ExitCode, string Output) Run(string folder, params IEnumerable<string> arguments)
    {
        using var process = Start(folder, arguments);
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output.Replace("\r\n", "\n", StringComparison.Ordinal) + errors.Result);
    }
}

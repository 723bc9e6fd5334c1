using System.ComponentModel;
using System.Diagnostics;

namespace KnowledgeBase.Tests;

/// <summary>Tools from npm: a folder beside the tests that says which, and what they print.</summary>
internal static class NpmFolder
{
    /// <summary>The folder, with what its lock file names installed into it.</summary>
    public static string Installed(string name)
    {
        var folder = Path.Combine(AppContext.BaseDirectory, name);
        if (!Directory.Exists(Path.Combine(folder, "node_modules"))) Succeed(folder, OperatingSystem.IsWindows() ? "npm.cmd" : "npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts");
        return folder;
    }

    public static string Succeed(string folder, string program, params string[] arguments)
    {
        var (code, output, errors) = Run(folder, program, arguments);
        return code == 0 ? output : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with exit code {code}:\n{output}\n{errors}");
    }

    public static (int Code, string Output, string Errors) Run(string folder, string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true })!;
            var errors = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return (process.ExitCode, output, errors.Result);
        }
        catch (Win32Exception problem)
        {
            throw new InvalidOperationException($"'{program}' cannot be started ({problem.Message}). Some tests judge pages with tools from elsewhere; install Node.js 22.19 or newer with npm, and Java 17 or newer.", problem);
        }
    }
}

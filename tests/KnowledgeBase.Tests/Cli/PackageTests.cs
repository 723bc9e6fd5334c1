using System.Diagnostics;
using Xunit;

namespace KnowledgeBase.Tests.Cli;

/// <summary>The tool package, as its users get it: packed, installed from a folder, run where there are no templates.</summary>
public sealed class PackageTests
{
    [Fact]
    public void Pack_InstalledFromAFolder_GivesKb()
    {
        using var site = TestSite.Of(("threads/a.md", "---\ntitle: Title\n---\n\n## Question by jo on 2020-01-01\n\nText.\n"));
        var home = Path.GetFullPath(Path.Combine(site.Content, ".."));
        var packages = Path.Combine(home, "packages");
        // What the tests were built with is packed as it is.
        var configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
        Dotnet(home, "pack", Path.Combine(TestSite.Repository, "src", "KnowledgeBase.Cli"), "--no-build", "-c", configuration, "-o", packages);
        using (var package = System.IO.Compression.ZipFile.OpenRead(Assert.Single(Directory.GetFiles(packages))))
        {
            var files = package.Entries.Select(entry => entry.FullName).ToList();
            Assert.Contains("LICENSE", files);
            Assert.Contains("card-letters-license.txt", files);
            foreach (var runtime in (string[])["linux-x64", "linux-musl-arm64", "osx-arm64", "win-x64"]) Assert.Contains(files, file => file.Contains($"/runtimes/{runtime}/native/", StringComparison.Ordinal));
            Assert.DoesNotContain(files, file => file.Contains("/android-", StringComparison.Ordinal) || file.Contains("/ios", StringComparison.Ordinal) || file.Contains("-s390x/", StringComparison.Ordinal));
        }

        File.WriteAllText(Path.Combine(home, "nuget.config"), "<configuration><packageSources><clear /><add key=\"here\" value=\"packages\" /></packageSources></configuration>");

        Dotnet(home, "tool", "install", "ForumKnowledgeBase", "--tool-path", "tools", "--configfile", "nuget.config");

        var (exitCode, output) = Run(home, Path.Combine(home, "tools", "kb"), "build");
        Assert.True(exitCode == 0, output);
        Assert.Contains("Text.", site.Read("threads/a/index.html"), StringComparison.Ordinal);
    }

    /// <summary>It takes minutes, so it runs when asked for: <c>-explicit only</c>.</summary>
    [Fact(Explicit = true)]
    public void Publish_ForThisMachine_MakesTheSameSite()
    {
        using var site = TestSite.Of();
        var program = Path.GetFullPath(Path.Combine(site.Content, "..", "program"));
        Dotnet(TestSite.Repository, "publish", Path.Combine("src", "KnowledgeBase.Cli"), "-c", "Release", "-r", System.Runtime.InteropServices.RuntimeInformation.RuntimeIdentifier, "-o", program);

        string[] arguments = ["build", "--content", Path.Combine(TestSite.Repository, "content"), "--templates", site.Templates, "--output", site.Output];
        var (exitCode, output) = Run(site.Content, Path.Combine(program, "kb"), arguments);
        Assert.True(exitCode == 0, output);
        Assert.Equal(0, KbProcess.Run(site.Content, [.. arguments[..^1], "expected"]).ExitCode);
        Assert.Equal(TestSite.Tree(Path.Combine(site.Content, "expected")), site.Files());
    }

    private static void Dotnet(string folder, params IEnumerable<string> arguments)
    {
        var (exitCode, output) = Run(folder, "dotnet", arguments);
        Assert.True(exitCode == 0, output);
    }

    private static (int ExitCode, string Output) Run(string folder, string program, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder };
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        // No compiler or build server may outlive the test.
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + errors.Result);
    }
}

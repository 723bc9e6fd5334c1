using System.Diagnostics;
using System.Globalization;
using KnowledgeBase.Publishing;
using Xunit;

namespace KnowledgeBase.Tests.Cli;

/// <summary>Ctrl-C in the middle of a build: exit code 130, the old site as it was, and nothing left beside it.</summary>
public sealed class InterruptTests
{
    private const string Stopping = "kb: stopping and cleaning up; once more ends it at once";

    public InterruptTests() => Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows sends Ctrl-C to whole consoles, the test's own among them");

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Build_Interrupted_LeavesTheOldSite()
    {
        using var site = TestSite.Of();
        for (var i = 0; i < 400; i++) site.Write($"threads/t{i}.md", Thread("before"));
        Assert.True(site.Build().IsPublished);
        var before = site.Files();
        for (var i = 0; i < 400; i++) site.Write($"threads/t{i}.md", Thread("after"));

        var root = Path.GetDirectoryName(site.Content)!;
        var staged = new TaskCompletionSource();
        using var watcher = new FileSystemWatcher(root) { IncludeSubdirectories = true, EnableRaisingEvents = true };
        watcher.Created += (_, change) =>
        {
            if (change.Name?.Contains("staging", StringComparison.Ordinal) == true) staged.TrySetResult();
        };

        using var build = KbProcess.Start(root, "build");
        await staged.Task.WaitAsync(TimeSpan.FromMinutes(2), Cancelled);
        await SignalAsync(build, "INT");

        var (errors, output) = (build.StandardError.ReadToEndAsync(Cancelled), build.StandardOutput.ReadToEndAsync(Cancelled));
        await build.WaitForExitAsync(Cancelled);
        Assert.Equal($"{Stopping}\nkb: interrupted; the site is as it was\n", await errors);
        Assert.Equal("", await output);
        Assert.Equal(130, build.ExitCode);
        Assert.Equal(before, site.Files());
        Assert.Equal(["lock", "manifest", "store"], Directory.EnumerateFileSystemEntries(Path.Combine(root, ".site.kb")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    /// <summary>Ctrl-C is how a server ends, whatever it does just then; of a build that is an interruption.</summary>
    [Theory]
    [InlineData("serve", "INT", 0)]
    [InlineData("serve", "TERM", 0)]
    [InlineData("build", "TERM", 130)]
    public async Task Signal_InTheFirstBuild_IsToldAndEndsIt(string command, string signal, int exitCode)
    {
        using var site = TestSite.Of(("threads/a.md", Thread("t")));
        using var other = SitePublisher.Open(site.Output, cancellation: Cancelled).Value;
        using var kb = KbProcess.Start(Path.GetDirectoryName(site.Content)!, command == "serve" ? [command, "--port", "0"] : [command]);
        Assert.Contains("waiting for it", await kb.StandardError.ReadLineAsync(Cancelled), StringComparison.Ordinal);
        await SignalAsync(kb, signal);
        Assert.Equal(Stopping, await kb.StandardError.ReadLineAsync(Cancelled));
        await kb.WaitForExitAsync(Cancelled).WaitAsync(TimeSpan.FromMinutes(1), Cancelled);
        Assert.Equal(exitCode, kb.ExitCode);
    }

    /// <summary>A pipe that nobody writes to holds the program where it hears of no wish to stop.</summary>
    [Fact]
    public async Task SecondSignal_EndsTheProgramAtOnce()
    {
        using var site = TestSite.Of();
        var root = Path.GetDirectoryName(site.Content)!;
        using (var pipe = Process.Start("mkfifo", [Path.Combine(root, "Posts.xml")])) await pipe.WaitForExitAsync(Cancelled);
        using var kb = KbProcess.Start(root, "import", "stackexchange", "Posts.xml", "--source", "https://superuser.com/");
        // Its ledger is there: it is about to read.
        while (!kb.HasExited && !Directory.Exists(Path.Combine(site.Content, "imports"))) await Task.Delay(20, Cancelled);
        await SignalAsync(kb, "INT");
        Assert.Equal(Stopping, await kb.StandardError.ReadLineAsync(Cancelled));
        await Task.Delay(500, Cancelled);
        Assert.False(kb.HasExited);
        await SignalAsync(kb, "INT");
        Assert.Equal("kb: ended at once; the next run cleans up\n", await kb.StandardError.ReadToEndAsync(Cancelled));
        await kb.WaitForExitAsync(Cancelled).WaitAsync(TimeSpan.FromMinutes(1), Cancelled);
        Assert.Equal(130, kb.ExitCode);
    }

    private static async Task SignalAsync(Process process, string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync(Cancelled);
    }

    private static string Thread(string word) => $"---\ntitle: {word}\n---\n\n## Question\n\n{word}\n\n## Answer\n\n1. one\n2. two\n";
}

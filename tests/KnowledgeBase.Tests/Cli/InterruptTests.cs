using System.Diagnostics;
using System.Globalization;
using Xunit;

namespace KnowledgeBase.Tests.Cli;

/// <summary>Ctrl-C in the middle of a build: exit code 130, the old site as it was, and nothing left beside it.</summary>
public sealed class InterruptTests
{
    [Fact]
    public async Task Build_Interrupted_LeavesTheOldSite()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows sends Ctrl-C to whole consoles, the test's own among them");
        var cancelled = TestContext.Current.CancellationToken;
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
        await staged.Task.WaitAsync(TimeSpan.FromMinutes(2), cancelled);
        using (var signal = Process.Start("kill", ["-INT", build.Id.ToString(CultureInfo.InvariantCulture)])) await signal.WaitForExitAsync(cancelled);

        var (errors, output) = (build.StandardError.ReadToEndAsync(cancelled), build.StandardOutput.ReadToEndAsync(cancelled));
        await build.WaitForExitAsync(cancelled);
        Assert.Equal("kb: interrupted; the site is as it was\n", await errors);
        Assert.Equal("", await output);
        Assert.Equal(130, build.ExitCode);
        Assert.Equal(before, site.Files());
        Assert.Equal(["lock", "manifest", "store"], Directory.EnumerateFileSystemEntries(Path.Combine(root, ".site.kb")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    private static string Thread(string word) => $"---\ntitle: {word}\n---\n\n## Question\n\n{word}\n\n## Answer\n\n1. one\n2. two\n";
}

using System.Diagnostics;
using System.Globalization;
using Xunit;

namespace KnowledgeBase.Tests.Cli;

/// <summary>R2: builds killed at any moment, full and incremental; after the next command the site is whole, with the bytes of a clean build.</summary>
public sealed class KillTests
{
    /// <summary>A few in every run; <c>KB_KILLS=100</c> for a long one.</summary>
    private static int Kills => int.Parse(Environment.GetEnvironmentVariable("KB_KILLS") ?? "6", CultureInfo.InvariantCulture);

    [Fact]
    public void Build_KilledAtAnyMoment_IsWholeAfterTheNextCommand()
    {
        using var site = TestSite.Of();
        for (var i = 0; i < 150; i++) site.Write($"threads/t{i}.md", Thread(i, 0));
        var random = new Random(Kills);
        for (var kill = 1; kill <= Kills; kill++)
        {
            // Every third build is a full one; the others change some threads, drop one and bring it back.
            if (kill % 3 == 0 && Directory.Exists(site.Output)) Directory.Delete(site.Output, recursive: true);
            for (var edit = 0; edit < 20; edit++) site.Write($"threads/t{random.Next(150)}.md", Thread(random.Next(1000), kill));
            if (kill % 2 == 0) File.Delete(Path.Combine(site.Content, "threads", $"t{random.Next(150)}.md"));

            using (var doomed = Start(site))
            {
                if (!doomed.WaitForExit(random.Next(150, 900))) doomed.Kill();
                doomed.WaitForExit();
            }

            using (var next = Start(site))
            {
                next.WaitForExit();
                Assert.Equal(0, next.ExitCode);
            }

            var clean = Path.Combine(site.Content, "..", $"clean{kill}");
            Assert.True(site.Build(options => options with { OutputFolder = clean }).IsPublished);
            Assert.Equal(TestSite.Tree(clean), site.Files());
            Directory.Delete(clean, recursive: true);
        }
    }

    private static string Thread(int number, int round) =>
        $"---\ntitle: Thread {number} in round {round}\ntags: [tag{number % 7}]\n---\n\n## Question by member{number % 11}\n\n{new string('x', number)} word\n\n## Answer\n\n1. one\n2. two\n";

    private static Process Start(TestSite site)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Path.GetDirectoryName(site.Content)! };
        foreach (var argument in (string[])[Path.Combine(AppContext.BaseDirectory, "kb.dll"), "build", "--quiet"]) start.ArgumentList.Add(argument);
        return Process.Start(start)!;
    }
}

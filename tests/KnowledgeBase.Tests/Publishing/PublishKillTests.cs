using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text;
using KnowledgeBase.Model;
using KnowledgeBase.Publishing;
using Xunit;

namespace KnowledgeBase.Tests.Publishing;

/// <summary>R2: a build is killed, for good and at any moment; the next command makes the site whole, old or new.</summary>
public sealed class PublishKillTests : PublishTests
{
    private const string Child = "KB_TEST_PUBLISH_UNTIL_KILLED";
    private const int Kills = 50, Pages = 660;

    // Three sites of about 2,000 files. From 0 to 1 few files change, from 1 to 2 and from 2 to 0 nearly all, and paths
    // turn from files into folders and back.
    private static readonly Dictionary<string, byte[]>[] Sites = [Make(0, "a"), Make(1, "a"), Make(2, "b")];

    // With a stranger's file in it, the folder 'threads' cannot come whole: then each file is moved.
    [Theory]
    [InlineData("threads/0/mine.txt")]
    [InlineData("mine/mine.txt")]
    public void Publish_KilledAtAnyMoment_TheNextCommandMakesTheSiteWhole(string stranger)
    {
        Assert.SkipUnless(System.IO.File.Exists(Program), $"the tests do not run as a program of their own: no {Program}");
        Publish(0);
        Write($"site/{stranger}", "foreign");
        var (untouched, torn, finished) = (0, 0, 0);
        var random = new Random(7);

        // On a busy machine the kills may all come at one stage; then there are more of them.
        for (var kill = 0; kill < Kills || ((untouched == 0 || torn == 0) && kill < 10 * Kills); kill++)
        {
            // Half of the kills are aimed at the commit, which is short.
            KillWhilePublishing(next: random.Next(Sites.Length), atCommit: kill % 4 < 2, random);
            if (System.IO.File.Exists(Journal)) torn++;
            else if (Directory.Exists(Path.Join(State, "staging"))) untouched++;
            else finished++;

            // Now and then the next build is the one to heal, and is killed at that.
            if (kill % 3 == 0) continue;
            Open(Site).Dispose();

            WholeSite();
            CheckClean();
            Assert.Equal("foreign", System.IO.File.ReadAllText(Path.Join(Site, stranger)));
            if (kill % 10 == 0) Publish(random.Next(Sites.Length));
        }

        // All states must have been met, or the test would prove nothing.
        TestContext.Current.SendDiagnosticMessage($"killed before the commit {untouched}, within {torn}, between builds {finished}");
        Assert.True(untouched > 0 && torn > 0, $"killed before the commit {untouched}, within {torn}, between builds {finished}");
    }

    private string Journal => Path.Join(State, "journal");

    private static string Program => Path.Join(AppContext.BaseDirectory, "KnowledgeBase.Tests" + (OperatingSystem.IsWindows() ? ".exe" : ""));

    /// <summary>The child: this very program, taken over before xunit starts, publishes one site after the other until it is killed.</summary>
    [ModuleInitializer]
    internal static void PublishUntilKilled()
    {
        if (Environment.GetEnvironmentVariable(Child)?.Split('|') is not [var site, var start]) return;
        // If the tests themselves are stopped, their end of the pipe closes.
        new Thread(() => Environment.Exit(Console.In.Read())) { IsBackground = true }.Start();
        Console.WriteLine("ready");
        for (var next = int.Parse(start); ; next++) PublishTo(site, Sites[next % Sites.Length]);
    }

    private void KillWhilePublishing(int next, bool atCommit, Random random)
    {
        var start = new ProcessStartInfo(Program) { RedirectStandardInput = true, RedirectStandardOutput = true };
        start.Environment[Child] = $"{Site}|{next}";
        using var process = Process.Start(start)!;
        Assert.Equal("ready", process.StandardOutput.ReadLine());
        var clock = Stopwatch.StartNew();
        while (atCommit && !System.IO.File.Exists(Journal))
        {
            Assert.True(clock.Elapsed < TimeSpan.FromMinutes(1) && !process.HasExited);
            Thread.Sleep(1);
        }

        Thread.Sleep((int)(random.NextDouble() * random.Next(0, atCommit ? 25 : 500)));
        process.Kill();
        process.WaitForExit();
        Assert.Equal("", process.StandardOutput.ReadToEnd());
    }

    private void Publish(int number)
    {
        PublishTo(Site, Sites[number]);
        Assert.Equal(number, WholeSite());
    }

    private static void PublishTo(string folder, Dictionary<string, byte[]> site)
    {
        using var publisher = SitePublisher.Open(folder).Value!;
        site.AsParallel().ForAll(file => publisher.Add(new OutputFile(file.Key, file.Value)));
        if (publisher.Publish() is { Value: null } refused) throw new InvalidOperationException(refused.Diagnostics[0].ToString());
    }

    /// <summary>Which of the sites stands there, to the byte, with its list and the foreign files, and nothing else.</summary>
    private int WholeSite()
    {
        var there = Directory.EnumerateFiles(Site, "*", SearchOption.AllDirectories)
            .ToDictionary(full => Path.GetRelativePath(Site, full).Replace('\\', '/'), System.IO.File.ReadAllBytes);
        foreach (var stranger in there.Keys.Where(path => path.EndsWith("mine.txt", StringComparison.Ordinal)).ToList()) there.Remove(stranger);
        Assert.True(there.Remove(".kb-site", out var list));
        var paths = there.Keys.Order(StringComparer.Ordinal);
        Assert.Equal($"kb-site 1 {there.Count}\n{string.Concat(paths.Select(path => path + "\n"))}", Encoding.UTF8.GetString(list));
        Assert.DoesNotContain(Directory.EnumerateDirectories(Site, "*", SearchOption.AllDirectories), OnDisk.IsEmptyFolder);
        var number = Array.FindIndex(Sites, site => site.Count == there.Count && site.All(file => there.TryGetValue(file.Key, out var bytes) && bytes.AsSpan().SequenceEqual(file.Value)));
        Assert.True(number >= 0, "a mix of sites");
        return number;
    }

    private static Dictionary<string, byte[]> Make(int number, string text)
    {
        var site = new Dictionary<string, byte[]>();
        for (var n = 0; n < Pages; n++)
        {
            Add($"threads/{n}/index.html", $"page {n} {text}");
            Add($"threads/{n}/index.html.md", $"twin {n} {(n % 100 == number ? number : 0)}");
            Add($"threads/{(n < 20 ? n + number * 1000 : n)}/index.json", $"nodes {n}");
        }

        Add("index.html", $"home {number}");
        Add(number == 0 ? "tags" : "tags/a/index.html", "turns");
        Add(number == 2 ? "authors" : "authors/a/index.html", "turns");
        Add($"Assets/{(number == 1 ? "Site.css" : "site.css")}", "turns");
        return site;

        void Add(string path, string start) => site.Add(path, Encoding.UTF8.GetBytes(start + new string('.', 3000)));
    }
}

using System.Diagnostics;
using System.Globalization;

namespace KnowledgeBase.Benchmarks;

/// <summary>Two ways to build the same corpus, in turns on the same machine: two versions of kb, or kb and what somebody would use instead. What counts is the ratio.</summary>
internal static class Pairs
{
    private const int Runs = 5;

    private static int _edits;

    /// <param name="one">The program <c>kb</c> of one version, published; <paramref name="other"/> that of the other.</param>
    public static void CompareVersions(string one, string other, int threads) => InFolder(threads, root =>
    {
        var content = Path.Combine(root, "content");
        Contender Version(string name, string program) => new(name, Path.Combine(root, name), [(program, ["build", "--content", content, "--output", Path.Combine(root, name)])]);
        var (a, b) = (Version("one", one), Version("other", other));
        Print(threads, "full", a, b, contender => WholeBuild.Forget(contender.Output));
        Print(threads, "no change", a, b, _ => { });
        Print(threads, "one edit", a, b, _ => { }, () => EditThread(content, threads));
    });

    /// <summary>
    /// Beside a site generator and a search tool on top, <c>hugo</c> from the system's packages and <c>pagefind</c> from npm: with
    /// the least of layouts, and with what comes nearest to a site of kb.
    /// </summary>
    public static void CompareWithPeer(string kb, int threads) => InFolder(threads, root =>
    {
        var (content, ours) = (Path.Combine(root, "content"), Path.Combine(root, "ours"));
        Contender kbBuild = new("kb", ours, [(kb, ["build", "--content", content, "--output", ours, "--base-url", "https://example.org/"])]);
        foreach (var isWhole in (bool[])[false, true])
        {
            var (source, theirs) = (Path.Combine(root, isWhole ? "whole" : "least"), Path.Combine(root, "theirs"));
            HugoSite.Write(content, source, isWhole);
            Contender peer = new(
                $"hugo ({(isWhole ? "what comes nearest" : "the least")}) and pagefind", theirs,
                [("hugo", ["--source", source, "--destination", theirs, "--quiet"]), ("npx", ["--yes", "pagefind@1.6.0", "--site", theirs])]);
            Print(threads, "full", kbBuild, peer, contender => WholeBuild.Forget(contender.Output));
            foreach (var contender in (Contender[])[kbBuild, peer]) Console.WriteLine($"  {contender.Name}: {SizeOf(contender.Output)}");
        }

        string SizeOf(string site)
        {
            var files = new DirectoryInfo(site).GetFiles("*", SearchOption.AllDirectories);
            var search = files.Where(file => Path.GetRelativePath(site, file.FullName).Split(Path.DirectorySeparatorChar)[0] is "pagefind" or "search");
            return string.Create(CultureInfo.InvariantCulture, $"{files.Length} files, {files.Sum(file => file.Length) / 1e6:0.0} MB, of which the search {search.Sum(file => file.Length) / 1e6:0.00} MB");
        }
    });

    private static void InFolder(int threads, Action<string> measure)
    {
        var root = Directory.CreateTempSubdirectory("kb-pairs-").FullName;
        try
        {
            new Corpus(threads, seed: 1).WriteTo(Path.Combine(root, "content"));
            measure(root);
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    private static void Print(int threads, string name, Contender one, Contender other, Action<Contender> before, Action? beforeBoth = null)
    {
        var ratios = new List<double>();
        var (first, second) = (new List<double>(), new List<double>());
        for (var run = 0; run < Runs; run++)
        {
            beforeBoth?.Invoke();
            // In turns, and each in turn the first: what else the machine does hits both.
            var (a, b) = run % 2 == 0 ? (Run(one), Run(other)) : Swapped(Run(other), Run(one));
            first.Add(a);
            second.Add(b);
            ratios.Add(b / a);
        }

        ratios.Sort();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{threads} threads, {name}: {one.Name} {Median(first):0.00} s, {other.Name} {Median(second):0.00} s; ratio {ratios[Runs / 2]:0.00} ({ratios[0]:0.00} to {ratios[^1]:0.00})"));

        double Run(Contender contender)
        {
            before(contender);
            var clock = Stopwatch.StartNew();
            foreach (var (program, arguments) in contender.Commands) RunProgram(program, arguments);
            return clock.Elapsed.TotalSeconds;
        }
    }

    private static (double, double) Swapped(double a, double b) => (b, a);

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private static void RunProgram(string program, string[] arguments)
    {
        using var child = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var error = child.StandardError.ReadToEndAsync();
        child.StandardOutput.ReadToEnd();
        child.WaitForExit();
        if (child.ExitCode != 0) throw new InvalidOperationException($"{program} ended with exit code {child.ExitCode}: {error.Result}");
    }

    private static void EditThread(string content, int threads)
    {
        var path = Directory.GetFiles(Path.Combine(content, "threads"), "*.md", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ElementAt(threads / 3);
        File.AppendAllText(path, $"\n## Reply by member1\n\nEdit {_edits++}.\n");
        // A file as young as the build says nothing by its time; a moment later it does.
        File.SetLastWriteTimeUtc(path, TimeProvider.System.GetUtcNow().UtcDateTime.AddSeconds(-3));
    }

    /// <param name="Commands">One after the other.</param>
    private sealed record Contender(string Name, string Output, (string Program, string[] Arguments)[] Commands);
}

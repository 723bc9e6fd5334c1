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

    /// <summary>Beside a site generator and a search tool on top: <c>hugo</c> from the system's packages, <c>pagefind</c> from npm.</summary>
    public static void CompareWithPeer(string kb, int threads) => InFolder(threads, root =>
    {
        var (content, ours, theirs) = (Path.Combine(root, "content"), Path.Combine(root, "ours"), Path.Combine(root, "theirs"));
        WriteHugo(content, Path.Combine(root, "hugo"));
        Print(
            threads, "full", new("kb", ours, [(kb, ["build", "--content", content, "--output", ours])]),
            new("hugo and pagefind", theirs, [("hugo", ["--source", Path.Combine(root, "hugo"), "--destination", theirs, "--quiet"]), ("npx", ["--yes", "pagefind@1.6.0", "--site", theirs])]),
            contender => WholeBuild.Forget(contender.Output));
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

    /// <summary>The same threads with the least of layouts: a page for each, a list of all, a page for each tag.</summary>
    private static void WriteHugo(string content, string folder)
    {
        foreach (var inner in (string[])["content/threads", "layouts/_default", "layouts"]) Directory.CreateDirectory(Path.Combine(folder, inner));
        foreach (var file in Directory.EnumerateFiles(Path.Combine(content, "threads"), "*.md", SearchOption.AllDirectories)) File.Copy(file, Path.Combine(folder, "content", "threads", Path.GetFileName(file)));
        File.WriteAllText(Path.Combine(folder, "hugo.toml"), "baseURL = 'https://example.org/'\ntitle = 'Peer'\npaginate = 50\n[taxonomies]\ntag = 'tags'\n");
        File.WriteAllText(Path.Combine(folder, "layouts", "_default", "single.html"), "<!doctype html><html lang=en><title>{{ .Title }}</title><body data-pagefind-body><h1>{{ .Title }}</h1>{{ range .GetTerms \"tags\" }}<a href=\"{{ .RelPermalink }}\">{{ .Title }}</a> {{ end }}{{ .Content }}</body></html>\n");
        File.WriteAllText(Path.Combine(folder, "layouts", "_default", "list.html"), "<!doctype html><html lang=en><title>{{ .Title }}</title><body><h1>{{ .Title }}</h1><ul>{{ range .Paginator.Pages }}<li><a href=\"{{ .RelPermalink }}\">{{ .Title }}</a></li>{{ end }}</ul></body></html>\n");
    }

    /// <param name="Commands">One after the other.</param>
    private sealed record Contender(string Name, string Output, (string Program, string[] Arguments)[] Commands);
}

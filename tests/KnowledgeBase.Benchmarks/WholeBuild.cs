using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace KnowledgeBase.Benchmarks;

/// <summary>Whole builds of generated corpora, each in a process of its own, printed as one table: full, again with nothing changed, after an edit of one thread, after an edit that shows on every page.</summary>
internal static class WholeBuild
{
    private const int Runs = 3;

    /// <summary>From the repository's root, where the benchmarks are run.</summary>
    private const string History = "tests/KnowledgeBase.Benchmarks/history.tsv";

    private static int _edits;
    private static Process? _child;
    private static bool _isStopped;

    /// <param name="isRecorded">The figures are added to the history.</param>
    /// <returns>The exit code.</returns>
    public static int Compare(IReadOnlyList<int> sizes, bool isRecorded)
    {
        using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var ended = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        Console.WriteLine("| threads | build | seconds | peak MB | ms/thread | stages |");
        Console.WriteLine("|--:|---|--:|--:|--:|---|");
        foreach (var size in sizes)
        {
            var root = Directory.CreateTempSubdirectory("kb-bench-").FullName;
            try
            {
                new Corpus(size, seed: 1).WriteTo(Path.Combine(root, "content"));
                Print(size, "full", () => Forget(Path.Combine(root, "site")), root, isRecorded);
                Print(size, "no change", () => { }, root, isRecorded);
                Print(size, "one edit", () => EditThread(root, size), root, isRecorded);
                Print(size, "template edit", () => EditTemplate(root), root, isRecorded);
            }
            catch (OperationCanceledException)
            {
                return 130;
            }
            finally
            {
                Directory.Delete(root, recursive: true);
            }
        }

        return 0;

        static void Stop(PosixSignalContext signal)
        {
            (signal.Cancel, _isStopped) = (true, true);
            _child?.Kill();
        }
    }

    /// <summary>What the child process does: one build, its figures as JSON.</summary>
    public static void RunOne(string content, string output)
    {
        var report = SiteBuild.Run(new() { ContentFolder = content, OutputFolder = output, TemplatesFolder = Path.Combine(Path.GetDirectoryName(content)!, "templates") });
        if (!report.IsPublished) throw new InvalidOperationException(string.Join('\n', report.Diagnostics.Take(5)));
        var peak = Process.GetCurrentProcess().PeakWorkingSet64 / 1e6;
        Console.WriteLine(JsonSerializer.Serialize(new Figures(
            report.Elapsed.TotalSeconds, peak, string.Join(", ", report.Stages.Select(stage => $"{stage.Stage} {stage.Elapsed.TotalSeconds.ToString("0.00", CultureInfo.InvariantCulture)}")))));
    }

    /// <summary>Deletes a site and what its build remembers.</summary>
    public static void Forget(string site)
    {
        foreach (var folder in (string[])[site, Path.Combine(Path.GetDirectoryName(site)!, $".{Path.GetFileName(site)}.kb")])
        {
            if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        }
    }

    private static void Print(int size, string name, Action before, string root, bool isRecorded)
    {
        var figures = new List<Figures>();
        for (var run = 0; run < Runs; run++)
        {
            if (Directory.Exists(Path.Combine(root, "site"))) before();
            figures.Add(RunChild(Path.Combine(root, "content"), Path.Combine(root, "site")));
        }

        var median = figures.OrderBy(f => f.Seconds).ElementAt(Runs / 2);
        if (isRecorded) File.AppendAllText(History, string.Create(CultureInfo.InvariantCulture, $"{TimeProvider.System.GetUtcNow():yyyy-MM-dd}\t{size}\t{name}\t{median.Seconds:0.00}\t{median.PeakMegabytes:0}\n"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {size} | {name} | {median.Seconds:0.00} | {median.PeakMegabytes:0} | {median.Seconds * 1000 / size:0.000} | {median.Stages} |"));
    }

    private static void EditThread(string root, int size)
    {
        var threads = Directory.GetFiles(Path.Combine(root, "content", "threads"), "*.md", SearchOption.AllDirectories);
        File.AppendAllText(threads.Order(StringComparer.Ordinal).ElementAt(size / 3), $"\n## Reply by member1\n\nEdit {_edits++}.\n");
    }

    private static void EditTemplate(string root)
    {
        Directory.CreateDirectory(Path.Combine(root, "templates", "assets"));
        File.WriteAllText(Path.Combine(root, "templates", "assets", "site.css"), $"/* edit {_edits++} */\n");
    }

    private static Figures RunChild(string content, string output)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true, ArgumentList = { "one", content, output } };
        using var child = _child = Process.Start(start)!;
        var text = child.StandardOutput.ReadToEnd();
        child.WaitForExit();
        _child = null;
        if (_isStopped) throw new OperationCanceledException();
        return child.ExitCode == 0 ? JsonSerializer.Deserialize<Figures>(text)! : throw new InvalidOperationException($"the build ended with exit code {child.ExitCode}");
    }

    private sealed record Figures(double Seconds, double PeakMegabytes, string Stages);
}

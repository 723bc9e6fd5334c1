using System.Diagnostics;
using System.Globalization;
using KnowledgeBase.Checking;
using KnowledgeBase.Model;

namespace KnowledgeBase.Benchmarks;

/// <summary>Times the checking of a site that stands in a folder, without the build before it.</summary>
internal static class CheckStage
{
    /// <summary>The first run has the start of the program in it, as every <c>kb check</c> has.</summary>
    public static void Measure(string folder, string baseUrl)
    {
        var files = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(folder, file).Replace('\\', '/')).Where(file => !file.StartsWith('.')).ToList();
        var size = files.Where(file => file.EndsWith(".html", StringComparison.Ordinal)).Sum(file => new FileInfo(Path.Combine(folder, file)).Length);
        for (var run = 1; run <= 5; run++)
        {
            var (start, cpu) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
            var checker = new OutputChecker(files, new SiteConfig { BaseUrl = baseUrl }, "site");
            var found = checker.Check(path => File.ReadAllText(Path.Combine(folder, path)), CancellationToken.None);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"run {run}: {checker.Counts.Pages} pages, {size / 1e6:F0} MB of HTML, {checker.Counts.Links} links, {found.Length} findings: {Stopwatch.GetElapsedTime(start).TotalSeconds:F2} s, {(Environment.CpuUsage.TotalTime - cpu).TotalSeconds:F2} s CPU"));
        }
    }
}

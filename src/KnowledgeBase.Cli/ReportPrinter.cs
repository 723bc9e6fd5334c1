using System.Globalization;
using KnowledgeBase.Diagnostics;

namespace KnowledgeBase.Cli;

/// <summary>Prints what a build did, for people or for other programs.</summary>
internal sealed class ReportPrinter(TextWriter output, string format, bool isQuiet, bool hasColor)
{
    /// <param name="told">Diagnostics of earlier reports: to people only those that keep the site from being published are told again.</param>
    public void Print(BuildReport report, BuildOptions options, IReadOnlySet<Diagnostic>? told = null) =>
        Written(() => Tell(report, options, told), report.IsPublished ? "; the site was published" : "");

    public void Print(CheckReport report) => Written(() => Tell(report));

    /// <param name="file">Where the whole report is, if anywhere.</param>
    public void Print(ImportReport report, string? file) => Written(() => Tell(report, file));

    private static void Written(Action tell, string outcome = "")
    {
        try
        {
            tell();
        }
        catch (Exception problem) when (MachineProblem.Is(problem))
        {
            throw new IOException($"cannot write to standard output: {MachineProblem.ReasonOf(problem)}{outcome}", problem);
        }
    }

    private void Tell(BuildReport report, BuildOptions options, IReadOnlySet<Diagnostic>? told)
    {
        if (format == "json")
        {
            output.WriteLine(ReportJson.Of(report));
            return;
        }

        var all = report.Diagnostics;
        var shown = told is null || format == "sarif" ? all : [.. all.Where(diagnostic => diagnostic.Severity == Severity.Error || !told.Contains(diagnostic))];
        if (!PrintDiagnostics(shown) || isQuiet) return;
        if (shown.Length < all.Length) output.WriteLine($"{Count(all.Length - shown.Length, "message")} as before");
        PrintSummary(report, options);
    }

    private void Tell(CheckReport report)
    {
        if (format == "json") output.WriteLine(ReportJson.Of(report));
        else if (PrintDiagnostics(report.Diagnostics) && !isQuiet)
            output.WriteLine($"{Count(report.Pages, "page")} and {Count(report.Links, "link")} checked in {Seconds(report.Elapsed)} s: {Problems(report.Diagnostics)}");
    }

    private void Tell(ImportReport report, string? file)
    {
        if (format == "json")
        {
            using var stream = Console.OpenStandardOutput();
            ReportJson.Write(report, stream);
        }
        else if (PrintDiagnostics(report.Diagnostics) && !isQuiet)
        {
            PrintSummary(report, file);
        }
    }

    /// <summary>False if the format has no room for anything else.</summary>
    private bool PrintDiagnostics(IReadOnlyList<Diagnostic> diagnostics)
    {
        if (format == "sarif")
        {
            output.WriteLine(ReportJson.Sarif(diagnostics));
            return false;
        }

        foreach (var diagnostic in diagnostics)
        {
            if (isQuiet && diagnostic.Severity == Severity.Info) continue;
            output.WriteLine(format == "github" ? GitHub(diagnostic) : hasColor ? Coloured(diagnostic) : diagnostic.ToString());
        }

        return true;
    }

    private static string Problems(IReadOnlyList<Diagnostic> diagnostics) =>
        $"{Count(diagnostics.Count(d => d.Severity == Severity.Error), "error")}, {Count(diagnostics.Count(d => d.Severity == Severity.Warning), "warning")}";

    private void PrintSummary(BuildReport report, BuildOptions options)
    {
        var warnings = report.Diagnostics.Count(d => d.Severity == Severity.Warning);
        if (!report.IsPublished)
        {
            output.WriteLine($"{Problems(report.Diagnostics)}: nothing was published{(Directory.Exists(options.OutputFolder) ? $", the site in '{options.OutputFolder}' is as it was" : "")}");
            return;
        }

        output.WriteLine(
            $"{Count(report.Threads, "thread")}, {Count(report.Nodes, "node")}, {Count(report.Pages, "page")} in {Seconds(report.Elapsed)} s, peak memory {PeakMegabytes} MB ({string.Join(", ", report.Stages.Select(stage => $"{stage.Stage} {Seconds(stage.Elapsed)}"))}); "
            + $"{Count(report.Written, "file")} written, {report.Unchanged} unchanged, {report.Deleted} deleted"
            + (warnings > 0 ? $"; {Count(warnings, "warning")}" : ""));
        output.WriteLine($"Open {Path.Combine(options.OutputFolder, "index.html")} in a browser.");
    }

    private void PrintSummary(ImportReport report, string? file)
    {
        if (!report.Losses.IsEmpty)
        {
            // Names of constructs come from the export.
            var names = report.Losses.Select(loss => Rule.Shown(loss.Construct, 40)).ToList();
            var width = Math.Max(9, names.Max(name => name.Length));
            output.WriteLine($"{"construct".PadRight(width)}  {"fared",-11}  {"times",9}  {"threads",9}");
            foreach (var (loss, name) in report.Losses.Zip(names)) output.WriteLine($"{name.PadRight(width)}  {ReportJson.Kind(loss.Kind),-11}  {loss.Count,9}  {loss.Threads,9}");
        }

        output.WriteLine(
            $"{Count(report.Threads, "thread")}, {Count(report.Posts, "post")} in {Seconds(report.Elapsed)} s, peak memory {PeakMegabytes} MB; "
            + $"{Count(report.New, "file")} new, {report.Updated} updated, {report.Unchanged} unchanged"
            + (report.Removed > 0 ? $"; {Count(report.Removed, "post")} kept out" : "")
            + (report.NotInSource > 0 ? $"; {Count(report.NotInSource, "thread")} of earlier imports not in this source, and kept" : "")
            + $"; {Problems(report.Diagnostics)}");
        if (file is not null) output.WriteLine($"The whole report goes into {file}.");
        else if (!report.Losses.IsEmpty) output.WriteLine("--report FILE.json lists each thread's losses, with their words.");
    }

    internal static long PeakMegabytes => System.Diagnostics.Process.GetCurrentProcess().PeakWorkingSet64 / (1024 * 1024);

    internal static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.00", CultureInfo.InvariantCulture);

    private static string Count(int count, string word) => $"{count} {word}{(count == 1 ? "" : "s")}";

    private static string Coloured(Diagnostic diagnostic)
    {
        var colour = diagnostic.Severity switch { Severity.Error => "31", Severity.Warning => "33", _ => "36" };
        return $"\u001b[1m{diagnostic.Location}\u001b[0m: \u001b[{colour}m{diagnostic.Severity.ToString().ToLowerInvariant()} {diagnostic.Rule.Code}\u001b[0m: {diagnostic.Message}";
    }

    /// <summary>A workflow command, which GitHub shows at the line in the change.</summary>
    private static string GitHub(Diagnostic diagnostic)
    {
        var level = diagnostic.Severity switch { Severity.Error => "error", Severity.Warning => "warning", _ => "notice" };
        var place = diagnostic.Location;
        return $"::{level} file={Property(place.ShownPath)},line={place.Line},col={place.Column},title={diagnostic.Rule.Code}::{Escaped(diagnostic.Message)}";

        static string Escaped(string text) => text.Replace("%", "%25", StringComparison.Ordinal).Replace("\r", "%0D", StringComparison.Ordinal).Replace("\n", "%0A", StringComparison.Ordinal);
        static string Property(string text) => Escaped(text).Replace(":", "%3A", StringComparison.Ordinal).Replace(",", "%2C", StringComparison.Ordinal);
    }
}

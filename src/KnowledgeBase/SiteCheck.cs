using System.Collections.Immutable;
using System.Diagnostics;
using KnowledgeBase.Checking;
using KnowledgeBase.Diagnostics;
using KnowledgeBase.Model;
using KnowledgeBase.Planning;
using KnowledgeBase.Publishing;

namespace KnowledgeBase;

/// <summary>What a check did.</summary>
public sealed record CheckReport(ImmutableArray<Diagnostic> Diagnostics, int Pages, int Links, TimeSpan Elapsed, ExitCode ExitCode);

/// <summary>Checks the site as a reader's browser would follow it: the one that stands, or one built into a folder of its own.</summary>
public static class SiteCheck
{
    /// <param name="today">Threads whose review is due by then are told.</param>
    public static CheckReport Run(BuildOptions options, DateOnly today, CancellationToken cancelled = default)
    {
        var start = Stopwatch.GetTimestamp();
        return StandingOrNull(options, today, start, cancelled) ?? Built(options, today, start, cancelled);
    }

    /// <summary>If the output is just what a build would make now, there is no need to make it again.</summary>
    private static CheckReport? StandingOrNull(BuildOptions options, DateOnly today, long start, CancellationToken cancelled)
    {
        if (!options.Overlaps().IsEmpty || !Directory.Exists(options.OutputFolder)) return null;
        // Held until the end: no build may change what is being read. Whoever has it now may be about to.
        using var publisher = SitePublisher.Open(options.OutputFolder, patience: TimeSpan.Zero, cancellation: cancelled).Value;
        var input = InputFiles.List(options);
        if (publisher?.Remembered() is not { } last || !last.IsOf(options.Digest, input.Digest) || !publisher.StandAll(last)) return null;

        var (content, _) = ContentReader.Read(options, input, cancelled);
        var (site, _) = SitePlanner.Plan(content, options.WithDrafts, options.AsOf);
        // Files of others in the folder are no part of the site.
        var files = last.Pages.Values.SelectMany(page => page.Files).Concat(last.Files).Select(file => file.Path);
        return Checked(options, site, options.OutputFolder, files, [.. last.Report.Diagnostics, .. ReviewsDue(site, today)], start, cancelled);
    }

    private static CheckReport Built(BuildOptions options, DateOnly today, long start, CancellationToken cancelled)
    {
        var folder = Directory.CreateTempSubdirectory("kb-check-");
        try
        {
            var output = Path.Combine(folder.FullName, "site");
            // Warnings never keep the output from being checked; under --strict they count at the end.
            var build = SiteBuild.Run(options with { OutputFolder = output, IsStrict = false }, cancelled: cancelled);
            ImmutableArray<Diagnostic> diagnostics = [.. build.Diagnostics.Concat(options.Overlaps()).Concat(ReviewsDue(build.Site, today)).Order()];
            if (!build.IsPublished) return new(diagnostics, 0, 0, Stopwatch.GetElapsedTime(start), ExitCodes.Of(diagnostics, options));

            var files = Directory.EnumerateFiles(output, "*", SearchOption.AllDirectories)
                .Select(file => Path.GetRelativePath(output, file).Replace('\\', '/'))
                .Where(file => !file.StartsWith('.'));
            return Checked(options, build.Site!, output, files, diagnostics, start, cancelled);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static CheckReport Checked(
        BuildOptions options, Site site, string folder, IEnumerable<string> files, ImmutableArray<Diagnostic> before, long start, CancellationToken cancelled)
    {
        var checker = new OutputChecker(files, site.Config, BuildOptions.Shown(options.OutputFolder));
        ImmutableArray<Diagnostic> diagnostics = [.. before.Concat(checker.Check(path => File.ReadAllText(Path.Combine(folder, path)), cancelled)).Order()];
        return new(diagnostics, checker.Counts.Pages, checker.Counts.Links, Stopwatch.GetElapsedTime(start), ExitCodes.Of(diagnostics, options));
    }

    private static IEnumerable<Diagnostic> ReviewsDue(Site? site, DateOnly today) =>
        from thread in site?.Threads ?? []
        where thread.ReviewAfter <= today
        select Rules.ReviewDue.At(new(thread.Path), Moment.Of(thread.ReviewAfter!.Value).ToString());
}

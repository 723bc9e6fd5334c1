using System.Collections.Immutable;
using System.Diagnostics;
using KnowledgeBase.Checking;
using KnowledgeBase.Diagnostics;
using KnowledgeBase.Model;

namespace KnowledgeBase;

/// <summary>What a check did.</summary>
public sealed record CheckReport(ImmutableArray<Diagnostic> Diagnostics, int Pages, int Links, TimeSpan Elapsed, ExitCode ExitCode);

/// <summary>Builds the site into a folder of its own and checks what was built, as a reader's browser would follow it.</summary>
public static class SiteCheck
{
    /// <param name="today">Threads whose review is due by then are told.</param>
    public static CheckReport Run(BuildOptions options, DateOnly today, CancellationToken cancelled = default)
    {
        var start = Stopwatch.GetTimestamp();
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
            var checker = new OutputChecker(files, build.Site!.Config, BuildOptions.Shown(options.OutputFolder));
            diagnostics = [.. diagnostics, .. checker.Check(path => File.ReadAllText(Path.Combine(output, path)), cancelled)];
            return new([.. diagnostics.Order()], checker.Counts.Pages, checker.Counts.Links, Stopwatch.GetElapsedTime(start), ExitCodes.Of(diagnostics, options));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static IEnumerable<Diagnostic> ReviewsDue(Site? site, DateOnly today) =>
        from thread in site?.Threads ?? []
        where thread.ReviewAfter <= today
        select Rules.ReviewDue.At(new(thread.Path), Moment.Of(thread.ReviewAfter!.Value).ToString());
}

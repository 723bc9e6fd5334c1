using System.Collections.Immutable;
using System.Diagnostics;
using KnowledgeBase.Checking;
using KnowledgeBase.Checking.Outside;
using KnowledgeBase.Diagnostics;
using KnowledgeBase.Model;
using KnowledgeBase.Planning;
using KnowledgeBase.Publishing;

namespace KnowledgeBase;

/// <summary>What a check did.</summary>
public sealed record CheckReport(ImmutableArray<Diagnostic> Diagnostics, int Pages, int Links, TimeSpan Elapsed, ExitCode ExitCode)
{
    /// <summary>Links to other hosts; null if there is no site that could tell them.</summary>
    internal IReadOnlyList<OutsideLink>? Outside { get; init; }

    /// <summary>Where its pages come from.</summary>
    internal PageSources? Sources { get; init; }
}

/// <summary>Checks the site as a reader's browser would follow it: the one that stands, or one built into a folder of its own.</summary>
public static class SiteCheck
{
    /// <param name="today">Threads whose review is due by then are told.</param>
    /// <param name="asker">Asks other hosts for the addresses that the site names; null, and the network is left alone.</param>
    /// <param name="progress">Told now and then how far it is.</param>
    public static CheckReport Run(BuildOptions options, DateOnly today, LinkAsker? asker = null, Action<string>? progress = null, CancellationToken cancelled = default)
    {
        var start = Stopwatch.GetTimestamp();
        var report = StandingOrNull(options, today, asker is not null, cancelled) ?? Built(options, today, asker is not null, progress, cancelled);
        // The output folder is free again: hosts may take long to answer.
        if (asker is not null && report is { Outside: { } links, Sources: { } sources })
            report = report with { Diagnostics = [.. report.Diagnostics.Concat(OutsideCheck.Run(options.ContentFolder, links, asker, today, sources.OfOrNull, progress, cancelled)).Order()] };
        return report with { Elapsed = Stopwatch.GetElapsedTime(start), ExitCode = ExitCodes.Of(report.Diagnostics, options) };
    }

    /// <summary>If the output is just what a build would make now, there is no need to make it again.</summary>
    private static CheckReport? StandingOrNull(BuildOptions options, DateOnly today, bool keepsOutside, CancellationToken cancelled)
    {
        if (!options.Overlaps().IsEmpty || !Directory.Exists(options.OutputFolder)) return null;
        // Held until the end: no build may change what is being read. Whoever has it now may be about to.
        using var publisher = SitePublisher.Open(options.OutputFolder, patience: TimeSpan.Zero, cancellation: cancelled).Value;
        var input = InputFiles.List(options);
        if (publisher?.Remembered() is not { } last || !last.IsOf(options.Digest, input.Digest) || !publisher.StandAll(last)) return null;

        var threads = new ThreadMemory();
        threads.Open(publisher, last);
        var (content, _) = ContentReader.Read(options, input, threads, cancelled);
        var (site, _) = SitePlanner.Plan(content, options.WithDrafts, options.AsOf);
        // Files of others in the folder are no part of the site.
        var files = last.Pages.Values.SelectMany(place => publisher.PageLeft(place)!.Files).Concat(last.Files).Select(file => file.Path);
        return Checked(options, site, options.OutputFolder, files, [.. last.Report.Diagnostics, .. ReviewsDue(site, today)], keepsOutside, cancelled);
    }

    private static CheckReport Built(BuildOptions options, DateOnly today, bool keepsOutside, Action<string>? progress, CancellationToken cancelled)
    {
        using var folder = new PassingFolder();
        var output = Path.Combine(folder.Path, "site");
        // Warnings never keep the output from being checked; under --strict they count at the end.
        var build = SiteBuild.Run(options with { OutputFolder = output, IsStrict = false }, progress: progress, cancelled: cancelled);
        ImmutableArray<Diagnostic> diagnostics = [.. build.Diagnostics.Concat(options.Overlaps()).Concat(ReviewsDue(build.Site, today)).Order()];
        if (!build.IsPublished) return new(diagnostics, 0, 0, default, default);

        var files = Directory.EnumerateFiles(output, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(output, file).Replace('\\', '/'))
            .Where(file => !file.StartsWith(OutputPath.Marker, StringComparison.Ordinal));
        return Checked(options, build.Site!, output, files, diagnostics, keepsOutside, cancelled);
    }

    private static CheckReport Checked(
        BuildOptions options, Site site, string folder, IEnumerable<string> files, ImmutableArray<Diagnostic> before, bool keepsOutside, CancellationToken cancelled)
    {
        var shownAs = BuildOptions.Shown(options.OutputFolder);
        var checker = new OutputChecker(files, site.Config, shownAs, keepsOutside);
        var sources = new PageSources(site, shownAs);
        ImmutableArray<Diagnostic> diagnostics = [.. before.Concat(checker.Check(path => File.ReadAllText(Path.Combine(folder, path)), cancelled, sources.OfOrNull)).Order()];
        return new(diagnostics, checker.Counts.Pages, checker.Counts.Links, default, default) { Outside = checker.OutsideLinks, Sources = sources };
    }

    private static IEnumerable<Diagnostic> ReviewsDue(Site? site, DateOnly today) =>
        from thread in site?.Threads ?? []
        where thread.ReviewAfter <= today
        select Rules.ReviewDue.At(new(thread.Path), Moment.Of(thread.ReviewAfter!.Value).ToString());
}

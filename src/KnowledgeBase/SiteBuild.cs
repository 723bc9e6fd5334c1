using System.Collections.Immutable;
using KnowledgeBase.Checking;
using KnowledgeBase.Diagnostics;
using KnowledgeBase.Indexing;
using KnowledgeBase.Model;
using KnowledgeBase.Parsing;
using KnowledgeBase.Planning;
using KnowledgeBase.Publishing;
using KnowledgeBase.Rendering;

namespace KnowledgeBase;

/// <summary>Content in, site out. Each arrow of ARCHITECTURE.md is one line here.</summary>
public static class SiteBuild
{
    /// <param name="onWait">Called once if another build holds the output folder.</param>
    /// <param name="threads">What earlier builds of the same process read; a build that finds it wrong begins anew without. Null if the process builds once.</param>
    /// <param name="progress">Told now and then how far it is.</param>
    /// <param name="withPreview">Read and plan even if nothing changed, so that pages can be previewed.</param>
    public static BuildReport Run(
        BuildOptions options, Action? onWait = null, ThreadMemory? threads = null, bool withPreview = false, Action<string>? progress = null, CancellationToken cancelled = default)
    {
        var memory = threads ?? new();
        try
        {
            return Run(options, onWait, memory, withPreview, isFresh: false, isAlone: threads is null, progress, cancelled);
        }
        catch (Exception exception) when (StaleMemoryException.IsIn(exception))
        {
            memory.Forget();
            return Run(options, onWait, memory, withPreview, isFresh: true, isAlone: threads is null, progress, cancelled);
        }
    }

    /// <param name="isFresh">Nothing of earlier builds is taken.</param>
    /// <param name="isAlone">Nothing comes after it.</param>
    private static BuildReport Run(
        BuildOptions options, Action? onWait, ThreadMemory threads, bool withPreview, bool isFresh, bool isAlone, Action<string>? progress, CancellationToken cancelled)
    {
        var clock = new StageClock();
        var listing = Task.Run(() => InputFiles.List(options), cancelled);
        var (opened, openDiagnostics) = options.Overlaps() is { IsEmpty: false } overlaps
            ? new(null, overlaps)
            // The state folder would be all that is left of such a build.
            : !options.HasThreads ? new(null, [])
            : SitePublisher.Open(options.OutputFolder, onWait: onWait, cancellation: cancelled);
        using var publisher = opened;
        var last = publisher?.Remembered(isFresh);
        var input = listing.GetAwaiter().GetResult();
        if (!withPreview && last is not null && last.IsOf(options.Digest, input.Digest) && publisher!.StandAll(last)) return Unchanged(last.Report, options, clock);

        using var rest = isAlone && last?.Options == options.Digest ? CollectorRest.OrNull(last.Report) : null;
        threads.Open(publisher, last?.Options == options.Digest ? last : null);
        var (content, contentDiagnostics) = ContentReader.Read(options, input, threads, cancelled);
        clock.Ended("read");

        var (site, planDiagnostics) = SitePlanner.Plan(content, options.WithDrafts, options.AsOf);
        cancelled.ThrowIfCancellationRequested();
        clock.Ended("plan");

        var (templates, templateDiagnostics) = TemplateFiles.Load(input.Templates, content.Config);
        clock.Ended("templates");

        var settings = new Digest().Add(options.SettingsDigest).Add(content.Settings).Add(templates.Digest).Value;
        var memory = new BuildMemory(publisher, last, options.Digest, settings, site);
        var indexer = new SearchIndexer(site, memory.Index, place => publisher?.Left(place), (StoredBytes place, ref byte[] to) => publisher?.TryReadStored(place, ref to) == true);
        var assets = new Assets(templates.Assets, ContentLoader.ReadBytes, memory.Take);
        // Whoever waits for the page of one edit is not to wait for all the others, which nobody will see.
        var isInVain = !isAlone && templateDiagnostics.Any(diagnostic => diagnostic.Severity == Severity.Error);
        var renderer = templates.Set is { } set && !isInVain ? new SiteRenderer(site, set, templates.Words, assets, options.IsPortable) : null;
        var pageDiagnostics = renderer is null ? [] : new PageMaker(site, renderer, assets, memory, indexer).MakeAll(threads.LayAside, progress, cancelled);
        clock.Ended("render");

        ImmutableArray<Diagnostic> diagnostics =
            [.. contentDiagnostics, .. MissingAddress(content.Config, options), .. planDiagnostics, .. templateDiagnostics, .. openDiagnostics, .. pageDiagnostics, .. publisher?.Diagnostics ?? []];
        cancelled.ThrowIfCancellationRequested();
        // All or nothing: a site with an error in it is never published.
        var (figures, index) = ((PublishFigures?)null, (ReadOnlyMemory<byte>?)null);
        if (publisher is not null && ExitCodes.Of(diagnostics, options) == ExitCode.Fine)
        {
            var publishDiagnostics = ImmutableArray<Diagnostic>.Empty;
            Parallel.Invoke(() => (figures, publishDiagnostics) = publisher.Publish(), () => index = indexer.ToMemory());
            diagnostics = [.. diagnostics, .. publishDiagnostics];
        }

        diagnostics = [.. diagnostics.Order()];
        var nodes = site.Threads.Sum(thread => thread.Posts.Length + thread.Takeaways.Length);
        if (figures is { } done)
        {
            var report = new RememberedReport(site.Threads.Length, nodes, site.Pages.Length, done.Written + done.Unchanged, diagnostics);
            publisher!.Remember(memory.ToManifest(options.Digest, input.Digest, settings, index, threads.Leave(input.Threads), report));
        }

        clock.Ended("publish");
        return new()
        {
            Diagnostics = diagnostics,
            IsPublished = figures is not null,
            ExitCode = ExitCodes.Of(diagnostics, options),
            Site = site,
            Preview = renderer is null ? null : new(site, renderer, input.Threads),
            Threads = site.Threads.Length,
            Nodes = nodes,
            Pages = site.Pages.Length,
            Written = figures?.Written ?? 0,
            Unchanged = figures?.Unchanged ?? 0,
            Deleted = figures?.Deleted ?? 0,
            Stages = clock.Stages,
            Elapsed = clock.Elapsed,
        };
    }

    /// <summary>Nothing was read and nothing is written; what there was to say is said again.</summary>
    private static BuildReport Unchanged(RememberedReport report, BuildOptions options, StageClock clock)
    {
        clock.Ended("compare");
        return new()
        {
            Diagnostics = report.Diagnostics,
            IsPublished = true,
            ExitCode = ExitCodes.Of(report.Diagnostics, options),
            Threads = report.Threads,
            Nodes = report.Nodes,
            Pages = report.Pages,
            Unchanged = report.Files,
            Stages = clock.Stages,
            Elapsed = clock.Elapsed,
        };
    }

    private static IEnumerable<Diagnostic> MissingAddress(SiteConfig config, BuildOptions options) =>
        config.BaseUrl is null ? [Rules.NoBaseUrl.At(new($"{BuildOptions.Shown(options.ContentFolder)}/{OwnFiles.Settings}"))] : [];
}

using System.Collections.Concurrent;
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
    public static BuildReport Run(BuildOptions options, Action? onWait = null, CancellationToken cancelled = default)
    {
        var clock = new StageClock();
        var (content, contentDiagnostics) = ContentReader.Read(options, cancelled);
        clock.Ended("read");

        var (site, planDiagnostics) = SitePlanner.Plan(content, options.WithDrafts, options.AsOf);
        clock.Ended("plan");

        var (templates, templateDiagnostics) = TemplateFiles.Load(options.TemplatesFolder, content.Config);
        clock.Ended("templates");

        var (opened, openDiagnostics) = options.Overlaps() is { IsEmpty: false } overlaps
            ? new(null, overlaps)
            : SitePublisher.Open(options.OutputFolder, onWait: onWait, cancellation: cancelled);
        using var publisher = opened;
        var pageDiagnostics = RenderInto(publisher, site, templates, options.IsPortable, cancelled);
        clock.Ended("render");

        var diagnostics = new List<Diagnostic>([.. contentDiagnostics, .. MissingAddress(content.Config, options), .. planDiagnostics, .. templateDiagnostics, .. openDiagnostics, .. pageDiagnostics]);
        PublishFigures? figures = null;
        if (publisher is not null)
        {
            // All or nothing: a site with an error in it is never published.
            var isFine = ExitCodes.Of(diagnostics, options) == ExitCode.Fine && publisher.Diagnostics.IsEmpty;
            if (isFine) (figures, _) = publisher.Publish();
            diagnostics.AddRange(publisher.Diagnostics);
        }

        clock.Ended("publish");
        return new()
        {
            Diagnostics = [.. diagnostics.Order()],
            IsPublished = figures is not null,
            ExitCode = ExitCodes.Of(diagnostics, options),
            Site = site,
            Threads = site.Threads.Length,
            Nodes = site.Threads.Sum(thread => thread.Posts.Length + thread.Takeaways.Length),
            Pages = site.Pages.Length,
            Written = figures?.Written ?? 0,
            Unchanged = figures?.Unchanged ?? 0,
            Deleted = figures?.Deleted ?? 0,
            Stages = clock.Stages,
            Elapsed = clock.Elapsed,
        };
    }

    private static IEnumerable<Diagnostic> MissingAddress(SiteConfig config, BuildOptions options) =>
        config.BaseUrl is null ? [Rules.NoBaseUrl.At(new($"{BuildOptions.Shown(options.ContentFolder)}/site.yaml"))] : [];

    /// <summary>Every page goes from its maker to the publisher at once: no more than one page a core is held. Of threads, the index takes the words.</summary>
    private static List<Diagnostic> RenderInto(SitePublisher? publisher, Site site, TemplateFiles templates, bool isPortable, CancellationToken cancelled)
    {
        if (templates.Set is null) return [];
        var assets = new Assets(templates.Assets, ContentLoader.ReadBytes);
        var renderer = new SiteRenderer(site, templates.Set, templates.Words, assets, isPortable);
        var found = new ConcurrentBag<ImmutableArray<Diagnostic>>();
        var facts = new PageFacts[site.Pages.Length];
        var indexer = new SearchIndexer(site);
        void Render(int i)
        {
            var page = renderer.Render(site.Pages[i]);
            facts[i] = page.Facts;
            if (!page.Diagnostics.IsEmpty) found.Add(page.Diagnostics);
            foreach (var file in page.Files) publisher?.Add(file);
            if (site.Pages[i] is not ThreadPage thread) return;
            foreach (var file in indexer.Add(thread.Thread, page.Texts)) publisher?.Add(file);
        }

        Parallel.For(0, site.Pages.Length, new ParallelOptions { CancellationToken = cancelled }, i =>
        {
            if (site.Pages[i] is not SearchPage) Render(i);
        });

        // The search page comes last: its script holds the root of the index, which names all other files.
        assets.Append("search/ranker.js", indexer.Write(file => publisher?.Add(file)));
        foreach (var (i, _) in site.Pages.Index().Where(page => page.Item is SearchPage)) Render(i);
        foreach (var file in renderer.FilesOfSite().Concat(assets.All)) publisher?.Add(file);
        // A template's mistake shows on every page that uses it; it is told once.
        return [.. found.SelectMany(diagnostics => diagnostics).Concat(AnchorCheck.Check(facts)).Distinct()];
    }
}

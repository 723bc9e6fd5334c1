using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics;
using KnowledgeBase.Diagnostics;
using KnowledgeBase.Importing;
using KnowledgeBase.Markup;
using KnowledgeBase.Model;
using KnowledgeBase.Parsing;

namespace KnowledgeBase;

/// <summary>A forum's export in, thread files out: removals, then the ledger, then a file for each thread, then the threads themselves.</summary>
public static class ContentImport
{
    /// <param name="open">Opens the export; it is told the forum's root, if that is known.</param>
    /// <param name="progress">Told now and then how far it is.</param>
    public static ImportReport Run(ImportOptions options, Func<string?, IThreadImporter> open, Action<string>? progress = null, CancellationToken cancelled = default)
    {
        var start = Stopwatch.GetTimestamp();
        var (removals, removalDiagnostics) = ReadRemovals(options);
        // Nothing is imported on a guess of what must not be.
        if (!removalDiagnostics.IsEmpty) return Finish(new() { Diagnostics = removalDiagnostics });

        var shownLedger = $"{BuildOptions.Shown(options.ContentFolder)}/imports/{options.Into}.tsv";
        var (opened, ledgerDiagnostics) = Ledger.Open(options.LedgerFile, options.StateFolder, shownLedger);
        using var ledger = opened;
        if (ledger is null) return Finish(new() { Diagnostics = ledgerDiagnostics });
        // The line of the ledger that says where it is from.
        var fromLine = new SourceLocation(shownLedger, Line: 2);
        var told = new List<Diagnostic>();
        if (OtherForum(options, ledger.Origin, fromLine) is { } other) return Finish(new() { Diagnostics = [other] });
        var source = options.Source ?? ledger.Origin?.Source;
        if (source != options.Source) told.Add(Rules.SourceRemembered.At(fromLine, source!));
        var importer = open(source);
        var (filesBefore, files) = (ledger.Origin?.Files ?? [], importer.Files.ToImmutableArray());
        // No files at all are no export, and the importer tells that.
        if (files.IsEmpty) files = filesBefore;
        if (options.Kind is not null) ledger.Origin = new(options.Kind, source, files);
        told.AddRange(filesBefore.Except(files).Select(file => Rules.ExportLacksFile.At(fromLine, file)));

        if (ledger.WasInterrupted) FileSwap.Clean(options.ContentFolder);

        var (removed, removedAuthors) = (new RemovedPosts(removals.Posts, importer.Named), new RemovedAuthors(removals.Authors));
        var plan = new ImportPlan(options, ledger, removed);
        if (plan.Make(importer, shownLedger, progress, cancelled) is { } renamed) return Finish(new() { Diagnostics = [renamed] });

        var threads = new ThreadImport(options, ledger, plan.Places, removed, removedAuthors, LanguageOf(options));
        ImportAll(threads, plan.Places, importer, progress, cancelled);
        if (removals != new Removals()) Parallel.ForEach(plan.NotInSource, Limits(cancelled), threads.Keep);
        threads.Losses.AddStrays(importer.Losses(cancelled).Select(removedAuthors.Without));
        told.AddRange(LinkSweep.Run(options.ContentFolder, ledger.TakenOut));
        ledger.Complete();
        var hasOtherForums = options.OtherLedgers.Any();
        var kept = plan.NotInSource.Where(id => !plan.Places.IsDropped(id)).ToList();
        return Finish(threads.Report with
        {
            NotInSource = kept.Count,
            ThreadsNotInSource = kept.Select(id => (id, plan.Places.PathOf(id))),
            Diagnostics = [.. told, .. plan.Diagnostics, .. threads.Diagnostics, .. removed.Unused(hasOtherForums), .. removedAuthors.Unused(hasOtherForums)],
        });

        ImportReport Finish(ImportReport report) => report with
        {
            Diagnostics = [.. report.Diagnostics.Distinct().Order()],
            Elapsed = Stopwatch.GetElapsedTime(start),
            ExitCode = ExitCodeOf(report, options),
        };
    }

    /// <summary>Ids of two forums are the same numbers: each would overwrite the other's threads.</summary>
    private static Diagnostic? OtherForum(ImportOptions options, LedgerOrigin? known, SourceLocation place)
    {
        if (options.Kind is null || known is null) return null;
        var isSameRoot = known.Source is null || options.Source is null || WebAddress.KeyOf(known.Source) == WebAddress.KeyOf(options.Source);
        if (known.Kind == options.Kind && isSameRoot) return null;
        var name = Slug.From(options.Source is null ? options.Kind : WebAddress.KeyOf(options.Source), options.Kind);
        return Rules.OtherForum.At(place, Named(known.Kind, known.Source), Named(options.Kind, options.Source), name.Value);

        static string Named(string kind, string? source) => source is null ? kind : $"{kind}, {source}";
    }

    /// <summary>The importer reads on one core while the others write.</summary>
    private static void ImportAll(ThreadImport threads, ThreadPlaces places, IThreadImporter importer, Action<string>? progress, CancellationToken cancelled)
    {
        var topics = Partitioner.Create(Topics(), EnumerablePartitionerOptions.NoBuffering);
        Parallel.ForEach(topics, Limits(cancelled), threads.Import);

        IEnumerable<ForeignThread> Topics()
        {
            var (count, withoutFile) = (0, new HashSet<string>(StringComparer.Ordinal));
            foreach (var (topic, found) in importer.Threads(places, cancelled))
            {
                foreach (var diagnostic in found) threads.Diagnostics.Add(diagnostic);
                if (topic is null) continue;
                var hasFile = places.PathOf(topic.Id).Length > 0;
                if (hasFile ? !places.TakeTurn(topic.Id) : !withoutFile.Add(topic.Id)) continue;
                if (hasFile || places.IsDropped(topic.Id)) yield return topic;
                else threads.Diagnostics.Add(Rules.NotAsMeant.At(new(topic.Id), topic.Id, "it was not among the threads that were found first"));
                if (++count % 64 == 0) progress?.Invoke($"{count} threads imported");
            }
        }
    }

    private static Diagnosed<Removals> ReadRemovals(ImportOptions options)
    {
        var (source, found) = ReadSettings(options, OwnFiles.Removals);
        return source is null || !found.IsEmpty ? new(new(), found) : RemovalsReader.Read(source);
    }

    /// <summary>The site's. What is wrong with its settings is for the build to tell.</summary>
    private static string LanguageOf(ImportOptions options) =>
        (ReadSettings(options, OwnFiles.Settings).Value is { } source ? SiteConfigReader.Read(source).Value : new()).Language;

    private static Diagnosed<SourceFile?> ReadSettings(ImportOptions options, string name)
    {
        var file = new FileInfo(Path.Combine(options.ContentFolder, name));
        return file.Exists ? ContentLoader.Read(new(new(BuildOptions.Shown(options.ContentFolder), options.ContentFolder), name, file.Length)) : new(null, []);
    }

    private static ParallelOptions Limits(CancellationToken cancelled) => new() { CancellationToken = cancelled, MaxDegreeOfParallelism = Environment.ProcessorCount };

    private static ExitCode ExitCodeOf(ImportReport report, ImportOptions options)
    {
        var code = ExitCodes.Of(report.Diagnostics, new BuildOptions { ContentFolder = options.ContentFolder, IsStrict = options.IsStrict });
        var isLossy = options.IsStrict && report.Losses.Any(loss => loss.Kind == LossKind.NotCarried);
        return code == ExitCode.Fine && isLossy ? ExitCode.Content : code;
    }
}

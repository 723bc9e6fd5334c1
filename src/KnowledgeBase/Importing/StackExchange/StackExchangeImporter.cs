using System.Collections.Immutable;
using System.Globalization;
using KnowledgeBase.Diagnostics;

namespace KnowledgeBase.Importing;

/// <summary>
/// Reads a dump of a Stack Exchange site of any size. Its rows go through a store on disk first, for what makes one thread
/// stands gigabytes apart; the store stays in its folder, and an import that was stopped goes on from it.
/// </summary>
/// <param name="path">The dump's folder, or a Posts.xml alone.</param>
/// <param name="siteUrl">Where the site is, for the addresses of posts and people, and to know links into the site; the dump does not say.</param>
/// <param name="stateFolder">Folder of the store.</param>
/// <param name="progress">Told short lines from time to time.</param>
public sealed class StackExchangeImporter(string path, string? siteUrl, string stateFolder, Action<string>? progress) : IThreadImporter
{
    /// <summary>Threads that are turned into ours at the same time.</summary>
    private const int ThreadsAtOnce = 256;

    private const int ThreadsATold = 10_000;

    IEnumerable<string> IThreadImporter.Files => Files().Values.Select(file => StackExchangeLoader.FileNames[StackExchangeLoader.PlaceOf(Path.GetFileName(file))]);

    public IEnumerable<Diagnosed<ForeignOutline?>> Outline(CancellationToken cancelled)
    {
        var files = Files();
        if (files.Count == 0)
        {
            yield return new(null, [Rules.NotADump.At(new(Shown(path)), Shown(path))]);
            yield break;
        }

        using var store = Load(files, cancelled);
        var isSilent = true;
        foreach (var finding in StackExchangeLoader.Findings(store))
        {
            yield return new(null, [finding]);
            isSilent = false;
        }

        foreach (var (id, title, created) in StackExchangeJoin.Questions(store))
        {
            cancelled.ThrowIfCancellationRequested();
            yield return new(new(Text(id), title, StackExchangeThreadMaker.MomentOf(created), siteUrl is null ? null : $"{siteUrl.TrimEnd('/')}/q/{id}"), []);
            isSilent = false;
        }

        if (isSilent) yield return new(null, [Rules.NoQuestion.At(new(Shown(files[0])))]);
    }

    public IEnumerable<Diagnosed<ForeignThread?>> Threads(IThreadLinks links, CancellationToken cancelled)
    {
        var files = Files();
        if (files.Count == 0) yield break;
        using var store = Load(files, cancelled);
        var places = new StackExchangeLinks(siteUrl, store, links);
        var count = 0;
        foreach (var chunk in StackExchangeJoin.Threads(store).Chunk(ThreadsAtOnce))
        {
            var threads = chunk.AsParallel().AsOrdered().WithCancellation(cancelled).Select(thread => StackExchangeThreadMaker.ThreadOf(thread, places)).ToList();
            foreach (var thread in threads)
            {
                if (++count % ThreadsATold == 0) progress?.Invoke($"{StackExchangeLoader.Count(count)} threads");
                yield return new(thread, []);
            }
        }
    }

    IEnumerable<string>? IThreadImporter.Named(string address) => siteUrl is null ? null : StackExchangeLinks.NodesOf(siteUrl, address);

    public IEnumerable<Loss> Losses(CancellationToken cancelled)
    {
        var files = Files();
        if (files.Count == 0) yield break;
        using var store = Load(files, cancelled);
        foreach (var (construct, text) in StackExchangeJoin.Strays(store)) yield return new(construct, LossKind.NotCarried, null, text);
    }

    private StackExchangeStore Load(SortedList<int, string> files, CancellationToken cancelled)
    {
        var stamps = files.Values.ToDictionary(file => Path.GetFileName(file), StampOf, StringComparer.Ordinal);
        var store = StackExchangeStore.Open(stateFolder, stamps);
        try
        {
            var loader = new StackExchangeLoader(store, progress, cancelled);
            foreach (var file in files.Values) loader.Load(file, Shown(file), stamps[Path.GetFileName(file)]);
            loader.Index();
            return store;
        }
        catch
        {
            store.Dispose();
            throw;
        }
    }

    /// <summary>The dump's files that are read, in the order of reading; none if there are no posts.</summary>
    private SortedList<int, string> Files()
    {
        if (File.Exists(path)) return Named([path]);
        if (!Directory.Exists(path)) return [];
        // The dump of the largest site comes as an archive for each file, and so a folder for each.
        return Named(Directory.EnumerateFiles(path)) is { Count: > 0 } found ? found : Named(Directory.EnumerateDirectories(path).SelectMany(Directory.EnumerateFiles));
    }

    /// <summary>None if there are no posts, or those of several sites.</summary>
    private static SortedList<int, string> Named(IEnumerable<string> files)
    {
        // Dumps before 2012 wrote the names in small letters.
        var found = files.GroupBy(file => StackExchangeLoader.PlaceOf(Path.GetFileName(file))).Where(named => named.Key >= 0).ToDictionary(named => named.Key, named => named.Order(StringComparer.Ordinal).ToList());
        return found.TryGetValue(0, out var posts) && posts.Count == 1 ? new(found.ToDictionary(named => named.Key, named => named.Value[0])) : [];
    }

    private static string StampOf(string file)
    {
        var info = new FileInfo(file);
        return string.Create(CultureInfo.InvariantCulture, $"{info.Length} {info.LastWriteTimeUtc.Ticks}");
    }

    private static string Shown(string file) => file.Replace('\\', '/');

    private static string Text(long id) => id.ToString(CultureInfo.InvariantCulture);
}

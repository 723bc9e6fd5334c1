using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text;
using KnowledgeBase.Diagnostics;
using KnowledgeBase.Importing;
using KnowledgeBase.Markup;
using KnowledgeBase.Model;
using KnowledgeBase.Parsing;

namespace KnowledgeBase;

/// <summary>One thread's way from the source into its file. Threads go it side by side.</summary>
/// <param name="language">The site's.</param>
internal sealed class ThreadImport(ImportOptions options, Ledger ledger, ThreadPlaces places, RemovedPosts removed, RemovedAuthors removedAuthors, string language)
{
    private readonly string _shownAs = BuildOptions.Shown(options.ContentFolder);
    private readonly ThreadMaker _maker = new(places, removed, removedAuthors, language);
    private int _threads, _posts, _new, _updated, _unchanged, _removed;

    public ConcurrentBag<Diagnostic> Diagnostics { get; } = [];

    public LossTally Losses { get; } = new(options.WithThreadLosses);

    public ImportReport Report => new()
    {
        Diagnostics = [], Threads = _threads, Posts = _posts, New = _new, Updated = _updated, Unchanged = _unchanged, Removed = _removed,
        Losses = Losses.Total, ThreadLosses = Losses.Threads, StrayLosses = Losses.Strays,
    };

    public void Import(ForeignThread topic)
    {
        if (_maker.Make(topic, _shownAs) is not { } made)
        {
            Interlocked.Add(ref _removed, topic.Posts.Length);
            Delete(topic.Id, topic.Url);
            return;
        }

        Interlocked.Increment(ref _threads);
        Interlocked.Add(ref _posts, made.Thread.Posts.Length);
        Interlocked.Add(ref _removed, made.Removed.Count);
        CompareWords(topic, made);
        Losses.Add(topic.Id, made.Thread.Inner, made.Losses);
        if (!TryRead(made.Thread.Inner, out var file)) return;
        Write(file, file is null ? ThreadMerge.New(made, topic.Id) : ThreadMerge.Merge(file.Thread, made, ledger.Of(topic.Id), topic.Id, removed, removedAuthors));
    }

    /// <summary>A thread that the source has no longer: only removals reach it.</summary>
    public void Keep(string id)
    {
        var path = places.PathOf(id);
        if (places.IsDropped(id)) Delete(id, null);
        else if (TryRead(path, out var file) && file is not null) Write(file, ThreadMerge.WithoutSource(file.Thread, ledger.Of(id), id, removed, removedAuthors));
    }

    private void Write(ThreadFile? file, MergedThread merged)
    {
        foreach (var diagnostic in merged.Diagnostics) Diagnostics.Add(diagnostic);
        var thread = merged.Thread;
        var text = file is null ? ThreadWriter.Write(thread) : ThreadEdit.Write(file.Source, file.Thread, thread);
        if (text != file?.Source.Text)
        {
            if (Encoding.UTF8.GetByteCount(text) > ContentLoader.MaxBytes)
            {
                Diagnostics.Add(Rules.ThreadTooLarge.At(new(thread.Path), merged.Entry.Id, $"{ContentLoader.MaxBytes >> 20}"));
                return;
            }

            var read = ThreadParser.Parse(new SourceFile(thread.Path, text), thread.Inner, thread.Slug);
            if (Difference(read, thread) is { } difference)
            {
                Diagnostics.Add(Rules.NotAsMeant.At(new(thread.Path), merged.Entry.Id, difference));
                return;
            }

            if (!merged.Removed.IsEmpty) ledger.Add(new TakenOut(thread.Inner, [.. merged.Removed], null));
            ledger.Add(merged.Entry);
            FileSwap.Write(FullPath(thread.Inner), Encoding.UTF8.GetBytes(text));
            Interlocked.Increment(ref file is null ? ref _new : ref _updated);
            foreach (var diagnostic in OutdatedTakeaways.In(read.Value)) Diagnostics.Add(diagnostic);
            TellQuotes(merged.Quoting, read.Value);
        }
        else
        {
            ledger.Add(merged.Entry);
            Interlocked.Increment(ref _unchanged);
            TellQuotes(merged.Quoting, file!.Thread);
        }
    }

    private void TellQuotes(ImmutableArray<string> quoting, ForumThread thread)
    {
        foreach (var post in thread.Posts.Where(post => quoting.Contains(post.Id))) Diagnostics.Add(Rules.QuoteOfRemoved.At(post.Location, "#" + post.Id));
    }

    private void Delete(string id, string? url)
    {
        places.Drop(id);
        var path = places.PathOf(id);
        if (path.Length > 0 && File.Exists(FullPath(path)) && FileSwap.LinkOnTheWay(options.ContentFolder, path) is null)
        {
            url ??= TryRead(path, out var file) ? file?.Thread.Source : null;
            ledger.Add(new TakenOut(path, [], url));
            File.Delete(FullPath(path));
            Diagnostics.Add(Rules.ThreadRemoved.At(new($"{_shownAs}/{path}"), id));
        }

        // Only now: after a kill, a thread without a path is done with.
        if (ledger.Of(id).Newest is { Path.Length: > 0 } known) ledger.Add(known with { Path = "", Header = [], Tags = [], Posts = [] });
    }

    /// <summary>False (and told) if there is a file that cannot be changed safely.</summary>
    private bool TryRead(string inner, out ThreadFile? file)
    {
        file = null;
        if (FileSwap.LinkOnTheWay(options.ContentFolder, inner) is { } link)
        {
            Diagnostics.Add(Rules.NotAFile.At(new($"{_shownAs}/{link}"), "this is a symbolic link, and links are not followed"));
            return false;
        }

        var full = new FileInfo(FullPath(inner));
        if (!full.Exists) return true;
        var (source, found) = ContentLoader.Read(new(new(_shownAs, options.ContentFolder), inner, full.Length));
        var (thread, parsed) = source is null ? new(null!, []) : ThreadParser.Parse(source, inner, Slug.From(Path.GetFileNameWithoutExtension(inner), "thread"));
        if (found.Concat(parsed).FirstOrDefault(diagnostic => diagnostic.Severity == Severity.Error) is { } error)
        {
            Diagnostics.Add(Rules.BrokenThreadFile.At(error.Location, error.Message));
            return false;
        }

        file = new(source!, thread);
        return true;
    }

    /// <summary>R1: what was written is read back; null if it says what was meant.</summary>
    private static string? Difference(Diagnosed<ForumThread> written, ForumThread meant)
    {
        var (read, diagnostics) = written;
        if (diagnostics.FirstOrDefault(diagnostic => diagnostic.Severity == Severity.Error) is { } error) return error.Message;
        if (read.Posts.Length != meant.Posts.Length) return $"{meant.Posts.Length} posts, and {read.Posts.Length} read";
        foreach (var (was, now) in meant.Nodes.Zip(read.Nodes))
        {
            if (was.Id != now.Id) return $"the id '{was.Id}' is read as '{now.Id}'";
            if (was is Reply reply && (now as Reply)?.ParentId != reply.ParentId) return $"'#{was.Id}' is read as a reply to '#{(now as Reply)?.ParentId}'";
            if (was.Body.Text != now.Body.Text) return $"the text of '#{was.Id}' differs";
        }

        return ThreadWriter.Write(read) == ThreadWriter.Write(meant) ? null : "the front matter, a heading or a takeaway differs";
    }

    private void CompareWords(ForeignThread topic, MadeThread made)
    {
        var nodes = made.Thread.Posts.ToDictionary(post => post.Id, StringComparer.Ordinal);
        var told = made.Losses.ToLookup(loss => loss.NodeId, StringComparer.Ordinal);
        foreach (var post in topic.Posts)
        {
            if (post.SourceText is null || made.Removed.Contains(post.NodeId) || !nodes.TryGetValue(post.NodeId, out var node)) continue;
            if (WordCheck.Compare(post.NodeId, post.SourceText, node.Body, told[post.NodeId], removedAuthors) is { } missing) made.Losses.Add(missing);
        }
    }

    private string FullPath(string inner) => Path.Combine(options.ContentFolder, inner);

    private sealed record ThreadFile(SourceFile Source, ForumThread Thread);
}

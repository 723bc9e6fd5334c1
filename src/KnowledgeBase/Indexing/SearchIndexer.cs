using System.Collections.Immutable;
using System.IO.Hashing;
using KnowledgeBase.Model;

namespace KnowledgeBase.Indexing;

/// <summary>Makes the search index: takes threads as they are rendered, in any order and from many hands, and gives files.</summary>
public sealed class SearchIndexer
{
    private readonly Site _site;
    private readonly PostingStore _store = new();
    private readonly ThreadTextFiles _texts;
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly ThreadFacts[] _threads;

    public SearchIndexer(Site site)
    {
        (_site, _texts, _threads) = (site, new(site), new ThreadFacts[site.Threads.Length]);
        // Threads are numbered from the oldest, so that a new one changes the number of no other.
        foreach (var (number, thread) in site.Threads.Index()) _numbers.Add(thread.Slug.Value, number);
    }

    /// <summary>Stands for where the files about a thread alone are.</summary>
    public ulong PlaceOf(ForumThread thread) => new Digest().Add(_numbers[thread.Slug.Value]).Add(_texts.Folders[_numbers[thread.Slug.Value] / ThreadTextFiles.Threads]).Value;

    /// <param name="texts">The words of each node, in the order of <see cref="ForumThread.Nodes"/>.</param>
    public IndexEntry EntryOf(ForumThread thread, IReadOnlyList<string> texts) =>
        new(StoredThread.ToBytes(new(thread, texts, _site), Weights.Prior(thread)), [.. _texts.Of(_numbers[thread.Slug.Value], thread, texts)]);

    /// <param name="terms">Those of its <see cref="IndexEntry"/>, which may be of an earlier build.</param>
    public void Add(ForumThread thread, ReadOnlySpan<byte> terms)
    {
        var number = _numbers[thread.Slug.Value];
        _threads[number] = StoredThread.AddTo(_store, number, terms);
    }

    /// <summary>Gives the files that are about all threads, once all are added.</summary>
    /// <param name="stands">Whether a file that is named by what it holds is in the site already; asked from many hands.</param>
    /// <returns>The root of the index, as a line of script: it names all other files, so what holds it needs a name that changes with it.</returns>
    public string Write(Func<string, bool> stands, Action<OutputFile> publish)
    {
        // Files are named by what they hold, so two that hold the same are one file: the places of words that have none, for one.
        var known = new Dictionary<string, ulong>(StringComparer.Ordinal);
        void Add(OutputFile file)
        {
            var hash = XxHash3.HashToUInt64(file.Content.Span);
            if (!known.TryGetValue(file.Path, out var other) || other != hash) publish(file);
            known[file.Path] = hash;
        }

        var meanLength = Weights.Rounded(_threads.Length == 0 ? 1 : _threads.Average(thread => (double)thread.Length));
        var words = WordFiles.Write(_store, _threads, meanLength, stands, Add);
        var (forwards, backwards) = SpellingFiles.Write(_store, _threads.Length, Add);
        var (days, daysName) = FilterFiles.Days(_site.Threads);
        var (tags, tagsName) = FilterFiles.Tags(_site.Tags);
        Add(days);
        Add(tags);
        var root = new SearchRoot { Site = _site, Tables = [words, forwards, backwards], TextFolders = _texts.Folders, Days = daysName, Tags = tagsName };
        return root.Write(Add);
    }
}

/// <summary>What the index takes of one thread: its terms, and the files that are about it alone.</summary>
public sealed record IndexEntry(byte[] Terms, ImmutableArray<OutputFile> Files)
{
    /// <summary>Of a page that is no thread's.</summary>
    public static readonly IndexEntry None = new([], []);
}

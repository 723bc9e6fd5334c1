using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.IO.Hashing;
using KnowledgeBase.Model;

namespace KnowledgeBase.Indexing;

/// <summary>Makes the search index: takes threads as they are rendered, in any order and from many hands, and gives files.</summary>
public sealed class SearchIndexer
{
    /// <summary>Words that no thread has any more: so many are no burden.</summary>
    private const int MostUnused = 20_000;

    private readonly Site _site;
    private readonly ConcurrentBag<ThreadTerms> _idle = [];
    private readonly ThreadTextFiles _texts;
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly ThreadTermsStore _threads;
    private readonly Func<StoredBytes, byte[]?> _earlier;
    private readonly Task<IndexMemory> _left;
    private IndexMemory? _made;
    private int _unused;

    /// <param name="memory">What an earlier build left, if terms of one are added; of no length if none.</param>
    /// <param name="earlier">Reads terms that an earlier build left; null if they are not what it left.</param>
    /// <param name="stored">Reads terms that are kept, by their places.</param>
    public SearchIndexer(Site site, byte[] memory, Func<StoredBytes, byte[]?> earlier, ReadStored stored)
    {
        (_site, _texts, _threads, _earlier) = (site, new(site), new(site.Threads.Length, stored), earlier);
        // Beside the first pages, which need none of it if they are kept.
        _left = Task.Run(() => IndexMemory.Read(memory));
        // Threads are numbered from the oldest, so that a new one changes the number of no other.
        foreach (var (number, thread) in site.Threads.Index()) _numbers.Add(thread.Slug.Value, number);
    }

    /// <summary>Stands for where the files about a thread alone are.</summary>
    public ulong PlaceOf(ForumThread thread) => _texts.PlaceOf(_numbers[thread.Slug.Value]);

    /// <param name="texts">The words of each node, in the order of <see cref="ForumThread.Nodes"/>.</param>
    public IndexEntry EntryOf(ForumThread thread, IReadOnlyList<string> texts)
    {
        var terms = _idle.TryTake(out var idle) ? idle : new ThreadTerms(_left.Result.Lexicon);
        var entry = new IndexEntry(terms.Of(thread, texts, _site), [.. _texts.Of(_numbers[thread.Slug.Value], thread, texts)]);
        _idle.Add(terms);
        return entry;
    }

    /// <param name="terms">Those of its <see cref="IndexEntry"/>.</param>
    public void Add(ForumThread thread, byte[] terms) => _threads.Add(_numbers[thread.Slug.Value], terms);

    /// <param name="place">Where its terms are kept, which may be those of an earlier build.</param>
    public void Add(ForumThread thread, StoredBytes place) => _threads.Add(_numbers[thread.Slug.Value], place);

    /// <summary>What a later build needs, to take terms of this one; once the index is written. Null if most words are of threads long gone: then that build had better begin anew.</summary>
    public ReadOnlyMemory<byte>? ToMemory() => _made is { } made && _unused <= Math.Max(MostUnused, made.Lexicon.Count / 2) ? made.Write() : (ReadOnlyMemory<byte>?)null;

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
            lock (known)
            {
                if (known.TryGetValue(file.Path, out var other) && other == hash) return;
                known[file.Path] = hash;
            }

            publish(file);
        }

        // What it takes to cut threads into terms is needed no more, and its room is.
        _idle.Clear();
        var left = _left.Result;
        var texts = left.Lexicon.Texts();
        var totals = TermTotals.OrNull(left.Totals, _threads, texts.Length, _earlier) ?? TermTotals.Of(_threads, texts.Length);
        _unused = Enumerable.Range(0, texts.Length).Count(term => totals[term].Threads == 0 && totals[term].WordThreads == 0);
        var wordFiles = new WordFiles(_threads, totals, texts, left.WordFiles);
        List<(string Bound, byte[] Name)> words = [], forwards = [], backwards = [];
        Parallel.Invoke(
            () => words = wordFiles.Write(stands, Add),
            () => (forwards, backwards) = SpellingFiles.Write(texts.Select((text, term) => (text, totals[term].WordThreads)), _threads.Count, stands, Add));
        _made = new(left.Lexicon, totals, wordFiles.Made);
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

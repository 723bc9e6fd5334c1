using System.Collections.Concurrent;
using KnowledgeBase.Model;

namespace KnowledgeBase.Indexing;

/// <summary>Files of terms with their postings, each beside a file that only phrases and filters load: places, and of words that are in many threads the other postings.</summary>
/// <param name="made">Files of an earlier build, by what they were made of.</param>
internal sealed class WordFiles(ThreadTermsStore threads, TermTotals totals, string[] texts, IReadOnlyDictionary<ulong, WordFileNames> made)
{
    private const int Size = 5_000;

    /// <summary>About how many bytes of postings are gathered at a time. Each time takes two looks at the terms of all threads, so a large site gathers more at a time, not more often.</summary>
    private readonly long _mostGathered = Math.Clamp(256L * threads.Count, 100_000_000, 1_000_000_000);

    /// <summary>One for each hand: their contexts take more than what is written with them.</summary>
    private readonly ConcurrentBag<WordFile> _idle = [];

    /// <summary>The files of this build, by what they are made of.</summary>
    public Dictionary<ulong, WordFileNames> Made { get; } = [];

    /// <returns>The table that finds a term's file.</returns>
    public List<(string Bound, byte[] Name)> Write(Func<string, bool> stands, Action<OutputFile> add)
    {
        var terms = Enumerable.Range(0, texts.Length).Where(term => totals[term].Threads > 0).ToArray();
        var sorted = SortedFiles.OrderOf(Array.ConvertAll(terms, term => texts[term])).Select(i => terms[i]);
        var parts = SortedFiles.Cut(sorted, Size, term => texts[term], SizeOf).ToList();
        var digests = parts.AsParallel().AsOrdered().Select(DigestOf).ToList();
        var missing = Enumerable.Range(0, parts.Count).AsParallel().AsOrdered().Where(i => !Stands(digests[i], stands)).ToList();
        var postings = new PostingTable(threads, totals);
        // Where the disk makes them wait, more would come: each holds the contexts of two files.
        var hands = new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount };
        foreach (var gathered in Batches(missing, parts))
        {
            postings.Gather(gathered.SelectMany(i => parts[i]));
            var names = new WordFileNames[gathered.Count];
            Parallel.For(0, gathered.Count, hands, i => names[i] = Pack(parts[gathered[i]], postings, stands, add));
            foreach (var (i, part) in gathered.Index()) Made[digests[part]] = names[i];
        }

        var table = new List<(string Bound, byte[] Name)>();
        for (var i = 0; i < parts.Count; i++)
        {
            Made.TryAdd(digests[i], made.GetValueOrDefault(digests[i])!);
            table.Add((i == 0 ? "" : FileTable.BoundOf(texts[parts[i - 1][^1]], texts[parts[i][0]]), Made[digests[i]].Words));
        }

        return table;
    }

    /// <summary>Cuts a list of parts so that not too many postings are held.</summary>
    private IEnumerable<List<int>> Batches(List<int> missing, List<List<int>> parts)
    {
        var (batch, bytes) = (new List<int>(), 0L);
        foreach (var i in missing)
        {
            // Places take about three times what tells the nodes.
            var more = parts[i].Sum(term => 9L * totals[term].Threads + 4L * totals[term].NodeBytes);
            if (batch.Count > 0 && bytes + more > _mostGathered)
            {
                yield return batch;
                (batch, bytes) = ([], 0);
            }

            batch.Add(i);
            bytes += more;
        }

        if (batch.Count > 0) yield return batch;
    }

    /// <summary>About how many bytes of a file the term takes.</summary>
    private int SizeOf(int term)
    {
        var (count, kept) = (totals[term].Threads, KeptOf(term));
        return texts[term].Length / 2 + 4 + (int)((2L * count + totals[term].NodeBytes) * kept / count);
    }

    /// <summary>Of a word that is in many threads, those come first to whose score it adds most: without the others, the first results stay the same.</summary>
    private int KeptOf(int term) =>
        IsFilter(term) ? totals[term].Threads : Math.Min(totals[term].Threads, Math.Clamp(totals.Threads / 5, 500, 1600));

    /// <summary>Words that are in many threads would double the places; in a phrase, they may stand anywhere in the node. Filters are in no phrase.</summary>
    private bool HasPlaces(int term) => !IsFilter(term) && (totals[term].Threads < 64 || totals[term].Threads < totals.Threads / 8);

    private bool IsFilter(int term) => texts[term].Contains(':', StringComparison.Ordinal);

    private bool Stands(ulong digest, Func<string, bool> stands) =>
        made.TryGetValue(digest, out var names) && stands(Packed.PathOf("w", names.Words)) && stands(Packed.PathOf("p", names.Places));

    private WordFileNames Pack(List<int> part, PostingTable postings, Func<string, bool> stands, Action<OutputFile> add)
    {
        var file = _idle.TryTake(out var idle) ? idle : new();
        file.Begin(part.Count);
        foreach (var term in part) Add(file, term, postings);
        var (places, placesName) = Packed.Named("p", file.Places.End());
        var (words, wordsName) = Packed.Named("w", [.. placesName, .. file.Words.End()]);
        _idle.Add(file);
        if (!stands(places.Path)) add(places);
        if (!stands(words.Path)) add(words);
        return new(wordsName, placesName);
    }

    private ulong DigestOf(List<int> part)
    {
        var digest = new Digest();
        foreach (var term in part) digest.Add(texts[term]).Add(totals[term].Threads).Add(totals[term].Hash).Add(KeptOf(term)).Add(HasPlaces(term));
        return digest.Value;
    }

    private void Add(WordFile file, int term, PostingTable table)
    {
        var postings = table.Of(term);
        var (count, kept) = (totals[term].Threads, KeptOf(term));
        var (least, skipped) = kept < count ? LeastOf(postings, kept) : (0, 0);
        file.Begin(texts[term], count, kept, HasPlaces(term));
        Add(file, postings, least, skipped, others: false);
        file.BeginOthers();
        if (kept < count) Add(file, postings, least, skipped, others: true);
    }

    /// <summary>Adds those that are kept, or the others. Of equals the newest are kept, as they come first in results.</summary>
    private static void Add(WordFile file, ReadOnlySpan<byte> postings, int least, int skipped, bool others)
    {
        for (var at = 0; at < postings.Length;)
        {
            var posting = PostingTable.Read(postings, ref at, out var place);
            var isOther = place.Level < least || (place.Level == least && skipped-- > 0);
            if (isOther != others) continue;
            if (isOther) file.AddOther(place, posting);
            else file.Add(place, posting);
        }
    }

    /// <summary>The lowest level that is kept, and how many of it are not.</summary>
    private static (int Level, int Skipped) LeastOf(ReadOnlySpan<byte> postings, int kept)
    {
        Span<int> counts = stackalloc int[Weights.Levels];
        for (var at = 0; at < postings.Length; )
        {
            PostingTable.Read(postings, ref at, out var place);
            counts[place.Level]++;
        }

        var least = Weights.Levels - 1;
        for (; counts[least] < kept; least--) kept -= counts[least];
        return (least, counts[least] - kept);
    }
}

/// <summary>Hashes that name a file of terms and that of their places.</summary>
internal sealed record WordFileNames(byte[] Words, byte[] Places);

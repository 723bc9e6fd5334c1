using KnowledgeBase.Model;

namespace KnowledgeBase.Indexing;

/// <summary>Files of terms with their postings, each beside a file of places that only phrases load.</summary>
internal sealed class WordFiles(PostingTable postings, string[] texts, double meanLength)
{
    private const int Size = 7_000;

    /// <returns>The table that finds a term's file.</returns>
    public List<(string Bound, byte[] Name)> Write(Func<string, bool> stands, Action<OutputFile> add)
    {
        var terms = Enumerable.Range(0, texts.Length).Where(term => postings.CountOf(term) > 0).ToArray();
        // By code unit, as the browser compares.
        Array.Sort(Array.ConvertAll(terms, term => texts[term]), terms, StringComparer.Ordinal);
        var parts = SortedFiles.Cut(terms, Size, term => texts[term], SizeOf);
        var table = new List<(string Bound, byte[] Name)>();
        var last = "";
        foreach (var (part, words, places) in parts.AsParallel().AsOrdered().Select(part => Pack(part, stands)))
        {
            if (places is not null) add(places);
            if (words.File is not null) add(words.File);
            table.Add((table.Count == 0 ? "" : FileTable.BoundOf(last, texts[part[0]]), words.Name));
            last = texts[part[^1]];
        }

        return table;
    }

    /// <summary>About how many bytes of a file the term takes.</summary>
    private int SizeOf(int term)
    {
        var (count, kept) = (postings.CountOf(term), KeptOf(term));
        return texts[term].Length / 2 + 4 + (int)((2L * count + postings.NodeBytesOf(term)) * kept / count);
    }

    /// <summary>Of a word that is in many threads, those are kept to whose score it adds most: with others left out, the first results stay the same.</summary>
    private int KeptOf(int term)
    {
        var count = postings.CountOf(term);
        if (texts[term].StartsWith("tag:", StringComparison.Ordinal) || texts[term].StartsWith("by:", StringComparison.Ordinal)) return count;
        return Math.Min(count, Math.Clamp(postings.Facts.Length / 5, 500, 2000));
    }

    private (List<int> Part, (OutputFile? File, byte[] Name) Words, OutputFile? Places) Pack(List<int> part, Func<string, bool> stands)
    {
        var file = new WordFile();
        foreach (var term in part) Add(file, term);
        var (placesFile, placesName) = Packed.Missing("p", stands, file.Places);
        var head = ByteWriter.Of(placesName);
        head.Bytes(file.Words.Written);
        return (part, Packed.Missing("w", stands, head, file.Numbers, file.Heads, file.Nodes), placesFile);
    }

    private void Add(WordFile file, int term)
    {
        var isFilter = texts[term].Contains(':', StringComparison.Ordinal);
        var threads = postings.ThreadsOf(term);
        var levels = threads.Length <= 256 ? stackalloc byte[threads.Length] : new byte[threads.Length];
        if (!isFilter)
        {
            for (var i = 0; i < levels.Length; i++) levels[i] = LevelOf(postings.PostingOf(term, i), postings.Facts[threads[i]]);
        }

        var kept = KeptOf(term);
        var (least, ofLeast) = kept < levels.Length ? LeastOf(levels, kept) : (0, levels.Length);
        // Words that are in many threads would double the places; in a phrase, any word may stand for them.
        var hasPlaces = !isFilter && (threads.Length < 64 || threads.Length < postings.Facts.Length / 8);
        file.Begin(texts[term], threads.Length, kept);
        // Of equals the newest are kept: a filter alone lists those first.
        var skipped = kept < levels.Length ? levels.Count((byte)least) - ofLeast : 0;
        for (var i = 0; i < threads.Length; i++)
        {
            if (levels[i] < least || (levels[i] == least && skipped-- > 0)) continue;
            file.Add(threads[i], levels[i], postings.Facts[threads[i]].IsSolved, postings.PostingOf(term, i), hasPlaces);
        }

        file.End();
    }

    /// <summary>The lowest level that is kept, and how many of it.</summary>
    private static (int Level, int Count) LeastOf(ReadOnlySpan<byte> levels, int kept)
    {
        Span<int> counts = stackalloc int[Weights.Levels];
        foreach (var level in levels) counts[level]++;
        var least = Weights.Levels - 1;
        for (; counts[least] < kept; least--) kept -= counts[least];
        return (least, kept);
    }

    private byte LevelOf(StoredPosting posting, ThreadFacts thread) =>
        (byte)Weights.Level(Weights.Title(posting.TitleCount, thread.TitleLength) + Weights.Body(posting.BodyCount, thread.Length, meanLength), thread.Prior);
}

/// <summary>The columns of one file of terms, as the browser reads them.</summary>
internal sealed class WordFile
{
    private string _before = "";
    private int _thread, _nodesFrom;
    private readonly ByteWriter _placesOfTerm = new();

    /// <summary>For each term: the text, in how many threads it is, how many of those are kept if not all, and the length of its nodes.</summary>
    public ByteWriter Words { get; } = new(4096);

    /// <summary>Distances from thread to thread.</summary>
    public ByteWriter Numbers { get; } = new(4096);

    /// <summary>A byte for each thread: level (6 bits), solved, whether the term is in one node only.</summary>
    public ByteWriter Heads { get; } = new(4096);

    /// <summary>For each thread the number of nodes, unless it is one, and the nodes.</summary>
    public ByteWriter Nodes { get; } = new(4096);

    /// <summary>For each term its length in bytes; for each node where in it the term is. Only phrases need that.</summary>
    public ByteWriter Places { get; } = new(4096);

    public void Begin(string term, int threads, int kept)
    {
        Words.Next(term, _before);
        Words.Number((threads << 1) | (kept < threads ? 1 : 0));
        if (kept < threads) Words.Number(kept);
        (_before, _thread, _nodesFrom) = (term, -1, Nodes.Length);
        _placesOfTerm.Clear();
    }

    public void Add(int thread, int level, bool isSolved, StoredPosting posting, bool hasPlaces)
    {
        Numbers.Number(thread - _thread - 1);
        _thread = thread;
        Heads.Byte((level << 2) | (isSolved ? 2 : 0) | (posting.Nodes == 1 ? 1 : 0));
        if (posting.Nodes != 1) Nodes.Number(posting.Nodes);
        Nodes.Bytes(posting.NodeBytes);
        if (hasPlaces) _placesOfTerm.Bytes(posting.Places);
    }

    public void End()
    {
        Words.Number(Nodes.Length - _nodesFrom);
        Places.Number(_placesOfTerm.Length);
        Places.Bytes(_placesOfTerm.Written);
    }
}

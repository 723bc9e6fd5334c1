using KnowledgeBase.Model;

namespace KnowledgeBase.Indexing;

/// <summary>Files of terms with their postings, each beside a file of places that only phrases load.</summary>
/// <param name="made">Files of an earlier build, by what they were made of.</param>
internal sealed class WordFiles(PostingTable postings, string[] texts, IReadOnlyDictionary<ulong, WordFileNames> made)
{
    private const int Size = 5_000;

    /// <summary>The files of this build, by what they are made of.</summary>
    public Dictionary<ulong, WordFileNames> Made { get; } = [];

    /// <returns>The table that finds a term's file.</returns>
    public List<(string Bound, byte[] Name)> Write(Func<string, bool> stands, Action<OutputFile> add)
    {
        var terms = Enumerable.Range(0, texts.Length).Where(term => postings.CountOf(term) > 0).ToArray();
        // By code unit, as the browser compares.
        Array.Sort(Array.ConvertAll(terms, term => texts[term]), terms, StringComparer.Ordinal);
        var parts = SortedFiles.Cut(terms, Size, term => texts[term], SizeOf);
        var table = new List<(string Bound, byte[] Name)>();
        var last = "";
        foreach (var (part, digest, names, files) in parts.AsParallel().AsOrdered().Select(part => Pack(part, stands)))
        {
            foreach (var file in files) add(file);
            Made[digest] = names;
            table.Add((table.Count == 0 ? "" : FileTable.BoundOf(last, texts[part[0]]), names.Words));
            last = texts[part[^1]];
        }

        return table;
    }

    /// <summary>About how many bytes of a file the term takes.</summary>
    private int SizeOf(int term)
    {
        var (count, kept) = (postings.CountOf(term), KeptOf(term));
        return texts[term].Length / 2 + 4 + (int)((2L * count + postings.SumsOf(term).NodeBytes) * kept / count);
    }

    /// <summary>Of a word that is in many threads, those are kept to whose score it adds most: with others left out, the first results stay the same.</summary>
    private int KeptOf(int term)
    {
        var count = postings.CountOf(term);
        if (texts[term].StartsWith("tag:", StringComparison.Ordinal) || texts[term].StartsWith("by:", StringComparison.Ordinal)) return count;
        return Math.Min(count, Math.Clamp(postings.Facts.Length / 5, 500, 1600));
    }

    private (List<int> Part, ulong Digest, WordFileNames Names, IEnumerable<OutputFile> Files) Pack(List<int> part, Func<string, bool> stands)
    {
        var digest = DigestOf(part);
        if (made.TryGetValue(digest, out var names) && stands(Packed.PathOf("w", names.Words)) && stands(Packed.PathOf("p", names.Places))) return (part, digest, names, []);
        var file = new WordFile(part.Count);
        foreach (var term in part) Add(file, term);
        var (places, placesName) = Packed.Named("p", file.Places.End());
        var (words, wordsName) = Packed.Named("w", [.. placesName, .. file.Words.End()]);
        return (part, digest, new(wordsName, placesName), new[] { places, words }.Where(file => !stands(file.Path)));
    }

    private ulong DigestOf(List<int> part)
    {
        var digest = new Digest().Add(postings.Facts.Length);
        foreach (var term in part) digest.Add(texts[term]).Add(postings.CountOf(term)).Add(postings.SumsOf(term).Hash);
        return digest.Value;
    }

    private void Add(WordFile file, int term)
    {
        var isFilter = texts[term].Contains(':', StringComparison.Ordinal);
        var places = postings.PlacesOf(term);
        var kept = KeptOf(term);
        // Of equals the newest are kept: a filter alone lists those first.
        var (least, skipped) = kept < places.Length ? LeastOf(places, kept) : (0, 0);
        // Words that are in many threads would double the places; in a phrase, any word may stand for them.
        var hasPlaces = !isFilter && (places.Length < 64 || places.Length < postings.Facts.Length / 8);
        file.Begin(texts[term], places.Length, kept, hasPlaces);
        foreach (var place in places)
        {
            if (place.Level < least || (place.Level == least && skipped-- > 0)) continue;
            file.Add(place, postings.Facts[place.Thread].IsSolved, postings.PostingAt(place));
        }
    }

    /// <summary>The lowest level that is kept, and how many of it are not.</summary>
    private static (int Level, int Skipped) LeastOf(ReadOnlySpan<PostingPlace> places, int kept)
    {
        Span<int> counts = stackalloc int[Weights.Levels];
        foreach (var place in places) counts[place.Level]++;
        var least = Weights.Levels - 1;
        for (; counts[least] < kept; least--) kept -= counts[least];
        return (least, counts[least] - kept);
    }
}

/// <summary>Hashes that name a file of terms and that of their places.</summary>
internal sealed record WordFileNames(byte[] Words, byte[] Places);

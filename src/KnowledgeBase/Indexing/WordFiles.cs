using KnowledgeBase.Model;

namespace KnowledgeBase.Indexing;

/// <summary>Files of terms with their postings, each beside a file of places that only phrases load.</summary>
internal static class WordFiles
{
    private const int Size = 7_000;

    /// <returns>The table that finds a term's file.</returns>
    public static List<(string Bound, byte[] Name)> Write(PostingStore store, IReadOnlyList<ThreadFacts> threads, double meanLength, Func<string, bool> stands, Action<OutputFile> add)
    {
        var lists = store.Terms().AsParallel().AsOrdered().WithMergeOptions(ParallelMergeOptions.AutoBuffered)
            .Select(term => PostingList.Of(term.Term, term.Bytes.Written, threads, meanLength));
        var parts = SortedFiles.Cut(lists, Size, list => list.Term, list => list.Term.Length / 2 + list.Numbers.Length + list.Heads.Length + list.Nodes.Length + 4);

        var table = new List<(string Bound, byte[] Name)>();
        var last = "";
        foreach (var (first, end, words, places) in parts.AsParallel().AsOrdered().Select(part => Pack(part, stands)))
        {
            if (places is not null) add(places);
            if (words.File is not null) add(words.File);
            table.Add((table.Count == 0 ? "" : FileTable.BoundOf(last, first), words.Name));
            last = end;
        }

        return table;
    }

    private static (string First, string Last, (OutputFile? File, byte[] Name) Words, OutputFile? Places) Pack(List<PostingList> lists, Func<string, bool> stands)
    {
        var places = new ByteWriter();
        foreach (var list in lists)
        {
            places.Number(list.Places.Length);
            places.Bytes(list.Places.Written);
        }

        var (placesFile, placesName) = Packed.Missing("p", stands, places);
        var (words, numbers, heads, nodes) = (new ByteWriter(), new ByteWriter(), new ByteWriter(), new ByteWriter());
        words.Bytes(placesName);
        var before = "";
        foreach (var list in lists)
        {
            words.Next(list.Term, before);
            before = list.Term;
            words.Number((list.Threads << 1) | (list.Kept < list.Threads ? 1 : 0));
            if (list.Kept < list.Threads) words.Number(list.Kept);
            words.Number(list.Nodes.Length);
            numbers.Bytes(list.Numbers.Written);
            heads.Bytes(list.Heads.Written);
            nodes.Bytes(list.Nodes.Written);
        }

        return (lists[0].Term, lists[^1].Term, Packed.Missing("w", stands, words, numbers, heads, nodes), placesFile);
    }
}

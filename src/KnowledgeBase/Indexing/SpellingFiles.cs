using KnowledgeBase.Model;

namespace KnowledgeBase.Indexing;

/// <summary>Words as people write them, forwards and backwards: what a beginning or a misspelt word may mean.</summary>
/// <remarks>An edit leaves either the beginning or the end of a word as it was, so one of the two lists has it nearby.</remarks>
internal static class SpellingFiles
{
    private const int Size = 12_000, LongestWord = 24;

    /// <returns>The tables that find a word by its beginning, and by its end.</returns>
    public static (List<(string Bound, byte[] Name)> Forwards, List<(string Bound, byte[] Name)> Backwards) Write(
        PostingStore store, int threads, Action<OutputFile> add)
    {
        // On a large site, what stands in one thread only is most often misspelt itself.
        var least = threads > 500 ? 2 : 1;
        var words = store.Words.Where(word => word.Value >= least && IsWord(word.Key)).ToList();
        return (
            WriteList("s", words, add),
            WriteList("z", words.ConvertAll(word => KeyValuePair.Create(Backwards(word.Key), word.Value)), add));
    }

    private static List<(string Bound, byte[] Name)> WriteList(string folder, List<KeyValuePair<string, int>> words, Action<OutputFile> add)
    {
        words.Sort((a, b) => string.CompareOrdinal(a.Key, b.Key));
        var table = new List<(string Bound, byte[] Name)>();
        var last = "";
        foreach (var part in SortedFiles.Cut(words, Size, word => word.Key, word => word.Key.Length / 2 + 2))
        {
            var bytes = new ByteWriter();
            var before = "";
            foreach (var (word, count) in part)
            {
                bytes.Next(word, before);
                before = word;
                bytes.Byte(Math.Min(31, int.Log2(count) * 2));
            }

            var (file, name) = Packed.Named(folder, bytes);
            add(file);
            table.Add((table.Count == 0 ? "" : FileTable.BoundOf(last, part[0].Key), name));
            last = part[^1].Key;
        }

        return table;
    }

    private static bool IsWord(string word) => word.Length is > 1 and <= LongestWord && word.All(c => char.IsLetter(c) && !WordRun.IsUnspacedScript(c));

    private static string Backwards(string word)
    {
        var letters = word.ToCharArray();
        Array.Reverse(letters);
        return new(letters);
    }
}

using KnowledgeBase.Model;

namespace KnowledgeBase.Indexing;

/// <summary>Words as people write them, forwards and backwards: what a beginning or a misspelt word may mean.</summary>
/// <remarks>An edit leaves either the beginning or the end of a word as it was, so one of the two lists has it nearby.</remarks>
internal static class SpellingFiles
{
    private const int Size = 12_000, LongestWord = 24;

    /// <returns>The tables that find a word by its beginning, and by its end.</returns>
    public static (List<(string Bound, byte[] Name)> Forwards, List<(string Bound, byte[] Name)> Backwards) Write(
        IEnumerable<(string Text, int Threads)> words, int threads, Func<string, bool> stands, Action<OutputFile> add)
    {
        // On a large site, what stands in one thread only is most often misspelt itself.
        var least = threads > 500 ? 2 : 1;
        var kept = words.Where(word => word.Threads >= least && IsWord(word.Text)).ToArray();
        return (WriteList("s", kept, stands, add), WriteList("z", Array.ConvertAll(kept, word => (Backwards(word.Text), word.Threads)), stands, add));
    }

    private static List<(string Bound, byte[] Name)> WriteList(string folder, (string Text, int Threads)[] words, Func<string, bool> stands, Action<OutputFile> add)
    {
        var sorted = SortedFiles.OrderOf(Array.ConvertAll(words, word => word.Text)).Select(i => words[i]);
        var table = new List<(string Bound, byte[] Name)>();
        var last = "";
        var bits = new BitWriter(2 * BitWriter.NumberContexts + BitWriter.WordContexts);
        foreach (var part in SortedFiles.Cut(sorted, Size, word => word.Text, word => word.Text.Length / 2 + 2))
        {
            bits.Begin();
            bits.Number(0, part.Count);
            var before = "";
            foreach (var (word, count) in part)
            {
                bits.Word(2 * BitWriter.NumberContexts, word, before);
                before = word;
                bits.Number(BitWriter.NumberContexts, int.Log2(count));
            }

            var (file, name) = Packed.Named(folder, bits.End());
            if (!stands(file.Path)) add(file);
            table.Add((table.Count == 0 ? "" : FileTable.BoundOf(last, part[0].Text), name));
            last = part[^1].Text;
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

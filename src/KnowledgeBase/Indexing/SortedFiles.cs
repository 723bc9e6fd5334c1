using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace KnowledgeBase.Indexing;

/// <summary>Cuts a sorted list into files. Where a file ends, the words decide and not their number, so that an edit moves few ends.</summary>
internal static class SortedFiles
{
    /// <param name="size">About how many bytes a file shall have before it is compressed.</param>
    public static IEnumerable<List<T>> Cut<T>(IEnumerable<T> sorted, int size, Func<T, string> wordOf, Func<T, int> sizeOf)
    {
        var part = new List<T>();
        var length = 0;
        foreach (var entry in sorted)
        {
            // What is as large as two files has one of its own: whoever looks for its neighbours shall not load it.
            var more = sizeOf(entry);
            var isEnd = length >= size * 3 / 2 || (length >= size * 3 / 4 && Hash(wordOf(entry)) % 16 == 0) || more >= size * 2;
            if (isEnd && part.Count > 0)
            {
                yield return part;
                part = [];
                length = 0;
            }

            part.Add(entry);
            length += more;
        }

        if (part.Count > 0) yield return part;
    }

    /// <summary>The order of words by code unit, as the browser compares.</summary>
    /// <returns>Their places in the list.</returns>
    public static int[] OrderOf(string[] words)
    {
        // Numbers are compared many times faster, and four letters tell most words apart.
        var (beginnings, order) = (Array.ConvertAll(words, BeginningOf), new int[words.Length]);
        for (var i = 0; i < order.Length; i++) order[i] = i;
        Array.Sort(beginnings, order);
        for (var (start, end) = (0, 0); start < order.Length; start = end)
        {
            while (end < order.Length && beginnings[end] == beginnings[start]) end++;
            if (end - start > 1) order.AsSpan(start..end).Sort((one, other) => string.CompareOrdinal(words[one], words[other]));
        }

        return order;
    }

    private static ulong BeginningOf(string word)
    {
        var beginning = 0ul;
        for (var i = 0; i < 4; i++) beginning = (beginning << 16) | (i < word.Length ? word[i] : 0u);
        return beginning;
    }

    private static ulong Hash(string word) => XxHash3.HashToUInt64(MemoryMarshal.AsBytes(word.AsSpan()));
}

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
            var isEnd = length >= size * 3 / 2 || (length >= size * 3 / 4 && Hash(wordOf(entry)) % 16 == 0);
            if (isEnd)
            {
                yield return part;
                part = [];
                length = 0;
            }

            part.Add(entry);
            length += sizeOf(entry);
        }

        if (part.Count > 0) yield return part;
    }

    private static ulong Hash(string word) => XxHash3.HashToUInt64(MemoryMarshal.AsBytes(word.AsSpan()));
}

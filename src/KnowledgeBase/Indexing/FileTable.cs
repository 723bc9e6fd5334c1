using KnowledgeBase.Model;

namespace KnowledgeBase.Indexing;

/// <summary>Which of many sorted files holds a word: the word that begins each, and its name. A long table is cut into files itself.</summary>
internal static class FileTable
{
    private const int Longest = 1024, Part = 256;

    /// <param name="entries">Sorted; each begins at a word that is greater than all in the file before.</param>
    /// <param name="add">Takes the files that a long table is cut into.</param>
    public static void Write(ByteWriter to, IReadOnlyList<(string Bound, byte[] Name)> entries, Action<OutputFile> add)
    {
        var depth = 0;
        for (; entries.Count > Longest; depth++)
        {
            var parts = new List<(string, byte[])>();
            foreach (var chunk in entries.Chunk(Part))
            {
                var bytes = new ByteWriter();
                WriteEntries(bytes, chunk);
                var (file, name) = Packed.Named("d", Packed.Deflated(bytes.Written));
                add(file);
                parts.Add((chunk[0].Bound, name));
            }

            entries = parts;
        }

        to.Number(depth);
        WriteEntries(to, entries);
    }

    /// <summary>The shortest text that is greater than the last word of one file, and not than the first of the next.</summary>
    public static string BoundOf(string last, string first)
    {
        var length = first.AsSpan().CommonPrefixLength(last) + 1;
        if (length < first.Length && char.IsHighSurrogate(first[length - 1])) length++;
        return first[..Math.Min(length, first.Length)];
    }

    private static void WriteEntries(ByteWriter to, IReadOnlyList<(string Bound, byte[] Name)> entries)
    {
        to.Number(entries.Count);
        var before = "";
        foreach (var (bound, _) in entries)
        {
            to.Next(bound, before);
            before = bound;
        }

        foreach (var (_, name) in entries) to.Bytes(name);
    }
}

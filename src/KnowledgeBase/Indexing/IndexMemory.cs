namespace KnowledgeBase.Indexing;

/// <summary>What the index leaves for the next build, beside the terms of each thread: the words that those are told by, their totals, and the names of files.</summary>
/// <param name="Totals">Null if nothing was left.</param>
/// <param name="WordFiles">By what they were made of.</param>
internal sealed record IndexMemory(Lexicon Lexicon, TermTotals? Totals, IReadOnlyDictionary<ulong, WordFileNames> WordFiles)
{
    public ReadOnlyMemory<byte> Write()
    {
        // About what it will be: a large one would be copied many times while it grows.
        var bytes = new ByteWriter((1 << 16) + 32 * Totals!.Count + 24 * Totals.Threads);
        bytes.Number(WordFiles.Count);
        foreach (var (digest, names) in WordFiles)
        {
            bytes.Bytes(BitConverter.GetBytes(digest));
            bytes.Bytes(names.Words);
            bytes.Bytes(names.Places);
        }

        Totals.Write(bytes);
        foreach (var text in Lexicon.Texts()) bytes.Text(text);
        return bytes.Memory;
    }

    /// <param name="bytes">Those of <see cref="Write"/>, or none.</param>
    public static IndexMemory Read(ReadOnlySpan<byte> bytes)
    {
        var wordFiles = new Dictionary<ulong, WordFileNames>();
        if (bytes.IsEmpty) return new(new(), null, wordFiles);
        var at = 0;
        for (var left = ByteWriter.Read(bytes, ref at); left > 0; left--)
        {
            wordFiles.Add(BitConverter.ToUInt64(bytes[at..]), new(bytes.Slice(at + 8, Packed.NameBytes).ToArray(), bytes.Slice(at + 8 + Packed.NameBytes, Packed.NameBytes).ToArray()));
            at += 8 + 2 * Packed.NameBytes;
        }

        var totals = TermTotals.Read(bytes, ref at);
        // An edit brings few new words.
        var lexicon = new Lexicon(totals.Count + 1_000);
        while (at < bytes.Length)
        {
            var length = ByteWriter.Read(bytes, ref at);
            lexicon.NumberOf(System.Text.Encoding.UTF8.GetString(bytes.Slice(at, length)));
            at += length;
        }

        return new(lexicon, totals, wordFiles);
    }
}

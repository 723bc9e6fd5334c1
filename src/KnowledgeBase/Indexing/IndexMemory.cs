namespace KnowledgeBase.Indexing;

/// <summary>What the index leaves for the next build, beside the terms of each thread: the words that those are told by, their totals, and the names of files.</summary>
internal static class IndexMemory
{
    public static byte[] Write(Lexicon lexicon, TermTotals totals, IReadOnlyDictionary<ulong, WordFileNames> wordFiles)
    {
        var bytes = new ByteWriter(1 << 16);
        bytes.Number(wordFiles.Count);
        foreach (var (digest, names) in wordFiles)
        {
            bytes.Bytes(BitConverter.GetBytes(digest));
            bytes.Bytes(names.Words);
            bytes.Bytes(names.Places);
        }

        totals.Write(bytes);
        foreach (var text in lexicon.Texts()) bytes.Text(text);
        return bytes.Written.ToArray();
    }

    /// <param name="bytes">Those of <see cref="Write"/>, or none.</param>
    public static (Lexicon Lexicon, TermTotals? Totals, IReadOnlyDictionary<ulong, WordFileNames> WordFiles) Read(ReadOnlySpan<byte> bytes)
    {
        var (lexicon, wordFiles) = (new Lexicon(), new Dictionary<ulong, WordFileNames>());
        if (bytes.IsEmpty) return (lexicon, null, wordFiles);
        var at = 0;
        for (var left = ByteWriter.Read(bytes, ref at); left > 0; left--)
        {
            wordFiles.Add(BitConverter.ToUInt64(bytes[at..]), new(bytes.Slice(at + 8, Packed.NameBytes).ToArray(), bytes.Slice(at + 8 + Packed.NameBytes, Packed.NameBytes).ToArray()));
            at += 8 + 2 * Packed.NameBytes;
        }

        var totals = TermTotals.Read(bytes, ref at);
        while (at < bytes.Length)
        {
            var length = ByteWriter.Read(bytes, ref at);
            lexicon.NumberOf(System.Text.Encoding.UTF8.GetString(bytes.Slice(at, length)));
            at += length;
        }

        return (lexicon, totals, wordFiles);
    }
}

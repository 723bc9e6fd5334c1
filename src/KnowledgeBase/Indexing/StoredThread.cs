using System.Text;

namespace KnowledgeBase.Indexing;

/// <summary>The terms of one thread as bytes, without its number, so that they can be remembered from build to build.</summary>
internal static class StoredThread
{
    public static byte[] ToBytes(ThreadTerms terms, double prior)
    {
        var (bytes, entry) = (new ByteWriter(4096), new ByteWriter());
        bytes.Number(terms.Length);
        bytes.Number(terms.TitleLength);
        bytes.Bytes(BitConverter.GetBytes(prior));
        bytes.Byte(terms.IsSolved ? 1 : 0);
        bytes.Number(terms.Words.Count);
        foreach (var word in terms.Words) bytes.Text(word);
        foreach (var (term, use) in terms.Uses)
        {
            bytes.Text(term);
            entry.Clear();
            StoredPosting.Write(entry, use);
            bytes.Number(entry.Length);
            bytes.Bytes(entry.Written);
        }

        return bytes.Written.ToArray();
    }

    /// <param name="number">The thread's place among all threads of the site.</param>
    public static ThreadFacts AddTo(PostingStore store, int number, ReadOnlySpan<byte> bytes)
    {
        var at = 0;
        var (length, titleLength) = (StoredPosting.Number(bytes, ref at), StoredPosting.Number(bytes, ref at));
        var prior = BitConverter.ToDouble(bytes[at..]);
        at += sizeof(double);
        var isSolved = bytes[at++] == 1;
        for (var words = StoredPosting.Number(bytes, ref at); words > 0; words--) store.AddWord(Text(bytes, ref at));
        var entry = new ByteWriter();
        while (at < bytes.Length)
        {
            var term = Text(bytes, ref at);
            var size = StoredPosting.Number(bytes, ref at);
            entry.Clear();
            entry.Number(number);
            entry.Bytes(bytes.Slice(at, size));
            at += size;
            store.Add(term, entry.Written);
        }

        return new(length, titleLength, prior, isSolved);
    }

    private static string Text(ReadOnlySpan<byte> bytes, ref int at)
    {
        var length = StoredPosting.Number(bytes, ref at);
        at += length;
        return Encoding.UTF8.GetString(bytes.Slice(at - length, length));
    }
}

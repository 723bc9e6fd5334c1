using System.Collections.Concurrent;

namespace KnowledgeBase.Indexing;

/// <summary>All postings of the site while threads come in from many hands and in any order: a run of bytes for each term.</summary>
internal sealed class PostingStore
{
    private readonly (Lock Lock, Dictionary<string, ByteWriter> Terms)[] _stripes = [.. Enumerable.Range(0, 64).Select(_ => (new Lock(), new Dictionary<string, ByteWriter>(StringComparer.Ordinal)))];
    private readonly ConcurrentDictionary<string, int> _words = new(StringComparer.Ordinal);

    /// <summary>Words before their endings were cut, and in how many threads they are.</summary>
    public IEnumerable<KeyValuePair<string, int>> Words => _words;

    /// <summary>Sorted by code unit, as the browser compares.</summary>
    public IReadOnlyList<(string Term, ByteWriter Bytes)> Terms() =>
        [.. _stripes.SelectMany(stripe => stripe.Terms).OrderBy(term => term.Key, StringComparer.Ordinal).Select(term => (term.Key, term.Value))];

    public void AddWord(string word) => _words.AddOrUpdate(word, 1, static (_, count) => count + 1);

    /// <param name="entry">Number of the thread, and where the term stands in it.</param>
    public void Add(string term, ReadOnlySpan<byte> entry)
    {
        // Not string.GetHashCode: that is seeded anew in each process, and the work would be spread unevenly by chance.
        var stripe = _stripes[(term[0] * 31 + term[^1] + term.Length * 7) % _stripes.Length];
        lock (stripe.Lock)
        {
            if (!stripe.Terms.TryGetValue(term, out var bytes)) stripe.Terms.Add(term, bytes = new(16));
            bytes.Bytes(entry);
        }
    }
}

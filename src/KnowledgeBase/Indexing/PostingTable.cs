namespace KnowledgeBase.Indexing;

/// <summary>All postings of the site, found by their terms: each is a place in the bytes of a thread, so none is copied.</summary>
internal sealed class PostingTable
{
    private readonly byte[][] _stored;
    private readonly int[] _starts, _threads, _places, _nodeBytes;

    /// <param name="stored">Threads as <see cref="StoredThread"/> wrote them, by number.</param>
    /// <param name="terms">How many the <see cref="Lexicon"/> has.</param>
    public PostingTable(byte[][] stored, int terms)
    {
        _stored = stored;
        Facts = new ThreadFacts[stored.Length];
        WordThreads = new int[terms];
        (_starts, _nodeBytes) = (new int[terms + 1], new int[terms]);
        var first = new int[stored.Length];
        for (var thread = 0; thread < stored.Length; thread++)
        {
            ReadOnlySpan<byte> bytes = stored[thread];
            var at = 0;
            Facts[thread] = StoredThread.ReadFacts(bytes, ref at);
            for (var words = ByteWriter.Read(bytes, ref at); words > 0; words--) WordThreads[ByteWriter.Read(bytes, ref at)]++;
            first[thread] = at;
            while (at < bytes.Length)
            {
                var posting = StoredThread.ReadTerm(bytes, ref at);
                _starts[posting.Term + 1]++;
                _nodeBytes[posting.Term] += posting.NodeBytes.Length;
            }
        }

        for (var term = 0; term < terms; term++) _starts[term + 1] += _starts[term];
        (_threads, _places) = (new int[_starts[terms]], new int[_starts[terms]]);
        var next = _starts[..^1];
        for (var thread = 0; thread < stored.Length; thread++)
        {
            ReadOnlySpan<byte> bytes = stored[thread];
            for (var at = first[thread]; at < bytes.Length;)
            {
                var place = at;
                var slot = next[StoredThread.ReadTerm(bytes, ref at).Term]++;
                (_threads[slot], _places[slot]) = (thread, place);
            }
        }
    }

    public ThreadFacts[] Facts { get; }

    /// <summary>In how many threads each word is, as it was before its ending was cut.</summary>
    public int[] WordThreads { get; }

    public int CountOf(int term) => _starts[term + 1] - _starts[term];

    /// <summary>Bytes of all nodes that hold a term.</summary>
    public int NodeBytesOf(int term) => _nodeBytes[term];

    /// <summary>The threads that hold a term, in their order.</summary>
    public ReadOnlySpan<int> ThreadsOf(int term) => _threads.AsSpan(_starts[term], CountOf(term));

    public StoredPosting PostingOf(int term, int index)
    {
        var slot = _starts[term] + index;
        var at = _places[slot];
        return StoredThread.ReadTerm(_stored[_threads[slot]], ref at);
    }
}

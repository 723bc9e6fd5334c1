namespace KnowledgeBase.Indexing;

/// <summary>The postings of some terms at a time, by term and then by thread. What holds them is used again for the next ones.</summary>
/// <remarks>
/// They lie as bytes, in the order in which they will be read: to look them up, each somewhere else, took longer than to write
/// what is made of them. So threads are gone through twice, once to measure and once to copy.
/// </remarks>
internal sealed class PostingTable(ThreadTermsStore threads, TermTotals totals)
{
    /// <summary>By term: one more than its place among those that are gathered; 0 for others.</summary>
    private readonly int[] _slots = new int[totals.Count];

    private readonly List<(int Term, int End)> _terms = [];
    private byte[] _bytes = [];

    /// <summary>Gathers the postings of these terms, and forgets those of others.</summary>
    public void Gather(IEnumerable<int> terms)
    {
        foreach (var (term, _) in _terms) _slots[term] = 0;
        _terms.Clear();
        foreach (var term in terms)
        {
            _terms.Add((term, 0));
            _slots[term] = _terms.Count;
        }

        // Each hand goes through a range of threads; from how much all find follows where each puts its own.
        var places = Enumerable.Range(0, threads.Hands).Select(_ => new int[_terms.Count]).ToArray();
        threads.ForEach((hand, bytes, thread) => Measure(bytes, thread, places[hand]));
        var end = 0;
        for (var slot = 0; slot < _terms.Count; slot++)
        {
            foreach (var hand in places) (hand[slot], end) = (end, checked(end + hand[slot]));
            _terms[slot] = (_terms[slot].Term, end);
        }

        if (_bytes.Length < end) _bytes = new byte[end];
        threads.ForEach((hand, bytes, thread) => Copy(bytes, thread, places[hand]));
    }

    /// <summary>The postings of a term that was gathered, by thread, for <see cref="Read"/>.</summary>
    public ReadOnlySpan<byte> Of(int term)
    {
        var slot = _slots[term] - 1;
        return _bytes.AsSpan((slot == 0 ? 0 : _terms[slot - 1].End).._terms[slot].End);
    }

    /// <param name="at">Goes on to the next posting.</param>
    public static StoredPosting Read(ReadOnlySpan<byte> postings, scoped ref int at, out PostingPlace place)
    {
        var thread = ByteWriter.Read(postings, ref at);
        var level = postings[at++];
        place = new(thread, (byte)(level >> 1), (level & 1) == 1);
        return StoredThread.ReadPosting(postings, ref at);
    }

    private void Measure(ReadOnlySpan<byte> thread, int number, int[] lengths)
    {
        var length = ByteWriter.LengthOf(number) + 1;
        var at = 0;
        StoredThread.ReadFacts(thread, ref at);
        StoredThread.ReadWords(thread, ref at);
        while (at < thread.Length)
        {
            var term = ByteWriter.Read(thread, ref at);
            var posting = StoredThread.SkipPosting(thread, ref at);
            if (_slots[term] is > 0 and var slot) lengths[slot - 1] += length + posting.Length;
        }
    }

    private void Copy(ReadOnlySpan<byte> thread, int number, int[] places)
    {
        var at = 0;
        var facts = StoredThread.ReadFacts(thread, ref at);
        StoredThread.ReadWords(thread, ref at);
        while (at < thread.Length)
        {
            var term = ByteWriter.Read(thread, ref at);
            var posting = StoredThread.SkipPosting(thread, ref at);
            if (_slots[term] is not (> 0 and var slot)) continue;
            var start = 0;
            var level = Weights.Level(StoredThread.ReadPosting(posting, ref start), facts, totals.MeanLength);
            ref var place = ref places[slot - 1];
            ByteWriter.Write(_bytes, ref place, number);
            _bytes[place++] = (byte)(level << 1 | (facts.IsSolved ? 1 : 0));
            posting.CopyTo(_bytes.AsSpan(place));
            place += posting.Length;
        }
    }
}

/// <summary>Of which thread a posting is.</summary>
/// <param name="Level">What the term adds to the thread's score.</param>
internal readonly record struct PostingPlace(int Thread, byte Level, bool IsSolved);

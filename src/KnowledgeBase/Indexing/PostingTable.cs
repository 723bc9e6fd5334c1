using System.Runtime.InteropServices;

namespace KnowledgeBase.Indexing;

/// <summary>The postings of some terms at a time, by term and then by thread. What holds them is used again for the next ones.</summary>
internal sealed class PostingTable
{
    private readonly ThreadTermsStore _threads;
    private readonly TermTotals _totals;
    private readonly Hand[] _hands;

    /// <summary>About how many bytes a posting takes.</summary>
    private readonly int _postingLength;

    /// <summary>By term: one more than its place among those that are gathered; 0 for others.</summary>
    private readonly int[] _slots;

    private readonly List<(int Term, int End)> _terms = [];
    private PostingPlace[] _places = [];

    public PostingTable(ThreadTermsStore threads, TermTotals totals)
    {
        (_threads, _totals, _slots) = (threads, totals, new int[totals.Count]);
        var postings = Enumerable.Range(0, totals.Count).Sum(term => (long)totals[term].Threads);
        _postingLength = (int)(threads.Places().Sum(place => (long)place.Length) / Math.Max(1, postings)) + 1;
        _hands = [.. Enumerable.Range(0, threads.Hands).Select(_ => new Hand())];
    }

    /// <summary>Gathers the postings of these terms, and forgets those of others.</summary>
    public void Gather(IEnumerable<int> terms)
    {
        foreach (var (term, _) in _terms) _slots[term] = 0;
        _terms.Clear();
        var postings = 0;
        foreach (var term in terms)
        {
            _terms.Add((term, 0));
            _slots[term] = _terms.Count;
            postings += _totals[term].Threads;
        }

        // Each hand gathers from a range of threads; from what it found follows where each puts its own.
        Parallel.For(0, _hands.Length, hand =>
        {
            _hands[hand].Clear(_terms.Count, postings / _hands.Length, _postingLength);
            var (start, stop) = _threads.RangeOf(hand);
            byte[] buffer = [];
            for (var i = start; i < stop; i++) Gather(_threads.Read(i, ref buffer), i, (byte)hand);
        });
        var end = 0;
        for (var slot = 0; slot < _terms.Count; slot++)
        {
            foreach (var hand in _hands) (hand.Counts[slot], end) = (end, end + hand.Counts[slot]);
            _terms[slot] = (_terms[slot].Term, end);
        }

        if (_places.Length < end) _places = new PostingPlace[end];
        Parallel.For(0, _hands.Length, hand =>
        {
            foreach (var (slot, place) in CollectionsMarshal.AsSpan(_hands[hand].Found)) _places[_hands[hand].Counts[slot]++] = place;
        });
    }

    /// <summary>The postings of a term that was gathered, by thread.</summary>
    public ReadOnlySpan<PostingPlace> PlacesOf(int term)
    {
        var slot = _slots[term] - 1;
        var start = slot == 0 ? 0 : _terms[slot - 1].End;
        return _places.AsSpan(start, _terms[slot].End - start);
    }

    public StoredPosting PostingAt(PostingPlace place)
    {
        var at = place.Start;
        return StoredThread.ReadTerm(_hands[place.Hand].Bytes.Written, ref at);
    }

    private void Gather(ReadOnlySpan<byte> thread, int number, byte hand)
    {
        var to = _hands[hand];
        var at = 0;
        var facts = StoredThread.ReadFacts(thread, ref at);
        for (var left = ByteWriter.Read(thread, ref at); left > 0; left--) ByteWriter.Read(thread, ref at);
        while (at < thread.Length)
        {
            var start = at;
            if (_slots[StoredThread.SkipTerm(thread, ref at)] is not (> 0 and var slot)) continue;
            var again = start;
            var level = Weights.Level(StoredThread.ReadTerm(thread, ref again), facts, _totals.MeanLength);
            to.Counts[slot - 1]++;
            to.Found.Add((slot - 1, new(number, to.Bytes.Length, hand, level, facts.IsSolved)));
            to.Bytes.Bytes(thread[start..at]);
        }
    }

    /// <summary>What one hand finds.</summary>
    private sealed class Hand
    {
        public List<(int Slot, PostingPlace Place)> Found { get; } = [];

        /// <summary>By term how many it found, and later where its next one goes.</summary>
        public int[] Counts { get; private set; } = [];

        public ByteWriter Bytes { get; private set; } = new();

        /// <param name="postings">About how many will be found.</param>
        /// <param name="length">Of each, in bytes.</param>
        public void Clear(int terms, int postings, int length)
        {
            Counts = new int[terms];
            Found.Clear();
            Found.EnsureCapacity(postings + postings / 8);
            // A little more than that: else the room is doubled for the last few.
            if (Bytes.Length == 0) Bytes = new(Math.Max(64, (postings + postings / 8) * length));
            Bytes.Clear();
        }
    }
}

/// <summary>A posting that was found.</summary>
/// <param name="Start">Where it is among the bytes of the hand that found it.</param>
/// <param name="Level">What the term adds to the thread's score.</param>
internal readonly record struct PostingPlace(int Thread, int Start, byte Hand, byte Level, bool IsSolved);

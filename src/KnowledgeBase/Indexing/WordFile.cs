using System.Numerics;

namespace KnowledgeBase.Indexing;

/// <summary>One file of terms with their postings, and the file of places beside it, as <c>postings.js</c> reads them.</summary>
internal sealed class WordFile
{
    private readonly Dictionary<int, bool> _isSolved = [];
    private string _before = "";
    private int _thread, _threads;
    private bool _isCut, _hasPlaces;

    public BitWriter Words { get; } = new(Context.End);

    public BitWriter Places { get; } = new(PlaceContext.End);

    /// <summary>A new file: what was written is forgotten.</summary>
    public void Begin(int terms)
    {
        Words.Begin();
        Places.Begin();
        _isSolved.Clear();
        _before = "";
        Words.Number(Context.Terms, terms);
    }

    /// <param name="threads">Those with the term, of which so many are kept.</param>
    public void Begin(string term, int threads, int kept, bool hasPlaces)
    {
        Words.Word(Context.Word, term, _before);
        Words.Number(Context.Threads, threads);
        Words.Bit(Context.IsCut, kept < threads ? 1 : 0);
        if (kept < threads) Words.Number(Context.Kept, kept);
        Places.Bit(PlaceContext.HasPlaces, hasPlaces ? 1 : 0);
        (_before, _thread, _threads, _isCut, _hasPlaces) = (term, -1, threads, kept < threads, hasPlaces);
    }

    public void Add(PostingPlace place, StoredPosting posting)
    {
        // The more threads have a word, the nearer they are.
        Words.Number(Context.Distance + BitWriter.NumberContexts * Math.Min(7, BitOperations.Log2((uint)_threads)), place.Thread - _thread - 1);
        _thread = place.Thread;
        var (isInTitle, hasAccepted) = AddNodes(posting);
        // A title, several nodes, and being among the best of many: each lifts the level.
        var lifts = (posting.Nodes > 1 ? 1 : 0) + (isInTitle ? 2 : 0) + (_isCut ? 4 : 0);
        Words.Tree(Context.Level + 64 * lifts, 6, place.Level);
        // Whether a thread is solved is news only once in a file.
        var known = _isSolved.TryGetValue(_thread, out var was) ? was ? 2 : 1 : 0;
        Words.Bit(Context.IsSolved + 2 * known + (hasAccepted ? 1 : 0), place.IsSolved ? 1 : 0);
        _isSolved[_thread] = place.IsSolved;
    }

    private (bool IsInTitle, bool HasAccepted) AddNodes(StoredPosting posting)
    {
        Words.Number(Context.Nodes, posting.Nodes);
        var (node, kind, at, placesAt) = (-1, 0, 0, 0);
        var (isInTitle, hasAccepted) = (false, false);
        for (var i = 0; i < posting.Nodes; i++)
        {
            var head = posting.NodeBytes[at++];
            var distance = head & 7;
            if (distance == 7) distance += ByteWriter.Read(posting.NodeBytes, ref at);
            Words.Number(Context.Node + BitWriter.NumberContexts * Math.Min(3, node + 1), distance);
            node = Math.Max(0, node) + distance;
            // The title and the question stand first, and answers behind answers.
            Words.Tree(Context.Kind + 8 * (8 * Math.Min(3, node) + kind), 3, head >> 5);
            kind = head >> 5;
            var grade = head >> 3 & 3;
            Words.Tree(Context.Grade + 4 * kind, 2, grade);
            isInTitle |= node == 0;
            hasAccepted |= kind == (int)NodeKind.AcceptedAnswer;
            if (_hasPlaces) AddPlaces(posting.Places, ref placesAt, grade, kind);
        }

        return (isInTitle, hasAccepted);
    }

    private void AddPlaces(ReadOnlySpan<byte> places, ref int at, int grade, int kind)
    {
        var count = ByteWriter.Read(places, ref at);
        Places.Number(PlaceContext.Count + BitWriter.NumberContexts * grade, count);
        for (var i = 0; i < count; i++)
        {
            Places.Number(i == 0 ? PlaceContext.First + BitWriter.NumberContexts * kind : PlaceContext.Next, ByteWriter.Read(places, ref at));
        }
    }

    /// <summary>Where contexts begin.</summary>
    private static class Context
    {
        private const int Numbers = BitWriter.NumberContexts;
        public const int Word = 0, Terms = Word + BitWriter.WordContexts, Threads = Terms + Numbers, Kept = Threads + Numbers, Distance = Kept + Numbers, Nodes = Distance + 8 * Numbers,
            Node = Nodes + Numbers, Kind = Node + 4 * Numbers, Grade = Kind + 32 * 8, Level = Grade + 8 * 4, IsSolved = Level + 8 * 64, IsCut = IsSolved + 6, End = IsCut + 1;
    }

    private static class PlaceContext
    {
        public const int Count = 0, First = Count + 4 * BitWriter.NumberContexts, Next = First + 8 * BitWriter.NumberContexts, HasPlaces = Next + BitWriter.NumberContexts, End = HasPlaces + 1;
    }
}

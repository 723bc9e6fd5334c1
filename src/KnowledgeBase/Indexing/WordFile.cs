using System.Numerics;

namespace KnowledgeBase.Indexing;

/// <summary>One file of terms with their postings, and the file of places and other postings beside it, as <c>postings.js</c> reads them.</summary>
internal sealed class WordFile
{
    private readonly Dictionary<int, bool> _isSolved = [], _isOtherSolved = [];
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
        _isOtherSolved.Clear();
        _before = "";
        Words.Number(Context.Terms, terms);
    }

    /// <param name="threads">Those with the term, of which so many are added here, and the others after <see cref="BeginOthers"/>.</param>
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
        AddThread(Words, Context.Postings, place);
        var (isInTitle, hasAccepted) = AddNodes(Words, Context.Postings, posting);
        // A title, several nodes, and being among the best of many: each lifts the level.
        var lifts = (posting.Nodes > 1 ? 1 : 0) + (isInTitle ? 2 : 0) + (_isCut ? 4 : 0);
        Words.Tree(Context.Level + 64 * lifts, 6, place.Level);
        AddSolved(Words, Context.Postings, _isSolved, place, hasAccepted);
    }

    /// <summary>The postings that were left out follow, behind the places of the others.</summary>
    public void BeginOthers() => _thread = -1;

    /// <summary>What it adds to a score is little, and is not written.</summary>
    public void AddOther(PostingPlace place, StoredPosting posting)
    {
        AddThread(Places, PlaceContext.Postings, place);
        var (_, hasAccepted) = AddNodes(Places, PlaceContext.Postings, posting);
        AddSolved(Places, PlaceContext.Postings, _isOtherSolved, place, hasAccepted);
    }

    /// <summary>The more threads have a word, the nearer they are.</summary>
    private void AddThread(BitWriter to, int contexts, PostingPlace place)
    {
        to.Number(contexts + PostingContext.Distance + BitWriter.NumberContexts * Math.Min(7, BitOperations.Log2((uint)_threads)), place.Thread - _thread - 1);
        _thread = place.Thread;
    }

    /// <summary>Whether a thread is solved is news only once in a file.</summary>
    private static void AddSolved(BitWriter to, int contexts, Dictionary<int, bool> isSolved, PostingPlace place, bool hasAccepted)
    {
        var known = isSolved.TryGetValue(place.Thread, out var was) ? was ? 2 : 1 : 0;
        to.Bit(contexts + PostingContext.IsSolved + 2 * known + (hasAccepted ? 1 : 0), place.IsSolved ? 1 : 0);
        isSolved[place.Thread] = place.IsSolved;
    }

    private (bool IsInTitle, bool HasAccepted) AddNodes(BitWriter to, int contexts, StoredPosting posting)
    {
        to.Number(contexts + PostingContext.Nodes, posting.Nodes);
        var (node, kind, at, placesAt) = (-1, 0, 0, 0);
        var (isInTitle, hasAccepted) = (false, false);
        for (var i = 0; i < posting.Nodes; i++)
        {
            var head = posting.NodeBytes[at++];
            var distance = head & 7;
            if (distance == 7) distance += ByteWriter.Read(posting.NodeBytes, ref at);
            to.Number(contexts + PostingContext.Node + BitWriter.NumberContexts * Math.Min(3, node + 1), distance);
            node = Math.Max(0, node) + distance;
            // The title and the question stand first, and answers behind answers.
            to.Tree(contexts + PostingContext.Kind + 8 * (8 * Math.Min(3, node) + kind), 3, head >> 5);
            kind = head >> 5;
            var grade = head >> 3 & 3;
            to.Tree(contexts + PostingContext.Grade + 4 * kind, 2, grade);
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
        public const int Postings = 0, Word = Postings + PostingContext.End, Terms = Word + BitWriter.WordContexts, Threads = Terms + Numbers, Kept = Threads + Numbers,
            Level = Kept + Numbers, IsCut = Level + 8 * 64, End = IsCut + 1;
    }

    private static class PlaceContext
    {
        private const int Numbers = BitWriter.NumberContexts;
        public const int Postings = 0, Count = Postings + PostingContext.End, First = Count + 4 * Numbers, Next = First + 8 * Numbers, HasPlaces = Next + Numbers, End = HasPlaces + 1;
    }

    private static class PostingContext
    {
        private const int Numbers = BitWriter.NumberContexts;
        public const int Distance = 0, Nodes = Distance + 8 * Numbers, Node = Nodes + Numbers, Kind = Node + 4 * Numbers, Grade = Kind + 32 * 8, IsSolved = Grade + 8 * 4, End = IsSolved + 6;
    }
}

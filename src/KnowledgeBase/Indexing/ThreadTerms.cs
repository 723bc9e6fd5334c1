using System.Runtime.InteropServices;
using KnowledgeBase.Model;

namespace KnowledgeBase.Indexing;

/// <summary>Gathers the terms of one thread, each with where it stands, and names that filters look up, such as <c>tag:csharp</c>; gives them as bytes.</summary>
/// <remarks>Used for one thread after the other, by one hand at a time, so that nothing is allocated for a word.</remarks>
internal sealed class ThreadTerms(Lexicon lexicon)
{
    /// <summary>Instead of a place as a word: the term is a part inside a word; it is a name that filters look up.</summary>
    private const int Part = -1, Name = -2;

    private const int MostUses = 1 << 16;

    private readonly RunTerms _runs = new(lexicon);
    private readonly List<TermChain> _terms = [];
    private readonly List<TermUse> _uses = [];
    private readonly List<int> _words = [];
    private readonly List<NodeKind> _kinds = [];
    private readonly Dictionary<NodeKind, int> _kindTerms = [];

    /// <summary>By the name of who wrote a post of the thread; negative if nobody is meant.</summary>
    private readonly Dictionary<string, int> _authorTerms = new(StringComparer.Ordinal);

    private readonly ByteWriter _bytes = new(4096), _wordBytes = new(), _posting = new(), _nodes = new(), _places = new();

    /// <summary>By term: one more than its place in the list of the thread's terms; 0 if it is not there.</summary>
    private int[] _slots = [];

    /// <summary>By word: whether the thread has it.</summary>
    private bool[] _hasWord = [];

    private int _length, _titleLength;

    /// <param name="texts">The words of each node, in the order of <see cref="ForumThread.Nodes"/>.</param>
    /// <returns>As <see cref="StoredThread"/> reads them.</returns>
    public byte[] Of(ForumThread thread, IReadOnlyList<string> texts, Site site)
    {
        var stemmer = Stemmer.For(thread.Language ?? site.Config.Language);
        AddTitle(thread, stemmer);
        foreach (var (i, node) in thread.Nodes.Index())
        {
            var kind = KindOf(node);
            _kinds.Add(kind);
            AddText(texts[i], stemmer, i + 1);
            AddUse(TermOf(kind), i + 1, Name);
            if (node is AuthoredNode { Byline.Author: { } name } && TermOf(name, site) is >= 0 and var author) AddUse(author, i + 1, Name);
        }

        foreach (var tag in thread.Tags) TermAt(lexicon.NumberOf($"tag:{UnicodeText.FoldMarks(Slug.FromTag(tag).Value)}"));
        foreach (var word in _words) _wordBytes.Number(word);
        StoredThread.WriteHead(_bytes, new(_length, _titleLength, Weights.Prior(thread), thread.IsSolved), _wordBytes);
        foreach (var term in _terms) WriteTerm(term);
        var bytes = _bytes.Written.ToArray();
        Clear();
        return bytes;
    }

    public static NodeKind KindOf(Node node) => node switch
    {
        Question => NodeKind.Question,
        Answer { IsAccepted: true } => NodeKind.AcceptedAnswer,
        Answer => NodeKind.Answer,
        Reply => NodeKind.Reply,
        _ => NodeKind.Takeaway,
    };

    /// <summary>As readers name it: an accepted answer is an answer.</summary>
    private static string NameOf(NodeKind kind) => kind switch
    {
        NodeKind.Question => "question",
        NodeKind.Answer or NodeKind.AcceptedAnswer => "answer",
        NodeKind.Reply => "reply",
        _ => "takeaway",
    };

    private void AddTitle(ForumThread thread, Stemmer stemmer)
    {
        _kinds.Add(NodeKind.Title);
        AddText(thread.Title, stemmer, 0);
        foreach (var tag in thread.Tags)
        {
            foreach (var token in Tokenizer.Cut(tag, stemmer)) Add(new(lexicon.NumberOf(token.Term), lexicon.NumberOf(token.Word), 0, IsPart: true), 0, 0);
        }
    }

    private void AddText(string text, Stemmer stemmer, int node)
    {
        var composed = Tokenizer.Composed(text).AsSpan();
        var place = 0;
        for (var at = 0; WordRun.Next(composed, ref at, out var run);)
        {
            if (run.IsUnspaced) AddUnspaced(composed[run.Start..run.End], stemmer, node, ref place);
            else place += AddRun(composed[run.Start..run.End], stemmer, node, place);
        }
    }

    /// <summary>Pair by pair: a long run without spaces is hardly met twice, its pairs are.</summary>
    private void AddUnspaced(ReadOnlySpan<char> run, Stemmer stemmer, int node, ref int place)
    {
        var (before, at) = (0, WordRun.LengthOfFirst(run));
        if (at == run.Length) AddRun(run, stemmer, node, place);
        while (at < run.Length)
        {
            var end = at + WordRun.LengthOfFirst(run[at..]);
            AddRun(run[before..end], stemmer, node, place++);
            if (end == run.Length) AddLast(run[at..], stemmer, node);
            (before, at) = (at, end);
        }

        place++;
    }

    /// <summary>No pair begins with the last character, so it is found alone.</summary>
    private void AddLast(ReadOnlySpan<char> character, Stemmer stemmer, int node)
    {
        foreach (var term in _runs.Of(character, stemmer, out _)) Add(term with { IsPart = true }, node, 0);
    }

    /// <returns>How many places the run takes.</returns>
    private int AddRun(ReadOnlySpan<char> run, Stemmer stemmer, int node, int place)
    {
        var terms = _runs.Of(run, stemmer, out var places);
        foreach (var term in terms) Add(term, node, place);
        return places;
    }

    private void Add(RunTerm term, int node, int place)
    {
        AddUse(term.Term, node, term.IsPart ? Part : place + term.Place);
        if (node > 0) _length++;
        else if (!term.IsPart) _titleLength++;
        if (term.Word >= _hasWord.Length) Array.Resize(ref _hasWord, Math.Max(lexicon.Count, 2 * _hasWord.Length));
        if (_hasWord[term.Word]) return;
        _hasWord[term.Word] = true;
        _words.Add(term.Word);
    }

    private int TermOf(NodeKind kind)
    {
        if (!_kindTerms.TryGetValue(kind, out var term)) _kindTerms[kind] = term = lexicon.NumberOf($"kind:{NameOf(kind)}");
        return term;
    }

    private int TermOf(string name, Site site)
    {
        if (!_authorTerms.TryGetValue(name, out var term))
            _authorTerms[name] = term = site.AuthorByKey.TryGetValue(Author.KeyOf(name), out var author) ? lexicon.NumberOf($"by:{UnicodeText.FoldMarks(author.Slug.Value)}") : -1;
        return term;
    }

    private void AddUse(int term, int node, int place)
    {
        var at = TermAt(term);
        ref var chain = ref CollectionsMarshal.AsSpan(_terms)[at];
        if (chain.Last < 0) chain.First = _uses.Count;
        else CollectionsMarshal.AsSpan(_uses)[chain.Last].Next = _uses.Count;
        chain.Last = _uses.Count;
        _uses.Add(new() { Node = node, Place = place, Next = -1 });
    }

    private int TermAt(int term)
    {
        if (term >= _slots.Length) Array.Resize(ref _slots, Math.Max(lexicon.Count, 2 * _slots.Length));
        if (_slots[term] > 0) return _slots[term] - 1;
        _terms.Add(new() { Term = term, First = -1, Last = -1 });
        return (_slots[term] = _terms.Count) - 1;
    }

    private void WriteTerm(TermChain chain)
    {
        _nodes.Clear();
        _places.Clear();
        var (nodes, title, body, before) = (0, 0, 0, 0);
        for (var use = chain.First; use >= 0; nodes++)
        {
            var node = _uses[use].Node;
            var halves = WritePlaces(ref use, node);
            if (node == 0) title += halves;
            else body += Weights.OfKind(_kinds[node]) * halves;
            StoredThread.WriteNode(_nodes, node - before, _kinds[node], Weights.Grade(halves));
            before = node;
        }

        _posting.Clear();
        StoredThread.WritePosting(_posting, nodes, title, body, _nodes, _places);
        StoredThread.WriteTerm(_bytes, chain.Term, _posting);
    }

    /// <summary>The places in one node; goes on to the term's next node.</summary>
    /// <returns>Twice the number of places, and once that of parts.</returns>
    private int WritePlaces(ref int use, int node)
    {
        var (count, parts, last) = (0, 0, -1);
        for (var i = use; i >= 0 && _uses[i].Node == node; i = _uses[i].Next)
        {
            var place = _uses[i].Place;
            if (place == Part) parts++;
            if (place < 0 || place == last) continue;
            count++;
            last = place;
        }

        _places.Number(count);
        last = 0;
        var isFirst = true;
        for (; use >= 0 && _uses[use].Node == node; use = _uses[use].Next)
        {
            var place = _uses[use].Place;
            if (place < 0 || (!isFirst && place == last)) continue;
            _places.Number(place - last);
            (last, isFirst) = (place, false);
        }

        return 2 * count + parts;
    }

    private void Clear()
    {
        foreach (var term in _terms) _slots[term.Term] = 0;
        foreach (var word in _words) _hasWord[word] = false;
        _terms.Clear();
        _uses.Clear();
        // One thread of ten thousand posts shall not keep its room for ever.
        if (_uses.Capacity > MostUses) _uses.Capacity = 0;
        _words.Clear();
        _kinds.Clear();
        _authorTerms.Clear();
        _bytes.Clear();
        _wordBytes.Clear();
        (_length, _titleLength) = (0, 0);
    }

    /// <summary>A term of the thread, and its first and last use, by their places in the list of uses.</summary>
    private struct TermChain
    {
        public int Term, First, Last;
    }

    /// <summary>One place of a term, and the term's next.</summary>
    private struct TermUse
    {
        public int Node, Place, Next;
    }
}

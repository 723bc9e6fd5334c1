using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace KnowledgeBase.Indexing;

/// <summary>Gives the terms of one run of a text, and remembers them: most runs of a site are a few thousand words, again and again.</summary>
/// <remarks>For one hand. All lies in a few arrays, for this is asked once for each word of the site.</remarks>
internal sealed class RunTerms(Lexicon lexicon)
{
    /// <summary>Words follow Zipf: those met first are those met often, and what comes late need not be kept.</summary>
    private const int Most = 150_000;

    private readonly List<char> _texts = [];
    private readonly List<RunTerm> _terms = [];
    private readonly List<KnownRun> _runs = [];
    private readonly List<Stemmer> _stemmers = [];

    /// <summary>By the end of a run's hash: one more than its place in the list, 0 if none; a run whose slot is taken stands in the next.</summary>
    private int[] _slots = new int[1 << 12];

    /// <param name="places">How many places the run takes.</param>
    /// <returns>To be read before the next call.</returns>
    public ReadOnlySpan<RunTerm> Of(ReadOnlySpan<char> run, Stemmer stemmer, out int places)
    {
        var language = LanguageOf(stemmer);
        var hash = XxHash3.HashToUInt64(MemoryMarshal.AsBytes(run), language);
        var slot = (int)hash & (_slots.Length - 1);
        for (; _slots[slot] > 0; slot = (slot + 1) & (_slots.Length - 1))
        {
            ref var known = ref CollectionsMarshal.AsSpan(_runs)[_slots[slot] - 1];
            if (known.Hash != hash || known.Language != language || !run.SequenceEqual(CollectionsMarshal.AsSpan(_texts).Slice(known.Text, known.Length))) continue;
            places = known.Places;
            return CollectionsMarshal.AsSpan(_terms).Slice(known.FirstTerm, known.Terms);
        }

        var tokens = new List<Token>();
        places = 0;
        Tokenizer.AddRun(tokens, run.ToString(), ref places, stemmer);
        if (_runs.Count == Most) return tokens.ConvertAll(ToTerm).ToArray();
        var added = new KnownRun(hash, language, _texts.Count, run.Length, _terms.Count, tokens.Count, places);
        _texts.AddRange(run);
        _terms.AddRange(tokens.Select(ToTerm));
        _runs.Add(added);
        _slots[slot] = _runs.Count;
        if (_runs.Count > _slots.Length / 2) Grow();
        return CollectionsMarshal.AsSpan(_terms)[added.FirstTerm..];
    }

    private RunTerm ToTerm(Token token) => new(lexicon.NumberOf(token.Term), lexicon.NumberOf(token.Word), token.Place, token.IsPart);

    private int LanguageOf(Stemmer stemmer)
    {
        if (_stemmers.Count > 0 && _stemmers[0] == stemmer) return 0;
        if (_stemmers.IndexOf(stemmer) is >= 0 and var known) return known;
        _stemmers.Add(stemmer);
        return _stemmers.Count - 1;
    }

    private void Grow()
    {
        _slots = new int[_slots.Length * 2];
        for (var i = 0; i < _runs.Count; i++)
        {
            var slot = (int)_runs[i].Hash & (_slots.Length - 1);
            while (_slots[slot] > 0) slot = (slot + 1) & (_slots.Length - 1);
            _slots[slot] = i + 1;
        }
    }

    /// <param name="Language">A place in the list of stemmers.</param>
    /// <param name="Text">Where its text begins among all.</param>
    /// <param name="FirstTerm">Where its terms begin among all.</param>
    private readonly record struct KnownRun(ulong Hash, int Language, int Text, int Length, int FirstTerm, int Terms, int Places);
}

/// <summary>A <see cref="Token"/> in numbers of the <see cref="Lexicon"/>.</summary>
/// <param name="Place">Counted from the run's own.</param>
internal readonly record struct RunTerm(int Term, int Word, int Place, bool IsPart);

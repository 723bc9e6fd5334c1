using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace KnowledgeBase.Indexing;

/// <summary>Gives the terms of one run of a text, and remembers them: most runs of a site are a few thousand words, again and again.</summary>
/// <remarks>For one hand. This is asked once for each word of the site, and what takes the time is the way to the memory: so a run's slot holds all but its letters and terms.</remarks>
internal sealed class RunTerms(Lexicon lexicon)
{
    /// <summary>Words follow Zipf: those met first are those met often, and what comes late need not be kept.</summary>
    private const int Most = 150_000;

    /// <summary>What is longer is hardly met twice. Lengths and counts of shorter ones fit into a byte.</summary>
    private const int Longest = 80;

    private readonly List<char> _texts = [];
    private readonly List<RunTerm> _terms = [], _passing = [];
    private readonly List<Stemmer> _stemmers = [];
    private readonly List<Token> _tokens = [];

    /// <summary>Found by the end of a run's hash; a run whose slot is taken stands in the next.</summary>
    private KnownRun[] _slots = new KnownRun[1 << 12];

    private int _count;

    /// <param name="places">How many places the run takes.</param>
    /// <returns>To be read before the next call.</returns>
    public ReadOnlySpan<RunTerm> Of(ReadOnlySpan<char> run, Stemmer stemmer, out int places)
    {
        var language = LanguageOf(stemmer);
        var hash = (uint)XxHash3.HashToUInt64(MemoryMarshal.AsBytes(run), language);
        var slots = _slots;
        var slot = (int)hash & (slots.Length - 1);
        for (; slots[slot].Length > 0; slot = (slot + 1) & (slots.Length - 1))
        {
            ref var known = ref slots[slot];
            if (known.Hash != hash || known.Language != language || !run.SequenceEqual(CollectionsMarshal.AsSpan(_texts).Slice(known.Text, known.Length))) continue;
            places = known.Places;
            return CollectionsMarshal.AsSpan(_terms).Slice(known.FirstTerm, known.Terms);
        }

        _tokens.Clear();
        _passing.Clear();
        places = 0;
        Tokenizer.AddRun(_tokens, run.ToString(), ref places, stemmer);
        var terms = _passing;
        if (run.Length <= Longest && _count < Most && language <= byte.MaxValue)
        {
            terms = _terms;
            slots[slot] = new() { Hash = hash, Text = _texts.Count, FirstTerm = terms.Count, Length = (byte)run.Length, Terms = (byte)_tokens.Count, Places = (byte)places, Language = (byte)language };
            _texts.AddRange(run);
            if (++_count > slots.Length / 2) Grow();
        }

        foreach (var token in _tokens) terms.Add(new(lexicon.NumberOf(token.Term), lexicon.NumberOf(token.Word), token.Place, token.IsPart));
        return CollectionsMarshal.AsSpan(terms)[^_tokens.Count..];
    }

    private int LanguageOf(Stemmer stemmer)
    {
        if (_stemmers.Count > 0 && _stemmers[0] == stemmer) return 0;
        if (_stemmers.IndexOf(stemmer) is >= 0 and var known) return known;
        _stemmers.Add(stemmer);
        return _stemmers.Count - 1;
    }

    private void Grow()
    {
        var grown = new KnownRun[_slots.Length * 2];
        foreach (var run in _slots)
        {
            if (run.Length == 0) continue;
            var slot = (int)run.Hash & (grown.Length - 1);
            while (grown[slot].Length > 0) slot = (slot + 1) & (grown.Length - 1);
            grown[slot] = run;
        }

        _slots = grown;
    }

    private struct KnownRun
    {
        /// <summary>The end of the run's own.</summary>
        public uint Hash;

        /// <summary>Where its text, and where its terms, begin among all.</summary>
        public int Text, FirstTerm;

        /// <summary>Its own length, never 0; the language is a place in the list of stemmers.</summary>
        public byte Length, Terms, Places, Language;
    }
}

/// <summary>A <see cref="Token"/> in numbers of the <see cref="Lexicon"/>.</summary>
/// <param name="Place">Counted from the run's own.</param>
internal readonly record struct RunTerm(int Term, int Word, int Place, bool IsPart);

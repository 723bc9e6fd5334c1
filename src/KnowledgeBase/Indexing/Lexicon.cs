using System.Collections.Concurrent;
using System.Runtime.InteropServices;

namespace KnowledgeBase.Indexing;

/// <summary>All terms and words of the site, each with a number that stands for it while the index is made, and from build to build.</summary>
/// <remarks>Numbers are given as words come, from many hands, so they are others in each build: nothing that is published may hang on them.</remarks>
internal sealed class Lexicon
{
    /// <summary>Words follow Zipf: those met first are those met often, and what comes late need not be kept.</summary>
    private const int MostRuns = 150_000;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly List<string> _texts = [];
    private readonly ConcurrentDictionary<Stemmer, ConcurrentDictionary<string, RunTerms>> _runs = new();
    private int _runCount;

    public int Count
    {
        get
        {
            lock (_lock) return _texts.Count;
        }
    }

    public int NumberOf(string text)
    {
        lock (_lock)
        {
            ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(_numbers, text, out var isKnown);
            if (isKnown) return number;
            _texts.Add(text);
            return number = _texts.Count - 1;
        }
    }

    /// <summary>By their numbers.</summary>
    public string[] Texts()
    {
        lock (_lock) return [.. _texts];
    }

    /// <summary>The terms of one run of a text, remembered: most runs of a site are a few thousand words, again and again.</summary>
    public RunTerms TermsOf(ReadOnlySpan<char> run, Stemmer stemmer)
    {
        var runs = _runs.GetOrAdd(stemmer, static _ => new(StringComparer.Ordinal));
        if (runs.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(run, out var known)) return known;
        var text = run.ToString();
        var tokens = new List<Token>();
        var place = 0;
        Tokenizer.AddRun(tokens, text, ref place, stemmer);
        var terms = new RunTerms([.. tokens.Select(token => new RunTerm(NumberOf(token.Term), NumberOf(token.Word), token.Place, token.IsPart))], place);
        if (_runCount < MostRuns && runs.TryAdd(text, terms)) Interlocked.Increment(ref _runCount);
        return terms;
    }
}

/// <summary>The terms of one run of a text.</summary>
/// <param name="Places">How many places it takes.</param>
internal sealed record RunTerms(RunTerm[] Terms, int Places);

/// <summary>A <see cref="Token"/> in numbers of the <see cref="Lexicon"/>.</summary>
/// <param name="Place">Counted from the run's own.</param>
internal readonly record struct RunTerm(int Term, int Word, int Place, bool IsPart);

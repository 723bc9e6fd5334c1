using System.Text;

namespace KnowledgeBase.Benchmarks;

/// <summary>Made-up words, the same for the same seed. A few are said often and most seldom, as with real ones.</summary>
internal sealed class Vocabulary
{
    private const int Size = 20_000;

    private readonly Random _random;
    private readonly string[] _words;

    public Vocabulary(int seed)
    {
        _random = new(seed);
        _words = Make(seed);
        NextAgain = _words[0];
    }

    /// <summary>The word that was given last.</summary>
    public string NextAgain { get; private set; }

    /// <summary>Now and then one that was never said before: with those, 5 MB have as many different words as 5 MB of real threads (33,000).</summary>
    public string Next() => NextAgain = _random.NextDouble() < 0.014 ? _words[_random.Next(Size)] + _words[_random.Next(Size)] : _words[Skewed(Size)];

    /// <summary>One of the first words.</summary>
    public string Of(int count) => _words[Skewed(count)];

    public string Sentence(int words)
    {
        var text = new StringBuilder();
        for (var i = 0; i < words; i++) text.Append(i > 0 ? " " : "").Append(Next());
        text[0] = char.ToUpperInvariant(text[0]);
        return text.Append('.').ToString();
    }

    /// <summary>Below the count; small numbers are far more likely than large ones, as with words and people.</summary>
    public int Skewed(int count) => (int)(Math.Pow(count, _random.NextDouble()) - 1);

    private static string[] Make(int seed)
    {
        string[] starts = ["b", "br", "c", "ch", "d", "f", "g", "gr", "h", "j", "k", "l", "m", "n", "p", "pl", "r", "s", "st", "t", "tr", "v", "w", ""];
        string[] middles = ["a", "e", "i", "o", "u", "ea", "ou", "ai"];
        string[] ends = ["", "n", "r", "s", "t", "l", "ck", "nd", "st", "m"];
        var random = new Random(seed);
        string Syllable() => starts[random.Next(starts.Length)] + middles[random.Next(middles.Length)] + ends[random.Next(ends.Length)];
        var words = new HashSet<string>(StringComparer.Ordinal);
        while (words.Count < Size) words.Add(string.Concat(Enumerable.Range(0, 1 + words.Count / 5000 + random.Next(2)).Select(_ => Syllable())));
        return [.. words];
    }
}

using System.Text;

namespace KnowledgeBase.Rendering;

/// <summary>
/// Which quotes occur in a text: in whole words and with the same case; white space, and curly against straight quotes, aside.
/// All of a thread are looked for in one pass over each source (after Aho and Corasick), so that neither their number nor their length is paid for twice.
/// </summary>
internal sealed class Evidence
{
    // Words and signs have numbers; a state is how far a quote was read, and 0 that none was begun.
    private readonly Dictionary<string, int> _words = new(StringComparer.Ordinal);
    private readonly Dictionary<(int State, int Word), int> _next = [];
    private readonly List<(int Parent, int Word, int Length)> _states = [default];
    private readonly Dictionary<string, int> _ends = new(StringComparer.Ordinal);

    /// <summary>Of each state the longest other one that ends with the same words.</summary>
    private readonly int[] _shorter;

    /// <summary>Of each state the longest shorter one that is a whole quote.</summary>
    private readonly int[] _shorterQuote;

    public Evidence(IEnumerable<string> quotes)
    {
        foreach (var quote in quotes)
        {
            if (_ends.ContainsKey(quote)) continue;
            var state = 0;
            var text = Plain(quote);
            for (var at = 0; at < text.Length; at = EndOfWord(text, at)) state = Extend(state, text[at..EndOfWord(text, at)]);
            _ends.Add(quote, state);
        }

        (_shorter, _shorterQuote) = (new int[_states.Count], new int[_states.Count]);
        var isQuote = new bool[_states.Count];
        foreach (var end in _ends.Values) isQuote[end] = true;
        foreach (var state in Enumerable.Range(1, _states.Count - 1).OrderBy(state => _states[state].Length))
        {
            var (parent, word, _) = _states[state];
            var shorter = _shorter[state] = parent == 0 ? 0 : Next(_shorter[parent], word);
            _shorterQuote[state] = isQuote[shorter] ? shorter : _shorterQuote[shorter];
        }
    }

    /// <summary>What occurs in a text: every quote that does is there under its <see cref="KeyOf"/>.</summary>
    public HashSet<int> In(string source)
    {
        // A quote without words occurs everywhere.
        var found = new HashSet<int> { 0 };
        var words = _words.GetAlternateLookup<ReadOnlySpan<char>>();
        var text = Plain(source);
        var state = 0;
        for (var at = 0; at < text.Length; at = EndOfWord(text, at))
        {
            state = words.TryGetValue(text.AsSpan(at, EndOfWord(text, at) - at), out var word) ? Next(state, word) : 0;
            for (var quote = state; quote != 0 && found.Add(quote); quote = _shorterQuote[quote])
            {
            }
        }

        return found;
    }

    public int KeyOf(string quote) => _ends[quote];

    private int Extend(int state, string written)
    {
        if (!_words.TryGetValue(written, out var word)) _words.Add(written, word = _words.Count);
        if (_next.TryGetValue((state, word), out var next)) return next;
        _next.Add((state, word), next = _states.Count);
        _states.Add((state, word, _states[state].Length + 1));
        return next;
    }

    /// <summary>The longest state that ends with the words of this one and the next word.</summary>
    private int Next(int state, int word)
    {
        for (; ; state = _shorter[state])
        {
            if (_next.TryGetValue((state, word), out var next)) return next;
            if (state == 0) return 0;
        }
    }

    /// <summary>Letters and digits in a row are a word, each other character is a sign by itself.</summary>
    private static int EndOfWord(string text, int at)
    {
        if (!char.IsLetterOrDigit(text[at++])) return at;
        while (at < text.Length && char.IsLetterOrDigit(text[at])) at++;
        return at;
    }

    private static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (char.IsWhiteSpace(c))
            {
                if (plain.Length > 0 && plain[^1] != ' ') plain.Append(' ');
                continue;
            }

            plain.Append(c switch { '“' or '”' or '„' or '‟' or '«' or '»' => '"', '‘' or '’' or '‚' or '‛' => '\'', _ => c });
        }

        return plain.ToString().Trim();
    }
}

using System.Text;
using KnowledgeBase.Model;

namespace KnowledgeBase.Indexing;

/// <summary>A term of a text, where it stands (counted in words), and the word it was before its ending was cut.</summary>
/// <param name="IsPart">A part inside a word, such as <c>cast</c> of <c>RayCast</c>: it counts half.</param>
internal readonly record struct Token(string Term, string Word, int Place, bool IsPart);

/// <summary>Cuts text into the terms that are looked up, exactly as <c>tokens.js</c> does in the browser.</summary>
internal static class Tokenizer
{
    /// <summary>What is longer is no word that anybody types: a key, a hash, a file in base64.</summary>
    private const int LongestTerm = 40;

    public static List<Token> Cut(string text, Stemmer stemmer)
    {
        var tokens = new List<Token>();
        var composed = Composed(text);
        var place = 0;
        for (var at = 0; WordRun.Next(composed, ref at, out var run);)
        {
            AddRun(tokens, composed[run.Start..run.End], ref place, stemmer);
            if (run.IsUnspaced) AddLast(tokens, composed[run.Start..run.End], place - 1);
        }

        return tokens;
    }

    /// <summary>A text as it is cut: composed, with full-width letters and signs as the others.</summary>
    public static string Composed(string text)
    {
        var composed = UnicodeText.Nfc(text);
        if (!composed.AsSpan().ContainsAnyInRange('\uFF01', '\uFF5E')) return composed;
        return string.Create(composed.Length, composed, (narrow, wide) =>
        {
            for (var i = 0; i < wide.Length; i++) narrow[i] = wide[i] is >= '\uFF01' and <= '\uFF5E' ? (char)(wide[i] - 0xFEE0) : wide[i];
        });
    }

    /// <summary>No pair begins with the last character of a script without spaces, so it is found alone.</summary>
    private static void AddLast(List<Token> tokens, string run, int place)
    {
        var characters = FoldedCharacters(run);
        if (characters.Count > 1) tokens.Add(new(characters[^1], characters[^1], place, true));
    }

    private static List<string> FoldedCharacters(string run)
    {
        var characters = new List<string>();
        for (var (at, length) = (0, 0); at < run.Length; at += length)
        {
            length = WordRun.LengthOfFirst(run.AsSpan(at));
            characters.Add(UnicodeText.FoldMarks(run.Substring(at, length)));
        }

        return characters;
    }

    /// <summary>Adds the tokens of one <see cref="WordRun"/>.</summary>
    public static void AddRun(List<Token> tokens, string run, ref int place, Stemmer stemmer)
    {
        if (Rune.TryGetRuneAt(run, 0, out var first) && WordRun.IsUnspacedScript(first.Value)) AddPairs(ref place);
        else AddWord(ref place);

        void Add(string word, int at, bool isPart)
        {
            if (word.Length is > 0 and <= LongestTerm) tokens.Add(new(IsName(word) ? word : stemmer.Stem(word), word, at, isPart));
        }

        void AddPairs(ref int at)
        {
            var characters = FoldedCharacters(run);
            if (characters.Count == 1) Add(characters[0], at, false);
            for (var i = 1; i < characters.Count; i++) Add(characters[i - 1] + characters[i], at++, false);
            at++;
        }

        void AddWord(ref int at)
        {
            var (parts, sign) = WordRun.Split(run);
            if (parts.Count > 1) Add(Join(parts.Select(UnicodeText.FoldMarks)), at, false);
            for (var i = 0; i < parts.Count; i++)
            {
                var word = UnicodeText.FoldMarks(parts[i]);
                if (i == parts.Count - 1 && IsLetters(parts[i])) word += sign; // C#, F#, C++
                if (parts.Count == 1) Add(Join([word]), at, false);
                else if (word.Length > 1) Add(Join([word]), at, false);
                var humps = WordRun.Humps(parts[i]);
                if (humps.Count > 1)
                {
                    foreach (var hump in humps.Where(hump => hump.Length > 2)) Add(UnicodeText.FoldMarks(hump), at, true);
                }

                at++;
            }
        }
    }

    /// <summary>Numbers keep their points, or 3.2.1 would be 32.1; and "v3" is version 3.</summary>
    private static string Join(IEnumerable<string> parts)
    {
        var whole = new StringBuilder();
        var last = "";
        foreach (var part in parts)
        {
            if (EndsWithNumber(last) && StartsWithNumber(part)) whole.Append('.');
            whole.Append(part);
            if (part.Length > 0) last = part;
        }

        var text = whole.ToString();
        return text.Length > 1 && text[0] == 'v' && StartsWithNumber(text[1..]) ? text[1..] : text;
    }

    /// <summary>Words with digits or signs have no endings.</summary>
    private static bool IsName(string word) => word.AsSpan().ContainsAny('#', '+', '.') || (!Ascii.IsValid(word) ? word.EnumerateRunes().Any(WordRun.IsNumber) : word.AsSpan().ContainsAnyInRange('0', '9'));

    private static bool IsLetters(string part)
    {
        var count = 0;
        foreach (var rune in part.EnumerateRunes())
        {
            if (!WordRun.IsLetter(rune) || ++count > 2) return false;
        }

        return count > 0;
    }

    private static bool StartsWithNumber(string text) => Rune.TryGetRuneAt(text, 0, out var rune) && WordRun.IsNumber(rune);

    private static bool EndsWithNumber(string text) => Rune.DecodeLastFromUtf16(text, out var rune, out _) == System.Buffers.OperationStatus.Done && WordRun.IsNumber(rune);
}

using System.Collections.Concurrent;

namespace KnowledgeBase.Indexing;

/// <summary>Cuts the endings of one language's words, as a table says that the search page reads too.</summary>
/// <remarks>The lines of a table are described in <c>stems/README.md</c>; <c>stem.js</c> is the twin of this class.</remarks>
internal sealed class Stemmer
{
    private const string Consonants = "bcdfghklmnprstvz";

    private static readonly ConcurrentDictionary<string, Stemmer> ByLanguage = new(StringComparer.Ordinal);

    private readonly Dictionary<string, string> _words = new(StringComparer.Ordinal);
    private readonly List<StemStep> _steps = [];
    private string _vowels = "";

    private Stemmer(string language, string table)
    {
        (Language, Table) = (language, table);
        foreach (var line in table.Split('\n', StringSplitOptions.RemoveEmptyEntries)) Read(line.Split(' '));
    }

    /// <summary>Primary subtag, such as <c>en</c>; empty for the stemmer that changes nothing.</summary>
    public string Language { get; }

    /// <summary>The rules, without comments.</summary>
    public string Table { get; }

    /// <param name="tag">A BCP 47 tag; words of a language without a table stay as they are.</param>
    public static Stemmer For(string tag) => ByLanguage.GetOrAdd(tag.Split('-')[0].ToLowerInvariant(), Load);

    public string Stem(string word)
    {
        if (_steps.Count == 0 || word.Length < 3) return _words.GetValueOrDefault(word, word);
        if (_words.TryGetValue(word, out var whole)) return whole;
        StemRule? last = null;
        foreach (var step in _steps)
        {
            if ((step.When == "after" && last?.GoesOn != true) || (step.When == "else" && last is not null)) continue;
            last = step.RuleFor(word, _vowels);
            if (last is not null) word = string.Concat(word.AsSpan(0, word.Length - last.Ending.Length), last.Replacement);
        }

        return word;
    }

    private static Stemmer Load(string language)
    {
        using var resource = typeof(Stemmer).Assembly.GetManifestResourceStream($"KnowledgeBase.Indexing.stems.{language}.txt");
        if (resource is null) return language.Length == 0 ? new("", "") : For("");
        using var reader = new StreamReader(resource);
        var lines = reader.ReadToEnd().ReplaceLineEndings("\n").Split('\n').Where(line => line.Length > 0 && line[0] != '#');
        return new(language, string.Join('\n', lines));
    }

    private void Read(string[] fields)
    {
        switch (fields[0])
        {
            case "vowels":
                _vowels = fields[1];
                break;
            case "words":
                foreach (var pair in string.Join(' ', fields.Skip(1)).Split(", ")) _words.Add(pair.Split(' ')[0], pair.Split(' ')[1]);
                break;
            case "step":
                _steps.Add(new(fields.Length > 1 ? fields[1] : "always"));
                break;
            default:
                AddRule(fields[0], fields[1], fields[2..]);
                break;
        }
    }

    private void AddRule(string ending, string replacement, string[] conditions)
    {
        if (!ending.Contains('_', StringComparison.Ordinal))
        {
            _steps[^1].Add(new(ending == "." ? "" : ending, replacement == "-" ? "" : replacement, conditions));
            return;
        }

        foreach (var consonant in Consonants) AddRule(ending.Replace('_', consonant), replacement.Replace('_', consonant), conditions);
    }
}

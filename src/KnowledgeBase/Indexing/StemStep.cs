namespace KnowledgeBase.Indexing;

/// <summary>One pass over a word: of all endings in it, the longest that the word has decides.</summary>
/// <param name="When">always; after: only after a rule that goes on; else: only if the step before did nothing.</param>
internal sealed record StemStep(string When)
{
    private readonly Dictionary<string, List<StemRule>> _rules = new(StringComparer.Ordinal);
    private int _longest;

    public void Add(StemRule rule)
    {
        if (!_rules.TryGetValue(rule.Ending, out var rules)) _rules.Add(rule.Ending, rules = []);
        rules.Add(rule);
        _longest = Math.Max(_longest, rule.Ending.Length);
    }

    public StemRule? RuleFor(string word, string vowels)
    {
        var lookup = _rules.GetAlternateLookup<ReadOnlySpan<char>>();
        for (var length = Math.Min(_longest, word.Length - 1); length >= 0; length--)
        {
            if (!lookup.TryGetValue(word.AsSpan(word.Length - length), out var rules)) continue;
            foreach (var rule in rules)
            {
                if (rule.Holds(word.AsSpan(0, word.Length - length), vowels)) return rule;
            }

            return null;
        }

        return null;
    }
}

/// <summary>What becomes of an ending, and what must hold of the word before it.</summary>
internal sealed class StemRule(string ending, string replacement, string[] conditions)
{
    private readonly string[] _conditions = [.. conditions.Where(condition => condition != "+")];

    public string Ending => ending;

    public string Replacement => replacement;

    public bool GoesOn { get; } = conditions.Contains("+");

    public bool Holds(ReadOnlySpan<char> rest, string vowels)
    {
        foreach (var condition in _conditions)
        {
            if (!Holds(condition, rest, vowels)) return false;
        }

        return true;
    }

    private static bool Holds(string condition, ReadOnlySpan<char> rest, string vowels) => condition switch
    {
        "1" => Measure(rest, vowels) > 0,
        "2" => Measure(rest, vowels) > 1,
        "=1" => Measure(rest, vowels) == 1,
        "v" => HasVowel(rest, vowels),
        "cvc" => IsShort(rest, vowels),
        "notcvc" => !IsShort(rest, vowels),
        ['L', .. var length] => rest.Length >= length[0] - '0',
        ['<', .. var last] => rest.Length > 0 && last.Contains(rest[^1], StringComparison.Ordinal),
        ['!', .. var last] => rest.Length == 0 || !last.Contains(rest[^1], StringComparison.Ordinal),
        _ => throw new InvalidDataException($"unknown condition '{condition}'"),
    };

    /// <summary>How often a vowel is followed by a consonant: Porter's measure.</summary>
    private static int Measure(ReadOnlySpan<char> rest, string vowels)
    {
        var count = 0;
        for (var i = 1; i < rest.Length; i++)
        {
            if (IsVowel(rest, i - 1, vowels) && !IsVowel(rest, i, vowels)) count++;
        }

        return count;
    }

    private static bool HasVowel(ReadOnlySpan<char> rest, string vowels)
    {
        for (var i = 0; i < rest.Length; i++)
        {
            if (IsVowel(rest, i, vowels)) return true;
        }

        return false;
    }

    /// <summary>Ends with consonant, vowel, consonant, as short words do that keep an e.</summary>
    private static bool IsShort(ReadOnlySpan<char> rest, string vowels) =>
        rest.Length >= 3 && !IsVowel(rest, rest.Length - 3, vowels) && IsVowel(rest, rest.Length - 2, vowels)
        && !IsVowel(rest, rest.Length - 1, vowels) && rest[^1] is not ('w' or 'x' or 'y');

    private static bool IsVowel(ReadOnlySpan<char> rest, int index, string vowels) =>
        vowels.Contains(rest[index], StringComparison.Ordinal) && (rest[index] != 'y' || (index > 0 && !IsVowel(rest, index - 1, vowels)));
}

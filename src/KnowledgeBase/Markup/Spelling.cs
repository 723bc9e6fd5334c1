namespace KnowledgeBase.Markup;

/// <summary>How near two words are, to tell an author which one was probably meant.</summary>
public static class Spelling
{
    /// <summary>Among more names the nearest is not looked for.</summary>
    public const int MostNames = 20_000;

    /// <summary>Nor for more mistakes than that in one file: each of thousands would be held against each of thousands of names.</summary>
    public const int MostHints = 200;

    /// <summary>At most so many edits apart; an edit adds, drops or changes a letter or swaps two neighbours.</summary>
    public static bool IsWithin(ReadOnlySpan<char> word, ReadOnlySpan<char> other, int edits) =>
        Math.Abs(word.Length - other.Length) <= edits && Distance(word, other) <= edits;

    /// <summary>The nearest of some words, if it is near enough to be meant.</summary>
    public static string? Nearest(string word, IEnumerable<string> candidates)
    {
        var allowed = word.Length switch { < 4 => 1, < 8 => 2, _ => 3 };
        string? nearest = null;
        var best = allowed + 1;
        foreach (var candidate in candidates)
        {
            if (Math.Abs(word.Length - candidate.Length) >= best) continue;
            var distance = Distance(word, candidate);
            if (distance >= best) continue;
            best = distance;
            nearest = candidate;
        }

        return nearest;
    }

    private static int Distance(ReadOnlySpan<char> word, ReadOnlySpan<char> other)
    {
        // Optimal string alignment: three rows are enough.
        var before = new int[other.Length + 1];
        var previous = new int[other.Length + 1];
        var current = new int[other.Length + 1];
        for (var j = 0; j <= other.Length; j++) previous[j] = j;
        for (var i = 1; i <= word.Length; i++)
        {
            current[0] = i;
            for (var j = 1; j <= other.Length; j++)
            {
                var change = previous[j - 1] + (word[i - 1] == other[j - 1] ? 0 : 1);
                current[j] = Math.Min(change, Math.Min(previous[j], current[j - 1]) + 1);
                if (i > 1 && j > 1 && word[i - 1] == other[j - 2] && word[i - 2] == other[j - 1])
                    current[j] = Math.Min(current[j], before[j - 2] + 1);
            }

            (before, previous, current) = (previous, current, before);
        }

        return previous[other.Length];
    }
}

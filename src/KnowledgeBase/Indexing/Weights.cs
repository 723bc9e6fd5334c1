using KnowledgeBase.Model;

namespace KnowledgeBase.Indexing;

/// <summary>What a word counts, by where it stands: the constants of the ranking that are fixed when the index is made.</summary>
/// <remarks>
/// BM25F (Robertson, Zaragoza and Taylor 2004): the counts of all fields are added, each normalised by its field's length,
/// and saturate together. A thread is ranked as one document; its nodes share the honour by their own counts.
/// </remarks>
internal static class Weights
{
    private const double Saturation = 2, BodyNorm = 0.75, TitleNorm = 0.5, TitleLength = 8;

    /// <summary>Impacts are kept as powers of this: a step changes the score less than a word more or less in the text does.</summary>
    private const double Least = 0.1, Step = 1.066;

    public const int Levels = 64;

    /// <summary>Where each level but the first begins.</summary>
    private static readonly double[] Bounds = [.. Enumerable.Range(1, Levels - 1).Select(level => Enumerable.Repeat(Step, level).Aggregate(Least, (bound, step) => bound * step))];

    /// <summary>In tenths.</summary>
    public static int OfKind(NodeKind kind) => kind switch
    {
        NodeKind.Title => 50,
        NodeKind.Takeaway => 20,
        NodeKind.AcceptedAnswer => 13,
        NodeKind.Reply => 7,
        _ => 10,
    };

    /// <summary>A thread that many took part in is more often the one that is meant; what readers voted up counts a little, too.</summary>
    public static double Prior(ForumThread thread)
    {
        var score = thread.Posts.Max(post => post.Score ?? 0);
        return 1 + 0.2 * Logarithm(thread.Posts.Length) + 0.02 * Logarithm(Math.Max(1, score));
    }

    /// <summary>What a word adds to a thread's score, but for the word's own rarity, as one of 64 levels.</summary>
    public static byte Level(StoredPosting posting, ThreadFacts thread, double meanLength)
    {
        var title = OfKind(NodeKind.Title) * posting.TitleCount / 20.0 / (1 - TitleNorm + TitleNorm * thread.TitleLength / TitleLength);
        var body = posting.BodyCount / 20.0 / (1 - BodyNorm + BodyNorm * thread.Length / meanLength);
        var impact = thread.Prior * (title + body) * (Saturation + 1) / (title + body + Saturation);
        var bound = Array.BinarySearch(Bounds, impact);
        return (byte)(bound < 0 ? ~bound : bound + 1);
    }

    /// <summary>Four grades of how often a word stands in a node.</summary>
    public static int Grade(int halves) => halves < 2 ? 0 : halves < 4 ? 1 : halves < 8 ? 2 : 3;

    /// <summary>The mean is rounded to the eighth of a power of two, so that one more thread changes no other's level.</summary>
    public static double Rounded(double mean)
    {
        var power = 1.0;
        while (power * 2 <= mean) power *= 2;
        return Math.Max(1, power * (1 + Math.Round((mean / power - 1) * 8) / 8));
    }

    /// <summary>The natural logarithm but for 1 %, by arithmetic that is the same on every machine.</summary>
    private static double Logarithm(int value)
    {
        var (rest, power) = ((double)value, 0);
        for (; rest >= 2; rest /= 2) power++;
        // Between powers of two, a parabola through log2 at 1, 1.5 and 2.
        var x = rest - 1;
        return 0.6931471805599453 * (power + x * (1.3399 - 0.3399 * x));
    }
}

/// <summary>What a posting's place is; the order is part of the index format.</summary>
internal enum NodeKind
{
    Question,
    Answer,
    AcceptedAnswer,
    Reply,
    Takeaway,
    Title = 7,
}

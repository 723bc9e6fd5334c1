using System.Collections.Immutable;
using System.Text;
using KnowledgeBase.Model;

namespace KnowledgeBase.Planning;

/// <summary>
/// Finds for each thread the others that are most like it: those that share its rarest words and tags. Each thread is
/// known by few words, and a word that many threads have says nothing, so the costs grow linearly.
/// </summary>
internal static class RelatedThreads
{
    private const int Shown = 5;
    private const int WordsOfThread = 24;
    private const int LookedAt = 600;

    /// <summary>A word that more threads have than this is no reason to call two alike.</summary>
    private const int MostThreads = 200;

    /// <summary>Two threads that share one word only are hardly alike.</summary>
    private const double Least = 1.6;

    public static ImmutableArray<int>[] Of(ImmutableArray<ForumThread> threads)
    {
        var ids = new Dictionary<string, int>(StringComparer.Ordinal);
        var words = new int[threads.Length][];
        var counts = new List<int>();
        for (var i = 0; i < threads.Length; i++)
        {
            words[i] = WordsOf(threads[i], ids);
            while (counts.Count < ids.Count) counts.Add(0);
            foreach (var word in words[i]) counts[word]++;
        }

        var threadsOf = new List<int>?[ids.Count];
        for (var i = 0; i < threads.Length; i++)
        {
            words[i] = [.. words[i].Where(word => counts[word] is > 1 and <= MostThreads).OrderBy(word => counts[word]).ThenBy(word => word).Take(WordsOfThread)];
            foreach (var word in words[i]) (threadsOf[word] ??= []).Add(i);
        }

        var related = new ImmutableArray<int>[threads.Length];
        Parallel.For(0, threads.Length, () => new double[threads.Length], (i, _, scores) =>
        {
            related[i] = MostAlike(i, words[i], threadsOf, scores);
            return scores;
        }, _ => { });
        return related;
    }

    /// <param name="scores">By thread; zeros, and left as zeros.</param>
    private static ImmutableArray<int> MostAlike(int thread, int[] words, List<int>?[] threadsOf, double[] scores)
    {
        var alike = new List<int>();
        foreach (var word in words)
        {
            // What rare words are worth, between 0 (all threads have it) and 1.
            var weight = Math.Log((double)scores.Length / threadsOf[word]!.Count) / Math.Log(Math.Max(scores.Length, 2));
            foreach (var other in threadsOf[word]!)
            {
                if (scores[other] < Least && scores[other] + weight >= Least && other != thread) alike.Add(other);
                scores[other] += weight;
            }
        }

        ImmutableArray<int> found = [.. alike.OrderByDescending(other => scores[other]).ThenBy(other => other).Take(Shown)];
        foreach (var word in words)
        {
            foreach (var other in threadsOf[word]!) scores[other] = 0;
        }

        return found;
    }

    /// <summary>The different words of tags, title and the question's beginning, folded.</summary>
    private static int[] WordsOf(ForumThread thread, Dictionary<string, int> ids)
    {
        var found = new HashSet<int>();
        foreach (var tag in thread.Tags) Add("#" + Slug.FromTag(tag).Value);
        AddWords(thread.Title);
        var question = thread.Question.Body.Text;
        AddWords(question.Length <= LookedAt ? question : question[..LookedAt]);
        return [.. found];

        void AddWords(string text)
        {
            var word = new StringBuilder();
            foreach (var c in text)
            {
                if (char.IsLetterOrDigit(c) || (c == '.' && word.Length > 0)) word.Append(c);
                else End(word);
            }

            End(word);
        }

        void End(StringBuilder word)
        {
            if (word.Length > 2) Add(UnicodeText.Fold(word.ToString().TrimEnd('.')));
            word.Clear();
        }

        void Add(string word)
        {
            if (!ids.TryGetValue(word, out var id)) ids[word] = id = ids.Count;
            found.Add(id);
        }
    }
}

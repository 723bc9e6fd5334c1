using System.Buffers;
using System.Collections.Immutable;
using System.IO.Hashing;
using System.Runtime.InteropServices;
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
        var words = new int[threads.Length][];
        var counts = Number(threads, words);
        // The threads of all words, one after the other: those of a word end where those of the next begin.
        var ends = new int[counts.Count + 1];
        long[] room = [];
        for (var i = 0; i < threads.Length; i++)
        {
            words[i] = RarestOf(words[i], counts, ref room);
            foreach (var word in words[i]) ends[word]++;
        }

        for (var word = 1; word < ends.Length; word++) ends[word] += ends[word - 1];
        var threadsOf = new int[ends[^1]];
        // Filled from behind, an end becomes the start.
        for (var i = threads.Length - 1; i >= 0; i--)
        {
            foreach (var word in words[i]) threadsOf[--ends[word]] = i;
        }

        // What rare words are worth, between 0 (all threads have it) and 1.
        double[] worth = [.. Enumerable.Range(0, MostThreads + 1).Select(count => Math.Log((double)threads.Length / count) / Math.Log(Math.Max(threads.Length, 2)))];
        Func<int, ReadOnlySpan<int>> withWord = word => threadsOf.AsSpan(ends[word]..ends[word + 1]);
        var related = new ImmutableArray<int>[threads.Length];
        // A few, for each holds a number for every thread.
        var hands = Math.Min(Environment.ProcessorCount, 8);
        Parallel.For(0, hands, hand =>
        {
            var scores = new double[threads.Length];
            for (var i = hand; i < threads.Length; i += hands) related[i] = MostAlike(i, words[i], withWord, worth, scores);
        });
        return related;
    }

    /// <param name="scores">By thread; zeros, and left as zeros.</param>
    private static ImmutableArray<int> MostAlike(int thread, int[] words, Func<int, ReadOnlySpan<int>> withWord, double[] worth, double[] scores)
    {
        var alike = new List<int>();
        foreach (var word in words)
        {
            var others = withWord(word);
            var weight = worth[others.Length];
            foreach (var other in others)
            {
                if (scores[other] < Least && scores[other] + weight >= Least && other != thread) alike.Add(other);
                scores[other] += weight;
            }
        }

        alike.Sort((one, other) => scores[one] != scores[other] ? scores[other].CompareTo(scores[one]) : one.CompareTo(other));
        ImmutableArray<int> found = [.. alike.Take(Shown)];
        foreach (var word in words)
        {
            foreach (var other in withWord(word)) scores[other] = 0;
        }

        return found;
    }

    /// <param name="room">For as many as there are words.</param>
    private static int[] RarestOf(int[] words, List<int> counts, ref long[] room)
    {
        if (room.Length < words.Length) room = new long[words.Length];
        var length = 0;
        foreach (var word in words)
        {
            if (counts[word] is > 1 and <= MostThreads) room[length++] = ((long)counts[word] << 32) | (uint)word;
        }

        Array.Sort(room, 0, length);
        return Array.ConvertAll(room[..Math.Min(length, WordsOfThread)], word => (int)word);
    }

    /// <summary>Gives each word a number, in the order of the threads.</summary>
    /// <param name="words">Takes the words of each thread.</param>
    /// <returns>In how many threads each word is.</returns>
    private static List<int> Number(ImmutableArray<ForumThread> threads, int[][] words)
    {
        var (numbers, counts) = (new Dictionary<uint, int>(), new List<int>());
        for (var i = 0; i < threads.Length; i++)
        {
            var hashes = SitePlanner.CluesOf(threads[i]).Words;
            words[i] = new int[hashes.Length];
            for (var w = 0; w < words[i].Length; w++)
            {
                ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(numbers, hashes[w], out var isKnown);
                if (!isKnown)
                {
                    number = counts.Count;
                    counts.Add(0);
                }

                counts[words[i][w] = number]++;
            }
        }

        return counts;
    }

    /// <summary>Hashes of the different words of tags, title and the question's beginning, folded.</summary>
    public static ImmutableArray<uint> WordsOf(ForumThread thread)
    {
        var found = new List<uint>();
        var known = new HashSet<uint>();
        foreach (var tag in thread.Tags) Add("#" + Slug.FromTag(tag).Value);
        AddWords(thread.Title);
        var question = thread.Question.Body.Text;
        AddWords(question.Length <= LookedAt ? question : question[..LookedAt]);
        return [.. found];

        void AddWords(string text)
        {
            for (var at = 0; at < text.Length; at++)
            {
                var start = at;
                while (at < text.Length && (char.IsLetterOrDigit(text[at]) || (text[at] == '.' && at > start))) at++;
                if (at - start > 2) Add(text.AsSpan(start, at - start).TrimEnd('.'));
            }
        }

        void Add(ReadOnlySpan<char> word)
        {
            Span<char> small = stackalloc char[64];
            ReadOnlySpan<char> folded = word.Length <= small.Length && Ascii.ToLower(word, small, out var length) == OperationStatus.Done ? small[..length] : UnicodeText.Fold(word.ToString());
            var hash = (uint)XxHash3.HashToUInt64(MemoryMarshal.AsBytes(folded));
            if (known.Add(hash)) found.Add(hash);
        }
    }
}

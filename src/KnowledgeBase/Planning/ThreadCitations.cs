using System.Collections.Frozen;
using System.Collections.Immutable;
using KnowledgeBase.Markup;
using KnowledgeBase.Model;

namespace KnowledgeBase.Planning;

/// <summary>Which threads name which in their posts: by their file, or by their address at the source. Read off the text, without a Markdown tree.</summary>
internal static class ThreadCitations
{
    /// <returns>For each thread the places of those that link to it, in order.</returns>
    public static ImmutableArray<int>[] Of(ImmutableArray<ForumThread> threads, FrozenDictionary<string, SourceCopy> copies)
    {
        var places = threads.Select((thread, place) => (thread, place)).ToDictionary(entry => entry.thread.Slug.Value, entry => entry.place, StringComparer.Ordinal);
        var targets = new HashSet<int>[threads.Length];
        Parallel.For(0, threads.Length, i =>
        {
            targets[i] = [];
            foreach (var post in threads[i].Posts) AddTargets(post.Body.Text, places, copies, targets[i]);
            targets[i].Remove(i);
        });

        var citing = new List<int>?[threads.Length];
        for (var i = 0; i < threads.Length; i++)
        {
            foreach (var target in targets[i]) (citing[target] ??= []).Add(i);
        }

        return [.. citing.Select(list => list is null ? [] : list.ToImmutableArray())];
    }

    private static void AddTargets(string text, Dictionary<string, int> places, FrozenDictionary<string, SourceCopy> copies, HashSet<int> targets)
    {
        if (!text.Contains(".md", StringComparison.Ordinal) && !text.Contains("://", StringComparison.Ordinal)) return;
        var scan = new BodyScan();
        Fence? open = null;
        foreach (var range in text.AsSpan().Split('\n'))
        {
            var line = text.AsSpan(range);
            if (open is { } fence)
            {
                if (fence.IsClosedBy(line)) open = null;
                continue;
            }

            if (!line.Contains(".md", StringComparison.Ordinal) && !line.Contains("://", StringComparison.Ordinal) && !line.ContainsAny('`', '~')) continue;
            open = scan.OpeningFence(line);
            if (open is null) AddTargetsOfLine(line, places, copies, targets);
        }
    }

    private static void AddTargetsOfLine(ReadOnlySpan<char> line, Dictionary<string, int> places, FrozenDictionary<string, SourceCopy> copies, HashSet<int> targets)
    {
        for (var at = line.IndexOf("](", StringComparison.Ordinal); at >= 0; at = Next(line, at + 2, "]("))
        {
            var address = UpToEnd(line[(at + 2)..]);
            var end = address.IndexOf(".md", StringComparison.Ordinal);
            if (end > 0 && places.TryGetValue(Uri.UnescapeDataString(address[(address[..end].LastIndexOf('/') + 1)..end].ToString()), out var target)) targets.Add(target);
        }

        if (copies.Count == 0) return;
        for (var at = line.IndexOf("http", StringComparison.Ordinal); at >= 0; at = Next(line, at + 4, "http"))
        {
            var address = UpToEnd(line[at..]).ToString();
            if (!address.Contains("://", StringComparison.Ordinal)) continue;
            if (copies.TryGetValue(WebAddress.KeyOf(address), out var copy)) targets.Add(places[copy.Thread.Slug.Value]);
        }
    }

    private static ReadOnlySpan<char> UpToEnd(ReadOnlySpan<char> text)
    {
        var end = text.IndexOfAny(" \t)>\"'");
        return end < 0 ? text : text[..end];
    }

    private static int Next(ReadOnlySpan<char> line, int from, string mark)
    {
        var next = line[from..].IndexOf(mark, StringComparison.Ordinal);
        return next < 0 ? -1 : from + next;
    }
}

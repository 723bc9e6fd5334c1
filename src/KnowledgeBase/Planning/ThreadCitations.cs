using System.Collections.Frozen;
using System.Collections.Immutable;
using KnowledgeBase.Markup;
using KnowledgeBase.Model;

namespace KnowledgeBase.Planning;

/// <summary>Which threads name which in their posts: by their file, or by their address at the source. Read off the text, without a Markdown tree.</summary>
internal static class ThreadCitations
{
    /// <summary>What is longer cites nothing: many may begin in one line, and each is looked at to its end.</summary>
    private const int LongestAddress = 2_000;

    /// <returns>For each thread the places of those that link to it, in order.</returns>
    public static ImmutableArray<int>[] Of(ImmutableArray<ForumThread> threads, FrozenDictionary<string, SourceCopy> copies)
    {
        var places = new Dictionary<ulong, int>(threads.Length + copies.Count);
        for (var i = 0; i < threads.Length; i++) places[FileNamed(threads[i].Slug.Value)] = i;
        foreach (var (address, copy) in copies) places[Address(address)] = places[FileNamed(copy.Thread.Slug.Value)];

        var citing = new List<int>?[threads.Length];
        for (var i = 0; i < threads.Length; i++)
        {
            foreach (var link in SitePlanner.CluesOf(threads[i]).Links)
            {
                if (places.TryGetValue(link, out var target) && target != i && citing[target]?[^1] != i) (citing[target] ??= []).Add(i);
            }
        }

        return [.. citing.Select(list => list is null ? [] : list.ToImmutableArray())];
    }

    /// <summary>Hashes of the files and addresses that posts of the thread link to.</summary>
    public static ImmutableArray<ulong> LinksOf(ForumThread thread)
    {
        HashSet<ulong>? links = null;
        foreach (var post in thread.Posts) AddLinks(post.Body.Text, ref links);
        return links is null ? [] : [.. links];
    }

    private static ulong FileNamed(string slug) => Digest.Of(slug, 1);

    private static ulong Address(string key) => Digest.Of(key, 2);

    private static void AddLinks(string text, ref HashSet<ulong>? links)
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
            if (open is null) AddLinksOfLine(line, links ??= []);
        }
    }

    private static void AddLinksOfLine(ReadOnlySpan<char> line, HashSet<ulong> links)
    {
        for (var at = line.IndexOf("](", StringComparison.Ordinal); at >= 0; at = Next(line, at + 2, "]("))
        {
            var address = UpToEnd(line[(at + 2)..]);
            var end = address.IndexOf(".md", StringComparison.Ordinal);
            if (end > 0) links.Add(FileNamed(Uri.UnescapeDataString(address[(address[..end].LastIndexOf('/') + 1)..end].ToString())));
        }

        for (var at = line.IndexOf("http", StringComparison.Ordinal); at >= 0; at = Next(line, at + 4, "http"))
        {
            var address = UpToEnd(line[at..]);
            if (address.Contains("://", StringComparison.Ordinal)) links.Add(Address(WebAddress.KeyOf(address.ToString())));
        }
    }

    private static ReadOnlySpan<char> UpToEnd(ReadOnlySpan<char> text)
    {
        var near = text[..Math.Min(text.Length, LongestAddress + 1)];
        var end = near.IndexOfAny(" \t)>\"'");
        if (end < 0) end = near.Length;
        return end <= LongestAddress ? near[..end] : [];
    }

    private static int Next(ReadOnlySpan<char> line, int from, string mark)
    {
        var next = line[from..].IndexOf(mark, StringComparison.Ordinal);
        return next < 0 ? -1 : from + next;
    }
}

using System.Text;
using System.Text.Json;
using KnowledgeBase.Model;

namespace KnowledgeBase.Indexing;

/// <summary>What a result shows of a thread: its title and the words of its nodes, so that an excerpt can show the match wherever it is.</summary>
/// <remarks>
/// Their names hold no hash of the text: then the root would have to list them all. They hold one of which threads stand
/// there, so an old copy can show old words, but never those of another thread.
/// </remarks>
internal sealed class ThreadTextFiles(Site site)
{
    /// <summary>Threads that share a folder: the root has a name for each.</summary>
    public const int Threads = 256;

    /// <summary>Nodes that share a file: whoever knows a node's number knows its file.</summary>
    private const int Nodes = 8;

    public IReadOnlyList<byte[]> Folders { get; } =
        [.. site.Threads.Select(thread => thread.Slug.Value).Chunk(Threads).Select(slugs => System.IO.Hashing.XxHash3.Hash(Encoding.UTF8.GetBytes(string.Join('\n', slugs)))[..Packed.NameBytes])];

    public IEnumerable<OutputFile> Of(int number, ForumThread thread, IReadOnlyList<string> texts)
    {
        var folder = $"t/{Packed.NameOf(Folders[number / Threads])}";
        foreach (var (i, nodes) in thread.Nodes.Zip(texts).Chunk(Nodes).Index())
            yield return Packed.At($"{folder}/{number % Threads}{(i > 0 ? $"-{i}" : "")}", Packed.Deflated(CompactJson.Of(json => Write(json, thread, nodes))));
    }

    private static void Write(Utf8JsonWriter json, ForumThread thread, (Node Node, string Text)[] nodes)
    {
        json.WriteStartArray();
        json.WriteStartArray();
        foreach (var (node, text) in nodes) Write(json, node, text);
        json.WriteEndArray();
        json.WriteStringValue(thread.Slug.Value);
        json.WriteStringValue(thread.Title);
        json.WriteStringValue(thread.Language ?? "");
        json.WriteAll(thread.Tags);
        json.WriteEndArray();
    }

    /// <summary>Id, author, date, text; what kind it is, the posting says.</summary>
    private static void Write(Utf8JsonWriter json, Node node, string text)
    {
        var byline = (node as AuthoredNode)?.Byline;
        json.WriteAll(node.Id, byline?.Author ?? "", byline?.On?.Day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) ?? "", text);
    }
}

using System.Text.Encodings.Web;
using System.Text.Json;
using KnowledgeBase.Model;

namespace KnowledgeBase.Indexing;

/// <summary>What a result shows of a thread: its title and the beginning of each node, in files of a few nodes.</summary>
/// <remarks>
/// Their names hold no hash of the text: then the root would have to list them all. They hold one of which threads stand
/// there, so an old copy can show old words, but never those of another thread.
/// </remarks>
internal sealed class ThreadTextFiles(Site site)
{
    /// <summary>Threads that share a folder, and nodes that share a file: the root has a name for each folder.</summary>
    public const int Threads = 256, Nodes = 64;

    /// <summary>Where nodes are longer, only their beginning can be shown.</summary>
    private const int Longest = 240;

    private static readonly JsonSerializerOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public IReadOnlyList<byte[]> Folders { get; } =
        [.. site.Threads.Select(thread => thread.Slug.Value).Chunk(Threads).Select(slugs => System.IO.Hashing.XxHash3.Hash(System.Text.Encoding.UTF8.GetBytes(string.Join('\n', slugs)))[..Packed.NameBytes])];

    public IEnumerable<OutputFile> Of(int number, ForumThread thread, IReadOnlyList<string> texts)
    {
        var folder = $"t/{Packed.NameOf(Folders[number / Threads])}";
        object[] tags = [.. thread.Tags];
        var nodes = thread.Nodes.Select((node, i) => NodeOf(node, texts[i])).ToList();
        foreach (var (part, chunk) in nodes.Chunk(Nodes).Index())
        {
            object[] content = [thread.Slug.Value, thread.Title, thread.Language ?? "", tags, chunk];
            yield return Packed.At($"{folder}/{number % Threads}{(part > 0 ? $"-{part}" : "")}", ByteWriter.Of(JsonSerializer.SerializeToUtf8Bytes(content, Compact)));
        }
    }

    /// <summary>Id, author, date, text; what kind it is, the posting says.</summary>
    private static object[] NodeOf(Node node, string text)
    {
        var byline = (node as AuthoredNode)?.Byline;
        return [node.Id, byline?.Author ?? "", byline?.On?.Day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) ?? "", Beginning(text)];
    }

    private static string Beginning(string text)
    {
        if (text.Length <= Longest) return text;
        var end = text.LastIndexOf(' ', Longest, Longest / 4);
        if (end < 0) end = char.IsHighSurrogate(text[Longest - 1]) ? Longest - 1 : Longest;
        return text[..end] + "…";
    }
}

using System.Text.Encodings.Web;
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

    /// <summary>Characters that share a file, if they are not one node's.</summary>
    private const int Size = 6000;

    private static readonly JsonSerializerOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public IReadOnlyList<byte[]> Folders { get; } =
        [.. site.Threads.Select(thread => thread.Slug.Value).Chunk(Threads).Select(slugs => System.IO.Hashing.XxHash3.Hash(System.Text.Encoding.UTF8.GetBytes(string.Join('\n', slugs)))[..Packed.NameBytes])];

    public IEnumerable<OutputFile> Of(int number, ForumThread thread, IReadOnlyList<string> texts)
    {
        var folder = $"t/{Packed.NameOf(Folders[number / Threads])}";
        var parts = Cut([.. thread.Nodes.Select((node, i) => NodeOf(node, texts[i]))], texts).ToList();
        object[] tags = [.. thread.Tags];
        // The first part says at which nodes the others begin.
        object[] starts = [.. parts.Skip(1).Select(part => (object)part.Start)];
        foreach (var (i, part) in parts.Index())
        {
            object[] content = i == 0 ? [part.Nodes, thread.Slug.Value, thread.Title, thread.Language ?? "", tags, starts] : [part.Nodes];
            yield return Packed.At($"{folder}/{number % Threads}{(i > 0 ? $"-{i}" : "")}", ByteWriter.Of(JsonSerializer.SerializeToUtf8Bytes(content, Compact)));
        }
    }

    private static IEnumerable<(int Start, object[] Nodes)> Cut(object[] nodes, IReadOnlyList<string> texts)
    {
        var (start, length) = (0, 0);
        for (var i = 0; i < nodes.Length; i++)
        {
            if (i > start && length + texts[i].Length > Size)
            {
                yield return (start, nodes[start..i]);
                (start, length) = (i, 0);
            }

            length += texts[i].Length;
        }

        yield return (start, nodes[start..]);
    }

    /// <summary>Id, author, date, text; what kind it is, the posting says.</summary>
    private static object[] NodeOf(Node node, string text)
    {
        var byline = (node as AuthoredNode)?.Byline;
        return [node.Id, byline?.Author ?? "", byline?.On?.Day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) ?? "", text];
    }
}

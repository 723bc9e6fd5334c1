using System.IO.Hashing;
using System.Text;
using System.Text.Json;
using KnowledgeBase.Model;

namespace KnowledgeBase.Indexing;

/// <summary>What a result shows of a thread: its title and the words of its nodes, so that an excerpt can show the match wherever it is.</summary>
/// <remarks>
/// Their names hold no hash of the text: then the root would have to list them all. They hold one of which threads stand
/// there, so an old copy can show old words, but never those of another thread.
/// </remarks>
internal sealed class ThreadTextFiles
{
    /// <summary>Threads that share a folder, in the mean: the root has a name for each.</summary>
    private const int Threads = 256;

    /// <summary>Nodes that share a file: whoever knows a node's number knows its file.</summary>
    private const int Nodes = 8;

    private readonly (int Folder, int Place)[] _places;

    public ThreadTextFiles(Site site)
    {
        _places = new (int, int)[site.Threads.Length];
        var slugs = site.Threads.Select(thread => Encoding.UTF8.GetBytes(thread.Slug.Value)).ToList();
        for (var start = 0; start < slugs.Count; start += Folders[^1].Threads)
        {
            // Slugs say where a folder ends, so a thread that comes in between moves those of one folder and no others.
            var end = start + 1;
            while (end < slugs.Count && XxHash3.HashToUInt64(slugs[end]) % Threads != 0) end++;
            var name = new XxHash3();
            for (var i = start; i < end; i++)
            {
                _places[i] = (Folders.Count, i - start);
                name.Append(slugs[i]);
                name.Append("\n"u8);
            }

            Folders.Add((end - start, name.GetCurrentHash()[..Packed.NameBytes]));
        }
    }

    /// <summary>In the order of their threads.</summary>
    public List<(int Threads, byte[] Name)> Folders { get; } = [];

    /// <summary>Stands for where the files of a thread are.</summary>
    public ulong PlaceOf(int number) => new Digest().Add(_places[number].Place).Add(Folders[_places[number].Folder].Name).Value;

    public IEnumerable<OutputFile> Of(int number, ForumThread thread, IReadOnlyList<string> texts)
    {
        var (folder, place) = _places[number];
        var path = $"t/{Packed.NameOf(Folders[folder].Name)}/{place}";
        foreach (var (i, nodes) in thread.Nodes.Zip(texts).Chunk(Nodes).Index())
            yield return Packed.At(i > 0 ? $"{path}-{i}" : path, Packed.Deflated(CompactJson.Of(json => Write(json, thread, nodes))));
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

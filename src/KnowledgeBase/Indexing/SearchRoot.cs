using KnowledgeBase.Model;

namespace KnowledgeBase.Indexing;

/// <summary>What a search begins with: settings, and the tables that find all others.</summary>
internal sealed class SearchRoot
{
    public required Site Site { get; init; }

    /// <summary>Table by table: terms, words forwards, words backwards.</summary>
    public required IReadOnlyList<IReadOnlyList<(string Bound, byte[] Name)>> Tables { get; init; }

    public required IReadOnlyList<(int Threads, byte[] Name)> TextFolders { get; init; }

    public required byte[] Days { get; init; }

    public required byte[] Tags { get; init; }

    public string Write(Action<OutputFile> add)
    {
        // One that leaves words as they are is among them, if threads are in a language without endings.
        var stemmers = Site.Threads.Select(thread => Stemmer.For(thread.Language ?? Site.Config.Language))
            .Append(Stemmer.For(Site.Config.Language)).Distinct().OrderBy(stemmer => stemmer.Language, StringComparer.Ordinal).ToList();
        var settings = CompactJson.Of(json =>
        {
            json.WriteStartObject();
            json.WriteNumber("threads", Site.Threads.Length);
            json.WriteStartObject("stems");
            foreach (var stemmer in stemmers) json.WriteString(stemmer.Language, stemmer.Table);
            json.WriteEndObject();
            json.WriteStartArray("synonyms");
            foreach (var group in Site.Config.Synonyms) json.WriteAll(group.SelectMany(word => TermsOf(word, stemmers)).Distinct());
            json.WriteEndArray();
            json.WriteEndObject();
        });
        var bytes = new ByteWriter();
        bytes.Number(settings.Length);
        bytes.Bytes(settings);
        foreach (var table in Tables) FileTable.Write(bytes, table, add);
        bytes.Number(TextFolders.Count);
        foreach (var (threads, name) in TextFolders)
        {
            bytes.Number(threads);
            bytes.Bytes(name);
        }

        bytes.Bytes(Days);
        bytes.Bytes(Tags);
        return Packed.InScript(Packed.Deflated(bytes.Written));
    }

    /// <summary>The term that a word is in each language of the site.</summary>
    private static IEnumerable<string> TermsOf(string word, List<Stemmer> stemmers) =>
        stemmers.SelectMany(stemmer => Tokenizer.Cut(word, stemmer).Take(1).Select(token => token.Term));
}

using KnowledgeBase.Diagnostics;
using KnowledgeBase.Markup;

namespace KnowledgeBase.Parsing;

/// <summary>Reads a file of words, which is a map of texts.</summary>
internal static class WordsReader
{
    /// <param name="texts">The words so far; those of the file take their places.</param>
    /// <param name="isOpen">Keys that are not there yet may be added: the first file says which there are.</param>
    /// <returns>The keys that the file has words for.</returns>
    public static List<string> Read(SourceFile file, Dictionary<string, string> texts, bool isOpen, List<Diagnostic> diagnostics)
    {
        var known = new List<string>();
        var (map, found) = YamlReader.Read(file, 1, file.LineCount + 1);
        diagnostics.AddRange(found);
        foreach (var (key, location, value) in map.Entries)
        {
            var example = texts.GetValueOrDefault(key, "some text");
            if (!isOpen && !texts.ContainsKey(key))
            {
                var nearest = key.Length <= 40 ? Spelling.Nearest(key, texts.Keys.Order(StringComparer.Ordinal)) : null;
                diagnostics.Add(Rules.UnknownKey.At(location, key, nearest is null ? "see the built-in words.en.yaml for all keys" : $"did you mean '{nearest}'?"));
            }
            else if (value is YamlScalar { Text: var text } && Problem(key, text) is { } problem)
                new YamlField(key, YamlQuoting.Quote(example), value, location, file, diagnostics).TellBad(text, problem);
            else if (value is YamlScalar scalar)
            {
                texts[key] = scalar.Text;
                known.Add(key);
            }
            else new YamlField(key, YamlQuoting.Quote(example), value, location, file, diagnostics).TellType("text");
        }

        return known;
    }

    private static string? Problem(string key, string text) =>
        key == "months" && text.Split(' ').Length != 12 ? "it does not name twelve months with a space between them" : null;
}

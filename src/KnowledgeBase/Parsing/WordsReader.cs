using System.Text.RegularExpressions;
using KnowledgeBase.Diagnostics;
using KnowledgeBase.Markup;

namespace KnowledgeBase.Parsing;

/// <summary>Reads a file of words, which is a map of texts.</summary>
internal static partial class WordsReader
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
            else if (value is YamlScalar { Text: var text } && Problem(key, text, isOpen ? null : example) is { } problem)
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

    /// <param name="example">The words that were there; null if none were.</param>
    private static string? Problem(string key, string text, string? example)
    {
        if (key == "months") return text.Split(' ').Length == 12 ? null : "it does not name twelve months with a space between them";
        if (example is null) return null;
        var (has, wants) = (PlacesIn(text), PlacesIn(example));
        if (has.Except(wants).FirstOrDefault() is { } unknown) return $"nothing is put in the place of '{unknown}'";
        return wants.Contains("{0}") && !has.Contains("{0}") ? "it has no '{0}', in the place of which a value is put" : null;
    }

    private static List<string> PlacesIn(string text) => [.. PlaceOfValue().Matches(text).Select(match => match.Value)];

    [GeneratedRegex("""\{[0-9]\}""", RegexOptions.CultureInvariant)]
    private static partial Regex PlaceOfValue();
}

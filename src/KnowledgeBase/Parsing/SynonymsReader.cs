using System.Collections.Immutable;
using KnowledgeBase.Diagnostics;

namespace KnowledgeBase.Parsing;

/// <summary>Reads <c>content/synonyms.yaml</c>: lines such as <c>js: [javascript, ecmascript]</c>, words that the search takes for one another.</summary>
internal static class SynonymsReader
{
    private const string Example = "[javascript, ecmascript]";

    public static Diagnosed<ImmutableArray<ImmutableArray<string>>> Read(SourceFile file)
    {
        var (map, found) = YamlReader.Read(file, 1, file.LineCount + 1);
        var diagnostics = new List<Diagnostic>(found);
        ImmutableArray<ImmutableArray<string>> groups =
        [
            .. map.Entries.Select(entry => Group(new(entry.Key, Example, entry.Value, entry.KeyLocation, file, diagnostics))).Where(group => group.Length > 1),
        ];
        return new(groups, [.. diagnostics.Order()]);
    }

    private static ImmutableArray<string> Group(YamlField field)
    {
        if (field.Value is YamlList list)
        {
            string?[] words = [CanBeSearched(field.Name, field.KeyLocation, field) ? field.Name : null, .. list.Items.Select(item => Word(field.Item(item)))];
            return [.. words.OfType<string>()];
        }

        field.TellType("a list", field.Value is YamlScalar { IsNull: false } scalar ? YamlQuoting.WriteList(scalar.Text) : null);
        return [];
    }

    private static bool CanBeSearched(string word, SourceLocation location, YamlField field)
    {
        if (!word.Contains(' ', StringComparison.Ordinal) && word.Any(char.IsLetterOrDigit)) return true;
        field.Tell(Rules.UselessSynonym.At(location, word, "write one word of letters or digits"));
        return false;
    }

    private static string? Word(YamlField field)
    {
        if (YamlTypes.Text(field) is not { } word) return null;
        if (!word.Contains(' ', StringComparison.Ordinal)) return CanBeSearched(word, field.Value.Location, field) ? word : null;
        field.TellBad(word, "it is more than one word", advice: "one word");
        return null;
    }
}

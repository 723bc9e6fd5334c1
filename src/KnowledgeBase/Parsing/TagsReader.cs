using System.Collections.Immutable;
using KnowledgeBase.Diagnostics;
using KnowledgeBase.Model;

namespace KnowledgeBase.Parsing;

/// <summary>Reads <c>content/tags.yaml</c>: for each tag a sentence that says what it is about.</summary>
internal static class TagsReader
{
    /// <param name="descriptions">Filled with the sentences, by the tags' slugs.</param>
    /// <param name="places">Filled with where each tag stands.</param>
    public static ImmutableArray<Diagnostic> Read(SourceFile file, Dictionary<string, string> descriptions, List<(string Tag, string Slug, SourceLocation Location)> places)
    {
        var (map, found) = YamlReader.Read(file, 1, file.LineCount + 1);
        var diagnostics = new List<Diagnostic>(found);
        var tagBySlug = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (tag, location, value) in map.Entries)
        {
            var field = new YamlField(tag, "What these threads are about.", value, location, file, diagnostics);
            if (YamlTypes.Paragraph(field) is not { } description) continue;
            var slug = Slug.FromTag(tag).Value;
            places.Add((tag, slug, location));
            if (tagBySlug.TryAdd(slug, tag)) descriptions[slug] = description;
            else diagnostics.Add(Rules.SameTag.At(location, tagBySlug[slug], tag, slug));
        }

        return [.. diagnostics];
    }
}

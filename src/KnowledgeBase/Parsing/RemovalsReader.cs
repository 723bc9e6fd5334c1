using System.Collections.Immutable;
using KnowledgeBase.Diagnostics;
using KnowledgeBase.Model;

namespace KnowledgeBase.Parsing;

/// <summary>Reads <c>content/removed.yaml</c>. A key that is not known is an error here: what somebody asked to be removed must not stay because of a slip.</summary>
internal static class RemovalsReader
{
    private static readonly Dictionary<string, string> OtherNames = new(StringComparer.Ordinal)
    {
        ["nodes"] = "did you mean 'posts'?",
        ["threads"] = "a thread's id is one of 'posts'",
        ["users"] = "did you mean 'authors'?",
        ["names"] = "did you mean 'authors'?",
    };

    private static readonly YamlKeys<Removals> Keys = new(Rules.UnknownRemoval, OtherNames)
    {
        { "posts", "[https://forum.example.org/t/undo-a-commit/1234/5, 1234#p6]", YamlListTypes.Texts, (removals, posts) => removals with { Posts = posts } },
        { "authors", "[somebody]", YamlListTypes.Texts, (removals, authors) => removals with { Authors = authors } },
    };

    public static Diagnosed<Removals> Read(SourceFile file)
    {
        var (map, found) = YamlReader.Read(file, 1, file.LineCount + 1);
        var diagnostics = new List<Diagnostic>(found);
        var removals = Keys.Read(map, new Removals(), file, diagnostics);
        return new(removals, [.. diagnostics.Order()]);
    }
}

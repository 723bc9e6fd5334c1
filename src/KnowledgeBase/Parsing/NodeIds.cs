using System.Collections.Immutable;
using KnowledgeBase.Diagnostics;
using KnowledgeBase.Model;

namespace KnowledgeBase.Parsing;

/// <summary>Gives every node of a thread its id. Given ids win; the rest count among their kind and skip what is taken.</summary>
internal sealed class NodeIds(List<Diagnostic> diagnostics)
{
    private readonly Dictionary<string, int> _lineOf = new(StringComparer.Ordinal), _next = new(StringComparer.Ordinal);

    /// <summary>Claims a given id; false (and told) if an earlier node has it.</summary>
    public bool Claim(string id, SourceLocation location)
    {
        if (_lineOf.TryAdd(id, location.Line)) return true;
        diagnostics.Add(Rules.SameId.At(location, id, $"{_lineOf[id]}"));
        return false;
    }

    /// <summary>The id of the node that is number <paramref name="place"/> of its kind, such as <c>a2</c>; the question is <c>q</c>.</summary>
    public string Next(string letter, int place, SourceLocation location)
    {
        // All before are taken: where the last one stopped, the search goes on.
        var number = Math.Max(letter == "q" ? 1 : place, _next.GetValueOrDefault(letter));
        while (!_lineOf.TryAdd(IdOf(letter, number), location.Line)) number++;
        _next[letter] = number + 1;
        return KnownTexts.Of(IdOf(letter, number));
    }

    private static string IdOf(string letter, int number) => letter == "q" && number == 1 ? "q" : $"{letter}{number}";

    /// <summary>Old ids live on beside all others, so they are claimed last.</summary>
    public ImmutableArray<string> ClaimFormer(ImmutableArray<string> formerIds, SourceLocation location) =>
        [.. formerIds.Where(id => Claim(id, location))];
}

using System.Collections;
using KnowledgeBase.Diagnostics;
using KnowledgeBase.Markup;

namespace KnowledgeBase.Parsing;

/// <summary>A table of the keys that a map may have: for each its name, an example, how it is read, and where it goes.</summary>
/// <param name="otherNames">Names that people write who know other tools, and what to do here instead.</param>
internal sealed class YamlKeys<THeader>(Rule unknownKey, IReadOnlyDictionary<string, string>? otherNames = null) : IEnumerable<string>
{
    private readonly List<(string Name, string Example, Func<YamlField, THeader, THeader> Read)> _keys = [];

    public void Add<T>(string name, string example, Func<YamlField, T?> read, Func<THeader, T, THeader> set)
        where T : class =>
        _keys.Add((name, example, (field, header) => read(field) is { } value ? set(header, value) : header));

    public void Add<T>(string name, string example, Func<YamlField, T?> read, Func<THeader, T, THeader> set)
        where T : struct =>
        _keys.Add((name, example, (field, header) => read(field) is { } value ? set(header, value) : header));

    /// <summary>Every key is read for itself: a bad one never keeps another from being read.</summary>
    /// <param name="parent">The key that holds this map; empty for the outermost.</param>
    public THeader Read(YamlMap map, THeader header, SourceFile file, List<Diagnostic> diagnostics, string parent = "")
    {
        foreach (var (name, location, value) in map.Entries)
        {
            var known = _keys.Find(key => key.Name == name);
            if (known.Read is not null)
                header = known.Read(new(Prefixed(parent, name), known.Example, value, location, file, diagnostics), header);
            else
                diagnostics.Add(unknownKey.At(location, Prefixed(parent, name), Hint(name)));
        }

        return header;
    }

    public IEnumerator<string> GetEnumerator() => _keys.Select(key => key.Name).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static string Prefixed(string parent, string name) => parent.Length == 0 ? name : $"{parent}: {name}";

    private string Hint(string name)
    {
        // 'Title', 'duplicate_of' and 'review after' are spelled right but for our house style.
        var spelled = name.Trim('\uFEFF', ' ').ToLowerInvariant().Replace('_', '-').Replace(' ', '-');
        var colon = spelled.IndexOf(':', StringComparison.Ordinal);
        if (colon > 0 && _keys.Exists(key => key.Name == spelled[..colon])) return $"write a space after the ':', as in '{spelled[..colon]}: {name[(colon + 1)..]}'";
        if (otherNames?.GetValueOrDefault(spelled) is { } instead) return instead;
        // A long word is near to none of ours, and comparing it would take long.
        var nearest = spelled.Length <= 40 ? Spelling.Nearest(spelled, this) : null;
        return nearest is null ? $"the keys are {string.Join(", ", this)}" : $"did you mean '{nearest}'?";
    }
}

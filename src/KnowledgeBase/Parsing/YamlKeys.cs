using System.Collections;
using KnowledgeBase.Diagnostics;
using KnowledgeBase.Markup;

namespace KnowledgeBase.Parsing;

/// <summary>The keys that a map may have: what each takes, and where its value goes. An error in one keeps no other from being read.</summary>
/// <param name="unknown">What is told about any other key.</param>
internal sealed class YamlKeys<T>(Rule unknown) : IEnumerable<string>
{
    private readonly OrderedDictionary<string, Func<T, YamlField, T>> _keys = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _examples = new(StringComparer.Ordinal);

    /// <param name="example">A good value as it is written.</param>
    /// <param name="type">Reads a value; tells what is wrong and gives null if it cannot.</param>
    public void Add<TValue>(string name, string example, Func<YamlField, TValue?> type, Func<T, TValue, T> set)
    {
        _examples.Add(name, example);
        _keys.Add(name, (result, field) => type(field) is { } value ? set(result, value) : result);
    }

    public T Read(YamlMap map, T result, SourceFile file, List<Diagnostic> diagnostics)
    {
        foreach (var entry in map.Entries)
        {
            if (_keys.TryGetValue(entry.Key, out var read))
                result = read(result, new(entry.Key, _examples[entry.Key], entry.Value, entry.KeyLocation, file, diagnostics));
            else
                diagnostics.Add(unknown.At(entry.KeyLocation, entry.Key, Hint(entry.Key)));
        }

        return result;
    }

    public IEnumerator<string> GetEnumerator() => _keys.Keys.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private string Hint(string key) => Spelling.Nearest(key.ToLowerInvariant().Replace('_', '-'), _keys.Keys) is { } nearest
        ? $"did you mean '{nearest}'?"
        : $"the keys are {string.Join(", ", _keys.Keys)}";
}

/// <summary>One value, about to be read as what its key takes.</summary>
/// <param name="Example">A good value as it is written.</param>
internal sealed record YamlField(string Name, string Example, YamlValue Value, SourceLocation KeyLocation, SourceFile File, List<Diagnostic> Diagnostics)
{
    /// <summary>The value is one of a list.</summary>
    public bool IsListed { get; init; }

    /// <summary>Value as its author wrote it, in one line; null where that takes several.</summary>
    public string? Written
    {
        get
        {
            var written = File.Text[Value.Start..Math.Max(Value.Start, Value.End)].TrimEnd();
            return written.Length == 0 || written.AsSpan().ContainsAny('\n', '\r') ? null : written;
        }
    }

    /// <param name="takes">What the key takes, as in <c>a list</c>.</param>
    /// <param name="suggested">A value to write instead; null for the example.</param>
    public void TellType(string takes, string? suggested = null)
    {
        if (Value is YamlUnreadable) return;
        var found = Value switch
        {
            YamlList => "a list",
            YamlMap => "keys with values",
            YamlScalar { IsNull: true } => "nothing",
            _ => "text",
        };
        // A value that is not there has no place of its own.
        var location = Value is YamlScalar { Text.Length: 0 } && !IsListed ? KeyLocation : Value.Location;
        Diagnostics.Add(Rules.WrongType.At(location, Name, takes, found, IsListed && suggested is not null ? suggested : $"{Name}: {suggested ?? Example}"));
    }

    /// <param name="problem">The end of a sentence.</param>
    public void TellBad(string value, string problem, string? suggested = null) =>
        Diagnostics.Add(Rules.BadValue.At(Value.Location, Name, value, problem, suggested ?? $"{Name}: {Example}"));
}

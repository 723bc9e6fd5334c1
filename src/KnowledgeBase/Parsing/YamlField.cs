using KnowledgeBase.Diagnostics;

namespace KnowledgeBase.Parsing;

/// <summary>One value of a known key (or one item of its list), about to be read as what the key takes.</summary>
/// <param name="Name">The key; with its parent, as in <c>reviewed: on</c>, where it stands in a map.</param>
/// <param name="Example">A good value as it is written, for messages.</param>
internal sealed record YamlField(
    string Name, string Example, YamlValue Value, SourceLocation KeyLocation, SourceFile File, List<Diagnostic> Diagnostics)
{
    public bool IsItem { get; init; }

    public YamlField Item(YamlValue item) => this with { Value = item, IsItem = true };

    public void Tell(Diagnostic diagnostic) => Diagnostics.Add(diagnostic);

    /// <param name="takes">What the key takes, as in <c>a list</c>.</param>
    /// <param name="value">What to write instead; null for the example.</param>
    public void TellType(string takes, string? value = null)
    {
        // What could not be read has been told already.
        if (Value is YamlUnreadable) return;
        var place = Value is YamlScalar { Text.Length: 0, Style: YamlStyle.Plain } && !IsItem ? KeyLocation : Value.Location;
        Tell(Rules.WrongType.At(place, Name, IsItem ? takes + " in its list" : takes, Found, Suggested(value)));
    }

    /// <param name="problem">Why the value is none, as in <c>it is empty</c>.</param>
    /// <param name="value">What to write instead; null for the example.</param>
    /// <param name="advice">What to do instead, where no one value can be named, as in <c>it once</c>.</param>
    public void TellBad(string text, string problem, string? value = null, string? advice = null) =>
        Tell(Rules.BadValue.At(Value.Location, Name, text, problem, advice ?? Suggested(value)));

    /// <summary>The value as it is written, if it stands in one line; else null.</summary>
    public string? Written
    {
        get
        {
            var source = File.Text.AsSpan(Value.Start, Math.Max(Value.End - Value.Start, 0));
            return source.IsEmpty || source.ContainsAny('\n', '\r') ? null : source.ToString();
        }
    }

    private string Found => Value switch
    {
        YamlList => "a list",
        YamlMap => "a map",
        YamlScalar { IsNull: true, Text.Length: 0 } => "nothing",
        YamlScalar { IsNull: true, Text: var word } => $"'{word}', which means nothing in YAML",
        YamlScalar { Style: YamlStyle.SingleQuoted or YamlStyle.DoubleQuoted } => "text in quotes",
        _ => "text",
    };

    private string Suggested(string? value)
    {
        var key = Name[(Name.LastIndexOf(' ') + 1)..];
        var whole = value is null ? $"{key}: {Example}" : IsItem ? value : $"{key}: {value}";
        return whole.Contains('\'', StringComparison.Ordinal) || whole[0] == '"' ? whole : $"'{whole}'";
    }
}

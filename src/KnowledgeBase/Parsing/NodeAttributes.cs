using System.Collections.Immutable;
using System.Globalization;
using KnowledgeBase.Diagnostics;
using KnowledgeBase.Markup;
using KnowledgeBase.Model;

namespace KnowledgeBase.Parsing;

/// <summary>The attributes of one node heading or takeaway, read and checked.</summary>
internal sealed class NodeAttributes
{
    private const string Known = "ids are '#id', accepted answers '.accepted', and the keys are score, updated, url, author-url, license, was";

    private static readonly string[] Keys = ["was", "score", "updated", "url", "author-url", "license"];

    public string? Id { get; private set; }
    public ImmutableArray<string> FormerIds { get; private set; } = [];
    public bool IsAccepted { get; private set; }
    public int? Score { get; private set; }
    public Moment? Updated { get; private set; }
    public string? Url { get; private set; }
    public string? AuthorUrl { get; private set; }
    public string? License { get; private set; }

    /// <param name="owner">The node heading or takeaway as the author knows it, for messages.</param>
    /// <param name="isAnswer">Only answers may be accepted.</param>
    /// <param name="isTakeaway">Takeaways have ids and nothing else.</param>
    /// <param name="location">Of the braces, if <paramref name="source"/> is given.</param>
    /// <param name="source">The braces as they are written, from which the place of each attribute is known.</param>
    public static NodeAttributes Read(
        AttributeBlock? attributes, string owner, bool isAnswer, bool isTakeaway, SourceLocation location, List<Diagnostic> diagnostics, string source = "")
    {
        var read = new NodeAttributes();
        if (attributes is null) return read;

        if (HasCommas(attributes))
        {
            attributes = WithoutCommas(attributes);
            diagnostics.Add(Rules.UnknownAttribute.At(At(location, source, ","), ",", owner, "spaces alone part attributes"));
        }

        read.Id = attributes.Ids is [.., var last] ? CheckedId(last, At(location, source, "#" + last), diagnostics) : null;
        // A node may have had several ids before.
        var once = attributes.Ids.Select(_ => "#id").Concat(attributes.Properties.Select(p => p.Key).Where(key => key != "was"));
        foreach (var twice in once.CountBy(key => key).Where(key => key.Value > 1))
            diagnostics.Add(Rules.DuplicateKey.At(twice.Key == "#id" ? At(location, source, "#" + attributes.Ids[^1]) : At(location, source, twice.Key, after: 1), twice.Key, $"{location.Line}"));
        foreach (var name in attributes.Classes)
        {
            if (name == "accepted" && isAnswer) read.IsAccepted = true;
            else diagnostics.Add(Rules.UnknownAttribute.At(At(location, source, "." + name), "." + name, owner, OnClass(name, isAnswer)));
        }

        for (var i = 0; i < attributes.Properties.Count; i++)
        {
            var (key, value) = attributes.Properties[i];
            var place = At(location, source, key);
            if (key == "was" || !isTakeaway) read.ReadProperty(key, NodeHeading.Decode(value), owner, isAnswer, place, diagnostics);
            else diagnostics.Add(Rules.UnknownAttribute.At(place, key, owner, "a takeaway has an id such as '#t-name', and 'was'"));
            if (key != "license") continue;

            var lost = string.Join(' ', attributes.Properties.Skip(i + 1).TakeWhile(next => next.Value.Length == 0 && !Keys.Contains(next.Key)).Select(next => next.Key));
            if (lost.Length == 0) continue;
            i += lost.Count(' ') + 1;
            diagnostics.Add(Rules.UnknownAttribute.At(At(location, source, lost.Split(' ')[0]), lost, owner, $"put the licence in quotes, as in 'license=\"{$"{value} {lost}".Trim('“', '”', '„', '«', '»')}\"'"));
        }

        return read;
    }

    /// <summary>Where a word stands in the braces; where there are very many, they are not searched for each.</summary>
    /// <param name="after">Places of the word to leave out.</param>
    private static SourceLocation At(SourceLocation location, string source, string word, int after = 0)
    {
        if (source.Length > 1_000) return location;
        for (var at = source.IndexOf(word, StringComparison.Ordinal); at > 0; at = source.IndexOf(word, at + 1, StringComparison.Ordinal))
        {
            if ((word == "," || source[at - 1] is ' ' or '\t' or '{') && after-- == 0) return location with { Column = location.Column + at };
        }

        return location;
    }

    // An address or a name may end with a comma of its own.
    private static bool HasCommas(AttributeBlock attributes) =>
        attributes.Ids.Concat(attributes.Classes).Concat(attributes.Properties.SelectMany(p => (string[])[p.Key, IsChecked(p.Key) ? p.Value : ""])).Any(word => word.EndsWith(','));

    private static AttributeBlock WithoutCommas(AttributeBlock attributes) => new(
        [.. attributes.Ids.Select(id => id.TrimEnd(','))],
        [.. attributes.Classes.Select(name => name.TrimEnd(','))],
        [.. attributes.Properties.Select(p => KeyValuePair.Create(p.Key.TrimEnd(','), IsChecked(p.Key) ? p.Value.TrimEnd(',') : p.Value)).Where(p => p.Key.Length > 0)]);

    private static bool IsChecked(string key) => key is "was" or "score" or "updated";

    private static string OnClass(string name, bool isAnswer)
    {
        if (Spelling.Nearest(name.ToLowerInvariant(), ["accepted"]) is not null) return isAnswer ? "did you mean '.accepted'?" : "only a '## Answer' is accepted";
        return name.Contains('=') ? $"did you mean '{name}'?" : Known;
    }

    private static string? OnColon(string key) => key.Split(':', 2) is [var name, var value] && Keys.Contains(name)
        ? $"'=' joins a key and its value, as in '{name}={(value.Length == 0 ? "…" : value)}'"
        : null;

    private void ReadProperty(string key, string value, string owner, bool isAnswer, SourceLocation location, List<Diagnostic> diagnostics)
    {
        switch (key)
        {
            case "was":
                if (CheckedId(value.TrimStart('#'), location, diagnostics) is not { } former) break;
                if (former != Id) FormerIds = FormerIds.Add(former);
                else diagnostics.Add(Rules.BadAttribute.At(location, key, value, "an id that it had before, not the one it has"));
                break;
            case "score":
                if (int.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var score)) Score = score;
                else diagnostics.Add(Rules.BadAttribute.At(location, key, value, "a whole number, as in 'score=4'"));
                break;
            case "updated":
                Updated = Moment.Read(value);
                if (Updated is null) diagnostics.Add(Rules.BadAttribute.At(location, key, value, "a date, as in 'updated=2024-05-31'"));
                break;
            case "url":
                Url = CheckedUrl(key, value, location, diagnostics);
                break;
            case "author-url":
                AuthorUrl = CheckedUrl(key, value, location, diagnostics);
                break;
            case "license":
                if (value.Length > 0) License = value;
                else diagnostics.Add(Rules.BadAttribute.At(location, key, value, "its name, as in 'license=\"CC BY-SA 4.0\"'"));
                break;
            default:
                var isClass = value.Length == 0 && Spelling.Nearest(key.ToLowerInvariant(), ["accepted"]) is not null;
                diagnostics.Add(Rules.UnknownAttribute.At(location, key, owner, isClass ? OnClass(key, isAnswer) : OnColon(key) ?? (Spelling.Nearest(key, Keys) is { } nearest ? $"did you mean '{nearest}'?" : Known)));
                break;
        }
    }

    private static string? CheckedId(string? id, SourceLocation location, List<Diagnostic> diagnostics)
    {
        if (id is null || IsId(id)) return id;
        diagnostics.Add(Rules.BadId.At(location, id));
        return null;
    }

    private static bool IsId(string id) =>
        id is [>= 'a' and <= 'z', ..] && id.Length <= 100
        && !id.AsSpan().ContainsAnyExcept("abcdefghijklmnopqrstuvwxyz0123456789-");

    private static string? CheckedUrl(string key, string value, SourceLocation location, List<Diagnostic> diagnostics)
    {
        if (WebAddress.IsAbsolute(value)) return value;
        diagnostics.Add(Rules.BadAttribute.At(location, key, value, $"an http or https address, as in '{key}=https://forum.example.org/t/1'"));
        return null;
    }
}

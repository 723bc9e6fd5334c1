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
    public static NodeAttributes Read(
        AttributeBlock? attributes, string owner, bool isAnswer, bool isTakeaway, SourceLocation location, List<Diagnostic> diagnostics)
    {
        var read = new NodeAttributes();
        if (attributes is null) return read;

        read.Id = CheckedId(attributes.Ids is [.., var last] ? last : null, location, diagnostics);
        // A node may have had several ids before.
        var once = attributes.Ids.Select(_ => "#id").Concat(attributes.Properties.Select(p => p.Key).Where(key => key != "was"));
        foreach (var twice in once.CountBy(key => key).Where(key => key.Value > 1))
            diagnostics.Add(Rules.DuplicateKey.At(location, twice.Key, $"{location.Line}"));
        foreach (var name in attributes.Classes)
        {
            if (name == "accepted" && isAnswer) read.IsAccepted = true;
            else diagnostics.Add(Rules.UnknownAttribute.At(location, "." + name, owner, name == "accepted" ? "only a '## Answer' is accepted" : Known));
        }

        foreach (var (key, value) in attributes.Properties)
        {
            if (key == "was" || !isTakeaway) read.ReadProperty(key, NodeHeading.Decode(value), owner, location, diagnostics);
            else diagnostics.Add(Rules.UnknownAttribute.At(location, key, owner, "a takeaway has an id such as '#t-name', and 'was'"));
        }

        return read;
    }

    private void ReadProperty(string key, string value, string owner, SourceLocation location, List<Diagnostic> diagnostics)
    {
        switch (key)
        {
            case "was":
                if (CheckedId(value.TrimStart('#'), location, diagnostics) is { } former) FormerIds = FormerIds.Add(former);
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
                var nearest = Spelling.Nearest(key, ["was", "score", "updated", "url", "author-url", "license"]);
                diagnostics.Add(Rules.UnknownAttribute.At(location, key, owner, nearest is null ? Known : $"did you mean '{nearest}'?"));
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

using System.Collections.Immutable;
using KnowledgeBase.Diagnostics;
using KnowledgeBase.Markup;
using KnowledgeBase.Model;

namespace KnowledgeBase.Parsing;

/// <summary>What the front matter of a thread says.</summary>
/// <param name="BodyLine">The first line after it.</param>
internal sealed record ThreadHeader(int BodyLine)
{
    public string? Title { get; init; }
    public ImmutableArray<string> Tags { get; init; } = [];
    public string? Source { get; init; }
    public string? License { get; init; }
    public string? Language { get; init; }
    public string? Description { get; init; }
    public ImmutableArray<Reference> Aliases { get; init; } = [];
    public Reference? DuplicateOf { get; init; }
    public ImmutableArray<Reference> Related { get; init; } = [];
    public Review? Reviewed { get; init; }
    public DateOnly? ReviewAfter { get; init; }
    public string? AppliesTo { get; init; }
    public bool IsDraft { get; init; }
}

/// <summary>What the front matter of a page in <c>content/pages/</c> says.</summary>
internal sealed record PageHeader(string? Title, string? Description, int BodyLine);

/// <summary>Reads the YAML between two <c>---</c> lines at the start of a file. Errors in one key keep no other from being read.</summary>
internal static class FrontMatter
{
    private static readonly Dictionary<string, string> OtherNames = new(StringComparer.Ordinal)
    {
        ["author"] = "write the name in the heading, as in '## Question by NAME'",
        ["date"] = "write the date in the heading, as in '## Question on 2024-05-31'",
        ["slug"] = "the file's name is the address; rename the file",
        ["id"] = "the file's name is the address; rename the file",
        ["permalink"] = "the file's name is the address; an older address is one of 'aliases'",
        ["redirect-from"] = "did you mean 'aliases'?",
        ["category"] = "did you mean 'tags'?",
        ["categories"] = "did you mean 'tags'?",
        ["keywords"] = "did you mean 'tags'?",
        ["url"] = "did you mean 'source'?",
        ["link"] = "did you mean 'source'?",
        ["language"] = "did you mean 'lang'?",
        ["summary"] = "did you mean 'description'?",
        ["version"] = "did you mean 'applies-to'?",
        ["published"] = "did you mean 'draft'?",
        ["solved"] = "mark the answer, as in '## Answer {.accepted}'",
    };

    // One line for each key of the format: its name, an example, what it takes, and where that goes.
    private static readonly YamlKeys<ThreadHeader> ThreadKeys = new(Rules.UnknownKey, OtherNames)
    {
        { "title", "How do I undo a commit?", YamlTypes.Title, (header, title) => header with { Title = title } },
        { "tags", "[git, c++]", YamlListTypes.Tags, (header, tags) => header with { Tags = tags } },
        { "source", "https://forum.example.org/t/undo-a-commit/1234", YamlTypes.Url, (header, url) => header with { Source = url } },
        { "license", "CC BY-SA 4.0", YamlTypes.Text, (header, name) => header with { License = name } },
        { "lang", "en", YamlTypes.Language, (header, tag) => header with { Language = tag } },
        { "description", "How to undo a commit without losing the work.", YamlTypes.Paragraph, (header, text) => header with { Description = text } },
        { "aliases", "[t/undo-a-commit/1234, old/undo.html]", YamlListTypes.SitePaths, (header, paths) => header with { Aliases = paths } },
        { "duplicate-of", "undo-a-commit", YamlTypes.ThreadSlug, (header, slug) => header with { DuplicateOf = slug } },
        { "related", "[undo-a-merge, undo-a-push]", YamlListTypes.ThreadSlugs, (header, slugs) => header with { Related = slugs } },
        { "reviewed", "{on: 2024-05-31}", ReadReview, (header, review) => header with { Reviewed = review } },
        { "review-after", "2025-05-31", YamlTypes.Day, (header, day) => header with { ReviewAfter = day } },
        { "applies-to", "Git 2.23 and later", YamlTypes.Text, (header, text) => header with { AppliesTo = text } },
        { "draft", "true", YamlTypes.Flag, (header, isDraft) => header with { IsDraft = isDraft } },
    };

    private static readonly YamlKeys<ReviewDraft> ReviewKeys = new(Rules.UnknownKey)
    {
        { "on", "2024-05-31", YamlTypes.Day, (review, day) => review with { On = day } },
        { "by", "mentor", YamlTypes.Text, (review, name) => review with { By = name } },
        { "note", "tried with version 3.2", YamlTypes.Paragraph, (review, text) => review with { Note = text } },
    };

    private static readonly YamlKeys<PageHeader> PageKeys = new(Rules.UnknownKey)
    {
        { "title", "About this site", YamlTypes.Title, (header, title) => header with { Title = title } },
        { "description", "Who keeps this site, and how.", YamlTypes.Paragraph, (header, text) => header with { Description = text } },
    };

    public static Diagnosed<ThreadHeader> Read(SourceFile file)
    {
        var diagnostics = new List<Diagnostic>();
        var place = FrontMatterLines.Find(file, isThread: true, diagnostics);
        var header = Read(file, place, ThreadKeys, new ThreadHeader(place.BodyLine), "the question", diagnostics);
        return new(header, [.. diagnostics.Order()]);
    }

    public static Diagnosed<PageHeader> ReadPage(SourceFile file)
    {
        var diagnostics = new List<Diagnostic>();
        var place = FrontMatterLines.Find(file, isThread: false, diagnostics);
        var header = Read(file, place, PageKeys, new PageHeader(null, null, place.BodyLine), "the name of the page", diagnostics);
        return new(header, [.. diagnostics.Order()]);
    }

    private static THeader Read<THeader>(
        SourceFile file, FrontMatterLines lines, YamlKeys<THeader> keys, THeader header, string whatTitleIs, List<Diagnostic> diagnostics)
    {
        // Without front matter there is one thing to say, and it names the title.
        if (lines.FirstLine == 0) return header;
        var (map, found) = YamlReader.Read(file, lines.FirstLine, lines.EndLine);
        diagnostics.AddRange(found);

        var title = map.Entries.FirstOrDefault(entry => entry.Key == "title");
        if (title is { Value: YamlScalar { Text.Length: 0, Style: YamlStyle.Plain, Comment: null } })
        {
            diagnostics.Add(Rules.MissingTitle.At(title.KeyLocation, $"write {whatTitleIs} after 'title:', in one line"));
            map = map with { Entries = map.Entries.Remove(title) };
        }
        else if (title is null && map.Entries.FirstOrDefault(entry => !keys.Contains(entry.Key) && Spelling.IsWithin(entry.Key.ToLowerInvariant(), "title", 1)) is { } misspelt)
        {
            diagnostics.Add(Rules.MissingTitle.At(misspelt.KeyLocation, $"write 'title' instead of '{misspelt.Key}'"));
            map = map with { Entries = map.Entries.Remove(misspelt) };
        }
        else if (title is null && map.IsComplete)
        {
            diagnostics.Add(Rules.MissingTitle.At(file.At(1), $"add a line 'title: …' with {whatTitleIs} in one line"));
        }

        return keys.Read(keys.Contains("reviewed") ? WithoutLooseReview(map, diagnostics) : map, header, file, diagnostics);
    }

    /// <summary>What belongs to a review but is not indented under it is told once, not key by key.</summary>
    private static YamlMap WithoutLooseReview(YamlMap map, List<Diagnostic> diagnostics)
    {
        var at = map.Entries.IndexOf(map.Entries.FirstOrDefault(entry => entry is { Key: "reviewed", Value: YamlScalar { IsNull: true } })!);
        var loose = at < 0 ? [] : map.Entries.Skip(at + 1).TakeWhile(entry => ReviewKeys.Contains(entry.Key)).ToList();
        if (loose.Count == 0) return map;
        var names = string.Join(" and ", loose.Select(entry => $"'{entry.Key}'"));
        diagnostics.Add(Rules.MissingKey.At(map.Entries[at].KeyLocation, "reviewed", loose[0].Key, $"two spaces at the start of the lines with {names}"));
        return map with { Entries = map.Entries.RemoveRange(at, loose.Count + 1) };
    }

    private static Review? ReadReview(YamlField field)
    {
        if (field.Value is not YamlMap map)
        {
            // 'reviewed: 2024-05-31' says what was meant.
            var isDay = field.Value is YamlScalar { Text: var text } && Moment.ReadDay(text) is not null;
            field.TellType("a map with 'on', 'by' and 'note'", isDay ? $"{{on: {((YamlScalar)field.Value).Text}}}" : null);
            return null;
        }

        var review = ReviewKeys.Read(map, new(), field.File, field.Diagnostics, field.Name);
        if (map.IsComplete && !map.Entries.Any(entry => entry.Key == "on"))
            field.Tell(Rules.MissingKey.At(field.KeyLocation, field.Name, "on", "the day of the review, as in 'on: 2024-05-31'"));
        return review.On is { } day ? new(day, review.By, review.Note) : null;
    }

    private sealed record ReviewDraft(DateOnly? On = null, string? By = null, string? Note = null);
}

using System.Collections.Immutable;
using KnowledgeBase.Diagnostics;
using KnowledgeBase.Markup;
using KnowledgeBase.Model;

namespace KnowledgeBase.Parsing;

/// <summary>What the front matter of a thread says.</summary>
internal sealed record ThreadHeader
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

    /// <summary>The first line after the front matter.</summary>
    public int BodyLine { get; init; }
}

/// <summary>What the front matter of a page in <c>content/pages/</c> says.</summary>
internal sealed record PageHeader(string? Title, string? Description, int BodyLine);

/// <summary>Reads the YAML between two <c>---</c> lines at the start of a file.</summary>
internal static class FrontMatter
{
    // One line for each key: name, example, type, and where the value goes.
    private static readonly YamlKeys<ThreadHeader> ThreadKeys = new(Rules.UnknownKey)
    {
        { "title", "How do I undo a commit?", YamlTypes.Title, (header, title) => header with { Title = title } },
        { "tags", "[git, undo]", YamlListTypes.Tags, (header, tags) => header with { Tags = tags } },
        { "source", "https://forum.example.org/t/1", YamlTypes.Url, (header, url) => header with { Source = url } },
        { "license", "CC BY-SA 4.0", YamlTypes.Text, (header, license) => header with { License = license } },
        { "lang", "en", YamlTypes.Language, (header, language) => header with { Language = language } },
        { "description", "What to do after a wrong commit.", YamlTypes.Paragraph, (header, text) => header with { Description = text } },
        { "aliases", "[old/address/]", YamlListTypes.ListOf(YamlTypes.SitePath), (header, paths) => header with { Aliases = paths } },
        { "duplicate-of", "undo-a-commit", YamlTypes.ThreadSlug, (header, slug) => header with { DuplicateOf = slug } },
        { "related", "[undo-a-commit]", YamlListTypes.ListOf(YamlTypes.ThreadSlug), (header, slugs) => header with { Related = slugs } },
        { "reviewed", "{on: 2024-05-31, by: Jo}", Review, (header, review) => header with { Reviewed = review } },
        { "review-after", "2025-05-31", YamlTypes.Day, (header, day) => header with { ReviewAfter = day } },
        { "applies-to", "Git 2.23 and later", YamlTypes.Text, (header, text) => header with { AppliesTo = text } },
        { "draft", "true", YamlTypes.Flag, (header, flag) => header with { IsDraft = flag == true } },
    };

    private static readonly YamlKeys<PartialReview> ReviewKeys = new(Rules.UnknownKey)
    {
        { "on", "2024-05-31", YamlTypes.Day, (review, day) => review with { On = day } },
        { "by", "Jo", YamlTypes.Text, (review, name) => review with { By = name } },
        { "note", "still holds", YamlTypes.Paragraph, (review, note) => review with { Note = note } },
    };

    private static readonly YamlKeys<PageHeader> PageKeys = new(Rules.UnknownKey)
    {
        { "title", "About this site", YamlTypes.Title, (header, title) => header with { Title = title } },
        { "description", "Who writes here, and how.", YamlTypes.Paragraph, (header, text) => header with { Description = text } },
    };

    public static Diagnosed<ThreadHeader> Read(SourceFile file) => Read(file, ThreadKeys, line => new ThreadHeader { BodyLine = line });

    public static Diagnosed<PageHeader> ReadPage(SourceFile file) => Read(file, PageKeys, line => new PageHeader(null, null, line));

    private static Diagnosed<T> Read<T>(SourceFile file, YamlKeys<T> keys, Func<int, T> headerWith)
    {
        if (!IsMarker(file.Line(1))) return new(headerWith(1), [Rules.NoFrontMatter.At(file.At(1))]);
        var end = 2;
        while (end <= file.LineCount && !IsMarker(file.Line(end)))
        {
            // YAML would take a node's heading for a comment and drop it; below it, '---' is a line across the page.
            if (NodeHeading.Read(file.Line(end)) is not null) return new(headerWith(end), [Rules.UnclosedFrontMatter.At(file.At(1))]);
            end++;
        }

        if (end > file.LineCount) return new(headerWith(end), [Rules.UnclosedFrontMatter.At(file.At(1))]);

        var diagnostics = new List<Diagnostic>();
        var header = headerWith(end + 1);
        if (YamlReader.Read(file, 2, end, diagnostics) is { } map)
        {
            header = keys.Read(map, header, file, diagnostics);
            if (!map.Entries.Any(entry => entry.Key == "title")) diagnostics.Add(Rules.MissingTitle.At(file.At(1)));
        }

        return new(header, [.. diagnostics.Order()]);
    }

    private static bool IsMarker(ReadOnlySpan<char> line) => line.StartsWith("---") && line[3..].Trim(" \t").IsEmpty;

    private static Review? Review(YamlField field)
    {
        if (field.Value is not YamlMap map)
        {
            var day = (field.Value as YamlScalar)?.Text;
            field.TellType("'on' and a date", Moment.ReadDay(day) is null ? null : $"{{on: {day}}}");
            return null;
        }

        var review = ReviewKeys.Read(map, new(), field.File, field.Diagnostics);
        if (!map.Entries.Any(entry => entry.Key == "on")) field.TellType("'on' and a date", "{on: 2024-05-31}");
        return review.On is { } on ? new(on, review.By, review.Note) : null;
    }

    private sealed record PartialReview(DateOnly? On = null, string? By = null, string? Note = null);
}

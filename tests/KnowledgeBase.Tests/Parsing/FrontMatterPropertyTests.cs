using System.Collections.Immutable;
using System.Globalization;
using CsCheck;
using KnowledgeBase.Diagnostics;
using KnowledgeBase.Model;
using KnowledgeBase.Parsing;
using Xunit;

namespace KnowledgeBase.Tests.Parsing;

/// <summary>What <see cref="ThreadWriter"/> writes, front matter reads back.</summary>
public class FrontMatterPropertyTests
{
    private static readonly string[] Tokens = ["a", "B", "7", "é", "😀", " ", "#", ": ", ":", ",", "'", "\"", "\\", "[", "]", "{", "}", "- ", "@", "&", "*", "!", "%", "`", "|", ">", "?", "~", "null", "true", "\u00A0", "\u2028", "\uFEFF", "...", "---"];

    private static readonly Gen<string> TextGen = Gen.OneOf(Gen.OneOf(Tokens).Array[1, 6].Select(string.Concat), Gen.String[1, 12]).Where(IsText);
    private static readonly Gen<DateOnly> DayGen = Gen.Date.Select(DateOnly.FromDateTime);
    private static readonly Gen<Reference> PathGen = Gen.OneOf("t/1", "old/page.html", "a b/c'd", "größe/", "x,y", "[z]", "-", "~").Select(path => new Reference(path, default));
    private static readonly Gen<Reference> SlugGen = Gen.OneOf("a", "b-2", "null", "true", "2024", "größe").Select(slug => new Reference(slug, default));

    private static readonly Gen<ForumThread> ThreadGen = Gen.Select(
        TextGen, TextGen.Array[0, 3], TextGen.Null(), PathGen.Array[0, 3], SlugGen.Array[0, 3], Gen.Select(DayGen, TextGen.Null(), TextGen.Null(), (on, by, note) => new Review(on, by, note)).Null(), Gen.Select(DayGen.Nullable(), Gen.Bool),
        (title, tags, text, paths, slugs, review, rest) => new ForumThread
        {
            Slug = Slug.Read("x", out _)!.Value,
            Path = "x.md",
            Inner = "x.md",
            Title = title,
            Tags = [.. tags.Where(tag => Slug.FromTag(tag).Value.Length > 0).DistinctBy(tag => Slug.FromTag(tag).Value)],
            Source = rest.Item2 ? "https://x.example/t/1?a=b&c=[d]#e" : null,
            License = text,
            Language = rest.Item2 ? "de-CH" : null,
            Description = text,
            AppliesTo = text,
            Aliases = [.. paths.DistinctBy(path => path.Value)],
            DuplicateOf = slugs.FirstOrDefault(),
            Related = [.. slugs.DistinctBy(slug => slug.Value)],
            Reviewed = review,
            ReviewAfter = rest.Item1,
            IsDraft = rest.Item2,
            Posts = [],
        });

    [Fact]
    public void Read_WhatTheWriterWrites_GivesTheSame() => ThreadGen.Sample(
        thread =>
        {
            var written = ThreadWriter.Write(thread);
            var (header, diagnostics) = FrontMatter.Read(new SourceFile("x.md", written));
            Assert.True(diagnostics.IsEmpty, $"{string.Join('\n', diagnostics)}\n{written}");
            Assert.Equal(Print(thread.Title, thread.Tags, thread.Source, thread.License, thread.Language, thread.Description, thread.AppliesTo, thread.Reviewed, thread.ReviewAfter, thread.IsDraft), Print(header.Title, header.Tags, header.Source, header.License, header.Language, header.Description, header.AppliesTo, header.Reviewed, header.ReviewAfter, header.IsDraft));
            Assert.Equal(thread.Aliases.Select(r => r.Value), header.Aliases.Select(r => r.Value));
            Assert.Equal(thread.Related.Select(r => r.Value), header.Related.Select(r => r.Value));
            Assert.Equal(thread.DuplicateOf?.Value, header.DuplicateOf?.Value);
        },
        iter: 3000, print: ThreadWriter.Write);

    private static string Print(params object?[] values) =>
        string.Join('|', values.Select(value => value is ImmutableArray<string> texts ? string.Join(';', texts) : value?.ToString() ?? "-"));

    // No control characters, half pairs or noncharacters, and something to see: what a thread's text may be.
    private static bool IsText(string text) =>
        text.EnumerateRunes().All(rune => CharUnicodeInfo.GetUnicodeCategory(rune.Value) is not (UnicodeCategory.Control or UnicodeCategory.OtherNotAssigned) && rune.Value != 0xFFFD)
        && text.Any(char.IsLetterOrDigit);
}

using System.Collections.Immutable;
using KnowledgeBase.Diagnostics;
using KnowledgeBase.Model;
namespace KnowledgeBase.Parsing;
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
    public int BodyLine { get; init; }
}
internal static class FrontMatter
{
    public static Diagnosed<PageHeader> ReadPage(SourceFile file) { var (h, d) = Read(file); return new(new(h.Title, null, h.BodyLine), d); }
    public static Diagnosed<ThreadHeader> Read(SourceFile file)
    {
        var line = 2;
        string? title = null;
        while (line <= file.LineCount && !file.Line(line).SequenceEqual("---")) { if (file.Line(line).StartsWith("title: ")) title = file.Line(line)[7..].Trim('"').ToString(); line++; }
        return new(new ThreadHeader { Title = title, BodyLine = line + 1 }, []);
    }
}
internal sealed record PageHeader(string? Title, string? Description, int BodyLine);
internal static class SiteConfigReader { public static Diagnosed<SiteConfig> Read(SourceFile file) => new(new SiteConfig(), []); }

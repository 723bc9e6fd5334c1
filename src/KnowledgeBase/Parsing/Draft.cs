using System.Collections.Immutable;
using KnowledgeBase.Diagnostics;
using KnowledgeBase.Markup;
using KnowledgeBase.Model;

namespace KnowledgeBase.Parsing;

/// <summary>A node on its way: read, but its id not yet given.</summary>
/// <param name="Heading">Null for a takeaway.</param>
/// <param name="Letter">What its automatic id begins with: q, a, r or t.</param>
internal sealed record Draft(NodeHeading? Heading, string Letter, SourceLocation Location, Body Body, NodeAttributes Attributes)
{
    /// <summary>Of <c>to #ID</c> in the heading.</summary>
    public SourceLocation ToLocation { get; private init; } = Location;

    public string Id { get; set; } = "";
    public bool HasGivenId { get; set; }
    public ImmutableArray<string> FormerIds { get; set; } = [];

    public static Draft Of(Section section, List<Diagnostic> diagnostics)
    {
        var heading = section.Heading;
        if (heading.NoDate is { } noDate)
        {
            var column = section.HeadingText.LastIndexOf(noDate, StringComparison.Ordinal) + 1;
            diagnostics.Add(Rules.BadDate.At(section.Location with { Column = Math.Max(column, 1) }, noDate, InsteadOf(noDate)));
        }

        if (heading.Slip is var (written, instead))
        {
            var column = section.HeadingText.IndexOf(written, StringComparison.Ordinal) + 1;
            diagnostics.Add(Rules.WrongByline.At(section.Location with { Column = Math.Max(column, 1) }, written, instead == NodeHeading.Plain(written) ? $"'{instead}' with plain spaces and without invisible characters" : $"'{instead}'"));
        }

        var brace = Math.Max(section.HeadingText.IndexOf('{') + 1, 1);
        var attributes = NodeAttributes.Read(
            heading.Attributes, $"## {heading.Word}", heading.Word == HeadingWord.Answer, false, section.Location with { Column = brace }, diagnostics, section.HeadingText[(brace - 1)..]);
        var letter = heading.Word switch { HeadingWord.Question => "q", HeadingWord.Answer => "a", _ => "r" };
        return new(heading, letter, section.Location, section.Body, attributes) { ToLocation = section.Location with { Column = Math.Max(section.HeadingText.IndexOf("to #", StringComparison.Ordinal) + 1, 1) } };
    }

    private static string InsteadOf(string noDate) =>
        Moment.Read(noDate + "Z") is not null ? $"'on {noDate}Z', or the offset in place of 'Z'"
        : WrittenDay.Read(noDate) is { } day ? $"'on {day:O}'"
        : "one as in 'on 2024-05-31' or 'on 2024-05-31T18:30:00Z'";

    public AuthoredNode ToQuestion() => Whole(new Question { Id = Id, Body = Body, Location = Location });

    public AuthoredNode ToAnswer() => Whole(new Answer { Id = Id, Body = Body, Location = Location, IsAccepted = Attributes.IsAccepted });

    public AuthoredNode ToReply(string parentId) => Whole(new Reply { Id = Id, Body = Body, Location = Location, ParentId = parentId, HasGivenParent = Heading!.To == parentId });

    public Takeaway ToTakeaway() => new() { Id = Id, HasGivenId = HasGivenId, FormerIds = FormerIds, Body = Body, Location = Location };

    private Byline Byline => Heading is { Author: null, On: null } && Attributes is { AuthorUrl: null, Updated: null }
        ? Byline.Unknown
        : new(KnownTexts.Of(Heading!.Author), KnownTexts.Of(Attributes.AuthorUrl), Heading.On, Attributes.Updated);

    private AuthoredNode Whole(AuthoredNode post) => post with
    {
        HasGivenId = HasGivenId,
        FormerIds = FormerIds,
        Byline = Byline,
        Score = Attributes.Score,
        Url = Attributes.Url,
        License = KnownTexts.Of(Attributes.License),
    };
}

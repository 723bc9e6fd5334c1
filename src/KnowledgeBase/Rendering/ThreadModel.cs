using KnowledgeBase.Markup;

namespace KnowledgeBase.Rendering;

/// <summary>A question, answer, reply or takeaway with its rendered body.</summary>
/// <param name="Label">The kind in words, such as "Accepted answer".</param>
/// <param name="LinkLabel">What the link to it does, in words.</param>
/// <param name="FormerIds">Old anchors that must still land here.</param>
/// <param name="To">For a reply to a reply: the one it is made to.</param>
public sealed record NodeModel(
    string Id, string Kind, string Label, string LinkLabel, SafeUrl Permalink, bool IsAccepted, IReadOnlyList<string> FormerIds, BylineModel Byline, int? Score,
    SafeUrl? Original, string? License, LinkModel? To, SafeHtml Body, IReadOnlyList<NodeModel> Replies);

/// <summary>A post in the outline or in the order of time.</summary>
/// <param name="Detail">How many replies it has, or nothing.</param>
/// <param name="Start">Its first words, in the outline.</param>
public sealed record OutlineModel(string Label, string? Author, string? Date, string? Detail, string? Start, SafeUrl Url, bool IsAccepted);

/// <summary>How to name a thread as a source.</summary>
/// <param name="Key">Names it among the entries of BibTeX.</param>
public sealed record CitationModel(string Key, string Markdown, string Plain, string Bibtex);

/// <summary>A thread with all its nodes.</summary>
/// <param name="Address">Where it stands, whichever thread answers its question; null for a site that does not know its own address.</param>
/// <param name="Active">The day of its latest post, if that is not the question's.</param>
/// <param name="Solution">Leads to the first accepted answer; null where none is.</param>
/// <param name="OutlineMore">How many answers the outline leaves out, leading to the first of them; null where it has all.</param>
/// <param name="OutlineLast">The last answer, where the outline leaves some out.</param>
/// <param name="Order">By what the answers are ordered, in a sentence; null where there are fewer than two.</param>
/// <param name="Timeline">The posts in the order of time, of a long thread the answers, where the page shows them in another.</param>
public sealed record ThreadModel(
    string Title, SafeUrl? Address, string Language, string Direction, IReadOnlyList<LinkModel> Tags, BylineModel Byline, string? Active, string? ActiveIso, string AnswerCount, bool IsSolved, SafeUrl? Solution,
    LinkModel? Source, string? License, string? AppliesTo, string? Reviewed, string? ReviewedIso, string? ReviewedBy, string? ReviewNote, string? ReviewAfter, bool IsDue, LinkModel? DuplicateOf,
    IReadOnlyList<LinkModel> Related, IReadOnlyList<LinkModel> LinkedFrom, LinkModel? Edit, LinkModel? AddAnswer, CitationModel Citation,
    IReadOnlyList<OutlineModel> Outline, LinkModel? OutlineMore, OutlineModel? OutlineLast, string? Order, IReadOnlyList<OutlineModel> Timeline,
    IReadOnlyList<NodeModel> Takeaways, NodeModel Question, IReadOnlyList<NodeModel> Answers, LinkModel? Older, LinkModel? Newer);

using System.Collections.Immutable;
using KnowledgeBase.Model;

namespace KnowledgeBase.Importing;

/// <summary>One topic of another forum as its importer read it: posts in our Markdown, in the order in which the file will hold them.</summary>
public sealed record ForeignThread
{
    /// <summary>The topic's id at the source, by which it is known again.</summary>
    public required string Id { get; init; }

    /// <summary>As the source has it; null where it has none, and the question's first words serve.</summary>
    public string? Title { get; init; }

    public ImmutableArray<string> Tags { get; init; } = [];

    /// <summary>Its own address at the source, http or https; null where the source does not say.</summary>
    public string? Url { get; init; }

    public string? License { get; init; }

    public string? Language { get; init; }

    /// <summary>Id of the topic that this one is a duplicate of: the one that holds the answers, never one that is a duplicate itself.</summary>
    public string? DuplicateOf { get; init; }

    /// <summary>Ids of topics that the source names as neighbours.</summary>
    public ImmutableArray<string> Related { get; init; } = [];

    /// <summary>What moderators did to the question, which our copy says below it.</summary>
    public ImmutableArray<Notice> Notices { get; init; } = [];

    /// <summary>The question first; each answer is followed by the replies under it.</summary>
    public required ImmutableArray<ForeignPost> Posts { get; init; }

    /// <summary>What our copy says otherwise than the source, or not at all.</summary>
    public ImmutableArray<Loss> Losses { get; init; } = [];
}

/// <summary>What a message of another forum becomes here.</summary>
public enum PostKind
{
    Question,
    Answer,
    Reply,
}

/// <summary>One message of another forum.</summary>
public sealed record ForeignPost
{
    /// <summary>The node's id here, made from the post's id at the source alone (<c>p12</c>, <c>c7</c>), so that links hold when the topic grows. The question's is <c>q</c>.</summary>
    public required string NodeId { get; init; }

    public required PostKind Kind { get; init; }

    /// <summary>Node id of what a reply is made to: the question, an answer or an earlier reply.</summary>
    public string? ParentId { get; init; }

    public Byline Byline { get; init; } = Byline.Unknown;

    /// <summary>The post was written on the byline's date at the latest: when, the source does not know.</summary>
    public bool IsDateAtLatest { get; init; }

    public int? Score { get; init; }

    public bool IsAccepted { get; init; }

    /// <summary>The post's own address at the source, http or https.</summary>
    public string? Url { get; init; }

    /// <summary>Licence of this post, if not the thread's.</summary>
    public string? License { get; init; }

    /// <summary>The text in the site's Markdown; any text, made canonical when it is written.</summary>
    public required string Markdown { get; init; }

    /// <summary>The post's words at the source, as its readers saw them, by which the run tells what is missing; null where the importer has none.</summary>
    public string? SourceText { get; init; }
}

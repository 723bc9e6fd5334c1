using System.Collections.Immutable;
using KnowledgeBase.Diagnostics;

namespace KnowledgeBase.Model;

/// <summary>An addressable part of a thread. A closed set: question, answer, reply, takeaway.</summary>
public abstract record Node
{
    /// <summary>Unique in the thread, and its anchor in the page.</summary>
    public required string Id { get; init; }

    /// <summary>The author wrote the id; it survives when nodes are added before this one.</summary>
    public bool HasGivenId { get; init; }

    /// <summary>Ids this node had before; their anchors still land here.</summary>
    public ImmutableArray<string> FormerIds { get; init; } = [];

    public required Body Body { get; init; }

    /// <summary>Where the node's heading (or the takeaway's list item) begins.</summary>
    public required SourceLocation Location { get; init; }
}

/// <summary>A node that somebody wrote in the forum, so with a byline: question, answer or reply.</summary>
public abstract record AuthoredNode : Node
{
    public Byline Byline { get; init; } = Byline.Unknown;

    public int? Score { get; init; }

    /// <summary>The post's own address at the source, http or https.</summary>
    public string? Url { get; init; }

    /// <summary>Licence of this post, if not the thread's.</summary>
    public string? License { get; init; }
}

/// <summary>What somebody wants to know. Each thread has one, and it comes first.</summary>
public sealed record Question : AuthoredNode;

/// <summary>A try at answering the question.</summary>
public sealed record Answer : AuthoredNode
{
    public bool IsAccepted { get; init; }
}

/// <summary>A remark under an earlier question, answer or reply.</summary>
public sealed record Reply : AuthoredNode
{
    /// <summary>Id of the node this remark is made to.</summary>
    public required string ParentId { get; init; }

    /// <summary>The author named the parent with <c>to #ID</c>; otherwise it is the nearest question or answer above.</summary>
    public bool HasGivenParent { get; init; }
}

/// <summary>What to remember: the knowledge base's own sentence about the thread.</summary>
public sealed record Takeaway : Node;

/// <summary>Who wrote a node, and when.</summary>
/// <param name="AuthorUrl">The author's page at the source, http or https.</param>
public sealed record Byline(string? Author = null, string? AuthorUrl = null, Moment? On = null, Moment? Updated = null)
{
    public static readonly Byline Unknown = new();
}

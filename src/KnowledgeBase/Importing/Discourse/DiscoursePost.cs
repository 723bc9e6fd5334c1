using System.Collections.Immutable;
using KnowledgeBase.Model;

namespace KnowledgeBase.Importing;

/// <summary>One post of a Discourse topic, as far as the files tell.</summary>
internal sealed record DiscoursePost
{
    /// <summary>Its place in the topic from 1; deleted posts leave gaps.</summary>
    public required int Number { get; init; }

    public string? Username { get; init; }

    /// <summary>The name shown beside the username, if it is another.</summary>
    public string? DisplayName { get; init; }

    public Moment? Created { get; init; }

    /// <summary>When it was written, or the latest that it can have been.</summary>
    public Moment? Written { get; init; }

    /// <summary>When it was last edited or moved: all that a raw text knows.</summary>
    public Moment? Updated { get; init; }

    /// <summary>Somebody edited it after it was written.</summary>
    public bool IsEdited { get; init; }

    /// <summary>Markdown as its author wrote it.</summary>
    public string? Raw { get; init; }

    /// <summary>HTML as the forum shows it.</summary>
    public string? Cooked { get; init; }

    public int? ReplyTo { get; init; }

    public int Likes { get; init; }

    public bool IsAccepted { get; init; }

    /// <summary>Why readers of the forum do not see it as somebody's post, such as <c>hidden post</c>; null makes it a node.</summary>
    public string? LeftOut { get; init; }

    /// <summary>What was done to the topic, of a post that tells it: <c>closed.enabled</c>.</summary>
    public string? Action { get; init; }

    public string? Reactions { get; init; }

    public ImmutableArray<DiscoursePoll> Polls { get; init; } = [];
}

/// <summary>How many took part in a poll, and how many chose each option, in the order of the options.</summary>
internal sealed record DiscoursePoll(string Name, int Voters, ImmutableArray<int?> Votes);

/// <summary>A Discourse topic put together from all files about it.</summary>
internal sealed record DiscourseTopic(long Id)
{
    public string? Title { get; init; }

    public string? Slug { get; init; }

    public ImmutableArray<string> Tags { get; init; } = [];

    public Moment? Created { get; init; }

    /// <summary>Number of its category; its name is in no topic.</summary>
    public long? Category { get; init; }

    public bool IsClosed { get; init; }

    public bool IsArchived { get; init; }

    /// <summary>An address that stands beside the title.</summary>
    public string? FeaturedLink { get; init; }

    /// <summary>Why readers of the forum do not see the topic; null if they do.</summary>
    public string? LeftOut { get; init; }

    /// <summary>Numbers of the posts that it names as its solutions, in this file or another.</summary>
    public ImmutableArray<long> Accepted { get; init; } = [];

    /// <summary>In the order of their numbers.</summary>
    public ImmutableArray<DiscoursePost> Posts { get; init; } = [];

    /// <summary>How many posts the forum says there are, those not in the files included.</summary>
    public int Announced { get; init; }

    /// <summary>Hosts that the forum itself calls its own in the topic's links.</summary>
    public ImmutableArray<string> Roots { get; init; } = [];
}

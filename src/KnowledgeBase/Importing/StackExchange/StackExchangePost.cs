using System.Collections.Immutable;

namespace KnowledgeBase.Importing;

/// <summary>A question or an answer as the dump has it, with what other files say of it.</summary>
internal sealed record StackExchangePost
{
    public required long Id { get; init; }

    /// <summary>Id of the question: its own or its parent's.</summary>
    public required long Thread { get; init; }

    public bool IsQuestion => Id == Thread;

    public string? Title { get; init; }

    /// <summary>As the dump writes them: <c>&lt;a&gt;&lt;b&gt;</c> or <c>|a|b|</c>.</summary>
    public string? Tags { get; init; }

    public required StackExchangeWriter Writer { get; init; }

    public long? Score { get; init; }

    /// <summary>Id of the answer that the asker accepted.</summary>
    public long? Accepted { get; init; }

    public string? Edited { get; init; }

    public string? Closed { get; init; }

    public bool IsCommunityWiki { get; init; }

    public required string Html { get; init; }

    /// <summary>The newest Markdown in the post's history, in the source's dialect.</summary>
    public string? Markdown { get; init; }

    public ImmutableArray<StackExchangeComment> Comments { get; init; } = [];
}

/// <summary>A remark under a post.</summary>
internal sealed record StackExchangeComment(long Id, StackExchangeWriter Writer, long? Score, string Text);

/// <summary>Who wrote something, when, and under which licence, as the dump has it.</summary>
/// <param name="Name">The name that the row itself holds, for users who left.</param>
/// <param name="UserName">The name that the list of users holds.</param>
internal sealed record StackExchangeWriter(long? User, string? Name, string? UserName, string? Created, string? License);

/// <summary>A question with all that belongs to it.</summary>
/// <param name="Posts">The question first, then its answers by age.</param>
/// <param name="Original">Id of the question that this one is a duplicate of.</param>
/// <param name="Related">Ids of posts that its posts link to.</param>
internal sealed record StackExchangeThread(ImmutableArray<StackExchangePost> Posts, long? Original, ImmutableArray<long> Related, ImmutableArray<Notice> Notices);

using System.Collections.Immutable;
using KnowledgeBase.Diagnostics;

namespace KnowledgeBase.Model;

/// <summary>One Markdown file: one question and what came of it.</summary>
public sealed record ForumThread
{
    /// <summary>Of a title, as people count characters (code points).</summary>
    public const int LongestTitle = 200;

    /// <summary>A thread is shown in the lists of each, so without a limit one could fill a disk.</summary>
    public const int MaxTags = 50;

    public required Slug Slug { get; init; }

    /// <summary>The file, from the repository's root, with '/' between folders.</summary>
    public required string Path { get; init; }

    /// <summary>The same file from the content folder: what relative links start from.</summary>
    public required string Inner { get; init; }

    /// <summary>Stands for the file and all that it says; 0 for a thread that comes from no file.</summary>
    public ulong ContentDigest { get; init; }

    /// <summary>What the plan needs to know of the text; null for a thread that comes from no file.</summary>
    public ThreadClues? Clues { get; init; }

    public required string Title { get; init; }

    /// <summary>As written, each at most once by its slug.</summary>
    public ImmutableArray<string> Tags { get; init; } = [];

    /// <summary>Where the thread was first held, http or https.</summary>
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

    /// <summary>Question, answers and replies in the order of the file; the question is the first.</summary>
    public required ImmutableArray<AuthoredNode> Posts { get; init; }

    public ImmutableArray<Takeaway> Takeaways { get; init; } = [];

    public Question Question => (Question)Posts[0];

    public IEnumerable<Answer> Answers => Posts.OfType<Answer>();

    public bool HasAnswers => Posts.Any(static post => post is Answer);

    public bool IsSolved => Posts.Any(static post => post is Answer { IsAccepted: true });

    /// <summary>When something was last said here; null where no date is known.</summary>
    public Moment? LastPosted
    {
        get
        {
            Moment? last = null;
            foreach (var post in Posts)
            {
                if (post.Byline.On is { } on && !(on <= last)) last = on;
            }

            return last;
        }
    }

    /// <summary>When something was last said, changed or reviewed here; null where no date is known.</summary>
    public Moment? LastChanged
    {
        get
        {
            var last = LastPosted;
            if (Reviewed is { } review && !(Moment.Of(review.On) <= last)) last = Moment.Of(review.On);
            foreach (var post in Posts)
            {
                if (post.Byline.Updated is { } updated && !(updated <= last)) last = updated;
            }

            return last;
        }
    }

    public IEnumerable<Node> Nodes => Posts.Concat<Node>(Takeaways);
}

/// <summary>A value of the front matter that names something elsewhere, and where it stands.</summary>
public sealed record Reference(string Value, SourceLocation Location);

/// <summary>When somebody last checked that the answers still hold.</summary>
public sealed record Review(DateOnly On, string? By = null, string? Note = null);

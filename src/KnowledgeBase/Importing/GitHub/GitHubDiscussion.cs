using System.Collections.Immutable;
using KnowledgeBase.Model;

namespace KnowledgeBase.Importing;

/// <summary>A discussion on GitHub, or the part of it that one answer of its interface holds.</summary>
/// <param name="Id">Its repository and number: <c>owner/name#5</c>.</param>
internal sealed record GitHubDiscussion(string Id)
{
    public required GitHubPost Question { get; init; }

    public string? Title { get; init; }

    public string? Url { get; init; }

    public ImmutableArray<string> Tags { get; init; } = [];

    /// <summary>Why it was closed, in small letters; empty if the export does not say, null if it is open.</summary>
    public string? ClosedAs { get; init; }

    public Moment? ClosedOn { get; init; }

    public bool IsLocked { get; init; }

    /// <summary>Key of the comment that is the answer; null if the part does not say.</summary>
    public string? AnswerKey { get; init; }

    public GitHubPoll? Poll { get; init; }

    public ImmutableArray<GitHubPost> Comments { get; init; } = [];

    /// <summary>Somebody chose an answer, whether or not the export says which.</summary>
    public bool HasAnswer { get; init; }

    /// <summary>How many comments it has on the first level, as far as the export says; a page of it may hold fewer.</summary>
    public int Announced { get; init; }

    /// <summary>How many comments and replies it has, as far as the export says.</summary>
    public int AnnouncedWithReplies { get; init; }

    /// <summary>It holds all comments there are, without what they are known by at GitHub.</summary>
    public bool IsSnapshot { get; init; }

    /// <summary>It says what was asked; a page of comments does not.</summary>
    public bool IsWhole => Title is not null;

    /// <summary>How many comments and replies are in no file.</summary>
    public int Missing
    {
        get
        {
            var read = Comments.CountBy(comment => comment.Parent ?? "").ToDictionary();
            var missing = Math.Max(0, Announced - read.GetValueOrDefault("")) + Comments.Sum(comment => Math.Max(0, comment.Announced - read.GetValueOrDefault(comment.Key)));
            return Math.Max(missing, AnnouncedWithReplies - Comments.Length);
        }
    }

    /// <summary>Comments alone.</summary>
    public static GitHubDiscussion Part(string id, ImmutableArray<GitHubPost> comments) => new(id) { Question = new("", "q"), Comments = comments };

    /// <summary>What two parts say together; the later one is newer.</summary>
    public GitHubDiscussion With(GitHubDiscussion later) => later.IsWhole ? WithWhole(later) : this with
    {
        AnswerKey = later.AnswerKey ?? AnswerKey,
        Comments = GitHubPost.Join(Comments, later.Comments),
        Announced = Math.Max(Announced, later.Announced),
    };

    private GitHubDiscussion WithWhole(GitHubDiscussion later) => later with
    {
        Question = later.Question.HasText ? later.Question : Question,
        Title = later.Title ?? Title,
        Url = later.Url ?? Url,
        Tags = [.. Tags.Union(later.Tags, StringComparer.Ordinal)],
        Poll = later.Poll ?? Poll,
        AnswerKey = later.AnswerKey ?? AnswerKey,
        Comments = later.IsSnapshot ? later.Comments : GitHubPost.Join(Comments, later.Comments),
        Announced = Math.Max(Announced, later.Announced),
        AnnouncedWithReplies = Math.Max(AnnouncedWithReplies, later.AnnouncedWithReplies),
    };
}

/// <summary>What a discussion lets people vote on, with the votes as far as the export has them.</summary>
internal sealed record GitHubPoll(string? Question, long? Votes, ImmutableArray<(string Text, long? Votes)> Options);

/// <summary>A discussion's own text, or a comment in it.</summary>
/// <param name="Key">What it is known by in the export.</param>
/// <param name="NodeId">Its node here.</param>
internal sealed record GitHubPost(string Key, string NodeId)
{
    /// <summary>What GraphQL names it by, where it is named without its number.</summary>
    public string? GlobalId { get; init; }

    public string? Author { get; init; }

    public string? AuthorUrl { get; init; }

    public Moment? Created { get; init; }

    public Moment? Edited { get; init; }

    public int? Votes { get; init; }

    public string? Url { get; init; }

    public string? Markdown { get; init; }

    public string? Html { get; init; }

    public string? Text { get; init; }

    public bool IsAnswer { get; init; }

    /// <summary>Why GitHub hides it, in small letters: <c>spam</c>, <c>outdated</c>, <c>deleted</c>.</summary>
    public string? Hidden { get; init; }

    /// <summary>Key of the comment that this is a reply to.</summary>
    public string? Parent { get; init; }

    /// <summary>How many replies it has, as far as the export says.</summary>
    public int Announced { get; init; }

    /// <summary>Reactions with their numbers.</summary>
    public string? Reactions { get; init; }

    /// <summary>Readers of GitHub do not see it.</summary>
    public bool IsLeftOut => Hidden is "deleted" or "spam" or "abuse" && !IsAnswer;

    public bool HasText => Markdown is not null || Html is not null || Text is not null;

    public string Words => Text ?? Markdown ?? (Html is null ? "" : SourceWords.Of(Html));

    /// <summary>All comments in their order, each once, in its newest state.</summary>
    public static ImmutableArray<GitHubPost> Join(ImmutableArray<GitHubPost> earlier, ImmutableArray<GitHubPost> later)
    {
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        var all = new List<GitHubPost>();
        foreach (var post in earlier.Concat(later))
        {
            if (places.TryAdd(post.Key, all.Count))
            {
                all.Add(post);
                continue;
            }

            var known = all[places[post.Key]];
            all[places[post.Key]] = (post.HasText ? post : known with { Hidden = post.Hidden ?? known.Hidden }) with { Parent = post.Parent ?? known.Parent, IsAnswer = post.IsAnswer || known.IsAnswer, Announced = Math.Max(post.Announced, known.Announced) };
        }

        return [.. all];
    }
}

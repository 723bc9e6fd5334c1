using System.Collections.Immutable;

namespace KnowledgeBase.Model;

/// <summary>The planned site: every thread, what groups them, and every page with its address.</summary>
public sealed record Site
{
    public required SiteConfig Config { get; init; }

    /// <summary>The day against which reviews are due; null where no day is known.</summary>
    public DateOnly? AsOf { get; init; }

    /// <summary>Threads that have a page, oldest first.</summary>
    public required ImmutableArray<ForumThread> Threads { get; init; }

    /// <summary>By slug.</summary>
    public required Lookup<ForumThread> ThreadBySlug { get; init; }

    /// <summary>Slugs that are taken by drafts, or by files that could not be read: links to them are judged apart.</summary>
    public required Lookup<SlugClaim> Claims { get; init; }

    /// <summary>Threads and nodes by their address at the source.</summary>
    public required Lookup<SourceCopy> CopyBySource { get; init; }

    /// <summary>Ordinary files under the content folder, by their path from it.</summary>
    public required Lookup<ContentFile> Files { get; init; }

    public required ImmutableArray<Tag> Tags { get; init; }

    public required Lookup<Tag> TagBySlug { get; init; }

    public required ImmutableArray<Author> Authors { get; init; }

    /// <summary>By <see cref="Author.KeyOf"/>.</summary>
    public required Lookup<Author> AuthorByKey { get; init; }

    /// <summary>Threads that others link to, the most linked first.</summary>
    public ImmutableArray<LinkedThread> MostLinked { get; init; } = [];

    public required ImmutableArray<ContentPage> ContentPages { get; init; }

    /// <summary>By path from the content folder.</summary>
    public required Lookup<ContentPage> ContentPageByFile { get; init; }

    public required ImmutableArray<Page> Pages { get; init; }

    /// <summary>Whatever a page may ask for, and what it would be told.</summary>
    public IEnumerable<LookupAnswer> Answers =>
        ThreadBySlug.Answers.Concat(Claims.Answers).Concat(CopyBySource.Answers).Concat(Files.Answers).Concat(TagBySlug.Answers).Concat(AuthorByKey.Answers).Concat(ContentPageByFile.Answers);

    /// <summary>The same site; what is looked up in it is noted.</summary>
    public Site NotedIn(LookupLog log) => this with
    {
        ThreadBySlug = ThreadBySlug.NotedIn(log),
        Claims = Claims.NotedIn(log),
        CopyBySource = CopyBySource.NotedIn(log),
        Files = Files.NotedIn(log),
        TagBySlug = TagBySlug.NotedIn(log),
        AuthorByKey = AuthorByKey.NotedIn(log),
        ContentPageByFile = ContentPageByFile.NotedIn(log),
    };
}

/// <summary>Why a slug is taken although no page has it.</summary>
public enum SlugClaim
{
    Draft,
    Unreadable,
}

/// <summary>Our copy of something that was first said elsewhere.</summary>
/// <param name="NodeId">Null for the thread as a whole.</param>
public sealed record SourceCopy(ForumThread Thread, string? NodeId);

/// <summary>What threads are about; variants of case are one tag, shown as most often written.</summary>
/// <param name="Threads">Newest first.</param>
/// <param name="Description">What <c>content/tags.yaml</c> says of it.</param>
public sealed record Tag(Slug Slug, string Name, ImmutableArray<ForumThread> Threads, string? Description = null)
{
    public SiteUrl Url => new($"tags/{Slug}/");

    public SiteUrl TakeawaysUrl => new($"takeaways/{Slug}/");
}

/// <summary>Somebody who wrote nodes; names that fold to the same text are one person.</summary>
/// <param name="Nodes">Newest first.</param>
public sealed record Author(Slug Slug, string Name, ImmutableArray<AuthoredIn> Nodes)
{
    public SiteUrl Url => new($"authors/{Slug}/");

    public int Questions { get; } = Nodes.Count(static entry => entry.Node is Question);

    public int Answers { get; } = Nodes.Count(static entry => entry.Node is Answer);

    public int Accepted { get; } = Nodes.Count(static entry => entry.Node is Answer { IsAccepted: true });

    public int Replies => Nodes.Length - Questions - Answers;

    /// <summary>The same for all spellings of one person's name.</summary>
    public static string KeyOf(string name) => UnicodeText.Fold(IsOneSpaced(name) ? name : string.Join(' ', name.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));

    private static bool IsOneSpaced(string name)
    {
        for (var i = 0; i < name.Length; i++)
        {
            if (char.IsWhiteSpace(name[i]) && (name[i] != ' ' || i == 0 || i == name.Length - 1 || name[i - 1] == ' ')) return false;
        }

        return true;
    }
}

/// <summary>A node of an author, and its thread.</summary>
public readonly record struct AuthoredIn(ForumThread Thread, AuthoredNode Node);

/// <summary>What stands beside a thread: the most similar others, and those whose posts link to it.</summary>
public sealed record Neighbours(ImmutableArray<ForumThread> Related, ImmutableArray<ForumThread> LinkedFrom);

/// <summary>A thread, and how many others link to it.</summary>
public sealed record LinkedThread(ForumThread Thread, int Links);

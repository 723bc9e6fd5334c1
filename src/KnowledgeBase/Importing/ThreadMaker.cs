using System.Collections.Immutable;
using System.Text.RegularExpressions;
using KnowledgeBase.Diagnostics;
using KnowledgeBase.Markup;
using KnowledgeBase.Model;

namespace KnowledgeBase.Importing;

/// <summary>Makes of a topic the thread that its file is to hold. What front matter or a heading cannot take is left out, and told as a loss.</summary>
/// <param name="language">The site's, for sentences that are put in.</param>
internal sealed partial class ThreadMaker(ThreadPlaces places, RemovedPosts removed, RemovedAuthors removedAuthors, string language)
{
    // Where a thing of the source stands is known only once it is written.
    private static readonly SourceLocation Nowhere = new("", 0, 0);

    /// <summary>More neighbours than anybody looks at would burst the front matter.</summary>
    private const int MaxRelated = 100;

    /// <summary>What is left of a question that was removed but has answers.</summary>
    public const string RemovedQuestion = "*This question was removed.*";

    /// <summary>The thread, and how its posts fared. Null if nothing of it is left.</summary>
    /// <param name="shownAs">The content folder, for diagnostics.</param>
    public MadeThread? Make(ForeignThread topic, string shownAs)
    {
        var isOurs = places.TakeGiven(topic.Id);
        var gone = topic.Posts.Where(post => removed.Has(topic.Id, post.NodeId, post.Url)).Select(post => post.NodeId).ToHashSet(StringComparer.Ordinal);
        if (removed.HasThread(topic.Id) || gone.Count == topic.Posts.Length) return null;
        // What is kept out of the files is kept out of the report too.
        var told = topic.Losses.ToList();
        topic = topic with { Posts = [.. topic.Posts.Select(post => post with { Markdown = ForeignLinks.Settle(post.Markdown, topic.Url, isOurs, post.NodeId, told) })] };
        var losses = told.Where(loss => loss.NodeId is null || !gone.Contains(loss.NodeId)).Select(removedAuthors.Without).ToList();

        var quotes = new HashSet<(string, string)>();
        var posts = MakePosts(topic, gone, quotes, losses);
        var title = TitleText.Line(topic.Title) ?? TitleText.OfQuestion(posts[0].Body.Text, topic.Id);
        if (TitleText.IsTooLong(title))
        {
            posts[0] = posts[0] with { Body = new(CanonicalBody.Of($"{TitleText.AsMarkdown(removedAuthors.Without(title))}\n\n{posts[0].Body.Text}")) };
            losses.Add(new("title", LossKind.Changed, "q", "longer than 200 characters: its end stands in the question"));
            title = TitleText.Cut(title);
        }

        var path = places.PathOf(topic.Id);
        var thread = new ForumThread
        {
            Slug = places.SlugOf(topic.Id),
            Path = $"{shownAs}/{path}",
            Inner = path,
            Title = title,
            Tags = Tags(topic, losses),
            Source = Address(topic.Url, "url", null, losses),
            License = TitleText.Line(topic.License),
            Language = Language(topic, losses),
            DuplicateOf = Duplicate(topic, losses),
            Posts = [.. posts],
        };
        var atLatest = topic.Posts.Where(post => post.IsDateAtLatest && !gone.Contains(post.NodeId)).Select(post => post.NodeId).ToHashSet(StringComparer.Ordinal);
        return new(thread with { Related = Related(topic, thread.DuplicateOf, losses) }, losses, gone, quotes, atLatest);
    }

    private List<AuthoredNode> MakePosts(ForeignThread topic, HashSet<string> gone, HashSet<(string, string)> quotes, List<Loss> losses)
    {
        var parents = Parents(topic);
        var posts = new List<AuthoredNode>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var nearest = "q";
        foreach (var post in topic.Posts)
        {
            if (gone.Contains(post.NodeId) && post.Kind != PostKind.Question) continue;
            var made = gone.Contains(post.NodeId)
                ? new Question { Id = "q", Body = new(RemovedQuestion), Location = Nowhere }
                : MakePost(post.Kind == PostKind.Question ? WithNotices(post, topic.Notices, losses) : post, ParentOf(post, parents, seen), nearest, gone, losses);
            foreach (var to in gone.Contains(post.NodeId) ? [] : RemovedLinks.InQuotes(post.Markdown))
            {
                if (to.StartsWith('#') ? gone.Contains(to[1..]) : places.LeadsToRemoved(topic.Id, to)) quotes.Add((post.NodeId, to.StartsWith('#') ? "#q" : to));
            }

            posts.Add(made);
            seen.Add(post.NodeId);
            if (made is not Reply) nearest = made.Id;
        }

        return posts;
    }

    /// <summary>The question's text, and under it what the source shows there.</summary>
    private ForeignPost WithNotices(ForeignPost question, ImmutableArray<Notice> notices, List<Loss> losses)
    {
        if (notices.IsEmpty) return question;
        losses.AddRange(notices.Select(notice => new Loss(notice.Construct, LossKind.Changed, question.NodeId, notice.On?.ToString())));
        return question with { Markdown = string.Join("\n\n", notices.Select(notice => notice.Paragraph(language)).Prepend(CanonicalBody.Of(question.Markdown))) };
    }

    /// <summary>What each reply is made to, also where the source leaves that to the order.</summary>
    private static Dictionary<string, string> Parents(ForeignThread topic)
    {
        var parents = new Dictionary<string, string>(StringComparer.Ordinal);
        var nearest = "q";
        foreach (var post in topic.Posts)
        {
            parents[post.NodeId] = post.ParentId ?? nearest;
            if (post.Kind != PostKind.Reply) nearest = post.NodeId;
        }

        return parents;
    }

    /// <summary>The nearest post up the chain of replies that is there, and before this one.</summary>
    private static string ParentOf(ForeignPost post, Dictionary<string, string> parents, HashSet<string> seen)
    {
        var parent = parents[post.NodeId];
        for (var steps = 0; !seen.Contains(parent) && steps <= parents.Count && parents.TryGetValue(parent, out var next); steps++) parent = next;
        return seen.Contains(parent) ? parent : "q";
    }

    private AuthoredNode MakePost(ForeignPost post, string parent, string nearest, HashSet<string> gone, List<Loss> losses)
    {
        var text = ShowableText.Of(post.Markdown, out var replaced);
        if (replaced > 0) losses.Add(new("control character", LossKind.Changed, post.NodeId, $"{replaced} shown as '\uFFFD'"));
        var body = new Body(CanonicalBody.Of(RemovedLinks.Turn(removedAuthors.Without(text), gone.Contains, "q")));
        var byline = removedAuthors.Without(post.Byline with { Author = TitleText.Line(post.Byline.Author) });
        byline = byline with { AuthorUrl = Address(byline.AuthorUrl, "author-url", post.NodeId, losses) };
        if (byline is { Author: null, AuthorUrl: null, On: null, Updated: null }) byline = Byline.Unknown;
        AuthoredNode node = post.Kind switch
        {
            PostKind.Question => new Question { Id = "q", Body = body, Location = Nowhere },
            PostKind.Answer => new Answer { Id = post.NodeId, HasGivenId = true, Body = body, Location = Nowhere, IsAccepted = post.IsAccepted },
            _ => new Reply { Id = post.NodeId, HasGivenId = true, Body = body, Location = Nowhere, ParentId = parent, HasGivenParent = parent != nearest },
        };
        return node with
        {
            Byline = byline,
            Score = post.Score,
            Url = Address(post.Url, "url", post.NodeId, losses),
            License = TitleText.Line(post.License),
        };
    }

    private static string? Address(string? url, string construct, string? nodeId, List<Loss> losses)
    {
        if (url is null || WebAddress.IsAbsolute(url)) return url;
        losses.Add(new(construct, LossKind.NotCarried, nodeId, url));
        return null;
    }

    private static ImmutableArray<string> Tags(ForeignThread topic, List<Loss> losses)
    {
        var slugs = new HashSet<string>(StringComparer.Ordinal);
        var tags = ImmutableArray.CreateBuilder<string>();
        foreach (var written in topic.Tags)
        {
            var line = TitleText.Line(written);
            var tag = line is null ? "" : TitleText.Cut(line);
            var slug = Slug.FromTag(tag).Value;
            if (slug.Length == 0)
            {
                losses.Add(new("tag", LossKind.NotCarried, null, written));
                continue;
            }

            var isNew = slugs.Add(slug);
            if (isNew && tags.Count == ForumThread.MaxTags)
            {
                losses.Add(new("tag", LossKind.NotCarried, null, written));
                continue;
            }

            if (isNew) tags.Add(tag);
            if (!isNew || tag != line) losses.Add(new("tag", LossKind.Changed, null, written));
        }

        return tags.ToImmutable();
    }

    private static string? Language(ForeignThread topic, List<Loss> losses)
    {
        if (topic.Language is null || PlainLanguage().IsMatch(topic.Language)) return topic.Language;
        losses.Add(new("language", LossKind.NotCarried, null, topic.Language));
        return null;
    }

    private Reference? Duplicate(ForeignThread topic, List<Loss> losses)
    {
        if (topic.DuplicateOf is null) return null;
        if (topic.DuplicateOf != topic.Id && places.Has(topic.DuplicateOf)) return new(places.SlugOf(topic.DuplicateOf).Value, Nowhere);
        losses.Add(new("duplicate", LossKind.Remote, null, topic.DuplicateOf));
        return null;
    }

    private ImmutableArray<Reference> Related(ForeignThread topic, Reference? duplicate, List<Loss> losses)
    {
        var related = new List<Reference>();
        foreach (var id in topic.Related.Distinct(StringComparer.Ordinal))
        {
            if (id == topic.Id) continue;
            if (!places.Has(id)) losses.Add(new("related", LossKind.Remote, null, id));
            else if (related.Count == MaxRelated) losses.Add(new("related", LossKind.NotCarried, null, id));
            else if (places.SlugOf(id).Value != duplicate?.Value) related.Add(new(places.SlugOf(id).Value, Nowhere));
        }

        return [.. related];
    }

    // Language, script and region: what forums know of a language.
    [GeneratedRegex("^[a-z]{2,3}(?:-[a-z]{4})?(?:-(?:[a-z]{2}|[0-9]{3}))?\\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex PlainLanguage();
}

/// <summary>A thread as the source has it now, in our terms.</summary>
/// <param name="Losses">The importer's, and those of making it.</param>
/// <param name="Removed">Node ids of posts that are kept out.</param>
/// <param name="Quotes">Node ids of posts that quote one that is kept out, here or in another thread, each with where its quote leads now.</param>
/// <param name="DatedAtLatest">Node ids of posts that may have been written before their date.</param>
internal sealed record MadeThread(ForumThread Thread, List<Loss> Losses, HashSet<string> Removed, HashSet<(string NodeId, string Address)> Quotes, HashSet<string> DatedAtLatest);

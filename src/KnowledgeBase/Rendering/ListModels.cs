using System.Collections.Immutable;
using KnowledgeBase.Diagnostics;
using KnowledgeBase.Markup;
using KnowledgeBase.Model;

namespace KnowledgeBase.Rendering;

/// <summary>Makes what the templates of home and list pages see.</summary>
internal sealed class ListModels(Site site, Assets assets, bool withIndex)
{
    private const int HomeThreads = 8;
    private const int HomeTags = 30;
    private const int HomeTakeaways = 6;

    public (string Title, string? Description) TitleOf(Page page) => page switch
    {
        HomePage => (site.Config.Title, site.Config.Description),
        ThreadListPage list => (Numbered("Threads", list.Slice.Number), "All threads, newest first."),
        TagsPage => ("Tags", "All tags, with the number of threads in each."),
        TagPage tag => (Numbered(tag.Tag.Name, tag.Slice.Number), $"Threads about {tag.Tag.Name}, newest first."),
        TakeawaysPage => ("Takeaways", "What to remember, by tag, each with the words it is drawn from."),
        TagTakeawaysPage tag => (Numbered($"Takeaways: {tag.Tag.Name}", tag.Slice.Number), $"What to remember about {tag.Tag.Name}."),
        AuthorsPage list => (Numbered("Authors", list.Slice.Number), "Everybody who asked, answered or replied."),
        AuthorPage author => (Numbered(author.Author.Name, author.Slice.Number), $"Questions, answers and replies by {author.Author.Name}."),
        SearchPage => ("Search", "Search questions, answers and takeaways."),
        NotFoundPage => ("Page not found", null),
        _ => throw new ArgumentOutOfRangeException(nameof(page)),
    };

    public PageModel ModelOf(Page page, PageFrame frame, SiteModel siteModel, HeadModel head, List<Diagnostic> diagnostics) => page switch
    {
        HomePage => HomeOf(frame, siteModel, head, page.Url),
        ThreadListPage list => new ThreadsModel(siteModel, head, [.. list.Slice.Items.Select(thread => EntryOf(thread, frame))], PaginationOf(list.Slice, frame, "thread")),
        TagsPage => new TagsModel(siteModel, head, [.. site.Tags.Select(tag => CountedOf(tag, frame))]),
        TagPage tag => new TagModel(
            siteModel, head, tag.Tag.Name,
            tag.Tag.Threads.Any(thread => thread.Takeaways.Length > 0) ? new($"Takeaways about {tag.Tag.Name}", frame.To(TakeawaysOf(tag.Tag))) : null,
            [.. tag.Slice.Items.Select(thread => EntryOf(thread, frame))], PaginationOf(tag.Slice, frame, "thread")),
        TakeawaysPage takeaways => TakeawaysModelOf(takeaways, frame, siteModel, head),
        TagTakeawaysPage tag => new TagTakeawaysPageModel(
            siteModel, head, frame.LinkTo(tag.Tag), [.. tag.Slice.Items.Select(entry => TakeawayOf(entry, frame, page.Url))], PaginationOf(tag.Slice, frame, "takeaway")),
        AuthorsPage list => new AuthorsModel(
            siteModel, head, [.. list.Slice.Items.Select(author => new CountedLinkModel(author.Name, frame.To(author.Url), author.Nodes.Length, Words.Count(author.Nodes.Length, "post")))],
            PaginationOf(list.Slice, frame, "author")),
        AuthorPage author => AuthorOf(author, frame, siteModel, head),
        _ => new PlainPageModel(siteModel, head),
    };

    private HomeModel HomeOf(PageFrame frame, SiteModel siteModel, HeadModel head, SiteUrl url)
    {
        var nodes = site.Threads.Sum(thread => thread.Answers.Count());
        var takeaways = site.Threads.Sum(thread => thread.Takeaways.Length);
        return new(
            siteModel, head,
            [
                new("threads", frame.To(new("threads/")), site.Threads.Length, Words.Count(site.Threads.Length, "thread")),
                new("answers", frame.To(new("threads/")), nodes, Words.Count(nodes, "answer")),
                new("takeaways", frame.To(new("takeaways/")), takeaways, Words.Count(takeaways, "takeaway")),
                new("authors", frame.To(new("authors/")), site.Authors.Length, Words.Count(site.Authors.Length, "author")),
            ],
            [.. site.Threads.Reverse().Take(HomeThreads).Select(thread => EntryOf(thread, frame))],
            [.. site.Tags.OrderByDescending(tag => tag.Threads.Length).ThenBy(tag => tag.Slug.Value, StringComparer.Ordinal).Take(HomeTags).Select(tag => CountedOf(tag, frame))],
            [
                .. site.Threads.Reverse().Where(thread => thread.Takeaways.Length > 0).Take(HomeTakeaways)
                    .Select(thread => TakeawayOf(new(thread, thread.Takeaways[0]), frame, url)),
            ]);
    }

    private TakeawaysModel TakeawaysModelOf(TakeawaysPage page, PageFrame frame, SiteModel siteModel, HeadModel head) => new(
        siteModel, head,
        [
            .. page.Tags.Where(tag => tag.Newest.Length > 0).Select(tag => new TagTakeawaysModel(
                "_" + tag.Tag.Slug, frame.LinkTo(tag.Tag), [.. tag.Newest.Select(entry => TakeawayOf(entry, frame, page.Url))],
                tag.Count > tag.Newest.Length ? new($"All {tag.Count} takeaways about {tag.Tag.Name}", frame.To(TakeawaysOf(tag.Tag))) : null)),
        ],
        [.. page.Tags.Where(tag => tag.Newest.IsEmpty).Select(tag => new CountedLinkModel(tag.Tag.Name, frame.To(TakeawaysOf(tag.Tag)), tag.Count, Words.Count(tag.Count, "takeaway")))],
        [.. page.Untagged.Select(entry => TakeawayOf(entry, frame, page.Url))]);

    private static AuthorModel AuthorOf(AuthorPage page, PageFrame frame, SiteModel siteModel, HeadModel head)
    {
        var nodes = page.Author.Nodes;
        var counts = string.Join(" · ",
            Words.Count(nodes.Count(entry => entry.Node is Question), "question"),
            Words.Count(nodes.Count(entry => entry.Node is Answer), "answer") + $" ({nodes.Count(entry => entry.Node is Answer { IsAccepted: true })} accepted)",
            Words.Count(nodes.Count(entry => entry.Node is Reply), "remark"));
        return new(
            siteModel, head, page.Author.Name, counts,
            [
                .. page.Slice.Items.Select(entry => new AuthoredEntryModel(
                    entry.Node switch { Question => "Question", Answer { IsAccepted: true } => "Accepted answer", Answer => "Answer", _ => "Reply" },
                    new(entry.Thread.Title, frame.To(ThreadPage.UrlOf(entry.Thread), entry.Node.Id)),
                    entry.Node.Byline.On is { } on ? Words.Date(on) : null, entry.Node.Byline.On?.ToString(), entry.Node is Answer { IsAccepted: true })),
            ],
            PaginationOf(page.Slice, frame, "post"));
    }

    private static ThreadEntryModel EntryOf(ForumThread thread, PageFrame frame)
    {
        var language = thread.Language ?? frame.Language;
        var on = thread.Question.Byline.On;
        return new(
            thread.Title, frame.To(ThreadPage.UrlOf(thread)), thread.Description ?? Excerpt.Of(MarkdownStart.TextOf(thread.Question.Body.Text)),
            language, PageFrame.DirectionOf(language), on is { } moment ? Words.Date(moment) : null, on?.ToString(),
            Words.Count(thread.Answers.Count(), "answer"), thread.Answers.Any(answer => answer.IsAccepted), frame.TagLinks(thread));
    }

    private TakeawayEntryModel TakeawayOf(TakeawayIn entry, PageFrame frame, SiteUrl url)
    {
        var language = entry.Thread.Language ?? site.Config.Language;
        // What its links do wrong is told where its own thread is rendered.
        var links = new BodyLinks(site, assets, entry.Thread.Inner, url, withIndex, []);
        var body = MarkdownBody.Parse(entry.Takeaway.Body, entry.Thread.Path, entry.Takeaway.Id, 3, [], []);
        var home = ThreadPage.UrlOf(entry.Thread);
        var html = body.ToHtml(
            $"{entry.Thread.Slug}_{entry.Takeaway.Id}",
            link => link.Address.StartsWith('#') ? new(home.From(url, link.Address[1..], withIndex)) : links.Resolve(link, _ => null), []);
        return new(html, frame.LinkTo(entry.Thread), frame.To(home, entry.Takeaway.Id), language, PageFrame.DirectionOf(language));
    }

    private static CountedLinkModel CountedOf(Tag tag, PageFrame frame) =>
        new(tag.Name, frame.To(tag.Url), tag.Threads.Length, Words.Count(tag.Threads.Length, "thread"));

    private static PaginationModel PaginationOf<T>(Slice<T> slice, PageFrame frame, string word) => new(
        slice.HasNewer ? new("Newer", frame.To(slice.UrlOf(slice.Newer))) : null,
        slice.Older is { } older ? new("Older", frame.To(slice.UrlOf(older))) : null,
        slice.Count == 1 ? Words.Count(slice.Total, word) : $"{Words.Count(slice.Total, word)}, page {slice.Number ?? slice.Count} of {slice.Count}");

    private static SiteUrl TakeawaysOf(Tag tag) => new($"takeaways/{tag.Slug}/");

    private static string Numbered(string title, int? number) => number is null ? title : $"{title}, page {number}";
}

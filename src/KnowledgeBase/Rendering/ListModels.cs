using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text;
using KnowledgeBase.Diagnostics;
using KnowledgeBase.Markup;
using KnowledgeBase.Model;

namespace KnowledgeBase.Rendering;

/// <summary>Makes what the templates of home and list pages see.</summary>
internal sealed class ListModels(Site site, Words words, Assets assets, bool withIndex)
{
    private const int EntryTags = 8;
    private const int HomeThreads = 8;
    private const int HomeTags = 30;
    private const int HomeTakeaways = 6;
    private const int HomeLinked = 5;

    /// <summary>Beginnings of questions, in UTF-8: a thread is in half a dozen lists.</summary>
    private readonly ConcurrentDictionary<ForumThread, byte[]> _excerpts = new(ReferenceEqualityComparer.Instance);

    private readonly int _mostOfTag = site.Tags.Select(tag => tag.Threads.Length).DefaultIfEmpty(1).Max();
    private readonly int _mostOfAuthor = site.Authors.Select(author => author.Nodes.Length).DefaultIfEmpty(1).Max();

    /// <summary>What is kept for several pages gives its room back.</summary>
    public void Forget() => _excerpts.Clear();

    public (string Title, string? Description) TitleOf(Page page) => page switch
    {
        HomePage => (site.Config.Title, site.Config.Description),
        ThreadListPage { View: ThreadView.Newest } list => (Numbered(words["threads"], list.Slice.Number), words["threads-lead"]),
        ThreadListPage list => (Numbered($"{words["threads"]}: {words[$"view-{ThreadListPage.KeyOf(list.View)}"]}", list.Slice.Number), LeadOf(list.View)),
        TagsPage => (words["tags"], words["tags-lead"]),
        TagPage tag => (Numbered(tag.Tag.Name, tag.Slice.Number), tag.Tag.Description ?? words.With("threads-about", tag.Tag.Name)),
        TakeawaysPage => (words["takeaways"], words["takeaways-lead"]),
        TagTakeawaysPage tag => (Numbered($"{words["takeaways"]}: {tag.Tag.Name}", tag.Slice.Number), words.With("tag-takeaways-lead", tag.Tag.Name)),
        AuthorsPage list => (Numbered(words["authors"], list.Slice.Number), words["authors-lead"]),
        AuthorPage author => (Numbered(author.Author.Name, author.Slice.Number), words.With("author-lead", author.Author.Name)),
        SearchPage => (words["search"], words["search-lead"]),
        StatisticsPage => (words["statistics"], words["statistics-lead"]),
        ProvenancePage => (words["provenance"], words["provenance-lead"]),
        NotFoundPage => (words["not-found"], null),
        _ => throw new ArgumentOutOfRangeException(nameof(page)),
    };

    public PageModel ModelOf(Page page, PageFrame frame, SiteModel siteModel, HeadModel head) => page switch
    {
        HomePage => HomeOf(frame, siteModel, head, page.Url),
        ThreadListPage list => new ThreadsModel(
            siteModel, head, LeadOf(list.View),
            [.. Enum.GetValues<ThreadView>().Select(view => new LinkModel(words[$"view-{ThreadListPage.KeyOf(view)}"], frame.To(ThreadListPage.UrlOf(view)), view == list.View))],
            [.. list.Slice.Items.Select(thread => EntryOf(thread, frame, list.View == ThreadView.Active ? thread.LastPosted : thread.Question.Byline.On))],
            PaginationOf(list.Slice, frame, "thread-count")),
        TagsPage => new TagsModel(siteModel, head, [.. site.Tags.Select(tag => CountedOf(tag, frame))]),
        TagPage tag => new TagModel(
            siteModel, head, tag.Tag.Name, tag.Tag.Description,
            tag.Slice.Number is null ? words.Count("thread-count", tag.Tag.Threads.Length) : null,
            tag.Slice.Number is null && tag.Tag.Threads.Count(thread => thread.IsSolved) is > 0 and var solved ? words.Count("solved-count", solved) : null,
            tag.Tag.Threads.Any(thread => thread.Takeaways.Length > 0) ? new(words.With("takeaways-about", tag.Tag.Name), frame.To(tag.Tag.TakeawaysUrl)) : null,
            [.. tag.Slice.Items.Select(thread => EntryOf(thread, frame, thread.Question.Byline.On))], PaginationOf(tag.Slice, frame, "thread-count")),
        TakeawaysPage takeaways => TakeawaysModelOf(takeaways, frame, siteModel, head),
        TagTakeawaysPage tag => new TagTakeawaysPageModel(
            siteModel, head, frame.LinkTo(tag.Tag), [.. tag.Slice.Items.Select(entry => TakeawayOf(entry, frame, page.Url, level: 1))], PaginationOf(tag.Slice, frame, "takeaway-count")),
        AuthorsPage list => new AuthorsModel(siteModel, head, [.. list.Slice.Items.Select(author => CountedOf(author, frame))], PaginationOf(list.Slice, frame, "author-count")),
        AuthorPage author => AuthorOf(author, frame, siteModel, head),
        StatisticsPage => Statistics.Of(site, words, siteModel, head, frame),
        ProvenancePage => Provenance.Of(site, words, siteModel, head),
        _ => new PlainPageModel(siteModel, head),
    };

    private HomeModel HomeOf(PageFrame frame, SiteModel siteModel, HeadModel head, SiteUrl url)
    {
        CountedLinkModel Figure(string key, string address, int count) => new(key, frame.To(new(address)), count, words.Count(key, count));
        return new(
            siteModel, head,
            // A base that has none of something need not say so first of all.
            [.. ((CountedLinkModel[])[
                Figure("thread-count", "threads/", site.Threads.Length),
                Figure("answer-count", "statistics/", site.Threads.Sum(thread => thread.Posts.Count(static post => post is Answer))),
                Figure("takeaway-count", "takeaways/", site.Threads.Sum(thread => thread.Takeaways.Length)),
                Figure("author-count", "authors/", site.Authors.Length),
            ]).Where(figure => figure.Count > 0)],
            [.. site.Threads.Reverse().Take(HomeThreads).Select(thread => EntryOf(thread, frame, thread.Question.Byline.On))],
            [.. site.MostLinked.Where(linked => linked.Links > 1).Take(HomeLinked).Select(linked => new CountedLinkModel(linked.Thread.Title, frame.To(ThreadPage.UrlOf(linked.Thread)), linked.Links, words.Count("link-count", linked.Links)))],
            [.. site.Tags.OrderByDescending(tag => tag.Threads.Length).ThenBy(tag => tag.Slug.Value, StringComparer.Ordinal).Take(HomeTags).OrderBy(tag => tag.Slug.Value, StringComparer.Ordinal).Select(tag => CountedOf(tag, frame))],
            [
                .. site.Threads.Reverse().Where(thread => thread.Takeaways.Length > 0).Take(HomeTakeaways)
                    .Select(thread => TakeawayOf(new(thread, thread.Takeaways[0]), frame, url)),
            ]);
    }

    private TakeawaysModel TakeawaysModelOf(TakeawaysPage page, PageFrame frame, SiteModel siteModel, HeadModel head) => new(
        siteModel, head,
        [
            .. page.Tags.Where(tag => tag.Newest.Length > 0).Select(tag => new TagTakeawaysModel(
                "_tag-" + tag.Tag.Slug, frame.LinkTo(tag.Tag), [.. tag.Newest.Select(entry => TakeawayOf(entry, frame, page.Url, tag.Tag.Slug + "_"))],
                tag.Count > tag.Newest.Length ? new(words.With("all-takeaways-about", words.Count("takeaway-count", tag.Count), tag.Tag.Name), frame.To(tag.Tag.TakeawaysUrl)) : null)),
        ],
        [.. page.Tags.Where(tag => tag.Newest.IsEmpty).Select(tag => new CountedLinkModel(tag.Tag.Name, frame.To(tag.Tag.TakeawaysUrl), tag.Count, words.Count("takeaway-count", tag.Count)))],
        [.. page.Untagged.Select(entry => TakeawayOf(entry, frame, page.Url))]);

    private AuthorModel AuthorOf(AuthorPage page, PageFrame frame, SiteModel siteModel, HeadModel head)
    {
        var author = page.Author;
        var counts = string.Join(" · ", ((string?[])
        [
            CountOrNull("question-count", author.Questions),
            CountOrNull("answer-count", author.Answers) + (author.Accepted > 0 ? $" ({words.Count("accepted-count", author.Accepted)})" : ""),
            CountOrNull("reply-count", author.Replies),
        ]).Where(part => part is not (null or "")));
        return new(
            siteModel, head, page.Author.Name, page.Slice.Number is null ? counts : null,
            [
                .. page.Slice.Items.Select(entry => new AuthoredEntryModel(
                    ThreadModels.LabelOf(entry.Node, words), new(entry.Thread.Title, frame.To(ThreadPage.UrlOf(entry.Thread), entry.Node.Id)),
                    Excerpt.Of(MarkdownStart.TextOf(entry.Node.Body.Text)), entry.Thread.Language ?? frame.Language,
                    entry.Node.Byline.On is { } on ? words.Date(on) : null, entry.Node.Byline.On?.ToString(), entry.Node is Answer { IsAccepted: true })),
            ],
            PaginationOf(page.Slice, frame, "post-count"));
    }

    private ThreadEntryModel EntryOf(ForumThread thread, PageFrame frame, Moment? on)
    {
        var language = thread.Language ?? frame.Language;
        var answers = thread.Answers.Count();
        return new(
            thread.Title, frame.To(ThreadPage.UrlOf(thread)), thread.Description ?? ExcerptOf(thread),
            language, PageFrame.DirectionOf(language), on is { } moment ? words.Date(moment) : null, on?.ToString(),
            answers, words.Number(answers), words.Count("answer-noun", answers), words.Count("answer-count", answers), thread.IsSolved, frame.TagLinks(thread, EntryTags));
    }

    private string ExcerptOf(ForumThread thread) =>
        Encoding.UTF8.GetString(_excerpts.GetOrAdd(thread, static thread => Encoding.UTF8.GetBytes(Excerpt.Of(MarkdownStart.TextOf(thread.Question.Body.Text)))));

    /// <param name="group">Tells one entry from the same in another list of the page.</param>
    /// <param name="level">Of the heading that the entry stands below.</param>
    private TakeawayEntryModel TakeawayOf(TakeawayIn entry, PageFrame frame, SiteUrl url, string group = "", int level = 2)
    {
        var id = $"{group}{entry.Thread.Slug}_{entry.Takeaway.Id}";
        var language = entry.Thread.Language ?? site.Config.Language;
        // What its links do wrong is told where its own thread is rendered.
        var links = new BodyLinks(frame.Site, assets, entry.Thread.Inner, url, withIndex, []);
        var body = MarkdownBody.Parse(entry.Takeaway.Body, entry.Thread.Path, id, level, [], [], AuthorNames.In(entry.Thread));
        var home = ThreadPage.UrlOf(entry.Thread);
        var html = body.ToHtml(
            id, words,
            link => (link.Address.StartsWith('#') ? new(home.From(url, link.Address[1..], withIndex)) : links.Resolve(link, _ => null)) with
            {
                Label = TakeawaySource.LabelOf(link, entry.Thread, frame.Site, words),
            },
            []);
        return new(html, frame.LinkTo(entry.Thread), frame.To(home, entry.Takeaway.Id), language, PageFrame.DirectionOf(language));
    }

    private CountedLinkModel CountedOf(Tag tag, PageFrame frame) => WithGood(
        new(tag.Name, frame.To(tag.Url), tag.Threads.Length, words.Count("thread-count", tag.Threads.Length), WeightOf(tag.Threads.Length, _mostOfTag), tag.Description),
        tag.Threads.Count(thread => thread.IsSolved), "solved-count");

    private CountedLinkModel CountedOf(Author author, PageFrame frame) => WithGood(
        new(author.Name, frame.To(author.Url), author.Nodes.Length, words.Count("post-count", author.Nodes.Length), WeightOf(author.Nodes.Length, _mostOfAuthor)),
        author.Accepted, "accepted-count");

    private string? CountOrNull(string key, int count) => count == 0 ? null : words.Count(key, count);

    private CountedLinkModel WithGood(CountedLinkModel link, int good, string countKey) =>
        good == 0 ? link : link with { Good = words.Number(good), GoodText = words.Count(countKey, good) };

    /// <summary>From 1 to 5, by how many times a count would have to double to be the largest.</summary>
    private static int WeightOf(int count, int most) => Math.Max(1, 5 - (int)Math.Log2((double)most / Math.Max(count, 1)));

    private PaginationModel PaginationOf<T>(Slice<T> slice, PageFrame frame, string countKey) => new(
        slice.HasNewer ? new(words["newer"], frame.To(slice.UrlOf(slice.Newer))) : null,
        slice.Older is { } older ? new(words["older"], frame.To(slice.UrlOf(older))) : null,
        slice.Total == 0 ? words["nothing-here"]
        // How many there are, only the newest page says: the others stay as they are when something newer comes.
        : slice.Number is { } number ? words.With("page-number", words.Number(number))
        : slice.Count == 1 ? words.Count(countKey, slice.Total)
        : $"{words.Count(countKey, slice.Total)}, {words.With("page-of", words.Number(slice.Count), words.Number(slice.Count))}");

    private string LeadOf(ThreadView view) => view == ThreadView.Newest ? words["threads-lead"] : words[$"view-{ThreadListPage.KeyOf(view)}-lead"];

    private string Numbered(string title, int? number) => number is { } known ? words.With("numbered", title, words.Number(known)) : title;
}

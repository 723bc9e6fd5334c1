using KnowledgeBase.Model;
using KnowledgeBase.Rendering.Machines;

namespace KnowledgeBase.Rendering;

/// <summary>Stands for all that the plan tells a page's template. What the page asks of the site by name is noted while it is made; settings and templates are the same for all.</summary>
/// <remarks>Where a page shows a thread, any change of that thread's file counts: a few pages too many are made, never one too few.</remarks>
internal static class PageDigest
{
    /// <returns>Null for a page that shows so much of the site that it is made every time.</returns>
    public static ulong? OrNull(Page page, Site site)
    {
        var digest = new Digest().Add(page.GetType().Name).Add(page.Url.Value);
        return page switch
        {
            ThreadPage { Thread.ContentDigest: not 0 } thread => OfThread(digest, thread, site).Value,
            // Its feed holds what changed last in the whole site.
            ThreadListPage { View: ThreadView.Newest, Slice.Number: null } => null,
            ThreadListPage list => OfThreads(OfSlice(digest, list.Slice), list.Slice.Items).Value,
            // The newest page has a feed, which may reach further than the page.
            TagPage tag => OfThreads(OfTag(OfSlice(digest, tag.Slice), tag.Tag), tag.Slice.Number is null ? tag.Tag.Threads : tag.Slice.Items).Value,
            TakeawaysPage takeaways => OfTakeaways(digest, takeaways, site).Value,
            TagTakeawaysPage tag => OfTagTakeaways(OfTag(OfSlice(digest, tag.Slice), tag.Tag), tag.Slice.Items).Value,
            AuthorsPage authors => OfAuthors(OfSlice(digest, authors.Slice), authors.Slice.Items, site).Value,
            AuthorPage author => OfAuthor(OfSlice(digest, author.Slice), author).Value,
            RedirectPage redirect => digest.Add(redirect.Target.Value).Add(redirect.Title).Value,
            _ => null,
        };
    }

    private static Digest OfThread(Digest digest, ThreadPage page, Site site)
    {
        AddFile(digest, page.Thread).Add(page.Thread.ReviewAfter <= site.AsOf);
        AddLink(page.Older);
        AddLink(page.Newer);
        foreach (var related in page.Neighbours.Related) AddLink(related);
        digest.Add(page.Neighbours.Related.Length);
        foreach (var citing in page.Neighbours.LinkedFrom) AddLink(citing);
        return digest;

        void AddLink(ForumThread? thread) => digest.Add(thread?.Slug.Value).Add(thread?.Title);
    }

    private static Digest OfThreads(Digest digest, IEnumerable<ForumThread> threads)
    {
        foreach (var thread in threads) AddFile(digest, thread);
        return digest;
    }

    private static Digest OfTag(Digest digest, Tag tag) =>
        digest.Add(tag.Name).Add(tag.Description).Add(tag.Threads.Any(thread => thread.Takeaways.Length > 0));

    private static Digest OfTakeaways(Digest digest, TakeawaysPage page, Site site)
    {
        foreach (var tag in page.Tags) OfThreads(digest.Add(tag.Tag.Slug.Value).Add(tag.Tag.Name).Add(tag.Count).Add(tag.Newest.Length), tag.Newest.Select(entry => entry.Thread));
        return OfThreads(OfThreads(digest.Add(page.Untagged.Length), page.Untagged.Select(entry => entry.Thread)), FeedList.NewestWithTakeaways(site));
    }

    private static Digest OfTagTakeaways(Digest digest, IEnumerable<TakeawayIn> takeaways)
    {
        // A thread's list may go on in the next page, from any of them.
        foreach (var entry in takeaways) AddFile(digest, entry.Thread).Add(entry.Takeaway.Id);
        return digest;
    }

    private static Digest OfAuthors(Digest digest, IEnumerable<Author> authors, Site site)
    {
        // How large a name is drawn depends on who wrote most.
        digest.Add(site.Authors.IsEmpty ? 0 : site.Authors.Max(static author => author.Nodes.Length));
        foreach (var author in authors) digest.Add(author.Slug.Value).Add(author.Name).Add(author.Nodes.Length).Add(author.Accepted);
        return digest;
    }

    private static Digest OfAuthor(Digest digest, AuthorPage page)
    {
        digest.Add(page.Author.Name);
        if (page.Slice.Number is null) digest.Add(page.Author.Questions).Add(page.Author.Answers).Add(page.Author.Accepted).Add(page.Author.Replies);
        foreach (var entry in page.Slice.Items) AddFile(digest, entry.Thread).Add(entry.Node.Id);
        return digest;
    }

    private static Digest OfSlice<T>(Digest digest, Slice<T> slice) =>
        slice.Number is { } number ? digest.Add(number).Add(slice.Newer ?? 0) : digest.Add(0).Add(slice.Count).Add(slice.Total);

    private static Digest AddFile(Digest digest, ForumThread thread) => digest.Add(thread.ContentDigest);
}

using System.Collections.Immutable;
using KnowledgeBase.Diagnostics;
using KnowledgeBase.Model;

namespace KnowledgeBase.Importing;

/// <summary>
/// Brings a thread file up to the source: what is still as it was imported follows the source, what people changed or
/// added stays. Which is which, the ledger's hashes tell.
/// </summary>
internal sealed class ThreadMerge
{
    private readonly ForumThread _file;
    private readonly MadeThread _source;
    private readonly KnownThread _known;
    private readonly RemovedPosts _removed;
    private readonly RemovedAuthors _removedAuthors;
    private readonly NodeMatch _match;
    private readonly List<Diagnostic> _diagnostics = [];
    private readonly Dictionary<string, LedgerPost> _posts = new(StringComparer.Ordinal);
    private readonly HashSet<string> _following = new(StringComparer.Ordinal);

    // Headings that stay as people have them, though the source has another: id at the source, hash of the source's.
    private readonly Dictionary<string, string> _stayingHeadings = new(StringComparer.Ordinal);

    private ThreadMerge(ForumThread file, MadeThread source, KnownThread known, string threadId, RemovedPosts removed, RemovedAuthors removedAuthors)
    {
        (_file, _source, _known, _removed, _removedAuthors) = (file, source, known, removed, removedAuthors);
        _match = new NodeMatch(file, source.Thread, known);
        Id = threadId;
    }

    private string Id { get; }

    public static MergedThread Merge(ForumThread file, MadeThread source, KnownThread known, string threadId, RemovedPosts removed, RemovedAuthors removedAuthors) =>
        new ThreadMerge(file, source, known, threadId, removed, removedAuthors).Run();

    /// <summary>A thread that the source has no longer: it stays, but for what is removed from it.</summary>
    public static MergedThread WithoutSource(ForumThread file, KnownThread known, string threadId, RemovedPosts removed, RemovedAuthors removedAuthors)
    {
        var merged = Merge(file, new(file with { Posts = [] }, [], [], [], []), known, threadId, removed, removedAuthors);
        var entry = known.Newest is { } newest ? newest with { Path = file.Inner, Posts = merged.Entry.Posts } : merged.Entry;
        return merged with { Entry = entry, Diagnostics = [.. merged.Diagnostics.Where(diagnostic => diagnostic.Rule != Rules.GonePost)] };
    }

    /// <summary>A thread that has no file yet.</summary>
    public static MergedThread New(MadeThread source, string threadId)
    {
        var posts = source.Thread.Posts.Select(post => new LedgerPost(post.Id, Fingerprint.OfBody(post.Body.Text), Fingerprint.OfHeading(post, (post as Reply)?.ParentId)));
        return new(source.Thread, HeaderMerge.EntryOf(threadId, source.Thread, [.. posts]), [], [], [.. source.Quotes.Select(quote => quote.NodeId).Distinct(StringComparer.Ordinal)]);
    }

    private MergedThread Run()
    {
        var kept = new List<AuthoredNode>();
        // Ids of the file that lead nowhere now, and what each of these nodes was made to.
        var removed = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var post in _file.Posts)
        {
            var id = _match.SourceIdOf(post);
            if (_match.SourceOf(post) is { } source) kept.Add(MergePost(post, source));
            else if (post is not Question && _removed.Has(Id, id ?? post.Id, post.Url)) Drop(post, removed);
            else kept.Add(Keep(post, id));
        }

        var missing = new Dictionary<string, string>(removed, StringComparer.Ordinal);
        var added = AddedPosts(missing);
        var ordered = new NodeOrder(_file, _source.Thread, _known, _match).Arrange(kept, added);
        var posts = Reparent(ordered, missing, NamedNeedlessly());
        foreach (var post in posts)
        {
            if (IdAtSource(post) is not { } id) continue;
            if (_following.Contains(id)) _posts[id] = _posts[id] with { Body = Fingerprint.OfBody(post.Body.Text) };
            // A new place in the thread can give a reply back the parent it was imported with: it has stayed now, and stays.
            if (_stayingHeadings.TryGetValue(id, out var sourceHeading) && HeadingOf(post) == _posts[id].Heading) _posts[id] = _posts[id] with { Heading = sourceHeading };
        }

        var header = HeaderMerge.Merge(_file, _source.Thread, _known, _diagnostics);
        var thread = header with { Posts = posts, Takeaways = [.. _file.Takeaways.Select(takeaway => Cleaned(takeaway, removed))] };
        var order = _source.Thread.Posts.Select(post => post.Id).Concat(posts.Select(IdAtSource).OfType<string>())
            .Concat(_known.Settled?.Posts.Select(post => post.NodeId) ?? []).Distinct(StringComparer.Ordinal);
        var entry = HeaderMerge.EntryOf(Id, _source.Thread with { Inner = _file.Inner }, [.. order.Select(id => _posts.GetValueOrDefault(id) ?? TakenOut(id)).OfType<LedgerPost>()]);
        return new(StableIds.Give(thread), entry, [.. _diagnostics], [.. removed.Keys], [.. Quoting(posts, removed)]);
    }

    /// <summary>Posts that quote one that is removed, if nobody took the quote out here.</summary>
    private IEnumerable<string> Quoting(ImmutableArray<AuthoredNode> posts, Dictionary<string, string> removed)
    {
        if (_source.Quotes.Count == 0 && removed.Count == 0) return [];
        var before = _file.Posts.ToDictionary(post => post.Id, post => post.Body.Text, StringComparer.Ordinal);
        var sources = _source.Quotes.ToLookup(quote => quote.NodeId, quote => quote.Address, StringComparer.Ordinal);
        return posts.Where(IsQuoting).Select(post => post.Id);

        bool IsQuoting(AuthoredNode post)
        {
            var turned = RemovedLinks.InQuotes(before.GetValueOrDefault(post.Id) ?? "").Any(to => to.StartsWith('#') && removed.ContainsKey(to[1..]));
            var addresses = sources[IdAtSource(post) ?? post.Id].ToHashSet(StringComparer.Ordinal);
            if (turned) addresses.Add("#q");
            return addresses.Count > 0 && RemovedLinks.InQuotes(post.Body.Text).Any(to => addresses.Contains(to == "#" + _file.Question.Id ? "#q" : to));
        }
    }

    /// <summary>A post in neither the file nor the source: a person took it out, and the source may have it once more.</summary>
    private LedgerPost? TakenOut(string id) => _source.Removed.Contains(id) || _removed.Has(Id, id) ? null : _known.Settled?.Post(id);

    private string? IdAtSource(AuthoredNode post) => _match.SourceIdOf(post) ?? (_posts.ContainsKey(post.Id) ? post.Id : null);

    /// <summary>Posts that the file has not. What the ledger has and the file has not, a person took out, and it stays out.</summary>
    private List<AuthoredNode> AddedPosts(Dictionary<string, string> missing)
    {
        var added = new List<AuthoredNode>();
        foreach (var post in _source.Thread.Posts)
        {
            if (_match.FileIdOf(post.Id) is not null) continue;
            if (_known.Settled?.Post(post.Id) is { } known)
            {
                _posts[post.Id] = known;
                missing[post.Id] = post is Reply reply ? _match.FileIdOf(reply.ParentId) ?? reply.ParentId : "";
                _diagnostics.Add(Rules.DeletedPost.At(_file.Question.Location, post.Id, $"{Id}#{post.Id}"));
                continue;
            }

            _posts[post.Id] = new(post.Id, Fingerprint.OfBody(post.Body.Text), Fingerprint.OfHeading(post, (post as Reply)?.ParentId));
            _following.Add(post.Id);
            added.Add(Renamed(post));
        }

        return added;
    }

    private AuthoredNode MergePost(AuthoredNode file, AuthoredNode source)
    {
        var id = source.Id;
        if (_source.DatedAtLatest.Contains(id)) source = source with { Byline = Nearer(source.Byline, file.Byline) };
        var (fileBody, sourceBody) = (Fingerprint.OfBody(file.Body.Text), Fingerprint.OfBody(source.Body.Text));
        var (fileHeading, sourceHeading) = (HeadingOf(file), Fingerprint.OfHeading(source, (source as Reply)?.ParentId));
        var known = _known.Newest?.Post(id);
        var isRemoved = _source.Removed.Contains(id);

        var followsBody = isRemoved || fileBody == sourceBody || _known.IsBodyOf(id, fileBody);
        var followsHeading = isRemoved || fileHeading == sourceHeading || _known.IsHeadingOf(id, fileHeading);
        if (!followsBody)
            _diagnostics.Add((_known.IsBodyOf(id, sourceBody) ? Rules.EditedPost : Rules.EditedPostBehind).At(file.Location, file.Id));
        if (!followsHeading && !_known.IsHeadingOf(id, sourceHeading))
            _diagnostics.Add(Rules.EditedHeading.At(file.Location, file.Id));

        if (followsBody) _following.Add(id);
        if (!followsHeading) _stayingHeadings.Add(id, sourceHeading);
        _posts[id] = new(
            id,
            followsBody ? sourceBody : known?.Body ?? sourceBody,
            followsHeading ? sourceHeading : known?.Heading ?? sourceHeading);
        var body = followsBody && fileBody != sourceBody ? source.Body : file.Body with { Text = _removedAuthors.Without(file.Body.Text) };
        return followsHeading && fileHeading != sourceHeading
            ? Renamed(source) with { Id = file.Id, HasGivenId = file.HasGivenId, FormerIds = file.FormerIds, Location = file.Location, Body = body }
            : file with { Body = body, Byline = _removedAuthors.Without(file.Byline) };
    }

    /// <summary>Of a post that the source dates at the latest, an earlier date is nearer, be it of another export or of people.</summary>
    private static Byline Nearer(Byline source, Byline file)
    {
        if (file.On is not { } written || IsAfter(written, source.On)) return source;
        var changed = source.Updated ?? source.On;
        return source with { On = written, Updated = IsAfter(changed, file.Updated ?? written) ? changed : file.Updated };

        // One export of a forum may cut the parts of a second off that another has.
        static bool IsAfter(Moment? time, Moment? other) => time?.Time - other?.Time >= TimeSpan.FromSeconds(1);
    }

    /// <summary>A post that the source has no longer, or that a person added.</summary>
    private AuthoredNode Keep(AuthoredNode post, string? id)
    {
        var kept = post with { Body = post.Body with { Text = _removedAuthors.Without(post.Body.Text) }, Byline = _removedAuthors.Without(post.Byline) };
        if (post is Question && _removed.Has(Id, id ?? post.Id, post.Url))
            kept = kept with { Body = post.Body with { Text = ThreadMaker.RemovedQuestion }, Byline = Byline.Unknown, Url = null, Score = null, License = null };
        if (id is null || _known.Newest?.Post(id) is not { } known) return kept;
        _diagnostics.Add(Rules.GonePost.At(post.Location, post.Id));
        _posts[id] = _known.IsBodyOf(id, Fingerprint.OfBody(post.Body.Text)) ? known with { Body = Fingerprint.OfBody(kept.Body.Text) } : known;
        return kept;
    }

    /// <summary>Replies to a removed post are now made to what it was made to.</summary>
    private static void Drop(AuthoredNode post, Dictionary<string, string> removed)
    {
        var parent = post is Reply reply ? reply.ParentId : "";
        foreach (var id in post.FormerIds.Prepend(post.Id)) removed[id] = parent;
    }

    /// <summary>Replies of the file that name a parent though the order says it: only a person does that.</summary>
    private HashSet<string> NamedNeedlessly()
    {
        var needless = new HashSet<string>(StringComparer.Ordinal);
        var nearest = "";
        foreach (var post in _file.Posts)
        {
            if (post is not Reply reply) nearest = post.Id;
            else if (reply.HasGivenParent && reply.ParentId == nearest) needless.Add(reply.Id);
        }

        return needless;
    }

    /// <summary>Parents by their ids in the file, each before its replies, named where the order does not say it.</summary>
    private static ImmutableArray<AuthoredNode> Reparent(List<AuthoredNode> posts, Dictionary<string, string> missing, HashSet<string> namedNeedlessly)
    {
        var question = posts[0].Id;
        var parents = posts.OfType<Reply>().ToDictionary(reply => reply.Id, reply => reply.ParentId, StringComparer.Ordinal);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var result = ImmutableArray.CreateBuilder<AuthoredNode>(posts.Count);
        var nearest = question;
        foreach (var post in posts)
        {
            var placed = post;
            if (post is Reply reply)
            {
                var parent = reply.ParentId;
                for (var steps = 0; !seen.Contains(parent) && steps <= posts.Count + missing.Count; steps++)
                    parent = missing.GetValueOrDefault(parent) ?? parents.GetValueOrDefault(parent) ?? question;
                if (!seen.Contains(parent)) parent = question;
                placed = reply with { ParentId = parent, HasGivenParent = parent != nearest || namedNeedlessly.Contains(reply.Id) };
            }
            else
            {
                nearest = post.Id;
            }

            placed = placed with { Body = placed.Body with { Text = RemovedLinks.Turn(placed.Body.Text, missing.ContainsKey, question) } };
            seen.Add(placed.Id);
            result.Add(placed);
        }

        return result.ToImmutable();
    }

    private Takeaway Cleaned(Takeaway takeaway, Dictionary<string, string> removed)
    {
        var text = RemovedLinks.Turn(takeaway.Body.Text, removed.ContainsKey, _file.Question.Id);
        if (text != takeaway.Body.Text) _diagnostics.Add(Rules.TakeawayOfRemoved.At(takeaway.Location, takeaway.Id));
        return takeaway with { Body = takeaway.Body with { Text = _removedAuthors.Without(text) } };
    }

    /// <summary>The source's post with its parent's id as the file has it.</summary>
    private AuthoredNode Renamed(AuthoredNode source) =>
        source is Reply reply ? reply with { ParentId = _match.FileIdOf(reply.ParentId) ?? reply.ParentId } : source;

    private string HeadingOf(AuthoredNode file) =>
        Fingerprint.OfHeading(file, file is Reply reply ? _match.SourceIdOf(reply.ParentId) ?? reply.ParentId : null);
}

/// <summary>A thread as its file is to hold it.</summary>
/// <param name="Entry">What the ledger is to say of it.</param>
/// <param name="Removed">Ids in the file of nodes that were taken out.</param>
/// <param name="Quoting">Ids in the file of posts that quote what was taken out.</param>
internal sealed record MergedThread(ForumThread Thread, LedgerEntry Entry, ImmutableArray<Diagnostic> Diagnostics, ImmutableArray<string> Removed, ImmutableArray<string> Quoting);

using System.Collections.Immutable;
using KnowledgeBase.Diagnostics;
using KnowledgeBase.Markup;
using KnowledgeBase.Model;

namespace KnowledgeBase.Rendering;

/// <summary>The bodies of one thread, each parsed once; gives their HTML, their ids, and checks what takeaways quote.</summary>
internal sealed class ThreadBodies
{
    private readonly Site _site;
    private readonly Words _words;
    private readonly ForumThread _thread;
    private readonly List<Diagnostic> _diagnostics;
    private readonly BodyLinks _links;
    private readonly Dictionary<string, MarkdownBody> _bodies = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SafeHtml> _html = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Slug, string NodeId), MarkdownBody> _others = [];
    private readonly Dictionary<(string Slug, string NodeId, string? Step), string> _texts = [];
    private readonly Dictionary<string, IReadOnlyList<string>> _sources = new(StringComparer.Ordinal);
    private readonly ThreadDirectory _own;
    private readonly HashSet<string> _ids;

    public ThreadBodies(Site site, Words words, Assets assets, ForumThread thread, SiteUrl page, bool withIndex, List<Diagnostic> diagnostics)
    {
        (_site, _words, _thread, _diagnostics) = (site, words, thread, diagnostics);
        _links = new(site, assets, thread.Inner, page, withIndex, diagnostics);
        _own = _links.DirectoryOf(thread);
        _ids = new(_own.Ids, StringComparer.Ordinal);
        foreach (var node in thread.Nodes)
            _bodies[node.Id] = MarkdownBody.Parse(node.Body, thread.Path, node.Id, node is Reply ? 3 : 2, _ids, diagnostics, _own.Authors);
    }

    /// <summary>What the rest of the site needs to know of this thread's page.</summary>
    public PageFacts Facts(SiteUrl url) => new(url, [.. _ids.Where(id => !_own.Has(id))], [.. _links.AnchorUses], [.. _links.Attachments]);

    public SafeHtml Html(Node node)
    {
        if (_html.TryGetValue(node.Id, out var known)) return known;
        var body = _bodies[node.Id];
        return _html[node.Id] = body.ToHtml(node.Id, _words, Resolve, _diagnostics);

        ResolvedLink Resolve(AuthorLink link)
        {
            var resolved = _links.Resolve(link, fragment => OwnAnchor(body, node.Id, fragment));
            return node is Takeaway ? resolved with { Label = TakeawaySource.LabelOf(link, _thread, _site, _words) } : resolved;
        }
    }

    /// <summary>What each node says, without markup: what is searched, and shown of a result.</summary>
    public ImmutableArray<string> Texts() => [.. _thread.Nodes.Select(node => node is Takeaway ? _bodies[node.Id].StatementAndEvidence() : Text(node))];

    /// <summary>The words of a node as a reader sees them.</summary>
    public string Text(Node node) => TextOf(_thread, node, null);

    /// <summary>A node's Markdown with links that work beside the page.</summary>
    public string Markdown(Node node)
    {
        Html(node); // which resolves the links
        return _bodies[node.Id].ToMarkdown();
    }

    /// <summary>Ids of what a takeaway is drawn from; those of another thread have its slug and '#' in front. Known once takeaways are checked.</summary>
    public IReadOnlyList<string> SourcesOf(Takeaway takeaway) => _sources.GetValueOrDefault(takeaway.Id) ?? [];

    /// <summary>The first words of a post.</summary>
    public string StartOf(AuthoredNode post, int length) => Excerpt.Of(Text(post), length);

    /// <summary>Start of the question, for listings.</summary>
    public string Start => _thread.Description ?? Excerpt.Of(Text(_thread.Question));

    /// <summary>Every takeaway names a source that exists, and its evidence occurs there word for word.</summary>
    public void CheckTakeaways()
    {
        var claims = new List<(Takeaway Takeaway, List<SourceText> Sources, List<(string Text, SourceLocation Location)> Quotes)>();
        foreach (var takeaway in _thread.Takeaways)
        {
            var body = _bodies[takeaway.Id];
            claims.Add((takeaway, [.. body.SourceLinks().Select(link => SourceOf(link, body, takeaway)).OfType<SourceText>().DistinctBy(source => source.Name)], [.. body.Quotes()]));
        }

        var evidence = new Evidence(claims.SelectMany(claim => claim.Quotes).Select(quote => quote.Text));
        var found = new Dictionary<string, HashSet<int>>(ReferenceEqualityComparer.Instance);
        foreach (var (takeaway, sources, quotes) in claims)
        {
            _sources[takeaway.Id] = [.. sources.Select(source => source.Id)];
            foreach (var (what, advice, location) in _bodies[takeaway.Id].UncheckableQuotes()) _diagnostics.Add(Rules.UncheckableEvidence.At(location, what, advice));
            if (sources.Count == 0 && quotes.Count == 0) _diagnostics.Add(Rules.TakeawayWithoutSource.At(takeaway.Location));
            var sourceAdvice = sources.Count == 0 && _bodies[takeaway.Id].HasLinkInQuote
                ? "move its link out of the quote, to the end of the takeaway"
                : "add a link to the node they come from, as in '[a1](#a1)'";
            foreach (var (text, location) in quotes)
            {
                if (sources.Count == 0) _diagnostics.Add(Rules.EvidenceWithoutSource.At(location, sourceAdvice));
                else if (!sources.Exists(source => source.Text is null || FoundIn(source.Text).Contains(evidence.KeyOf(text))))
                    _diagnostics.Add(Rules.EvidenceNotFound.At(location, string.Join(" or ", sources.Select(source => $"'{source.Name}'"))));
            }
        }

        HashSet<int> FoundIn(string source) => found.TryGetValue(source, out var known) ? known : found[source] = evidence.In(source);
    }

    private string? OwnAnchor(MarkdownBody body, string nodeId, string fragment) =>
        _ids.Contains(fragment) ? fragment : body.OwnId(nodeId, fragment);

    /// <summary>What a link of a takeaway points to, if that is a node or a step of this or another thread.</summary>
    private SourceText? SourceOf(AuthorLink link, MarkdownBody body, Takeaway takeaway)
    {
        var (kind, address) = WebAddress.Read(link.Address);
        if (kind == AddressKind.Fragment)
        {
            // A source that is not there is told as a broken link; its words cannot be looked up.
            var id = OwnAnchor(body, takeaway.Id, address[1..]) ?? OwnAnchor(body, takeaway.Id, Uri.UnescapeDataString(address[1..]));
            if (id is null) return new(address, address[1..], null);
            var owner = _own.OwnersOf(id).First(node => IsOf(node, id) || _bodies[node.Id].Has(id));
            return owner is Takeaway ? null : new("#" + id, id, TextUnder(_thread, owner, id));
        }

        var hash = address.IndexOf(".md#", StringComparison.Ordinal);
        if (kind != AddressKind.Relative || hash < 0) return null;
        var slug = Uri.UnescapeDataString(address[(address.LastIndexOf('/', hash) + 1)..hash]);
        var fragment = Uri.UnescapeDataString(address[(hash + 4)..]);
        if (!_site.ThreadBySlug.TryGetValue(slug, out var other)) return new(address, $"{slug}#{fragment}", null);
        return new(address, $"{slug}#{fragment}", _links.DirectoryOf(other).OwnersOf(fragment).Select(node => TextUnder(other, node, fragment)).FirstOrDefault(text => text is not null));
    }

    /// <summary>The words under an id: a step's own, else those of the whole node. Null if the node is not its own and has it not in its body.</summary>
    private string? TextUnder(ForumThread thread, Node node, string id)
    {
        if (IsOf(node, id)) return TextOf(thread, node, null);
        var body = BodyOf(thread, node);
        return body.Has(id) ? TextOf(thread, node, body.IsStep(id) ? id : null) : null;
    }

    private string TextOf(ForumThread thread, Node node, string? step)
    {
        var key = (thread.Slug.Value, node.Id, step);
        return _texts.TryGetValue(key, out var known) ? known : _texts[key] = BodyOf(thread, node).TextOf(step) ?? "";
    }

    private MarkdownBody BodyOf(ForumThread thread, Node node)
    {
        if (ReferenceEquals(thread, _thread)) return _bodies[node.Id];
        var key = (thread.Slug.Value, node.Id);
        if (_others.TryGetValue(key, out var known)) return known;
        var directory = _links.DirectoryOf(thread);
        var body = MarkdownBody.Parse(node.Body, thread.Path, node.Id, 2, directory.Ids, [], directory.Authors);
        // What others find does not hang on which was asked for first.
        directory.Ids.ExceptWith(body.Ids);
        return _others[key] = body;
    }

    private static bool IsOf(Node node, string id) => node.Id == id || node.FormerIds.Contains(id);

    /// <param name="Text">Null where the words are not known.</param>
    private sealed record SourceText(string Name, string Id, string? Text);
}

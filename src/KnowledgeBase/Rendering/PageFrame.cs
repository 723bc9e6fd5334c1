using KnowledgeBase.Markup;
using KnowledgeBase.Model;

namespace KnowledgeBase.Rendering;

/// <summary>What all parts of one page share: where it stands, so that every link is relative to it, and its words.</summary>
internal sealed class PageFrame
{
    private static readonly HashSet<string> RightToLeft = ["ar", "arc", "ckb", "dv", "fa", "he", "iw", "ks", "ps", "sd", "ug", "ur", "yi"];

    private readonly SiteUrl _page;
    private readonly bool _withIndex;
    private readonly bool _isRooted;

    /// <param name="withIndex">Links name <c>index.html</c>, for reading from a disk.</param>
    public PageFrame(Site site, Words words, Page page, bool withIndex)
    {
        (Site, Words, _page, _withIndex) = (site, words, page.Url, withIndex);
        // A host shows 404.html under any address, so its links start at the site's root.
        _isRooted = page is NotFoundPage;
    }

    /// <summary>As the page sees it: what is looked up in it is noted.</summary>
    public Site Site { get; }

    public Words Words { get; }

    /// <summary>Of the interface; texts of threads say their own.</summary>
    public string Language => Site.Config.Language;

    public string Direction => DirectionOf(Language);

    public static string DirectionOf(string language) => RightToLeft.Contains(language.Split('-')[0].ToLowerInvariant()) ? "rtl" : "ltr";

    public SafeUrl To(SiteUrl target, string? fragment = null) => new(_isRooted
        ? target.Under(Site.Config.BasePath) + (fragment is null ? "" : "#" + fragment)
        : target.From(_page, fragment, _withIndex));

    public LinkModel LinkTo(ForumThread thread) => new(thread.Title, To(ThreadPage.UrlOf(thread)));

    public LinkModel LinkTo(Tag tag) => new(tag.Name, To(tag.Url));

    /// <param name="most">In lists, where a thread stands once for each of its tags.</param>
    public IReadOnlyList<LinkModel> TagLinks(ForumThread thread, int most = int.MaxValue) =>
        [.. thread.Tags.Take(most).Select(name => LinkTo(Site.TagBySlug[Slug.FromTag(name).Value]))];

    /// <param name="path">As diagnostics name the file.</param>
    /// <param name="inner">Its path in the content folder.</param>
    public LinkModel? EditLink(string path, string inner, string word) => LinkWith(Site.Config.EditUrl, path, inner, word);

    public LinkModel? AnswerLink(ForumThread thread) => LinkWith(Site.Config.AnswerUrl ?? Site.Config.EditUrl, thread.Path, thread.Inner, "add-answer");

    private LinkModel? LinkWith(string? address, string path, string inner, string word) => address is null
        ? null
        : new(Words[word], new(address.Replace("{path}", string.Join('/', PathInRepository(path, inner).Split('/').Select(Uri.EscapeDataString)), StringComparison.Ordinal)));

    /// <summary>A content folder outside the one where the program runs gives only its name: where it lies is this machine's own affair.</summary>
    private static string PathInRepository(string path, string inner)
    {
        if (!Path.IsPathRooted(path) && !path.StartsWith("..", StringComparison.Ordinal)) return path;
        var folder = path[..^inner.Length].TrimEnd('/');
        return $"{folder[(folder.LastIndexOf('/') + 1)..]}/{inner}";
    }

    public BylineModel BylineOf(Byline byline) => new(
        byline.Author,
        byline.Author is { } name && Site.AuthorByKey.TryGetValue(Author.KeyOf(name), out var author) ? To(author.Url) : null,
        byline.On is { } on ? Words.Date(on) : null, byline.On?.ToString(),
        byline.Updated is { } updated ? Words.Date(updated) : null, byline.Updated?.ToString());
}

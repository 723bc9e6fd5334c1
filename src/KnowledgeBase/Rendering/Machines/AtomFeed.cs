using System.Globalization;
using KnowledgeBase.Model;

namespace KnowledgeBase.Rendering.Machines;

/// <summary>What one entry of a feed tells: a thread, or one of its takeaways.</summary>
/// <param name="Fragment">Id of the takeaway; null for the thread as a whole.</param>
/// <param name="FirstId">The oldest id of the takeaway that is known, if it had others.</param>
/// <param name="Contributors">Whose words the takeaway is drawn from.</param>
internal sealed record AtomEntry(ForumThread Thread, string Title, string? Fragment, string? FirstId, IReadOnlyList<string> Contributors, string Text);

/// <summary>A feed in the Atom format (RFC 4287).</summary>
/// <param name="Page">The page that shows the same to readers.</param>
/// <param name="Entries">At least one: a feed must have a date, and a build has no clock.</param>
internal sealed record AtomFeed(FeedLink Link, SiteUrl Page, IReadOnlyList<AtomEntry> Entries)
{
    private const string Namespace = "http://www.w3.org/2005/Atom";

    /// <param name="site">Has a base URL: all addresses in a feed are absolute.</param>
    public OutputFile ToFile(Site site)
    {
        var root = site.Config.BaseUrl!;
        using var xml = new XmlOutput("feed", Namespace, ("xml:lang", site.Config.Language));
        xml.Add("id", Link.Url.Under(root));
        xml.Add("title", Link.Title);
        if (site.Config.Description.Length > 0) xml.Add("subtitle", site.Config.Description);
        xml.Add("updated", Time(Entries.Max(entry => entry.Thread.LastChanged!.Value)));
        xml.Add("link", "", ("rel", "self"), ("type", "application/atom+xml"), ("href", Link.Url.Under(root)));
        xml.Add("link", "", ("rel", "alternate"), ("type", "text/html"), ("href", Page.Under(root)));
        // For the entries whose author is not known: "a feed must have an author unless all of its entries do".
        AddPerson(xml, "author", site.Config.Title, null);
        foreach (var entry in Entries) AddEntry(xml, entry, site, root);
        return xml.ToFile(Link.Url);
    }

    private static void AddEntry(XmlOutput xml, AtomEntry entry, Site site, string root)
    {
        var (thread, byline) = (entry.Thread, entry.Thread.Question.Byline);
        xml.Open("entry", ("xml:lang", thread.Language));
        xml.Add("id", FirstAddress(thread).Under(root) + Fragment(entry.FirstId ?? entry.Fragment));
        xml.Add("title", entry.Title);
        xml.Add("published", Time(byline.On!.Value));
        xml.Add("updated", Time(thread.LastChanged!.Value));
        xml.Add("link", "", ("rel", "alternate"), ("type", "text/html"), ("href", ThreadPage.UrlOf(thread).Under(root) + Fragment(entry.Fragment)));
        if (entry.Fragment is null && byline.Author is { } author) AddPerson(xml, "author", author, PageOf(author));
        foreach (var contributor in entry.Contributors) AddPerson(xml, "contributor", contributor, PageOf(contributor));
        foreach (var name in thread.Tags)
        {
            var tag = site.TagBySlug[Slug.FromTag(name).Value];
            xml.Add("category", "", ("term", tag.Slug.Value), ("scheme", new SiteUrl("tags/").Under(root)), ("label", tag.Name));
        }

        if ((thread.License ?? site.Config.License) is { } license) xml.Add("rights", license);
        if (entry.Text.Length > 0) xml.Add("summary", entry.Text);
        xml.Close();

        string? PageOf(string name) => site.AuthorByKey.TryGetValue(Author.KeyOf(name), out var known) ? known.Url.Under(root) : null;
    }

    private static void AddPerson(XmlOutput xml, string role, string name, string? uri)
    {
        xml.Open(role);
        xml.Add("name", name);
        if (uri is not null) xml.Add("uri", uri);
        xml.Close();
    }

    /// <summary>The oldest address of a thread that is known, which names it for good: a renamed file keeps its old address as an alias.</summary>
    private static SiteUrl FirstAddress(ForumThread thread)
    {
        foreach (var alias in thread.Aliases)
        {
            var path = alias.Value.Trim('/');
            if (path.StartsWith("threads/", StringComparison.Ordinal) && path.IndexOf('/', "threads/".Length) < 0) return new(path + "/");
        }

        return ThreadPage.UrlOf(thread);
    }

    private static string Fragment(string? id) => id is null ? "" : "#" + id;

    /// <summary>As RFC 3339 wants it: a day begins at midnight, UTC.</summary>
    private static string Time(Moment moment) => moment.Time.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}

using KnowledgeBase.Model;

namespace KnowledgeBase.Rendering.Machines;

/// <summary>The addresses that search engines may list (sitemaps.org, protocol 0.9): one file, or an index of several.</summary>
internal static class Sitemap
{
    private const string Namespace = "http://www.sitemaps.org/schemas/sitemap/0.9";

    /// <summary>The protocol's limits: 50,000 addresses and 50 MB a file. A single address is never longer than what is left of the latter.</summary>
    private const int MostAddresses = 50_000;
    private const long MostBytes = 48_000_000;

    private static readonly SiteUrl Main = new("sitemap.xml");

    /// <summary>One file after the other, so that only one is held.</summary>
    /// <param name="pages">Redirects, duplicates and pages that are not to be listed are left out.</param>
    /// <param name="most">Addresses a file.</param>
    public static IEnumerable<OutputFile> Files(IEnumerable<Page> pages, string root, int most = MostAddresses)
    {
        using var listed = pages.Where(IsListed).GetEnumerator();
        var hasNext = listed.MoveNext();
        var parts = new List<SiteUrl>();
        while (hasNext)
        {
            using var xml = new XmlOutput("urlset", Namespace);
            var count = 0;
            for (; hasNext && count < most && xml.Length < MostBytes; count++, hasNext = listed.MoveNext()) Add(xml, listed.Current, root);
            var isOnly = parts.Count == 0 && !hasNext;
            var url = isOnly ? Main : new SiteUrl($"sitemap-{parts.Count + 1}.xml");
            parts.Add(url);
            yield return xml.ToFile(url);
            if (isOnly) yield break;
        }

        using var index = new XmlOutput("sitemapindex", Namespace);
        foreach (var part in parts)
        {
            index.Open("sitemap");
            index.Add("loc", part.Under(root));
            index.Close();
        }

        yield return index.ToFile(Main);
    }

    private static bool IsListed(Page page) => SiteRenderer.IsIndexed(page) && page is not ThreadPage { Thread.DuplicateOf: not null };

    private static void Add(XmlOutput xml, Page page, string root)
    {
        xml.Open("url");
        xml.Add("loc", page.Url.Under(root));
        if (page is ThreadPage { Thread.LastChanged: { } active }) xml.Add("lastmod", active.ToString());
        xml.Close();
    }
}

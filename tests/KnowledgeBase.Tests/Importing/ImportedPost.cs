using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using KnowledgeBase.Importing;
using KnowledgeBase.Markup;
using Markdig;
using Xunit;

namespace KnowledgeBase.Tests.Importing;

/// <summary>A post's HTML, the Markdown it became, and the page that Markdown makes.</summary>
internal sealed class ImportedPost
{
    public ImportedPost(string html)
    {
        Source = HtmlToMarkdown.Parse(html).Body!;
        Markdown = CanonicalBody.Of(HtmlToMarkdown.Convert(html, new("p1", address => address.StartsWith('/') ? "https://forum.example" + address : address, Losses)));
        var document = MarkdownDialect.Parse(Markdown, out var problem, out _);
        Assert.True(document is not null, problem);
        // Tags that posts may have stay as they are here; what becomes of others is another test's matter.
        Html = document.ToHtml(MarkdownDialect.Pipeline);
        Page = new HtmlParser().ParseDocument("<!DOCTYPE html><body>" + Html).Body!;
    }

    public List<Loss> Losses { get; } = [];

    public string Markdown { get; }

    public string Html { get; }

    public IElement Source { get; }

    public IElement Page { get; }

    /// <summary>All that a reader could read, white space aside.</summary>
    public static string Letters(INode node)
    {
        var letters = new StringBuilder();
        foreach (var text in node.Descendants<IText>())
        {
            if (text.Ancestors<IElement>().Any(element => element.LocalName is "script" or "style" or "iframe" or "noembed" or "noframes")) continue;
            foreach (var c in text.Data)
            {
                if (!char.IsWhiteSpace(c)) letters.Append(c);
            }
        }

        return letters.ToString();
    }

    public static IEnumerable<string> CodeBlocks(IElement root) =>
        root.QuerySelectorAll("pre").Select(pre => pre.TextContent.ReplaceLineEndings("\n")).Where(code => !string.IsNullOrWhiteSpace(code)).Select(code => code.EndsWith('\n') ? code[..^1] : code);
}

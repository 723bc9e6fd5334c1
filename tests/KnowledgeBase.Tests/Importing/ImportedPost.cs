using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using KnowledgeBase.Diagnostics;
using KnowledgeBase.Importing;
using KnowledgeBase.Markup;
using KnowledgeBase.Model;
using Xunit;

namespace KnowledgeBase.Tests.Importing;

/// <summary>A post's HTML, the Markdown it became, and the page that Markdown makes.</summary>
internal sealed class ImportedPost
{
    public ImportedPost(string html)
    {
        Source = HtmlToMarkdown.Parse(html).Body!;
        Markdown = CanonicalBody.Of(HtmlToMarkdown.Convert(html, new("p1", address => address.StartsWith('/') ? "https://forum.example" + address : address, Losses)));
        var diagnostics = new List<Diagnostic>();
        var body = MarkdownBody.Parse(new Body(Markdown), "x.md", "p1", 3, [], diagnostics);
        Html = body.ToHtml("p1", TestSite.English, link => new(link.Address), diagnostics).Html;
        Assert.DoesNotContain(diagnostics, diagnostic => diagnostic.Rule == Rules.PlainFallback);
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

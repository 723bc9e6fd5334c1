using System.Collections.Immutable;
using AngleSharp.Dom;
using KnowledgeBase.Markup;

namespace KnowledgeBase.Importing;

/// <summary>
/// The text of a post in our Markdown: its own Markdown where our dialect reads in it what the source showed, letter for letter,
/// and else its HTML turned into Markdown.
/// </summary>
internal static class StackExchangeText
{
    /// <summary>The source allows 30,000; what is longer was not written there, and takes the way that has a limit.</summary>
    private const int LongestMarkdown = 200_000;

    public static string Of(StackExchangePost post, Func<string, string?> replacement, Func<string, string?> tagAddress, List<Loss> losses)
    {
        var node = StackExchangeLinks.NodeId(post);
        using var html = HtmlToMarkdown.Parse(post.Html);
        StackExchangeHtml.OpenSpoilers(html);
        if (post.Markdown is { Length: <= LongestMarkdown } source && FromMarkdown(source, html, replacement, tagAddress) is var (markdown, images))
        {
            losses.AddRange(images.Select(image => new Loss("img", LossKind.Remote, node, image)));
            return markdown;
        }

        return HtmlToMarkdown.Convert(html.Body!, new(node, address => replacement(address) ?? "", losses));
    }

    /// <param name="html">The comment's text.</param>
    public static string OfComment(string html, string node, Func<string, string?> replacement, List<Loss> losses) =>
        HtmlToMarkdown.Convert(html, new(node, address => replacement(address) ?? "", losses));

    private static (string Markdown, ImmutableArray<string> Images)? FromMarkdown(string source, IDocument html, Func<string, string?> replacement, Func<string, string?> tagAddress)
    {
        foreach (var hasBareHeadings in (bool[])[false, true])
        {
            var markdown = StackExchangeFlavour.ToOurs(source, tagAddress, hasBareHeadings);
            if (MarkdownReading.Of(markdown) is not { } reading || !StackExchangeHtml.Agrees(html, reading)) continue;
            // A link that leads nowhere is taken off, which the other way does.
            if (reading.Addresses.Any(written => replacement(written.Address) is null)) return null;
            return (UnwarnedMarkdown.Of(reading.With(replacement)), reading.Images);
        }

        return null;
    }
}

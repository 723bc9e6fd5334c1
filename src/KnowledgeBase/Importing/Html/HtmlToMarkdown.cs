using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace KnowledgeBase.Importing;

/// <summary>Turns the HTML of a forum's post into the site's Markdown: all its words, its code byte for byte, and a loss told for whatever Markdown cannot say.</summary>
internal static class HtmlToMarkdown
{
    private const int MaxLength = 1 << 20;

    /// <summary>AngleSharp's work grows with the square of the depth.</summary>
    private const int MaxDepth = 256;

    /// <summary>Unclosed tags of a few bytes can make any number of elements.</summary>
    private const int MaxElements = 200_000;

    /// <summary>Attribute of a body that holds text only, and why.</summary>
    private const string TextOnly = "text-only";

    public static string Convert(string html, HtmlReading reading)
    {
        using var document = Parse(html);
        return Convert(document.Body!, reading);
    }

    /// <param name="root">Its children are the post.</param>
    public static string Convert(INode root, HtmlReading reading)
    {
        if (root is IElement { LocalName: "body" } body && body.GetAttribute(TextOnly) is { Length: > 0 } reason)
            reading.Losses.Add(new("html", LossKind.Changed, reading.NodeId, reason));
        return new HtmlWalk(reading).Post(root);
    }

    /// <summary>Reads a post as the body of a page. One that would take too long to read is there as text only.</summary>
    public static IDocument Parse(string html)
    {
        if (html.Length > MaxLength) return Text(html, "its HTML has more than a million characters");
        try
        {
            return Read(html);
        }
        catch (OutOfBoundsException)
        {
            return Text(html, "its HTML nests too deep or holds too many elements");
        }
    }

    private static IDocument Read(string html)
    {
        var count = 0;
        IElement? last = null;
        var options = new HtmlParserOptions
        {
            // The element before this one has its place in the tree by now.
            OnCreated = (element, _) =>
            {
                if (++count > MaxElements || (last is not null && IsTooDeep(last))) throw new OutOfBoundsException();
                last = element;
            },
        };
        // The body's tag comes first, so that comments, scripts and titles at the start stay in the post.
        return new HtmlParser(options).ParseDocument("<!DOCTYPE html><body>" + html);
    }

    private static bool IsTooDeep(INode node)
    {
        var depth = 0;
        for (var at = node; at is not null; at = at.Parent)
        {
            if (++depth > MaxDepth) return true;
        }

        return false;
    }

    private static IDocument Text(string html, string reason)
    {
        var document = Read("");
        document.Body!.SetAttribute(TextOnly, reason);
        var text = document.CreateElement("pre");
        text.TextContent = WebUtility.HtmlDecode(WithoutTags(html));
        document.Body.AppendChild(text);
        return document;
    }

    private static string WithoutTags(string html)
    {
        var text = new System.Text.StringBuilder(html.Length);
        var at = 0;
        while (at < html.Length)
        {
            var tag = html.IndexOf('<', at);
            var end = tag < 0 ? -1 : html.IndexOf('>', tag);
            if (end < 0) break;
            var isTag = char.IsAsciiLetter(html[tag + 1]) || html[tag + 1] is '/' or '!' or '?';
            text.Append(html, at, tag - at).Append(isTag ? "" : html[tag..(end + 1)]);
            at = end + 1;
        }

        return text.Append(html, at, html.Length - at).ToString();
    }

    private sealed class OutOfBoundsException : Exception;
}

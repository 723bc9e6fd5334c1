using System.Globalization;
using KnowledgeBase.Model;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax.Inlines;

namespace KnowledgeBase.Markup;

/// <summary>Writes an author's link or image as what it was resolved to.</summary>
internal sealed class LinkHtml : HtmlObjectRenderer<LinkInline>
{
    private const string Outside = " rel=\"nofollow ugc noopener noreferrer\"";

    /// <summary>Pixels of a picture that fit into the column of text, and mostly into the height of a window.</summary>
    private const int ShownWhole = 600;

    protected override void Write(HtmlRenderer renderer, LinkInline obj)
    {
        var (link, words) = (BodyRenderer.Of(renderer).Resolve(obj), BodyRenderer.Of(renderer).Words);
        // Links cannot hold links: in another, the words are enough.
        var isInLink = IsInLink(obj);
        if (obj.IsImage) WriteImage(renderer, obj, isInLink, link, words);
        else if (isInLink) renderer.WriteChildren(obj);
        else if (link.Href is null) WriteAsText(renderer, obj);
        else WriteLink(renderer, link, obj.Title, words, () => WriteWords(renderer, obj, link.Label));
    }

    private static void WriteWords(HtmlRenderer renderer, LinkInline link, string? label)
    {
        if (label is null) renderer.WriteChildren(link);
        else renderer.WriteEscape(label);
    }

    private static bool IsInLink(LinkInline link)
    {
        for (var outer = link.Parent; outer is not null; outer = outer.Parent)
        {
            if (outer is LinkInline) return true;
        }

        return link.ContainsData(RawHtml.InLinkKey);
    }

    /// <summary>A picture that pages show smaller than it is leads to its file.</summary>
    private static void WriteImage(HtmlRenderer renderer, LinkInline obj, bool isInLink, ResolvedLink link, Words words)
    {
        var size = ImageLabel.SizeOf(obj);
        var image = new AuthorImage(obj.Url ?? "", PlainText.Of(obj), obj.Title, size?.Width.ToString(CultureInfo.InvariantCulture), size?.Height.ToString(CultureInfo.InvariantCulture), isInLink);
        var isLarge = link is { Href: not null, IsShown: true, Size: { Width: > ShownWhole } or { Height: > ShownWhole } };
        // The words are all that a link has for those who do not see.
        if (isInLink || !isLarge || image.Alt.Length == 0) WriteImage(renderer, image, link, words);
        else WriteLink(renderer, link, null, words, () => WriteImage(renderer, image, link, words));
    }

    /// <param name="title">The author's title, shown on hover.</param>
    public static void WriteLink(HtmlRenderer renderer, ResolvedLink link, string? title, Words words, Action writeText)
    {
        WriteStart(renderer, link);
        if (link.Label is not null) renderer.Write(" class=\"source\"");
        if (!string.IsNullOrEmpty(title)) renderer.Write(" title=\"").WriteEscape(title).Write("\"");
        renderer.Write(">");
        writeText();
        WriteEnd(renderer, link, "", words);
    }

    /// <summary>The start tag of a link up to its last attribute.</summary>
    public static void WriteStart(HtmlRenderer renderer, ResolvedLink link)
    {
        renderer.Write("<a href=\"").WriteEscape(link.Href).Write("\"");
        if (link.IsExternal) renderer.Write(Outside);
    }

    /// <param name="address">As its author wrote it: shown where the link may not be followed.</param>
    public static void WriteEnd(HtmlRenderer renderer, ResolvedLink link, string address, Words words)
    {
        if (link.Href is null) renderer.Write(" (").WriteEscape(address).Write(")");
        else renderer.Write("</a>");
        if (link.Original is null) return;
        renderer.Write(" <a class=\"original\" href=\"").WriteEscape(link.Original).Write("\"").Write(Outside).Write(">(").WriteEscape(words["original-link"]).Write(")</a>");
    }

    public static void WriteImage(HtmlRenderer renderer, AuthorImage image, ResolvedLink link, Words words)
    {
        if (link.Href is null)
        {
            renderer.WriteEscape(image.Alt.Length > 0 ? image.Alt : image.Address);
        }
        else if (link.IsShown)
        {
            renderer.Write("<img src=\"").WriteEscape(link.Href).Write("\" alt=\"").WriteEscape(image.Alt).Write("\"");
            if (image.Width is not null) renderer.Write(" width=\"").WriteEscape(image.Width).Write("\"");
            if (image is { Width: null, Height: null } && link.Size is { } size) renderer.Write($" width=\"{size.Width}\" height=\"{size.Height}\"");
            if (image.Height is not null) renderer.Write(" height=\"").WriteEscape(image.Height).Write("\"");
            if (!string.IsNullOrEmpty(image.Title)) renderer.Write(" title=\"").WriteEscape(image.Title).Write("\"");
            renderer.Write(link.IsExternal ? " loading=\"lazy\" referrerpolicy=\"no-referrer\">" : " loading=\"lazy\">");
        }
        else
        {
            // A picture elsewhere is a link with its words and its host, so that no page asks another host for anything.
            var place = link.IsExternal ? WebAddress.HostOf(link.Href) : Path.GetFileName(image.Address);
            var label = words.With("image-link", image.Alt.Length > 0 ? $"{image.Alt} ({place})" : place);
            if (image.IsInLink) renderer.WriteEscape(label);
            else WriteLink(renderer, link, image.Title, words, () => renderer.WriteEscape(label));
        }
    }

    /// <summary>A link that may not be followed keeps its words, and its address beside them.</summary>
    private static void WriteAsText(HtmlRenderer renderer, LinkInline link)
    {
        renderer.WriteChildren(link);
        if (!string.IsNullOrEmpty(link.Url)) renderer.Write(" (").WriteEscape(link.Url).Write(")");
    }
}

/// <summary>Writes an address that stands in the text as a link.</summary>
internal sealed class AutolinkHtml : HtmlObjectRenderer<AutolinkInline>
{
    protected override void Write(HtmlRenderer renderer, AutolinkInline obj)
    {
        var link = BodyRenderer.Of(renderer).Resolve(obj);
        if (link.Href is null || obj.ContainsData(RawHtml.InLinkKey)) renderer.WriteEscape(obj.Url);
        else LinkHtml.WriteLink(renderer, link, null, BodyRenderer.Of(renderer).Words, () => renderer.WriteEscape(obj.Url));
    }
}

/// <summary>An image as its author described it.</summary>
/// <param name="IsInLink">It stands in a link, so it cannot be one itself.</param>
internal sealed record AuthorImage(string Address, string Alt, string? Title, string? Width, string? Height, bool IsInLink);

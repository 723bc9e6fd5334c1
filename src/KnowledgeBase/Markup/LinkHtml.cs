using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax.Inlines;

namespace KnowledgeBase.Markup;

/// <summary>Writes an author's link or image as what it was resolved to.</summary>
internal sealed class LinkHtml(Func<Inline, ResolvedLink> resolve) : HtmlObjectRenderer<LinkInline>
{
    protected override void Write(HtmlRenderer renderer, LinkInline obj)
    {
        var link = resolve(obj);
        if (obj.IsImage) WriteImage(renderer, obj, link);
        else if (link.Href is null) WriteAsText(renderer, obj);
        else WriteLink(renderer, link, obj.Title, () => renderer.WriteChildren(obj));
    }

    /// <param name="title">The author's title, shown on hover.</param>
    public static void WriteLink(HtmlRenderer renderer, ResolvedLink link, string? title, Action writeText)
    {
        renderer.Write("<a href=\"").WriteEscape(link.Href).Write("\"");
        if (!string.IsNullOrEmpty(title)) renderer.Write(" title=\"").WriteEscape(title).Write("\"");
        if (link.IsExternal) renderer.Write(" rel=\"nofollow ugc noopener noreferrer\"");
        renderer.Write(">");
        writeText();
        renderer.Write("</a>");
        if (link.Original is null) return;
        renderer.Write(" <a class=\"original\" href=\"").WriteEscape(link.Original).Write("\" rel=\"nofollow ugc noopener noreferrer\">(original)</a>");
    }

    private static void WriteImage(HtmlRenderer renderer, LinkInline image, ResolvedLink link)
    {
        var alt = PlainText.Of(image);
        if (link.Href is null)
        {
            renderer.WriteEscape(alt.Length > 0 ? alt : image.Url);
        }
        else if (link.IsShown)
        {
            renderer.Write("<img src=\"").WriteEscape(link.Href).Write("\" alt=\"").WriteEscape(alt).Write("\"");
            if (!string.IsNullOrEmpty(image.Title)) renderer.Write(" title=\"").WriteEscape(image.Title).Write("\"");
            renderer.Write(link.IsExternal ? " loading=\"lazy\" referrerpolicy=\"no-referrer\">" : " loading=\"lazy\">");
        }
        else
        {
            // A picture elsewhere is a link with its words and its host, so that no page asks another host for anything.
            var host = WebAddress.HostOf(link.Href);
            var label = alt.Length > 0 ? $"{alt} ({host})" : host;
            // Links cannot hold links: in a linked picture the words are enough.
            if (image.Parent is LinkInline) renderer.WriteEscape($"[image: {label}]");
            else WriteLink(renderer, link, image.Title, () => renderer.WriteEscape($"[image: {label}]"));
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
internal sealed class AutolinkHtml(Func<Inline, ResolvedLink> resolve) : HtmlObjectRenderer<AutolinkInline>
{
    protected override void Write(HtmlRenderer renderer, AutolinkInline obj)
    {
        var link = resolve(obj);
        if (link.Href is null) renderer.WriteEscape(obj.Url);
        else LinkHtml.WriteLink(renderer, link, null, () => renderer.WriteEscape(obj.Url));
    }
}

using KnowledgeBase.Model;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax;

namespace KnowledgeBase.Markup;

/// <summary>Writes raw HTML that was judged: its links and images as those of Markdown, its ids as ids of the page.</summary>
internal sealed class RawHtmlWriting(Func<RawTag, ResolvedLink> resolve, Func<RawTag, string?> idOf, Words words)
{
    // Links hold no links, so one is open at most.
    private ResolvedLink? _link;
    private string? _address;

    public static void AddTo(ObjectRendererCollection renderers)
    {
        renderers.Insert(0, new Blocks());
        renderers.Insert(0, new Inlines());
    }

    private void Write(HtmlRenderer renderer, List<RawPiece> pieces)
    {
        foreach (var piece in pieces)
        {
            if (piece.IsText) renderer.WriteEscape(piece.Text);
            else if (piece.Start is { } tag) WriteStart(renderer, tag);
            else if (piece.Text == "a") WriteLinkEnd(renderer);
            else renderer.Write("</").Write(piece.Text).Write(">");
        }
    }

    private void WriteStart(HtmlRenderer renderer, RawTag tag)
    {
        switch (tag.Name)
        {
            case "a" when tag["href"] is not null:
                WriteLinkStart(renderer, tag);
                break;
            case "img":
                LinkHtml.WriteImage(renderer, new(tag["src"]!, tag["alt"] ?? "", tag["title"], tag["width"], tag["height"], _link?.Href is not null), resolve(tag), words);
                break;
            case "input":
                BodyHtml.TaskHtml.Write(renderer, tag["checked"] is not null, words);
                break;
            default:
                renderer.Write("<").Write(tag.Name);
                WriteAttributes(renderer, tag);
                renderer.Write(">");
                break;
        }
    }

    private void WriteLinkStart(HtmlRenderer renderer, RawTag tag)
    {
        (_link, _address) = (resolve(tag), tag["href"]);
        if (_link.Href is null) return;
        LinkHtml.WriteStart(renderer, _link);
        WriteAttributes(renderer, tag);
        renderer.Write(">");
    }

    private void WriteLinkEnd(HtmlRenderer renderer)
    {
        if (_link is null) renderer.Write("</a>");
        else LinkHtml.WriteEnd(renderer, _link, _address!, words);
        (_link, _address) = (null, null);
    }

    private void WriteAttributes(HtmlRenderer renderer, RawTag tag)
    {
        if (idOf(tag) is { } id) renderer.Write(" id=\"").WriteEscape(id).Write("\"");
        foreach (var (name, value) in tag.Attributes)
        {
            if (name is "id" or "href") continue;
            renderer.Write(" ").Write(name);
            if (value.Length > 0) renderer.Write("=\"").WriteEscape(value).Write("\"");
        }
    }

    private sealed class Blocks : HtmlObjectRenderer<RawHtmlBlock>
    {
        protected override void Write(HtmlRenderer renderer, RawHtmlBlock obj)
        {
            renderer.EnsureLine();
            BodyRenderer.Of(renderer).RawHtml.Write(renderer, obj.Pieces);
            renderer.EnsureLine();
        }
    }

    private sealed class Inlines : HtmlObjectRenderer<RawHtmlInline>
    {
        protected override void Write(HtmlRenderer renderer, RawHtmlInline obj) => BodyRenderer.Of(renderer).RawHtml.Write(renderer, obj.Pieces);
    }
}

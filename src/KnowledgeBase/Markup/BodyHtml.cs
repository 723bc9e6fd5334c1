using System.Text;
using KnowledgeBase.Model;
using Markdig.Extensions.Alerts;
using Markdig.Extensions.Footnotes;
using Markdig.Extensions.Tables;
using Markdig.Extensions.TaskLists;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Renderers.Html.Inlines;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace KnowledgeBase.Markup;

/// <summary>The page would grow far beyond the text it shows.</summary>
internal sealed class OutputTooLargeException : Exception;

/// <summary>Writes a body's tree as HTML: Markdig's renderers, with our own where ids, links or strangers' HTML are concerned.</summary>
internal static class BodyHtml
{
    /// <summary>Data of a block that holds its id.</summary>
    public static readonly object IdKey = new();

    // Used again and again: a renderer has thirty parts, and learns which of them is for what.
    [ThreadStatic]
    private static BodyRenderer? _idle;

    public static SafeHtml Render(MarkdownDocument document, int length, string nodeId, Func<Inline, ResolvedLink> resolve, RawHtmlWriting rawHtml, Words words, bool linksHeadings)
    {
        var renderer = _idle ?? new BodyRenderer();
        // One that stops in the middle is of no more use.
        _idle = null;
        renderer.Start(nodeId, resolve, rawHtml, words, linksHeadings, most: Math.Max(1 << 20, 16 * length));
        renderer.Render(document);
        _idle = renderer;
        var html = renderer.Written;
        return RawHtml.FindingsOf(document) is { Kept: > 0 } ? new(HtmlSanitizing.Clean(html.ToString())) : new(ToUtf8(html));
    }

    private static byte[] ToUtf8(ReadOnlySpan<char> html)
    {
        var bytes = new byte[Encoding.UTF8.GetByteCount(html)];
        Encoding.UTF8.GetBytes(html, bytes);
        return bytes;
    }

    internal sealed class HeadingHtml : HtmlObjectRenderer<HeadingBlock>
    {
        protected override void Write(HtmlRenderer renderer, HeadingBlock obj)
        {
            renderer.EnsureLine();
            // A heading without a word heads nothing, but its id may be linked to.
            var name = obj.Level == MarkdownBody.NoHeading ? "p" : $"h{obj.Level}";
            renderer.Write($"<{name} id=\"{obj.GetData(IdKey)}\">");
            renderer.WriteLeafInline(obj);
            if (BodyRenderer.Of(renderer) is { LinksHeadings: true, Words: var words } && obj.Level != MarkdownBody.NoHeading)
            {
                renderer.Write($" <a class=\"{BodyClasses.Permalink}\" href=\"#{obj.GetData(IdKey)}\" aria-label=\"");
                renderer.WriteEscape(words.With("link-to", PlainText.Of(obj))).Write("\">#</a>");
            }

            renderer.Write($"</{name}>").WriteLine();
        }
    }

    internal sealed class ListHtml : HtmlObjectRenderer<ListBlock>
    {
        protected override void Write(HtmlRenderer renderer, ListBlock obj)
        {
            renderer.EnsureLine();
            var isTasks = !obj.IsOrdered && obj.Descendants<TaskList>().Any();
            if (!obj.IsOrdered) renderer.Write(isTasks ? "<ul class=\"contains-task-list\">" : "<ul>");
            else WriteOrdered(renderer, obj);
            renderer.WriteLine();

            foreach (var item in obj.OfType<ListItemBlock>())
            {
                var before = renderer.ImplicitParagraph;
                renderer.ImplicitParagraph = !obj.IsLoose;
                renderer.EnsureLine();
                renderer.Write("<li");
                if (item.GetData(IdKey) is string id) renderer.Write(" id=\"").Write(id).Write("\"");
                renderer.Write(">");
                renderer.WriteChildren(item);
                renderer.Write("</li>").WriteLine();
                renderer.ImplicitParagraph = before;
            }

            renderer.Write(obj.IsOrdered ? "</ol>" : "</ul>").WriteLine();
        }

        private static void WriteOrdered(HtmlRenderer renderer, ListBlock list)
        {
            renderer.Write("<ol");
            if (list.OrderedStart is not (null or "1")) renderer.Write(" start=\"").Write(list.OrderedStart).Write("\"");
            // Numbers stand beside the text, and long ones need more room than a style sheet can know of.
            if (list.Count > 99 || list.OrderedStart is { Length: > 2 }) renderer.Write(" class=\"long\"");
            renderer.Write(">");
        }
    }

    internal sealed class LineBreakHtml : HtmlObjectRenderer<LineBreakInline>
    {
        protected override void Write(HtmlRenderer renderer, LineBreakInline obj)
        {
            if (obj.IsHard) renderer.Write("<br>");
            renderer.EnsureLine();
        }
    }

    internal sealed class ThematicBreakHtml : HtmlObjectRenderer<ThematicBreakBlock>
    {
        protected override void Write(HtmlRenderer renderer, ThematicBreakBlock obj)
        {
            renderer.EnsureLine();
            renderer.WriteLine("<hr>");
        }
    }

    internal sealed class TaskHtml : HtmlObjectRenderer<TaskList>
    {
        protected override void Write(HtmlRenderer renderer, TaskList obj) => Write(renderer, obj.Checked, BodyRenderer.Of(renderer).Words);

        public static void Write(HtmlRenderer renderer, bool isChecked, Words words) =>
            renderer.Write("<input type=\"checkbox\" aria-label=\"").WriteEscape(words["task"]).Write(isChecked ? "\" disabled checked>" : "\" disabled>");
    }

    internal sealed class AlertHtml : HtmlObjectRenderer<AlertBlock>
    {
        protected override void Write(HtmlRenderer renderer, AlertBlock obj)
        {
            var kind = obj.Kind.ToString().ToLowerInvariant();
            renderer.EnsureLine();
            renderer.Write($"<div class=\"alert alert-{kind}\">").WriteLine();
            renderer.Write("<p class=\"alert-title\">").WriteEscape(BodyRenderer.Of(renderer).Words[$"alert-{kind}"]).Write("</p>").WriteLine();
            renderer.WriteChildren(obj);
            renderer.Write("</div>").WriteLine();
        }
    }

    internal sealed class FootnotesHtml : HtmlObjectRenderer<FootnoteGroup>
    {
        protected override void Write(HtmlRenderer renderer, FootnoteGroup obj)
        {
            var nodeId = BodyRenderer.Of(renderer).NodeId;
            renderer.EnsureLine();
            renderer.Write("<div class=\"footnotes\">").WriteLine().Write("<ol>").WriteLine();
            foreach (var footnote in obj.OfType<Footnote>())
            {
                renderer.Write($"<li id=\"{nodeId}_fn{footnote.Order}\">").WriteLine();
                renderer.WriteChildren(footnote);
                renderer.Write("</li>").WriteLine();
            }

            renderer.Write("</ol>").WriteLine().Write("</div>").WriteLine();
        }
    }

    internal sealed class FootnoteLinkHtml : HtmlObjectRenderer<FootnoteLink>
    {
        protected override void Write(HtmlRenderer renderer, FootnoteLink obj)
        {
            var (note, index) = (obj.Footnote.Order, obj.Index);
            var (nodeId, words) = (BodyRenderer.Of(renderer).NodeId, BodyRenderer.Of(renderer).Words);
            if (obj.ContainsData(RawHtml.InLinkKey)) renderer.Write($"<sup id=\"{nodeId}_fnref{index}\">{note}</sup>");
            else if (obj.IsBackLink) renderer.Write($"<a href=\"#{nodeId}_fnref{index}\" aria-label=\"").WriteEscape(words["back-to-text"]).Write("\">↩</a>");
            else renderer.Write($"<sup id=\"{nodeId}_fnref{index}\"><a href=\"#{nodeId}_fn{note}\">{note}</a></sup>");
        }
    }

    internal sealed class TableHtml : HtmlTableRenderer
    {
        protected override void Write(HtmlRenderer renderer, Table table)
        {
            // Alignment as a class: the policy allows no style attributes.
            foreach (var row in table.OfType<TableRow>())
            {
                for (var i = 0; i < row.Count; i++)
                {
                    if (i >= table.ColumnDefinitions.Count || table.ColumnDefinitions[i].Alignment is not { } alignment) continue;
                    if (alignment != TableColumnAlign.Left) row[i].GetAttributes().AddClass(alignment == TableColumnAlign.Center ? "center" : "right");
                }
            }

            foreach (var column in table.ColumnDefinitions) (column.Alignment, column.Width) = (null, 0);
            renderer.EnsureLine();
            renderer.Write("<div class=\"table\" tabindex=\"0\">");
            base.Write(renderer, table);
            renderer.Write("</div>").WriteLine();
        }
    }
}

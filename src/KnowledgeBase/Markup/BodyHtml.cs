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

    public static string Render(MarkdownDocument document, int length, string nodeId, Func<Inline, ResolvedLink> resolve, RawHtmlWriting rawHtml, Words words)
    {
        var writer = new CappedWriter(Math.Max(1 << 20, 16 * length));
        var renderer = new HtmlRenderer(writer);
        MarkdownDialect.Pipeline.Setup(renderer);
        var renderers = renderer.ObjectRenderers;
        renderers.ReplaceOrAdd<HeadingRenderer>(new HeadingHtml());
        renderers.ReplaceOrAdd<ListRenderer>(new ListHtml());
        renderers.ReplaceOrAdd<CodeBlockRenderer>(new CodeHtml());
        renderers.RemoveAll(own => own is HtmlBlockRenderer or HtmlInlineRenderer);
        rawHtml.AddTo(renderers);
        renderers.ReplaceOrAdd<CodeInlineRenderer>(new CodeInlineHtml());
        renderers.ReplaceOrAdd<LinkInlineRenderer>(new LinkHtml(resolve, words));
        renderers.ReplaceOrAdd<AutolinkInlineRenderer>(new AutolinkHtml(resolve, words));
        renderers.ReplaceOrAdd<AlertBlockRenderer>(new AlertHtml(words));
        renderers.ReplaceOrAdd<HtmlFootnoteGroupRenderer>(new FootnotesHtml(nodeId));
        renderers.ReplaceOrAdd<HtmlFootnoteLinkRenderer>(new FootnoteLinkHtml(nodeId, words));
        renderers.ReplaceOrAdd<HtmlTableRenderer>(new TableHtml());
        renderers.ReplaceOrAdd<LineBreakInlineRenderer>(new LineBreakHtml());
        renderers.ReplaceOrAdd<ThematicBreakRenderer>(new ThematicBreakHtml());
        renderers.ReplaceOrAdd<HtmlTaskListRenderer>(new TaskHtml());
        renderers.Add(new EmojiHtml());
        renderers.Add(new MentionHtml(resolve));
        renderers.Add(new MathHtml());
        renderer.Render(document);
        return RawHtml.FindingsOf(document) is { Kept: > 0 } ? HtmlSanitizing.Clean(writer.ToString()) : writer.ToString();
    }

    private sealed class CappedWriter(int most) : StringWriter(System.Globalization.CultureInfo.InvariantCulture)
    {
        public override void Write(char value) { base.Write(value); Check(); }
        public override void Write(string? value) { base.Write(value); Check(); }
        public override void Write(ReadOnlySpan<char> buffer) { base.Write(buffer); Check(); }
        public override void Write(char[] buffer, int index, int count) { base.Write(buffer, index, count); Check(); }

        private void Check()
        {
            if (GetStringBuilder().Length > most) throw new OutputTooLargeException();
        }
    }

    private sealed class HeadingHtml : HtmlObjectRenderer<HeadingBlock>
    {
        protected override void Write(HtmlRenderer renderer, HeadingBlock obj)
        {
            renderer.EnsureLine();
            // A heading without a word heads nothing, but its id may be linked to.
            var name = obj.Level == MarkdownBody.NoHeading ? "p" : $"h{obj.Level}";
            renderer.Write($"<{name} id=\"{obj.GetData(IdKey)}\">");
            renderer.WriteLeafInline(obj);
            renderer.Write($"</{name}>").WriteLine();
        }
    }

    private sealed class ListHtml : HtmlObjectRenderer<ListBlock>
    {
        protected override void Write(HtmlRenderer renderer, ListBlock obj)
        {
            renderer.EnsureLine();
            var isTasks = !obj.IsOrdered && obj.Descendants<TaskList>().Any();
            if (!obj.IsOrdered) renderer.Write(isTasks ? "<ul class=\"contains-task-list\">" : "<ul>");
            else if (obj.OrderedStart is not (null or "1")) renderer.Write("<ol start=\"").Write(obj.OrderedStart).Write("\">");
            else renderer.Write("<ol>");
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
    }

    private sealed class LineBreakHtml : HtmlObjectRenderer<LineBreakInline>
    {
        protected override void Write(HtmlRenderer renderer, LineBreakInline obj)
        {
            if (obj.IsHard) renderer.Write("<br>");
            renderer.EnsureLine();
        }
    }

    private sealed class ThematicBreakHtml : HtmlObjectRenderer<ThematicBreakBlock>
    {
        protected override void Write(HtmlRenderer renderer, ThematicBreakBlock obj)
        {
            renderer.EnsureLine();
            renderer.WriteLine("<hr>");
        }
    }

    private sealed class TaskHtml : HtmlObjectRenderer<TaskList>
    {
        protected override void Write(HtmlRenderer renderer, TaskList obj) =>
            renderer.Write(obj.Checked ? "<input type=\"checkbox\" disabled checked>" : "<input type=\"checkbox\" disabled>");
    }

    private sealed class AlertHtml(Words words) : HtmlObjectRenderer<AlertBlock>
    {
        protected override void Write(HtmlRenderer renderer, AlertBlock obj)
        {
            var kind = obj.Kind.ToString().ToLowerInvariant();
            var isKnown = kind is "note" or "tip" or "important" or "warning" or "caution";
            renderer.EnsureLine();
            renderer.Write($"<div class=\"alert alert-{(isKnown ? kind : "note")}\">").WriteLine();
            renderer.Write("<p class=\"alert-title\">").WriteEscape(isKnown ? words[$"alert-{kind}"] : $"{char.ToUpperInvariant(kind[0])}{kind[1..]}").Write("</p>").WriteLine();
            renderer.WriteChildren(obj);
            renderer.Write("</div>").WriteLine();
        }
    }

    private sealed class FootnotesHtml(string nodeId) : HtmlObjectRenderer<FootnoteGroup>
    {
        protected override void Write(HtmlRenderer renderer, FootnoteGroup obj)
        {
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

    private sealed class FootnoteLinkHtml(string nodeId, Words words) : HtmlObjectRenderer<FootnoteLink>
    {
        protected override void Write(HtmlRenderer renderer, FootnoteLink obj)
        {
            var (note, index) = (obj.Footnote.Order, obj.Index);
            if (obj.ContainsData(RawHtml.InLinkKey)) renderer.Write($"<sup id=\"{nodeId}_fnref{index}\">{note}</sup>");
            else if (obj.IsBackLink) renderer.Write($"<a href=\"#{nodeId}_fnref{index}\" aria-label=\"").WriteEscape(words["back-to-text"]).Write("\">↩</a>");
            else renderer.Write($"<sup id=\"{nodeId}_fnref{index}\"><a href=\"#{nodeId}_fn{note}\">{note}</a></sup>");
        }
    }

    private sealed class TableHtml : HtmlTableRenderer
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

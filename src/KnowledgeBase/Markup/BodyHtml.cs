using System.Text;
using Markdig.Extensions.Alerts;
using Markdig.Extensions.Footnotes;
using Markdig.Extensions.Tables;
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

    public static string Render(MarkdownDocument document, string nodeId, Func<Inline, ResolvedLink> resolve)
    {
        var writer = new CappedWriter(Math.Max(1 << 20, 16 * (document.Span.Length + 1)));
        var renderer = new HtmlRenderer(writer);
        MarkdownDialect.Pipeline.Setup(renderer);
        var renderers = renderer.ObjectRenderers;
        renderers.ReplaceOrAdd<HeadingRenderer>(new HeadingHtml());
        renderers.ReplaceOrAdd<ListRenderer>(new ListHtml());
        renderers.ReplaceOrAdd<CodeBlockRenderer>(new CodeHtml());
        renderers.ReplaceOrAdd<HtmlBlockRenderer>(new HtmlBlockAsText());
        renderers.ReplaceOrAdd<HtmlInlineRenderer>(new HtmlInlineAsText());
        renderers.ReplaceOrAdd<LinkInlineRenderer>(new LinkHtml(resolve));
        renderers.ReplaceOrAdd<AutolinkInlineRenderer>(new AutolinkHtml(resolve));
        renderers.ReplaceOrAdd<AlertBlockRenderer>(new AlertHtml());
        renderers.ReplaceOrAdd<HtmlFootnoteGroupRenderer>(new FootnotesHtml(nodeId));
        renderers.ReplaceOrAdd<HtmlFootnoteLinkRenderer>(new FootnoteLinkHtml(nodeId));
        renderers.ReplaceOrAdd<HtmlTableRenderer>(new TableHtml());
        renderer.Render(document);
        return writer.ToString();
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
            renderer.Write($"<h{obj.Level} id=\"{obj.GetData(IdKey)}\">");
            renderer.WriteLeafInline(obj);
            renderer.Write($"</h{obj.Level}>").WriteLine();
        }
    }

    private sealed class ListHtml : HtmlObjectRenderer<ListBlock>
    {
        protected override void Write(HtmlRenderer renderer, ListBlock obj)
        {
            renderer.EnsureLine();
            var isTasks = !obj.IsOrdered && obj.Descendants<Markdig.Extensions.TaskLists.TaskList>().Any();
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

    private sealed class CodeHtml : HtmlObjectRenderer<CodeBlock>
    {
        protected override void Write(HtmlRenderer renderer, CodeBlock obj)
        {
            renderer.EnsureLine();
            var language = Language((obj as FencedCodeBlock)?.Info);
            // A block that scrolls sideways must be reachable by keyboard.
            renderer.Write("<pre tabindex=\"0\"><code");
            if (language is not null) renderer.Write(" class=\"language-").Write(language).Write("\"");
            renderer.Write(">");
            renderer.WriteLeafRawLines(obj, true, true);
            renderer.Write("</code></pre>").WriteLine();
        }

        private static string? Language(string? info)
        {
            if (string.IsNullOrEmpty(info)) return null;
            var end = info.AsSpan().IndexOfAnyExcept("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+#.-_");
            var language = end < 0 ? info : info[..end];
            return language.Length is > 0 and <= 40 ? language.ToLowerInvariant() : null;
        }
    }

    private sealed class HtmlBlockAsText : HtmlObjectRenderer<HtmlBlock>
    {
        protected override void Write(HtmlRenderer renderer, HtmlBlock obj)
        {
            renderer.EnsureLine();
            renderer.Write("<p class=\"html\">");
            renderer.WriteLeafRawLines(obj, false, true);
            renderer.Write("</p>").WriteLine();
        }
    }

    private sealed class HtmlInlineAsText : HtmlObjectRenderer<HtmlInline>
    {
        protected override void Write(HtmlRenderer renderer, HtmlInline obj) => renderer.WriteEscape(obj.Tag);
    }

    private sealed class AlertHtml : HtmlObjectRenderer<AlertBlock>
    {
        protected override void Write(HtmlRenderer renderer, AlertBlock obj)
        {
            var kind = obj.Kind.ToString().ToLowerInvariant();
            var known = kind is "note" or "tip" or "important" or "warning" or "caution" ? kind : "note";
            renderer.EnsureLine();
            renderer.Write($"<div class=\"alert alert-{known}\">").WriteLine();
            renderer.Write("<p class=\"alert-title\">").WriteEscape($"{char.ToUpperInvariant(kind[0])}{kind[1..]}").Write("</p>").WriteLine();
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

    private sealed class FootnoteLinkHtml(string nodeId) : HtmlObjectRenderer<FootnoteLink>
    {
        protected override void Write(HtmlRenderer renderer, FootnoteLink obj)
        {
            var (note, index) = (obj.Footnote.Order, obj.Index);
            if (obj.IsBackLink) renderer.Write($"<a href=\"#{nodeId}_fnref{index}\" aria-label=\"Back to the text\">↩</a>");
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

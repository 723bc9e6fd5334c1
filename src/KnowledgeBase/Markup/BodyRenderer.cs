using System.Globalization;
using KnowledgeBase.Model;
using Markdig.Extensions.Alerts;
using Markdig.Extensions.Footnotes;
using Markdig.Extensions.Tables;
using Markdig.Extensions.TaskLists;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Renderers.Html.Inlines;
using Markdig.Syntax.Inlines;

namespace KnowledgeBase.Markup;

/// <summary>Markdig's writer of HTML with our parts in it, and what they need to know of the body that is written: one after the other.</summary>
internal sealed class BodyRenderer : HtmlRenderer
{
    private readonly CappedWriter _writer;

    public BodyRenderer()
        : this(new CappedWriter())
    {
    }

    private BodyRenderer(CappedWriter writer)
        : base(writer)
    {
        _writer = writer;
        MarkdownDialect.Pipeline.Setup(this);
        ObjectRenderers.ReplaceOrAdd<HeadingRenderer>(new BodyHtml.HeadingHtml());
        ObjectRenderers.ReplaceOrAdd<ListRenderer>(new BodyHtml.ListHtml());
        ObjectRenderers.ReplaceOrAdd<CodeBlockRenderer>(new CodeHtml());
        ObjectRenderers.RemoveAll(own => own is HtmlBlockRenderer or HtmlInlineRenderer);
        RawHtmlWriting.AddTo(ObjectRenderers);
        ObjectRenderers.ReplaceOrAdd<CodeInlineRenderer>(new CodeInlineHtml());
        ObjectRenderers.ReplaceOrAdd<LinkInlineRenderer>(new LinkHtml());
        ObjectRenderers.ReplaceOrAdd<AutolinkInlineRenderer>(new AutolinkHtml());
        ObjectRenderers.ReplaceOrAdd<AlertBlockRenderer>(new BodyHtml.AlertHtml());
        ObjectRenderers.ReplaceOrAdd<HtmlFootnoteGroupRenderer>(new BodyHtml.FootnotesHtml());
        ObjectRenderers.ReplaceOrAdd<HtmlFootnoteLinkRenderer>(new BodyHtml.FootnoteLinkHtml());
        ObjectRenderers.ReplaceOrAdd<HtmlTableRenderer>(new BodyHtml.TableHtml());
        ObjectRenderers.ReplaceOrAdd<LineBreakInlineRenderer>(new BodyHtml.LineBreakHtml());
        ObjectRenderers.ReplaceOrAdd<ThematicBreakRenderer>(new BodyHtml.ThematicBreakHtml());
        ObjectRenderers.ReplaceOrAdd<HtmlTaskListRenderer>(new BodyHtml.TaskHtml());
        ObjectRenderers.Add(new EmojiHtml());
        ObjectRenderers.Add(new MentionHtml());
        ObjectRenderers.Add(new MathHtml());
    }

    public string NodeId { get; private set; } = "";

    public Func<Inline, ResolvedLink> Resolve { get; private set; } = null!;

    public RawHtmlWriting RawHtml { get; private set; } = null!;

    public Words Words { get; private set; } = null!;

    public bool LinksHeadings { get; private set; }

    public ReadOnlySpan<char> Written => _writer.Written;

    /// <summary>The renderer that one of its parts is given.</summary>
    public static BodyRenderer Of(HtmlRenderer renderer) => (BodyRenderer)renderer;

    /// <param name="most">So many characters are not too many.</param>
    public void Start(string nodeId, Func<Inline, ResolvedLink> resolve, RawHtmlWriting rawHtml, Words words, bool linksHeadings, int most)
    {
        (NodeId, Resolve, RawHtml, Words, LinksHeadings) = (nodeId, resolve, rawHtml, words, linksHeadings);
        _writer.Start(most);
        previousWasLine = true;
    }

    private sealed class CappedWriter() : TextWriter(CultureInfo.InvariantCulture)
    {
        private char[] _text = new char[1 << 14];
        private int _length, _most;

        public override System.Text.Encoding Encoding => System.Text.Encoding.Unicode;

        public ReadOnlySpan<char> Written => _text.AsSpan(0, _length);

        public void Start(int most) => (_length, _most) = (0, most);

        public override void Write(char value) => Write([value]);
        public override void Write(string? value) => Write(value.AsSpan());
        public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));
        public override void WriteLine() => Write(['\n']);

        public override void Write(ReadOnlySpan<char> buffer)
        {
            var end = _length + buffer.Length;
            if (end > _most) throw new OutputTooLargeException();
            if (end > _text.Length) Array.Resize(ref _text, Math.Max(end, 2 * _text.Length));
            buffer.CopyTo(_text.AsSpan(_length));
            _length = end;
        }
    }
}

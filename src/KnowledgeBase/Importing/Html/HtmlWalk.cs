using AngleSharp.Dom;

namespace KnowledgeBase.Importing;

/// <summary>Goes through a post's elements and writes what each is in Markdown.</summary>
internal sealed class HtmlWalk(HtmlReading reading)
{
    /// <summary>Nobody writes deeper, and the stack has an end.</summary>
    private const int MaxDepth = 400;

    private int _depth;

    public MarkdownLines Lines { get; } = new();

    /// <summary>The text of the block at hand.</summary>
    public InlineText Inlines { get; private set; } = new(isOneLine: false);

    public HintedLanguage Language { get; } = new();

    public HtmlReading Reading => reading;

    public string Post(INode root)
    {
        Children(root, null);
        EndParagraph();
        return Lines.ToString();
    }

    public void Lose(string construct, LossKind kind, string? text = null) => reading.Losses.Add(new(construct, kind, reading.NodeId, text));

    public void Children(INode parent, InlineStyle? style)
    {
        if (_depth == MaxDepth)
        {
            Lose("html", LossKind.Changed, "it nests too deep");
            Inlines.Add(parent.TextContent, style);
            return;
        }

        _depth++;
        foreach (var child in parent.ChildNodes) Node(child, style);
        _depth--;
    }

    public void Node(INode node, InlineStyle? style)
    {
        if (node is IText text) Inlines.Add(text.Data, style);
        else if (node is IComment comment) Language.See(comment.Data);
        else if (node is IElement element) Element(element, style);
    }

    /// <summary>Ends the paragraph at hand, if there is one.</summary>
    public void EndParagraph()
    {
        var pieces = Inlines.Take();
        if (pieces.Count > 0) Lines.Paragraph(InlinePrinter.Paragraph(pieces));
    }

    /// <summary>The children as the one line of a heading or a table's cell.</summary>
    public string OneLine(INode parent, InlineStyle? style, Func<List<InlinePiece>, string> print)
    {
        var around = Inlines;
        Inlines = new(isOneLine: true);
        Children(parent, style);
        var line = print(Inlines.Take());
        Inlines = around;
        return line;
    }

    private void Element(IElement element, InlineStyle? style)
    {
        var name = element.LocalName;
        if (HtmlInlines.Write(this, element, name, style)) return;
        if (Inlines.IsOneLine)
        {
            Separately(element, name, style);
            return;
        }

        EndParagraph();
        if (!HtmlBlocks.Write(this, element, name, style)) Children(element, style);
        EndParagraph();
    }

    /// <summary>A block where only one line can be.</summary>
    private void Separately(IElement element, string name, InlineStyle? style)
    {
        if (!HtmlNames.PlainBlocks.Contains(name)) Lose(name, LossKind.Changed);
        Inlines.Break(style);
        Children(element, style);
        Inlines.Break(style);
    }
}

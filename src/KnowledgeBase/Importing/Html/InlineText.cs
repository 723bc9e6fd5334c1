using System.Text;

namespace KnowledgeBase.Importing;

/// <summary>The kinds of pieces that text is collected in.</summary>
internal enum PieceKind
{
    Text,
    Space,
    Break,
    Code,

    /// <summary>Finished Markdown, such as an image.</summary>
    Markup,
}

/// <summary>A piece of text of one style.</summary>
internal readonly record struct InlinePiece(PieceKind Kind, string Text, InlineStyle? Style);

/// <summary>The text of one block while it is collected: white space folded as a browser does it.</summary>
/// <param name="isOneLine">It is a heading or a table's cell, in which no block can begin.</param>
internal sealed class InlineText(bool isOneLine)
{
    private readonly List<InlinePiece> _pieces = [];

    public bool IsOneLine => isOneLine;

    public bool IsEmpty => _pieces.Count == 0;

    public bool EndsWithBreak => _pieces is [.., { Kind: PieceKind.Break }];

    public void Add(string text, InlineStyle? style)
    {
        for (var i = 0; i < text.Length;)
        {
            var isSpace = IsSpace(text[i]);
            var end = i + 1;
            while (end < text.Length && IsSpace(text[end]) == isSpace) end++;
            if (!isSpace) Add(PieceKind.Text, text[i..end], style);
            else if (_pieces is [.., { Kind: not (PieceKind.Space or PieceKind.Break) }]) _pieces.Add(new(PieceKind.Space, !isOneLine && text.AsSpan(i, end - i).Contains('\n') ? "\n" : " ", style));
            i = end;
        }
    }

    public void Add(PieceKind kind, string text, InlineStyle? style)
    {
        for (var used = style; used is { IsUsed: false }; used = used.Outer) used.IsUsed = true;
        _pieces.Add(new(kind, text, style));
    }

    public void Break(InlineStyle? style)
    {
        if (_pieces is [.., { Kind: PieceKind.Space }]) _pieces.RemoveAt(_pieces.Count - 1);
        if (_pieces.Count > 0 && !EndsWithBreak) _pieces.Add(new(PieceKind.Break, "", style));
    }

    /// <summary>The pieces as they are printed, and an empty start: no white space at the edges, and none inside a format's edge, where Markdown could not read it.</summary>
    public List<InlinePiece> Take()
    {
        var last = _pieces.Count - 1;
        while (last >= 0 && _pieces[last].Kind is PieceKind.Space or PieceKind.Break) last--;
        var runs = new List<InlinePiece>();
        var run = new StringBuilder();
        for (var i = 0; i <= last; i++)
        {
            var piece = _pieces[i];
            if (piece.Kind is PieceKind.Space or PieceKind.Break) piece = piece with { Style = InlineStyle.Common(runs[^1].Style, _pieces[i + 1].Style) };
            var kind = piece.Kind == PieceKind.Space ? PieceKind.Text : piece.Kind;
            if (runs.Count > 0 && runs[^1].Kind == kind && kind is PieceKind.Text or PieceKind.Code && AreOne(runs[^1].Style, piece.Style))
            {
                run.Append(piece.Text);
                continue;
            }

            Close();
            runs.Add(piece with { Kind = kind });
            run.Append(piece.Text);
        }

        Close();
        _pieces.Clear();
        return runs;

        void Close()
        {
            if (runs.Count > 0) runs[^1] = runs[^1] with { Text = run.ToString() };
            run.Clear();
        }
    }

    public static bool IsSpace(char c) => c is ' ' or '\n' or '\t' or '\r' or '\f';

    private static bool AreOne(InlineStyle? left, InlineStyle? right) =>
        left?.Depth == right?.Depth && InlineStyle.Common(left, right)?.Depth == left?.Depth;
}

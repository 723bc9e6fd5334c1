using System.Globalization;
using System.Text;

namespace KnowledgeBase.Importing;

/// <summary>Prints collected text as Markdown. Emphasis that Markdown's marks cannot express, such as next to punctuation inside a word, is written as HTML.</summary>
internal sealed class InlinePrinter
{
    private enum Step
    {
        Open,
        Close,
        Piece,
    }

    private readonly List<(Step Step, InlineStyle? Style, InlinePiece Piece)> _steps = [];
    private readonly StringBuilder _text = new();
    private readonly bool _isCell;
    private readonly bool _isHeading;
    private readonly HashSet<InlineStyle> _asHtml = [];
    private readonly TextPlace _place;

    private InlinePrinter(List<InlinePiece> pieces, bool isCell, bool isHeading)
    {
        (_isCell, _isHeading) = (isCell, isHeading);
        var texts = pieces.Where(piece => piece.Kind == PieceKind.Text).ToList();
        // A formula in a table would reach from one cell into another.
        _place = new('\n', '\n', IsInCell: isCell, EscapesBrackets: texts.Sum(piece => piece.Text.AsSpan().Count('[')) > 20, HasMath: isCell || texts.Sum(piece => piece.Text.AsSpan().Count('$')) > 1);

        InlineStyle? style = null;
        foreach (var piece in pieces)
        {
            MoveTo(piece.Style);
            _steps.Add((Step.Piece, style, piece));
        }

        MoveTo(null);

        void MoveTo(InlineStyle? next)
        {
            var common = InlineStyle.Common(style, next);
            for (; style?.Depth > (common?.Depth ?? 0); style = style.Outer) _steps.Add((Step.Close, style, default));
            var opened = new Stack<InlineStyle>();
            for (; next?.Depth > (common?.Depth ?? 0); next = next.Outer) opened.Push(next);
            // The new styles stand around what is open now, not around what it was merged with.
            foreach (var open in opened) _steps.Add((Step.Open, style = new(open.Tag, open.Element, style, open.Address), default));
        }
    }

    public static string Paragraph(List<InlinePiece> pieces)
    {
        var text = new InlinePrinter(pieces, isCell: false, isHeading: false).Print();
        return string.Join('\n', text.Split('\n').Select(MarkdownEscape.LineStart));
    }

    public static string Heading(List<InlinePiece> pieces) => MarkdownEscape.HeadingEnd(new InlinePrinter(pieces, isCell: false, isHeading: true).Print());

    public static string Cell(List<InlinePiece> pieces) => new InlinePrinter(pieces, isCell: true, isHeading: false).Print();

    private string Print()
    {
        DecideEmphasis();
        for (var i = 0; i < _steps.Count; i++)
        {
            var (step, style, piece) = _steps[i];
            if (step == Step.Open && style!.Tag == "a" && InlineAddress.Bare(style, SoleText(i), CharBefore(i), CharAfter(i + 2)) is { } bare)
            {
                _text.Append(bare);
                i += 2;
            }
            else if (step == Step.Open && style!.Tag == "a" && SoleText(i) is ['x' or 'X'] letter)
            {
                // Markdig would see the box of a task.
                _text.Append(CultureInfo.InvariantCulture, $"[&#{(int)letter[0]};");
                i++;
            }
            else if (step == Step.Piece)
            {
                Print(i, style, piece);
            }
            else
            {
                _text.Append(Mark(style!, step == Step.Open));
            }
        }

        return _text.ToString();
    }

    private void Print(int i, InlineStyle? style, InlinePiece piece)
    {
        switch (piece.Kind)
        {
            case PieceKind.Text: _text.Append(MarkdownEscape.Text(piece.Text, _place with { Before = CharBefore(i), After = CharAfter(i), IsInLink = style.Has("a") })); break;
            case PieceKind.Code: _text.Append(Code(piece.Text, CharBefore(i))); break;
            case PieceKind.Break: _text.Append(_isCell ? "<br>" : _isHeading ? " " : "\\\n"); break;
            default: _text.Append(_isCell ? piece.Text.Replace("|", "\\|", StringComparison.Ordinal) : piece.Text); break;
        }
    }

    private string Mark(InlineStyle style, bool isOpen)
    {
        if (style.Tag == "a") return isOpen ? "[" : $"]({InlineAddress.Target(style.Address, style.Element.GetAttribute("title"))})";
        if (style.IsEmphasis && !_asHtml.Contains(style)) return Delimiter(style);
        return isOpen ? InlineAddress.Tag(style) : $"</{style.Tag}>";
    }

    private static string Delimiter(InlineStyle style) => style.Tag switch { "em" => "*", "strong" => "**", _ => "~~" };

    /// <summary>A code span with a fence longer than any in it; as a tag where that is not read: right after a '`', or with a '|' in a table.</summary>
    private string Code(string code, char before)
    {
        if (before == '`' || (_isCell && code.Contains('|'))) return $"<code>{MarkdownEscape.AllOf(code)}</code>";
        return MarkdownPieces.Code(code);
    }

    /// <summary>CommonMark's flanking rules, with every doubt against the marks.</summary>
    private void DecideEmphasis()
    {
        var open = new Stack<(InlineStyle Style, int At)>();
        var closings = new Dictionary<InlineStyle, int>();
        for (var i = 0; i < _steps.Count; i++)
        {
            if (_steps[i].Step == Step.Close) closings[_steps[i].Style!] = i;
        }

        for (var i = 0; i < _steps.Count; i++)
        {
            if (_steps[i] is not (Step.Open, { IsEmphasis: true } style, _)) continue;
            var closing = closings[style];
            var opens = CanStand(CharBefore(i), CharAfter(i));
            var closes = CanStand(CharAfter(closing), CharBefore(closing));
            if (!opens || !closes || IsMistakable(i, style)) _asHtml.Add(style);
        }
    }

    /// <summary>Marks right after closing marks, or inside a word of text that stands in marks, could be taken for the closing ones.</summary>
    private bool IsMistakable(int i, InlineStyle style)
    {
        var before = i > 0 ? _steps[i - 1] : default;
        if (i > 0 && before is (Step.Close, { IsEmphasis: true } closed, _) && !_asHtml.Contains(closed) && Delimiter(closed)[0] == Delimiter(style)[0]) return true;
        if (i == 0 || before.Step == Step.Open || IsSpace(CharBefore(i))) return false;
        for (var outer = style.Outer; outer is not null; outer = outer.Outer)
        {
            if (outer.IsEmphasis && !_asHtml.Contains(outer)) return true;
        }

        return false;
    }

    private static bool CanStand(char outside, char inside) =>
        !char.IsWhiteSpace(inside) && (char.IsLetterOrDigit(inside) || IsSpace(outside) || char.IsAscii(outside) && (char.IsPunctuation(outside) || char.IsSymbol(outside)));

    private static bool IsSpace(char c) => c == '\n' || char.GetUnicodeCategory(c) == UnicodeCategory.SpaceSeparator;

    private string? SoleText(int open) =>
        open + 2 < _steps.Count && _steps[open + 1] is (Step.Piece, _, { Kind: PieceKind.Text } piece) && _steps[open + 2].Step == Step.Close ? piece.Text : null;

    /// <summary>The character printed before a step; a mark stands for any mark.</summary>
    private char CharBefore(int i) => i == 0 ? '\n' : _steps[i - 1] switch
    {
        (Step.Piece, _, { Kind: PieceKind.Text or PieceKind.Markup } piece) => piece.Text[^1],
        (Step.Piece, _, { Kind: PieceKind.Break }) => _isCell ? '>' : _isHeading ? ' ' : '\n',
        _ => '*',
    };

    private char CharAfter(int i) => i + 1 >= _steps.Count ? '\n' : _steps[i + 1] switch
    {
        (Step.Piece, _, { Kind: PieceKind.Text or PieceKind.Markup } piece) => piece.Text[0],
        (Step.Piece, _, { Kind: PieceKind.Break }) => _isCell ? '<' : _isHeading ? ' ' : '\\',
        (Step.Open, { Tag: "a" }, _) => '[',
        _ => '*',
    };
}

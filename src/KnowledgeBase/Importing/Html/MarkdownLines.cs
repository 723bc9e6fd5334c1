using System.Text;
using System.Text.RegularExpressions;
using KnowledgeBase.Markup;

namespace KnowledgeBase.Importing;

/// <summary>The kinds of blocks, as far as they decide what may stand between two of them.</summary>
internal enum BlockKind
{
    None,
    Paragraph,
    Code,
    List,
    Html,
    Other,
}

/// <summary>Writes blocks of Markdown in lists and quotes, with the marks at each line's start and blank lines where they are needed.</summary>
internal sealed partial class MarkdownLines
{
    /// <summary>Markdig reads no more than 128 blocks in each other, and a list is two of them.</summary>
    public const int MaxDepth = 20;

    private sealed class Container(string first, string rest, bool isTight)
    {
        public string First => first;

        public string Rest => rest;

        /// <summary>The blocks stand without blank lines between them where Markdown can read that.</summary>
        public bool IsTight => isTight;

        public bool IsStarted { get; set; }

        public BlockKind Last { get; set; }

        /// <summary>What there was before a quote.</summary>
        public int TextBefore { get; init; }

        public BlockKind LastBefore { get; init; }

        /// <summary>Mark of the list that was last written here.</summary>
        public char ListMark { get; set; }
    }

    private readonly StringBuilder _text = new();
    private readonly List<Container> _containers = [new("", "", isTight: false)];

    private Container Top => _containers[^1];

    public bool IsTooDeep => _containers.Count > MaxDepth;

    public bool IsInContainer => _containers.Count > 1;

    /// <summary>An item of a list in which nothing is written yet.</summary>
    public bool IsAtItemStart => Top is { First: [not '>', ..], Last: BlockKind.None };

    public override string ToString() => _text.ToString().TrimEnd('\n');

    /// <summary>A block begins: with a blank line before it, unless it can follow without.</summary>
    /// <param name="interrupts">It ends a paragraph by itself.</param>
    public void Begin(BlockKind kind, bool interrupts = false)
    {
        var follows = Top.Last == BlockKind.None
            || (Top.Last == BlockKind.Html && kind == BlockKind.Html)
            || (Top.IsTight && interrupts && Top.Last == BlockKind.Paragraph);
        if (!follows) Line("");
        Top.Last = kind;
    }

    public void Paragraph(string text)
    {
        Begin(BlockKind.Paragraph);
        Lines(text);
    }

    /// <summary>A line of HTML that stands around blocks of Markdown.</summary>
    public void Html(string line)
    {
        Begin(BlockKind.Html);
        Line(line);
    }

    public void OpenQuote(string? alert)
    {
        var (length, last) = (_text.Length, Top.Last);
        Begin(BlockKind.Other);
        _containers.Add(new("> ", "> ", isTight: false) { TextBefore = length, LastBefore = last });
        if (alert is not null) Line($"[!{alert}]");
    }

    /// <summary>Gives the mark of the list's items: another one than of a list right before, from which it would not be told apart.</summary>
    public char OpenList(bool isOrdered, bool isTight, bool interrupts)
    {
        var (mark, other) = isOrdered ? ('.', ')') : ('-', '*');
        var isNext = Top.Last == BlockKind.List && Top.ListMark == mark;
        // '- - -' would be a rule.
        var isThird = _containers.Count(container => !container.IsStarted && container.First.StartsWith(mark)) > 1;
        Begin(BlockKind.List, interrupts);
        Top.ListMark = isNext || isThird ? other : mark;
        _containers.Add(new("", "", isTight));
        return _containers[^2].ListMark;
    }

    /// <param name="isWide">Its text stands at a tab stop.</param>
    public void OpenItem(string marker, bool isWide)
    {
        if (Top.Last != BlockKind.None && !Top.IsTight) Line("");
        Top.Last = BlockKind.Other;
        var width = isWide ? (marker.Length / 4 + 1) * 4 : marker.Length + 1;
        _containers.Add(new(marker.PadRight(width), new(' ', width), Top.IsTight));
    }

    public void Close()
    {
        var closed = Top;
        // An item without text is an item all the same; a quote of nothing is nothing.
        if (closed is { IsStarted: false, First: [not '>', ..] }) Line("");
        _containers.RemoveAt(_containers.Count - 1);
        if (closed is { IsStarted: false, First: ['>', ..] }) (_text.Length, Top.Last) = (closed.TextBefore, closed.LastBefore);
    }

    /// <summary>A block of code, byte for byte, in a fence longer than any in it.</summary>
    public void Code(string code, string language)
    {
        Begin(BlockKind.Code, interrupts: true);
        if (IsChangedHere(code))
        {
            var encoded = InlineAddress.EncodeCode(code);
            Lines($"<pre><code{(language.Length > 0 ? $" class=\"language-{language}\"" : "")}>{encoded}\n</code></pre>");
            return;
        }

        var fence = Fence.Around(code);
        Line(fence + language);
        Lines(code);
        Line(fence);
    }

    private void Lines(string text)
    {
        foreach (var line in text.AsSpan().Split('\n')) Line(text.AsSpan(line));
    }

    public void Line(ReadOnlySpan<char> line)
    {
        var start = _text.Length;
        foreach (var container in _containers)
        {
            _text.Append(container.IsStarted ? container.Rest : container.First);
            container.IsStarted = true;
        }

        if (line.IsEmpty)
        {
            while (_text.Length > start && _text[^1] == ' ') _text.Length--;
        }

        _text.Append(line).Append('\n');
    }

    /// <summary>Markdig would read other white space than there is, so a list with this code needs wide items.</summary>
    public static bool NeedsWideItems(string code) => BeginsWithTab().IsMatch(code) || BeginsWithOneSpace().IsMatch(code);

    /// <summary>Markdig counts tabs from the margin, loses a lone space after the two columns of a bullet, and white space alone in an item.</summary>
    private bool IsChangedHere(string code) =>
        (_containers.Exists(container => container.Rest.Length % 4 != 0) && BeginsWithTab().IsMatch(code))
        || (_containers.Exists(container => container.Rest is "  ") && BeginsWithOneSpace().IsMatch(code))
        || (_containers.Exists(container => container.Rest is [' ', ..]) && IsSpaceOnly().IsMatch(code));

    [GeneratedRegex(@"^ *\t", RegexOptions.Multiline)]
    private static partial Regex BeginsWithTab();

    [GeneratedRegex(@"^ [^ ]", RegexOptions.Multiline)]
    private static partial Regex BeginsWithOneSpace();

    [GeneratedRegex(@"^[ \t]+$", RegexOptions.Multiline)]
    private static partial Regex IsSpaceOnly();
}

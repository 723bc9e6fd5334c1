using System.Buffers;
using System.Text.RegularExpressions;
using Markdig.Helpers;
using Markdig.Parsers;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax;

namespace KnowledgeBase.Markup;

/// <summary>A formula in TeX, with the marks around it: so nothing is lost where money or a shell's variable was meant.</summary>
internal sealed class MathInline(string text) : TextInline(text);

/// <summary>A formula on lines of its own, between <c>$$</c> and <c>$$</c>: no line of it is a list, a quote or emphasis.</summary>
internal sealed class MathBlock(BlockParser parser) : CodeBlock(parser);

/// <summary>Reads <c>$x^2$</c>, <c>$$x^2$$</c> and <c>\(x^2\)</c> by the strict rules of <see cref="Formula"/>.</summary>
internal sealed class MathParser : InlineParser
{
    public MathParser() => OpeningCharacters = ['$', '\\'];

    public override bool Match(InlineProcessor processor, ref StringSlice slice)
    {
        var length = Formula.LengthAt(slice.AsSpan(), slice.PeekCharExtra(-1));
        if (length == 0) return false;
        var start = processor.GetSourcePosition(slice.Start, out var line, out var column);
        processor.Inline = new MathInline(slice.AsSpan()[..length].ToString()) { Span = new(start, start + length - 1), Line = line, Column = column };
        slice.Start += length;
        return true;
    }
}

/// <summary>Opens only where the closing <c>$$</c> is seen before any blank line, so that a lone <c>$$</c> swallows nothing.</summary>
internal sealed class MathBlockParser : BlockParser
{
    private const int MostLines = 100;
    private const int MostLength = 4000;

    public MathBlockParser() => OpeningCharacters = ['$'];

    public override BlockState TryOpen(BlockProcessor processor)
    {
        var line = processor.Line;
        if (processor.IsCodeIndent || line.AsSpan() is not ['$', '$', ..]) return BlockState.None;
        var rest = line.AsSpan()[2..].TrimEnd();
        var isWhole = rest.EndsWith("$$");
        var isFormula = isWhole ? rest.IndexOf("$$") == rest.Length - 2 && Formula.IsLikely(rest[..^2]) : !rest.Contains("$$", StringComparison.Ordinal) && IsClosedBelow(line);
        if (!isFormula) return BlockState.None;

        processor.NewBlocks.Push(new MathBlock(this) { Column = processor.Column, Line = processor.LineIndex, Span = new(processor.Start, line.End) });
        return isWhole ? BlockState.Break : BlockState.Continue;
    }

    public override BlockState TryContinue(BlockProcessor processor, Block block)
    {
        if (processor.IsBlankLine) return BlockState.None;
        block.UpdateSpanEnd(processor.Line.End);
        return processor.Line.AsSpan().TrimEnd().EndsWith("$$") ? BlockState.Break : BlockState.Continue;
    }

    private static bool IsClosedBelow(StringSlice opening)
    {
        var below = opening.Text.AsSpan(Math.Min(opening.End + 1, opening.Text.Length));
        below = below[..Math.Min(below.Length, MostLength)];
        var lines = 0;
        foreach (var line in below.EnumerateLines())
        {
            if (lines++ is 0) continue; // what is left of the opening line: nothing
            var trimmed = line.Trim();
            // A fence is code for whoever slices or guards the text, and must be so here.
            if (lines > MostLines || trimmed.IsEmpty || trimmed.StartsWith("```") || trimmed.StartsWith("~~~")) return false;
            if (trimmed.Contains("$$", StringComparison.Ordinal)) return trimmed.EndsWith("$$") && trimmed.Count("$$") == 1;
        }

        return false;
    }
}

/// <summary>Writes the source of a formula: readable as it is, and whole.</summary>
internal sealed class MathHtml : HtmlObjectRenderer<MathInline>
{
    protected override void Write(HtmlRenderer renderer, MathInline obj) =>
        renderer.Write("<code class=\"math\" dir=\"ltr\">").WriteEscape(obj.Text).Write("</code>");
}

/// <summary>
/// What is a formula and what is money or a shell's variable. After pandoc: the opening $ has no space after it, the closing
/// one none before it and no digit after it; after GitHub: both stand at the edge of a word. Words without any sign of TeX are prose.
/// No formula goes over a line break that its author wrote, or ends with a shell's prompt.
/// </summary>
internal static partial class Formula
{
    private const int Longest = 1000, LongestPrompt = 200;

    private static readonly SearchValues<char> s_signs = SearchValues.Create("\\^_=+-*/<>{}");
    private static readonly SearchValues<char> s_letters = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");

    /// <summary>How long the formula is that begins a text, with its marks; 0 if there is none.</summary>
    /// <param name="before">The character before the text.</param>
    public static int LengthAt(ReadOnlySpan<char> text, char before)
    {
        var (open, close) = text switch
        {
            ['\\', '(', ..] => ("\\(", "\\)"),
            ['$', '$', ..] => ("$$", "$$"),
            ['$', ..] => ("$", "$"),
            _ => ("", ""),
        };
        if (open.Length == 0 || (open[0] == '$' && (char.IsLetterOrDigit(before) || before is '$' or '\\'))) return 0;

        var rest = text[open.Length..];
        var end = rest[..Math.Min(rest.Length, Longest)].IndexOf(close);
        if (end <= 0) return 0;
        var content = rest[..end];
        if (HasLineBreak(content)) return 0;
        var after = end + close.Length < rest.Length ? rest[end + close.Length] : '\n';
        var isFormula = close switch
        {
            "$" => !char.IsWhiteSpace(content[0]) && !char.IsWhiteSpace(content[^1]) && content[^1] != '\\' && !Continues(after) && !Prompt().IsMatch(content[^Math.Min(content.Length, LongestPrompt)..]) && IsLikely(content),
            "$$" => !Continues(after) && IsLikely(content),
            _ => !content.Contains('\n') && (content.ContainsAny(s_signs) || content.Trim().Length <= 3) && IsLikely(content),
        };
        return isFormula ? open.Length + end + close.Length : 0;
    }

    public static bool IsLikely(ReadOnlySpan<char> content)
    {
        content = content.Trim();
        if (content is ['`', _, .., '`']) content = content[1..^1];
        if (content.IsEmpty || content.Contains('`') || content.Contains("](", StringComparison.Ordinal)) return false;
        if (content.ContainsAny('\\', '^')) return true;
        // A bar between spaces parts the cells of a table, unless it stands in parentheses.
        if (content.Contains(" | ", StringComparison.Ordinal) && !content.Contains('(')) return false;
        if (IsVariable(content) || HasWordsInARow(content)) return false;
        if (content.ContainsAny(s_signs)) return true;
        return char.IsAsciiDigit(content[0]) ? !content.Contains(' ') : content.ContainsAny(s_letters) || content.ContainsAnyExceptInRange('\0', '\u007F');
    }

    /// <summary>A backslash or two spaces at a line's end. Two backslashes are TeX's, and none of Markdown's breaks.</summary>
    private static bool HasLineBreak(ReadOnlySpan<char> content)
    {
        for (var end = content.LastIndexOf('\n'); end >= 0; end = content.LastIndexOf('\n'))
        {
            content = content[..end];
            var marks = content.Length - content.TrimEnd('\\').Length;
            if (marks % 2 == 1 || content.EndsWith("  ")) return true;
        }

        return false;
    }

    /// <summary>A word of a text, or a shell's next variable or call.</summary>
    private static bool Continues(char after) => char.IsLetterOrDigit(after) || after is '_' or '$' or '(' or '{';

    /// <summary>A shell's variable, such as HOME: what a formula does not begin with.</summary>
    private static bool IsVariable(ReadOnlySpan<char> content)
    {
        var end = content.IndexOfAnyExceptInRange('A', 'Z');
        return end > 2 || (end < 0 && content.Length > 2);
    }

    /// <summary>What stands before the $ in <c>ann@box:~$</c>, <c>[ann@box src]$</c> and <c>~/src$</c>.</summary>
    [GeneratedRegex(@"\w@[\w.-]+(?::\S*| \S+\])\z|(?<!\S)~(?:/\S*)?\z")]
    private static partial Regex Prompt();

    private static bool HasWordsInARow(ReadOnlySpan<char> content)
    {
        var words = 0;
        foreach (var part in content.SplitAny(' ', '\n'))
        {
            var word = content[part];
            words = word.Length > 1 && !word.ContainsAnyExcept(s_letters) ? words + 1 : 0;
            if (words == 2) return true;
        }

        return false;
    }
}

using System.Text;
using System.Text.RegularExpressions;

namespace KnowledgeBase.Importing;

/// <summary>What surrounds a stretch of text, as far as it decides what must be escaped.</summary>
/// <param name="Before">Character before the text; a line break at the start of a line.</param>
/// <param name="After">Character after it.</param>
internal readonly record struct TextPlace(char Before, char After, bool IsInLink = false, bool IsInCell = false, bool EscapesBrackets = false, bool HasMath = false);

/// <summary>Writes plain text as Markdown that reads as just this text, with as few backslashes as that takes.</summary>
internal static partial class MarkdownEscape
{
    /// <summary>The inside of a line; what only matters where a line begins, <see cref="LineStart"/> does.</summary>
    public static string Text(string text, TextPlace place)
    {
        var escaped = new StringBuilder(text.Length + 8);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is '*' or '_' or '~')
            {
                var start = i;
                while (i + 1 < text.Length && text[i + 1] == text[start]) i++;
                var isDelimiter = IsDelimiter(text, start, i + 1, place);
                for (var at = start; at <= i; at++) escaped.Append(isDelimiter ? "\\" : "").Append(text[at]);
                continue;
            }

            if (text[i] < 128 && !char.IsAsciiLetterOrDigit(text[i]) && MustEscape(text, i, place)) escaped.Append('\\');
            escaped.Append(text[i]);
        }

        return escaped.ToString();
    }

    /// <summary>Every mark escaped, for places where less is not worth the thought; but no parenthesis, which needs none, and a formula begins with <c>\(</c>.</summary>
    public static string AllOf(string text) => Mark().Replace(text, "\\$0");

    /// <summary>A line of a paragraph, so that no list, heading, rule, quote or table begins with it.</summary>
    public static string LineStart(string line)
    {
        if (line.Length == 0 || char.IsAsciiLetter(line[0])) return line;
        if (NumberedItem().Match(line) is { Success: true } item) return line.Insert(item.Length - 1, "\\");
        return BlockStart().IsMatch(line) ? "\\" + line : line;
    }

    /// <summary>A heading's text, so that no mark at its end is taken for its closing.</summary>
    public static string HeadingEnd(string text) => text.EndsWith('#') && !text.EndsWith("\\#", StringComparison.Ordinal) ? text.Insert(text.Length - 1, "\\") : text;

    private static bool MustEscape(string text, int i, TextPlace place)
    {
        var before = i > 0 ? text[i - 1] : place.Before;
        var after = i + 1 < text.Length ? text[i + 1] : place.After;
        switch (text[i])
        {
            case '\\': return char.IsAsciiLetterOrDigit(after) is false && after is not (' ' or > '\x7f');
            case '`': return true;
            case '|': return place.IsInCell || IsBesideDashes(text, i);
            case '[': return before == '\n' || after == '^' || place.IsInLink || place.EscapesBrackets || IsTaskBox(text.AsSpan(i));
            case ']': return after is '(' or '[' || place.IsInLink;
            case '!': return after == '[';
            case '<': return i + 1 == text.Length || char.IsAsciiLetter(after) || after is '/' or '!' or '?' || Mail().IsMatch(text.AsSpan(i));
            case '>': return before == '\n';
            case '&': return Entity().IsMatch(text.AsSpan(i));
            case '$': return place.HasMath && !InlineText.IsSpace(after);
            case ':': return (!char.IsAsciiLetterOrDigit(before) && Emoji().IsMatch(text.AsSpan(i))) || EndsScheme(text, i);
            case '.': return i >= 3 && text.AsSpan(i - 3, 3).Equals("www", StringComparison.OrdinalIgnoreCase) && (i == 3 || !char.IsLetterOrDigit(text[i - 4]));
            default: return false;
        }
    }

    /// <summary>A run of marks that could open or close emphasis: not one mark between spaces, and for '_' not inside a word.</summary>
    private static bool IsDelimiter(string text, int start, int end, TextPlace place)
    {
        var before = start > 0 ? text[start - 1] : place.Before;
        var after = end < text.Length ? text[end] : place.After;
        if (text[start] == '~' && end - start == 1) return (start == 0 && !InlineText.IsSpace(before)) || (end == text.Length && !InlineText.IsSpace(after));
        if (InlineText.IsSpace(before) && InlineText.IsSpace(after)) return end - start > 1;
        return text[start] != '_' || !char.IsLetterOrDigit(before) || !char.IsLetterOrDigit(after);
    }

    /// <summary>
    /// A '|' that could stand in the line of dashes under a table's header; without such a line there is no table. Markdig takes
    /// '-| *x*' for one, so what stands on one side is enough.
    /// </summary>
    private static bool IsBesideDashes(string text, int i)
    {
        var (before, after) = (i - 1, i + 1);
        while (before >= 0 && text[before] == ' ') before--;
        while (after < text.Length && text[after] == ' ') after++;
        return before < 0 || text[before] is '-' or ':' or '|' or '\n' || after == text.Length || text[after] is '-' or ':' or '|' or '\n';
    }

    /// <summary>Markdig sees these anywhere in an item, and what follows the text may end one.</summary>
    private static bool IsTaskBox(ReadOnlySpan<char> text) => text is ['['] or ['[', ' ' or 'x' or 'X' or '\n'] or ['[', ' ' or 'x' or 'X' or '\n', ']', ..];

    /// <summary>The ':' of what would become a link by itself.</summary>
    private static bool EndsScheme(string text, int i)
    {
        var head = text.AsSpan(0, i);
        return text.AsSpan(i).StartsWith("://")
            ? head.EndsWith("http", StringComparison.OrdinalIgnoreCase) || head.EndsWith("https", StringComparison.OrdinalIgnoreCase) || head.EndsWith("ftp", StringComparison.OrdinalIgnoreCase)
            : head.EndsWith("mailto", StringComparison.OrdinalIgnoreCase) || head.EndsWith("tel", StringComparison.OrdinalIgnoreCase);
    }

    [GeneratedRegex("[!-'*-/:-@\\[-`{-~]")]
    private static partial Regex Mark();

    [GeneratedRegex(@"^&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")]
    private static partial Regex Entity();

    [GeneratedRegex("^:[A-Za-z0-9_+-]{1,60}:")]
    private static partial Regex Emoji();

    [GeneratedRegex("^<[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,200}@")]
    private static partial Regex Mail();

    [GeneratedRegex(@"^[0-9]{1,9}[.)](?=[ \t]|$)")]
    private static partial Regex NumberedItem();

    [GeneratedRegex(@"^(?:#{1,6}(?=[ \t]|$)|[-+*](?=[ \t]|$)|=+[ \t]*$|-+[ \t]*$|([-_*])(?:[ \t]*\1){2,}[ \t]*$|[|: \t]*-[-|: \t]*$)")]
    private static partial Regex BlockStart();
}

using System.Buffers;
using System.Globalization;
using System.Text;

namespace KnowledgeBase.Markup;

/// <summary>Text without the characters that neither HTML nor XML may hold.</summary>
internal static class ShowableText
{
    private const char Replacement = '\uFFFD';

    /// <summary>Characters that may not be shown, and halves of pairs, which have to be looked at.</summary>
    private static readonly SearchValues<char> Suspect = SearchValues.Create(
        [.. Enumerable.Range(0, 0x10000).Select(code => (char)code).Where(c => IsUnshowable(c) || char.IsSurrogate(c))]);

    /// <summary>One character for one, so that every line and column stays true.</summary>
    public static string Of(string text, out int replaced)
    {
        replaced = 0;
        var first = IndexOfUnshowable(text, 0);
        if (first < 0) return text;

        var shown = new StringBuilder(text);
        for (var i = first; i >= 0; i = IndexOfUnshowable(text, i + 1))
        {
            shown[i] = Replacement;
            if (IsPair(text, i)) shown[i + 1] = Replacement;
            replaced++;
        }

        return shown.ToString();
    }

    /// <summary>Whether any of it is more than white space and characters that only say how others are shown.</summary>
    public static bool CanBeSeen(string text) =>
        text.EnumerateRunes().Any(rune => !Rune.IsWhiteSpace(rune) && Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Format or UnicodeCategory.Control));

    /// <summary>The first UTF-16 units of it, and never half of a pair.</summary>
    public static string Start(string text, int most) =>
        text.Length <= most ? text : text[..(char.IsHighSurrogate(text[most - 1]) ? most - 1 : most)];

    /// <summary>In one line: runs of white space and of unshowable characters are a space each.</summary>
    public static string InOneLine(string text)
    {
        var line = new StringBuilder(text.Length);
        foreach (var c in Of(text.Replace(Replacement, ' '), out _).Replace(Replacement, ' '))
        {
            if (!char.IsWhiteSpace(c)) line.Append(c);
            else if (line.Length > 0 && line[^1] != ' ') line.Append(' ');
        }

        return line.ToString().TrimEnd();
    }

    /// <summary>Where the first such character stands, from a place on; -1 if there is none.</summary>
    public static int IndexOfUnshowable(string text, int start)
    {
        for (var i = start; i < text.Length; i += 2)
        {
            var next = text.AsSpan(i).IndexOfAny(Suspect);
            if (next < 0) return -1;
            i += next;
            // The last two code points of every plane are no characters.
            if (!IsPair(text, i) || (char.ConvertToUtf32(text[i], text[i + 1]) & 0xFFFE) == 0xFFFE) return i;
        }

        return -1;
    }

    private static bool IsUnshowable(char c) =>
        c < ' ' ? c is not ('\t' or '\n' or '\r') : c is >= '\u007F' and <= '\u009F' or >= '\uFDD0' and <= '\uFDEF' or '\uFFFE' or '\uFFFF';

    private static bool IsPair(string text, int at) => at + 1 < text.Length && char.IsSurrogatePair(text[at], text[at + 1]);
}

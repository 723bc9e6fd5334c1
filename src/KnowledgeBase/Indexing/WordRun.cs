using System.Globalization;
using System.Text;

namespace KnowledgeBase.Indexing;

/// <summary>A piece of text without a gap: words that are joined as programmers join them, or a script without spaces.</summary>
/// <param name="Start">Offset in the text.</param>
/// <param name="End">Behind the run, and behind what belongs to a short name that ends it: <c>#</c> or <c>++</c>.</param>
internal readonly record struct WordRun(int Start, int End, bool IsUnspaced)
{
    /// <summary>The next run at or after an offset, which then stands behind it; false at the end.</summary>
    public static bool Next(ReadOnlySpan<char> text, ref int at, out WordRun run)
    {
        while (at < text.Length)
        {
            var kind = KindAt(text, at, out var length);
            if (kind == Kind.None)
            {
                at += length;
                continue;
            }

            var (start, end) = (at, EndOf(text, at, kind));
            if (kind == Kind.Unspaced)
            {
                run = new(start, at = end, true);
                return true;
            }

            while (JointAt(text, end) is var joint and > 0 && end + joint < text.Length && KindAt(text, end + joint, out _) == Kind.Word)
                end = EndOf(text, end + joint, Kind.Word);

            var sign = SignLength(text[end..]);
            run = new(start, end + sign, false);
            at = end + Math.Max(sign, ApostropheEnding(text, end));
            return true;
        }

        run = default;
        return false;
    }

    /// <summary>The words between the joints <c>. _ - ::</c>, and the sign that ends the run, if any.</summary>
    public static (List<string> Parts, string Sign) Split(ReadOnlySpan<char> run)
    {
        var sign = run[^1] is '#' or '+' ? SignLength(run[run.IndexOfAny('#', '+')..]) : 0;
        var words = run[..^sign];
        var parts = new List<string>();
        for (var start = 0; start <= words.Length;)
        {
            var end = start;
            while (end < words.Length && JointAt(words, end) == 0) end++;
            parts.Add(words[start..end].ToString());
            start = end + Math.Max(1, JointAt(words, end));
        }

        return (parts, run[^sign..].ToString());
    }

    /// <summary>The words inside a word: where a capital begins one, and between letters and numbers.</summary>
    public static IReadOnlyList<string> Humps(string word)
    {
        // Most words are none but themselves.
        if (word.Length > 0 && char.IsLetter(word[0]) && !word.AsSpan(1).ContainsAnyExceptInRange('a', 'z')) return [word];
        var kinds = new List<(int At, UnicodeCategory Category)>();
        for (var i = 0; i < word.Length;)
        {
            Rune.DecodeFromUtf16(word.AsSpan(i), out var rune, out var length);
            kinds.Add((i, Rune.GetUnicodeCategory(rune)));
            i += length;
        }

        var humps = new List<string>();
        var start = 0;
        for (var i = 1; i < kinds.Count; i++)
        {
            if (!IsHump(kinds, i)) continue;
            humps.Add(word[start..kinds[i].At]);
            start = kinds[i].At;
        }

        humps.Add(word[start..]);
        return humps;
    }

    /// <summary>Of the first character of a script without spaces. Half-width kana are two with their voicing mark.</summary>
    public static int LengthOfFirst(ReadOnlySpan<char> run)
    {
        Rune.DecodeFromUtf16(run, out _, out var length);
        return length < run.Length && run[length] is '\uFF9E' or '\uFF9F' ? length + 1 : length;
    }

    public static bool IsLetter(Rune rune) => IsLetter(Rune.GetUnicodeCategory(rune));

    public static bool IsNumber(Rune rune) => IsNumber(Rune.GetUnicodeCategory(rune));

    private static bool IsHump(List<(int At, UnicodeCategory Category)> kinds, int i)
    {
        var (before, category) = (kinds[i - 1].Category, kinds[i].Category);
        if (category == UnicodeCategory.UppercaseLetter)
        {
            if (before is UnicodeCategory.LowercaseLetter or UnicodeCategory.OtherLetter) return true;
            if (before == UnicodeCategory.UppercaseLetter && i + 1 < kinds.Count && kinds[i + 1].Category == UnicodeCategory.LowercaseLetter) return true;
        }

        if (IsLetter(category)) return IsNumber(before);
        if (!IsNumber(category)) return false;
        var letter = i - 1;
        while (letter > 0 && IsMark(kinds[letter].Category)) letter--;
        return IsLetter(kinds[letter].Category);
    }

    private static int EndOf(ReadOnlySpan<char> text, int at, Kind kind)
    {
        while (at < text.Length && KindAt(text, at, out var length) == kind) at += length;
        return at;
    }

    private static int JointAt(ReadOnlySpan<char> text, int at) =>
        at >= text.Length ? 0 : text[at] is '.' or '_' or '-' ? 1 : text[at..] is [':', ':', ..] ? 2 : 0;

    private static int SignLength(ReadOnlySpan<char> text) => text is ['#', ..] ? 1 : text is ['+', '+', ..] ? 2 : 0;

    /// <summary>Length of what English puts after a word: the 's of a possessive, the 'll of a verb.</summary>
    private static int ApostropheEnding(ReadOnlySpan<char> text, int at)
    {
        if (at >= text.Length || text[at] is not ('\'' or '’')) return 0;
        var rest = text[(at + 1)..];
        var letters = rest is [('s' or 'S' or 't' or 'T' or 'd' or 'D' or 'm' or 'M'), ..] ? 1
            : rest is [('r' or 'R' or 'v' or 'V'), ('e' or 'E'), ..] or [('l' or 'L'), ('l' or 'L'), ..] ? 2 : 0;
        var end = at + 1 + letters;
        return letters > 0 && (end >= text.Length || !IsOfWord(text[end..])) ? letters + 1 : 0;
    }

    private static Kind KindAt(ReadOnlySpan<char> text, int at, out int length)
    {
        if (text[at] < 0x80)
        {
            length = 1;
            return char.IsAsciiLetterOrDigit(text[at]) ? Kind.Word : Kind.None;
        }

        Rune.DecodeFromUtf16(text[at..], out var rune, out length);
        // What is not allowed in UTF-16 decodes as U+FFFD, which is no letter.
        if (IsUnspacedScript(rune.Value)) return Kind.Unspaced;
        return IsOfWord(rune) ? Kind.Word : Kind.None;
    }

    private static bool IsOfWord(ReadOnlySpan<char> text)
    {
        Rune.DecodeFromUtf16(text, out var rune, out _);
        return IsOfWord(rune);
    }

    private static bool IsOfWord(Rune rune)
    {
        var category = Rune.GetUnicodeCategory(rune);
        return IsLetter(category) || IsNumber(category) || IsMark(category);
    }

    /// <summary>Thai, Lao, Myanmar, Khmer, Japanese, Chinese, Korean.</summary>
    public static bool IsUnspacedScript(int point) => point is
        (>= 0x0E00 and <= 0x0EFF) or (>= 0x1000 and <= 0x109F) or (>= 0x1780 and <= 0x17FF) or (>= 0x3005 and <= 0x3007) or
        (>= 0x3040 and <= 0x30FF) or (>= 0x3400 and <= 0x4DBF) or (>= 0x4E00 and <= 0x9FFF) or (>= 0xAC00 and <= 0xD7AF) or
        (>= 0xF900 and <= 0xFAFF) or (>= 0xFF65 and <= 0xFF9F) or (>= 0x20000 and <= 0x3FFFF);

    private static bool IsLetter(UnicodeCategory category) => category <= UnicodeCategory.OtherLetter;

    private static bool IsMark(UnicodeCategory category) => category is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark;

    private static bool IsNumber(UnicodeCategory category) => category is UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber;

    private enum Kind
    {
        None,
        Word,
        Unspaced,
    }
}

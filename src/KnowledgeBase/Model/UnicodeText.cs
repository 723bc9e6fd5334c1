using System.Runtime.InteropServices;
using System.Text;

namespace KnowledgeBase.Model;

/// <summary>When two texts are the same to a person: Unicode normal forms and case folding, from one pinned table.</summary>
/// <remarks>
/// No function throws: lone surrogates and noncharacters are starters that stand for themselves. All are linear, but for
/// sorting a run of marks (n log n). The table covers what the runtime lacks in invariant mode. Whether a
/// <see cref="Rune"/> is a letter, mark or digit is a table of .NET itself, the same on every machine, and needs no twin.
/// </remarks>
public static class UnicodeText
{
    // Below, a code point is its own NFC and joins nothing before it; the second is the same for NFD.
    private const int FirstUnsettled = 0x300, FirstDecomposable = 0xC0;

    // What the half-width forms from U+FF65 on stand for; the last two are combining marks.
    private const string Kana = "・ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン\u3099\u309A";

    /// <summary>Canonical composition. Text without marks or anything else that could compose comes back as the same instance.</summary>
    public static string Nfc(string text) => IsSettled(text) ? text : Write(Compose(Order(Decompose(text))));

    /// <summary>Canonical decomposition.</summary>
    public static string Nfd(string text) =>
        text.AsSpan().IndexOfAnyExceptInRange('\0', (char)(FirstDecomposable - 1)) < 0 ? text : Write(Order(Decompose(text)));

    /// <summary>
    /// What is left of a text when case does not count: the full, language-neutral folding (ß is ss, İ is i with a dot,
    /// ı is not i), in NFC.
    /// </summary>
    public static string Fold(string text) =>
        // ASCII folds as it lowers; the table is not even loaded for it.
        Ascii.IsValid(text) ? text.ToLowerInvariant() : Write(Compose(FoldCase(text)));

    /// <summary>
    /// A folded text without the diacritics of Latin, Greek and Cyrillic, for search: é is e, й is и, ΐ is ι.
    /// A nonspacing mark (Mn) is dropped if only such marks stand between it and a letter of these scripts. Other
    /// scripts keep theirs (there they are vowels and consonants), and so do digits and signs: ≠ is not =. Letters
    /// without a decomposition stay: ø is not o, đ is not d, æ is not ae. Half-width kana are the usual ones.
    /// </summary>
    public static string FoldMarks(string text) =>
        Ascii.IsValid(text) ? text.ToLowerInvariant() : Write(Compose(DropDiacritics(FoldCase(WithUsualKana(text)))));

    private static string WithUsualKana(string text)
    {
        if (!text.AsSpan().ContainsAnyInRange('\uFF65', '\uFF9F')) return text;
        return string.Create(text.Length, text, (usual, given) =>
        {
            for (var i = 0; i < given.Length; i++) usual[i] = given[i] is >= '\uFF65' and <= '\uFF9F' ? Kana[given[i] - 0xFF65] : given[i];
        });
    }

    private static bool IsSettled(string text)
    {
        var start = text.AsSpan().IndexOfAnyExceptInRange('\0', (char)(FirstUnsettled - 1));
        if (start < 0) return true;

        var traits = UnicodeTable.Shared.Traits;
        for (var i = start; i < text.Length; i++)
        {
            var point = PointAt(text, ref i);
            if (point >= FirstUnsettled && (traits[point] & UnicodeTraits.Unsettled) != 0) return false;
        }

        return true;
    }

    // "NFD(toCasefold(NFD(X)))" (Unicode D145). Decomposed first because of the iota subscript: it folds to a letter, and
    // which marks stand before that letter must not hang on how they were composed.
    private static List<int> FoldCase(string text)
    {
        var foldings = UnicodeTable.Shared.Foldings;
        var points = Order(Decompose(text));
        var folded = new List<int>(points.Count);
        foreach (var point in points)
        {
            if (foldings[point] is { } targets) folded.AddRange(targets);
            else folded.Add(point);
        }

        return folded; // still decomposed and in order: make-unicode-data.py asserts it of the table
    }

    private static List<int> DropDiacritics(List<int> points)
    {
        var traits = UnicodeTable.Shared.Traits;
        var kept = new List<int>(points.Count);
        var onLetter = false;
        foreach (var point in points)
        {
            var isMark = (traits[point] & UnicodeTraits.Mark) != 0;
            if (isMark && onLetter) continue;
            if (!isMark) onLetter = (traits[point] & UnicodeTraits.Letter) != 0;
            kept.Add(point);
        }

        return kept;
    }

    private static List<int> Decompose(string text)
    {
        var points = new List<int>(text.Length);
        for (var i = 0; i < text.Length; i++) AddDecomposed(points, PointAt(text, ref i));
        return points;
    }

    private static void AddDecomposed(List<int> points, int point)
    {
        if (point < FirstDecomposable)
        {
            points.Add(point);
        }
        else if (UnicodeHangul.IsSyllable(point))
        {
            UnicodeHangul.AddDecomposed(points, point);
        }
        else if (UnicodeTable.Shared.Decompositions[point] is { First: > 0 } pair)
        {
            AddDecomposed(points, pair.First);
            if (pair.Second > 0) AddDecomposed(points, pair.Second);
        }
        else
        {
            points.Add(point);
        }
    }

    // "Canonical ordering" (Unicode D109): marks between two starters by class, those of one class as they came.
    private static List<int> Order(List<int> points)
    {
        var classes = UnicodeTable.Shared.Classes;
        var span = CollectionsMarshal.AsSpan(points);
        for (var start = 0; start < span.Length; start++)
        {
            var (end, ordered, last) = (start, true, 0);
            for (; end < span.Length && span[end] >= FirstUnsettled && classes[span[end]] is var next and not 0; end++)
            {
                ordered &= last <= next;
                last = next;
            }

            if (!ordered) SortByClass(span[start..end]);
            start = end;
        }

        return points;
    }

    private static void SortByClass(Span<int> marks)
    {
        // Span.Sort is not stable, so the place is part of the key.
        var keys = new long[marks.Length];
        for (var i = 0; i < keys.Length; i++) keys[i] = ((long)UnicodeTable.Shared.Classes[marks[i]] << 32) + i;
        keys.AsSpan().Sort(marks);
    }

    // "Canonical composition" (Unicode D117), in place: a mark joins the last starter unless something of its own or a
    // higher class stands between; another starter joins it only if nothing does.
    private static List<int> Compose(List<int> points)
    {
        var table = UnicodeTable.Shared;
        var (starter, lastClass, length) = (-1, 0, 0);
        foreach (var point in CollectionsMarshal.AsSpan(points))
        {
            var (mayCompose, pointClass) = point < FirstUnsettled
                ? (false, 0)
                : ((table.Traits[point] & UnicodeTraits.MayCompose) != 0, table.Classes[point]);
            var unblocked = starter == length - 1 || lastClass < pointClass;
            if (mayCompose && starter >= 0 && unblocked && TryCompose(points[starter], point, out var composite))
            {
                points[starter] = composite;
                continue;
            }

            if (pointClass == 0) starter = length;
            lastClass = pointClass;
            points[length++] = point;
        }

        points.RemoveRange(length, points.Count - length);
        return points;
    }

    private static bool TryCompose(int first, int second, out int composite) =>
        UnicodeHangul.TryCompose(first, second, out composite) || UnicodeTable.Shared.TryCompose(first, second, out composite);

    // Moves on to the second half of a pair; a surrogate without its partner is a code point of its own.
    private static int PointAt(string text, ref int index) =>
        char.IsSurrogatePair(text, index) ? char.ConvertToUtf32(text[index], text[++index]) : text[index];

    private static string Write(List<int> points)
    {
        var text = new StringBuilder(points.Count);
        foreach (var point in points)
        {
            if (point <= char.MaxValue) text.Append((char)point);
            else text.Append(char.ConvertFromUtf32(point));
        }

        return text.ToString();
    }
}

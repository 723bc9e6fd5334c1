using System.Buffers;
using System.Globalization;
using System.Text;

namespace KnowledgeBase.Model;

/// <summary>The last part of an address: small letters and marks of any script, digits and '-'.</summary>
public readonly record struct Slug
{
    /// <summary>Most file systems take names of 255 bytes; suffixes such as <c>-2</c> need room.</summary>
    public const int MaxBytes = 200;

    private static readonly SearchValues<char> PlainCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-");

    private Slug(string value) => Value = value;

    public string Value { get; }

    /// <summary>The slug as it stands, or why it is none, as the end of a sentence.</summary>
    public static Slug? Read(string text, out string problem)
    {
        problem = IsPlain(text) ? "" : Problem(text);
        return problem.Length == 0 ? new Slug(text) : null;
    }

    /// <summary>The nearest slug to any text; <paramref name="fallback"/> where nothing is left.</summary>
    public static Slug From(string text, string fallback, int maxBytes = MaxBytes)
    {
        if (IsPlain(text) && text.Length <= maxBytes) return new(text);
        var slug = new StringBuilder(text.Length);
        var bytes = 0;
        foreach (var rune in UnicodeText.Nfc(text.ToLowerInvariant()).EnumerateRunes())
        {
            if (IsAllowed(rune))
            {
                bytes += rune.Utf8SequenceLength;
                if (bytes > maxBytes) break;
                if (rune.IsBmp) slug.Append((char)rune.Value);
                else slug.Append(rune.ToString());
            }
            else if (slug.Length > 0 && slug[^1] != '-' && !IsApostrophe(rune))
            {
                slug.Append('-');
                bytes++;
            }
        }

        var value = slug.ToString().Trim('-');
        if (value.Length == 0) value = fallback;
        return new(IsReserved(value) ? value + "-1" : value);
    }

    /// <summary>The address of a tag: <c>C#</c> is <c>csharp</c>, <c>C++</c> is <c>cpp</c>, <c>.NET</c> is <c>dotnet</c>.</summary>
    public static Slug FromTag(string tag)
    {
        if (IsPlain(tag)) return new(tag);
        var spelled = new StringBuilder(tag.Length);
        foreach (var c in tag.Trim())
        {
            if (c == '.' && spelled.Length == 0) spelled.Append("dot");
            else if (c == '#') spelled.Append("sharp");
            else if (c == '+') spelled.Append('p');
            else spelled.Append(c);
        }

        return From(spelled.ToString(), "");
    }

    public override string ToString() => Value;

    /// <summary>A slug already, as nearly all names and tags are; others may be slugs, too.</summary>
    private static bool IsPlain(string text) =>
        text.Length is > 0 and <= MaxBytes && !text.AsSpan().ContainsAnyExcept(PlainCharacters) && text[0] != '-' && text[^1] != '-'
        && !text.Contains("--", StringComparison.Ordinal) && !IsReserved(text);

    private static string Problem(string text)
    {
        if (text.Length == 0) return "it is empty";
        if (IsReserved(text)) return "this name is reserved";
        if (Encoding.UTF8.GetByteCount(text) > MaxBytes) return $"it has more than {MaxBytes} bytes";
        if (!string.Equals(UnicodeText.Nfc(text), text, StringComparison.Ordinal)) return "it is not in Unicode's composed form (NFC)";
        foreach (var rune in text.EnumerateRunes())
        {
            if (IsAllowed(rune) || rune.Value == '-') continue;
            return Rune.IsUpper(rune) ? $"'{rune}' is a capital letter" : $"only small letters, digits and '-' may stand in it, not '{rune}'";
        }

        return text is ['-', ..] or [.., '-'] ? "it begins or ends with '-'" : "";
    }

    /// <summary>A page's number comes after <c>page</c>.</summary>
    private static bool IsReserved(string text) => text == "page" || OutputPath.IsDevice(text);

    private static bool IsAllowed(Rune rune) => Rune.GetUnicodeCategory(rune) is
        UnicodeCategory.LowercaseLetter or UnicodeCategory.OtherLetter or UnicodeCategory.ModifierLetter or
        UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.DecimalDigitNumber;

    private static bool IsApostrophe(Rune rune) => rune.Value is '\'' or '’';
}

using System.Buffers;
using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace KnowledgeBase.Checking;

/// <summary>Reads the attributes of one start tag after another, as long as they are written plainly: <c>name</c> or <c>name="value"</c>.</summary>
internal sealed class PlainTag(string html)
{
    private static readonly SearchValues<char> InName = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-_:");
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Wanted = LinkAttributes.Names.GetAlternateLookup<ReadOnlySpan<char>>();

    public PageTag Found { get; } = new();

    /// <summary>Where the tag ends; null if it is not plain.</summary>
    /// <param name="at">After its name.</param>
    /// <param name="mayClose">It may end with '/>'.</param>
    public int? EndOrNull(int at, bool mayClose)
    {
        while (true)
        {
            var rest = html.AsSpan(at);
            var spaces = rest.IndexOfAnyExcept(" \t\n\f");
            if (spaces < 0) return null;
            at += spaces;
            rest = rest[spaces..];
            if (rest[0] == '>') return at + 1;
            if (rest is ['/', '>', ..]) return mayClose ? at + 2 : null;
            if (spaces == 0) return null;

            var length = rest.IndexOfAnyExcept(InName);
            if (length <= 0) return null;
            var name = rest[..length];
            at += length;
            rest = rest[length..];
            if (rest is not ['=', ('"' or '\'') and var quote, .. var value])
            {
                if (rest[0] is not ('>' or '/' or ' ' or '\t' or '\n' or '\f') || IsFollowedByValue(rest)) return null;
                if (Wanted.TryGetValue(name, out var bare)) Found.Add(bare, "");
                continue;
            }

            var end = value.IndexOf(quote);
            if (end < 0) return null;
            at += end + 3;
            if (!Wanted.TryGetValue(name, out var wanted)) continue;
            if (DecodedOrNull(value[..end]) is not { } decoded) return null;
            Found.Add(wanted, decoded);
        }
    }

    // 'name = "value"' is one attribute.
    private static bool IsFollowedByValue(ReadOnlySpan<char> rest) => rest.TrimStart(" \t\n\f") is ['=', ..];

    /// <summary>Null if there is a reference other than the usual ones, or a bare '&amp;'.</summary>
    public static string? DecodedOrNull(ReadOnlySpan<char> text)
    {
        if (!text.Contains('&')) return text.ToString();
        var decoded = new StringBuilder(text.Length);
        while (text.IndexOf('&') is >= 0 and var start)
        {
            var length = text[start..].IndexOf(';');
            if (length < 0 || CharacterOrNull(text.Slice(start + 1, length - 1)) is not { } character) return null;
            decoded.Append(text[..start]).Append(character);
            text = text[(start + length + 1)..];
        }

        return decoded.Append(text).ToString();
    }

    private static char? CharacterOrNull(ReadOnlySpan<char> name) => name switch
    {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => '\u00A0',
        ['#', 'x' or 'X', .. var hex] when int.TryParse(hex, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code) => AsciiOrNull(code),
        ['#', .. var digits] when int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var code) => AsciiOrNull(code),
        _ => null,
    };

    private static char? AsciiOrNull(int code) => code is >= ' ' and < 0x7F ? (char)code : null;
}

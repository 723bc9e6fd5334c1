using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace KnowledgeBase.Markup;

/// <summary>The emoji that forums write by name, such as <c>:wave:</c>; read from emoji.txt when first asked.</summary>
/// <remarks>What its lines mean is said in make-emoji.py, which writes them.</remarks>
internal static class Emoji
{
    /// <summary>No name is longer.</summary>
    public const int LongestName = 60;

    /// <summary>Where a skin tone goes; of no emoji itself, as '*' is of a keycap.</summary>
    private const char ToneMark = '\uE000';

    private static readonly Lazy<FrozenDictionary<string, string>> TextByName = new(Read);
    private static readonly Lazy<FrozenSet<Rune>> Beginnings = new(() => TextByName.Value.Values.Select(text => text.EnumerateRunes().First()).Where(rune => rune.Value > 0x2300).ToFrozenSet());

    public static IEnumerable<string> Names => TextByName.Value.Keys;

    /// <summary>The emoji as it is shown; null if there is none of this name.</summary>
    /// <param name="tone">2 to 6, from light to dark; null for the yellow one.</param>
    public static string? Of(ReadOnlySpan<char> name, int? tone = null)
    {
        if (name.Length > LongestName) return null;
        Span<char> lower = stackalloc char[name.Length];
        name.ToLowerInvariant(lower);
        if (!TextByName.Value.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(lower, out var text)) return null;
        if (tone is null) return text.Replace($"{ToneMark}", "", StringComparison.Ordinal);
        if (!text.Contains(ToneMark)) return null;
        // A skin tone takes the place of the selector that asks for colour.
        var skin = char.ConvertFromUtf32(0x1F3FB + tone.Value - 2);
        return text.Replace($"{ToneMark}\uFE0F", skin, StringComparison.Ordinal).Replace($"{ToneMark}", skin, StringComparison.Ordinal);
    }

    /// <summary>Whether an emoji begins with this character; signs such as © and digits are text first.</summary>
    public static bool Begins(Rune rune) => Beginnings.Value.Contains(rune);

    private static FrozenDictionary<string, string> Read()
    {
        using var resource = typeof(Emoji).Assembly.GetManifestResourceStream("KnowledgeBase.Markup.emoji.txt")!;
        using var reader = new StreamReader(resource);
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        while (reader.ReadLine() is { } line)
        {
            if (line[0] == '#') continue;
            var fields = line.Split(' ');
            var text = TextOf(fields[0]);
            foreach (var name in fields.AsSpan(1)) texts.Add(name, text);
        }

        return texts.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private static string TextOf(string code)
    {
        var text = new StringBuilder();
        foreach (var point in code.Replace("*", "-*", StringComparison.Ordinal).Split('-'))
        {
            if (point is "*") text.Append(ToneMark);
            else text.Append(char.ConvertFromUtf32(int.Parse(point, NumberStyles.HexNumber, CultureInfo.InvariantCulture)));
        }

        return text.ToString();
    }
}

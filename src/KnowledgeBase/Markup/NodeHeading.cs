using System.Globalization;
using System.Text;
using KnowledgeBase.Model;
using Markdig.Helpers;

namespace KnowledgeBase.Markup;

/// <summary>The four words that a node heading may begin with.</summary>
public enum HeadingWord
{
    Question,
    Answer,
    Reply,
    Takeaways,
}

/// <summary>A node's heading: <c>## Kind [to #ID] [by AUTHOR] [on DATE] [{attributes}]</c>.</summary>
/// <param name="To">Id that follows <c>to #</c>.</param>
/// <param name="NoDate">What follows <c>on</c> and begins like a day but is no date.</param>
public sealed record NodeHeading(HeadingWord Word, string? To, string? Author, Moment? On, string? NoDate, AttributeBlock? Attributes)
{
    /// <summary>A byline that is read but hardly meant so, and how to write what was meant.</summary>
    public (string Written, string Instead)? Slip { get; init; }

    public static readonly string[] Words = Enum.GetNames<HeadingWord>();

    /// <summary>Reads a line; null if it starts no node.</summary>
    public static NodeHeading? Read(ReadOnlySpan<char> line)
    {
        if (Title(line) is not { } title) return null;
        var wordEnd = title.AsSpan().IndexOfAny(' ', '\t');
        var word = wordEnd < 0 ? title : title[..wordEnd];
        var kind = Array.IndexOf(Words, word);
        if (kind < 0) return null;

        var rest = title.AsSpan(word.Length);
        AttributeBlock? attributes = null;
        var brace = rest.IndexOf('{');
        if (brace >= 0)
        {
            attributes = AttributeBlock.Read(rest[brace..]);
            if (attributes is null) return null;
            rest = rest[..brace];
        }

        return ReadByline((HeadingWord)kind, rest.Trim(" \t"), attributes);
    }

    /// <summary>With plain spaces for all others, and without what nobody sees.</summary>
    internal static string Plain(ReadOnlySpan<char> line)
    {
        var plain = new StringBuilder(line.Length);
        foreach (var c in line)
        {
            if (!IsHidden(c)) plain.Append(c);
            else if (char.IsWhiteSpace(c)) plain.Append(' ');
        }

        return plain.ToString();
    }

    internal static bool IsHidden(char c) => c > 127 && (char.IsWhiteSpace(c) || char.GetUnicodeCategory(c) == UnicodeCategory.Format);

    /// <summary>The text of a level-2 ATX heading that begins in column 1, without its closing marks; null for any other line.</summary>
    public static string? Title(ReadOnlySpan<char> line)
    {
        if (line is not (['#', '#', ' ', ..] or ['#', '#', '\t', ..])) return null;
        var title = line[3..].Trim(" \t");
        var withoutMarks = title.TrimEnd('#');
        if (withoutMarks.IsEmpty || withoutMarks[^1] is ' ' or '\t') title = withoutMarks.TrimEnd(" \t");
        return title.ToString();
    }

    /// <summary>The same heading as plain text of a body: its first letter as an entity.</summary>
    public static string Escape(string line)
    {
        var letter = line.AsSpan(2).IndexOfAnyExcept(' ', '\t') + 2;
        return $"{line[..letter]}&#{(int)line[letter]};{line[(letter + 1)..]}";
    }

    private static NodeHeading? ReadByline(HeadingWord kind, ReadOnlySpan<char> rest, AttributeBlock? attributes)
    {
        string? to = null, author = null, noDate = null, instead = null;
        Moment? on = null;
        if (rest.StartsWith("to #"))
        {
            var end = rest[4..].IndexOfAny(' ', '\t');
            var id = end < 0 ? rest[4..] : rest[4..(4 + end)];
            if (id.IsEmpty) return null;
            to = id.ToString();
            rest = rest[(4 + id.Length)..].TrimStart(" \t");
        }

        if (StartsWithWord(rest, "by") && rest.Length > 3)
        {
            var name = rest[3..].Trim(" \t");
            var cut = LastOn(name);
            if (cut > 0 && Moment.Read(name[(cut + 4)..].TrimStart(" \t")) is { } moment)
            {
                on = moment;
                name = name[..cut].TrimEnd(" \t");
            }
            else if (cut > 0 && WrittenDay.Begins(name[(cut + 4)..]))
            {
                noDate = name[(cut + 4)..].ToString();
            }

            author = Decode(name.ToString());
            if (noDate is null) instead = InsteadOf(name.ToString(), on is { } day ? $" on {day}" : "");
        }
        else if (StartsWithWord(rest, "on") && rest.Length > 3)
        {
            var text = rest[3..].Trim(" \t");
            on = Moment.Read(text);
            var by = text.IndexOf(" by ");
            if (by > 0 && Moment.Read(text[..by].TrimEnd(" \t")) is { } moment)
            {
                on = moment;
                var name = text[(by + 4)..].TrimStart(" \t").ToString();
                author = Decode(name);
                instead = $"by {name} on {text[..by].TrimEnd(" \t")}";
            }

            if (on is null && !WrittenDay.Begins(text)) return null;
            if (on is null) noDate = text.ToString();
        }
        else if (!rest.IsEmpty)
        {
            return null;
        }

        return new(kind, to, author, on, noDate, attributes) { Slip = instead is null ? null : (rest.ToString(), instead) };
    }

    /// <summary>For what stands as a name but holds a date, an attribute or 'to'; null for a name. Whoever writes entities or escapes means them.</summary>
    /// <param name="on">What follows the name, if that is a date.</param>
    private static string? InsteadOf(string name, string on)
    {
        if (name.AsSpan().ContainsAny('&', '\\')) return null;
        var plain = name.AsSpan().ContainsAnyExceptInRange(' ', '~') ? Plain(name) : name;
        var to = plain.IndexOf(" to #", StringComparison.Ordinal);
        if (to > 0) return $"{plain[(to + 1)..]} by {plain[..to]}{on}";
        var accepted = plain.IndexOf(".accepted", StringComparison.Ordinal);
        if (accepted > 0) return $"by {plain[..accepted].TrimEnd(' ', '(', '[')}{on} {{.accepted}}";
        if (on.Length > 0) return null;
        if (plain.EndsWith(" on", StringComparison.Ordinal)) return $"by {plain[..^3].TrimEnd(' ')} on 2024-05-31";
        var date = plain[(plain.LastIndexOf(' ') + 1)..].Trim('(', ')', '[', ']');
        if (date.Length == plain.Length || Moment.Read(date) is null) return null;
        var before = BeforeDate(plain.AsSpan(0, plain.LastIndexOf(' ')));
        return $"by {(before.IsEmpty ? "AUTHOR" : before)} on {date}";
    }

    /// <summary>The name before a date, without what joins the two.</summary>
    private static ReadOnlySpan<char> BeforeDate(ReadOnlySpan<char> text)
    {
        const string marks = " ,;:-–—([";
        text = text.TrimEnd(marks);
        var isJoint = text.EndsWith("on", StringComparison.OrdinalIgnoreCase) || text.EndsWith("at", StringComparison.OrdinalIgnoreCase);
        return isJoint && (text.Length == 2 || text[^3] == ' ') ? text[..^2].TrimEnd(marks) : text;
    }

    private static int LastOn(ReadOnlySpan<char> name)
    {
        var cut = name.LastIndexOf(" on ");
        return cut >= 0 && cut + 4 < name.Length ? cut : -1;
    }

    private static bool StartsWithWord(ReadOnlySpan<char> text, string word) =>
        text.StartsWith(word) && (text.Length == word.Length || text[word.Length] is ' ' or '\t');

    /// <summary>Text as an author or attribute value means it: escapes and entities decoded.</summary>
    public static string Decode(string source) => source.AsSpan().ContainsAny('\\', '&') ? ShowableText.Of(HtmlHelper.Unescape(source), out _) : source;

    /// <summary>An author's name so that <see cref="Read"/> gives it back.</summary>
    public static string EncodeAuthor(string name)
    {
        var encoded = new StringBuilder(name.Length);
        for (var i = 0; i < name.Length; i++)
        {
            var c = name[i];
            var atEdge = i == 0 || i == name.Length - 1;
            if (c == '\\') encoded.Append("\\\\");
            else if (c is '&' or '{' || (c == '#' && i == name.Length - 1)) encoded.Append($"&#{(int)c};");
            else if (c == ' ' && (atEdge || name[i + 1] == ' ' || BeginsDate(name.AsSpan(i)))) encoded.Append("&#32;");
            else if (char.IsControl(c)) encoded.Append($"&#{(int)c};");
            else encoded.Append(c);
        }

        // An entity says that the rest is a name too, whatever it resembles.
        if (InsteadOf(encoded.ToString(), on: "") is not null && Rune.TryGetRuneAt(name, 0, out var first)) encoded.Remove(0, first.Utf16SequenceLength).Insert(0, $"&#{first.Value};");
        return encoded.ToString();
    }

    private static bool BeginsDate(ReadOnlySpan<char> text) => text.StartsWith(" on ") && WrittenDay.Begins(text[4..]);
}

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
/// <param name="NoDate">What follows <c>on</c> and begins with a digit but is no date.</param>
public sealed record NodeHeading(HeadingWord Word, string? To, string? Author, Moment? On, string? NoDate, AttributeBlock? Attributes)
{
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

    /// <summary>What an author of a line that only resembles a node heading should have written; null if it does not resemble one.</summary>
    public static string? Nearest(ReadOnlySpan<char> line)
    {
        if (Title(line) is not { } title) return NearestOfOtherMarks(line);
        if (Read(line) is not null) return null;
        var wordEnd = title.AsSpan().IndexOfAny(" \t{");
        var word = wordEnd < 0 ? title : title[..wordEnd];
        var rest = title[word.Length..].Trim(' ', '\t');
        var follows = rest.Length == 0 || rest[0] == '{' || StartsWithWord(rest, "by") || StartsWithWord(rest, "on") || rest.StartsWith("to #", StringComparison.Ordinal);
        if (!follows || word.Length is < 4 or > 10) return null;

        foreach (var kind in Words)
        {
            if (!Spelling.IsWithin(word.ToLowerInvariant(), kind.ToLowerInvariant(), 1)) continue;
            if (rest.Length == 0) return $"## {kind}";
            var suggested = $"## {kind} {rest}";
            return Read(suggested) is not null ? suggested : $"## {kind} by AUTHOR on 2024-05-31";
        }

        return null;
    }

    /// <summary>For a line without the blank after its marks, with blanks before them, or of another level, where only a byline shows that a node was meant.</summary>
    private static string? NearestOfOtherMarks(ReadOnlySpan<char> line)
    {
        var indent = Math.Max(0, line.IndexOfAnyExcept(' '));
        var level = line[indent..].IndexOfAnyExcept('#');
        if (indent > 3 || level is < 1 or > 6) return null;
        var text = line[(indent + level)..];
        if (level != 2 && text[0] is not (' ' or '\t')) return null;
        var suggested = $"## {text.Trim(" \t")}";
        return Read(suggested) is { } heading && (level == 2 || heading is { Author: not null } or { On: not null }) ? suggested : null;
    }

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
        string? to = null, author = null, noDate = null;
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
            else if (cut > 0 && char.IsAsciiDigit(name[cut + 4]))
            {
                noDate = name[(cut + 4)..].ToString();
            }

            author = Decode(name.ToString());
        }
        else if (StartsWithWord(rest, "on") && rest.Length > 3)
        {
            var text = rest[3..].Trim(" \t");
            on = Moment.Read(text);
            if (on is null && !char.IsAsciiDigit(text[0])) return null;
            if (on is null) noDate = text.ToString();
        }
        else if (!rest.IsEmpty)
        {
            return null;
        }

        return new(kind, to, author, on, noDate, attributes);
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

        return encoded.ToString();
    }

    private static bool BeginsDate(ReadOnlySpan<char> text) => text.StartsWith(" on ") && text.Length > 4 && char.IsAsciiDigit(text[4]);
}

using System.Text.RegularExpressions;

namespace KnowledgeBase.Markup;

/// <summary>What to say of a line that only resembles a node heading.</summary>
public static partial class HeadingAdvice
{
    /// <summary>What is longer is no heading that somebody meant.</summary>
    private const int LongestHeading = 1_000;

    /// <summary>For a line that only resembles a node heading, what its author should do; null if it does not resemble one.</summary>
    public static string? For(ReadOnlySpan<char> line)
    {
        if (line.Length > LongestHeading || line.TrimStart(' ') is not [var first, ..] || (first != '#' && !NodeHeading.IsHidden(first))) return null;
        var plain = NodeHeading.Plain(line);
        if (NodeHeading.Read(plain) is not null) return line.SequenceEqual(plain) ? null : $"write '{plain.TrimEnd()}' with plain spaces and without invisible characters";
        return DidYouMean(NodeHeading.Title(plain) is { } title ? Nearest(Lowered(title)) : NearestOfOtherMarks(plain));
    }

    /// <summary>The same for a heading that is underlined, where only a byline shows that a node was meant.</summary>
    public static string? For(ReadOnlySpan<char> line, ReadOnlySpan<char> underline)
    {
        var marks = underline.Trim(" \t");
        if (marks is not ['-' or '=', ..] || marks.ContainsAnyExcept(marks[0])) return null;
        var suggested = $"## {Lowered(NodeHeading.Plain(line).Trim(' ', '\t'))}";
        return DidYouMean(NodeHeading.Read(suggested) is { Author: not null } or { On: not null } ? suggested : null);
    }

    private static string? DidYouMean(string? suggested) => suggested is null ? null : $"did you mean '{suggested}'?";

    private static string? Nearest(string title)
    {
        if (Adorned().Match(title) is { Success: true } adorned)
            title = $"{adorned.Groups["word"]} {adorned.Groups["rest"]}{(adorned.Groups["accepted"].Success ? " {.accepted}" : "")}";
        var wordEnd = title.AsSpan().IndexOfAny(" \t{");
        var word = wordEnd < 0 ? title : title[..wordEnd];
        var rest = title[word.Length..].Trim(' ', '\t');
        if (NearestOfTarget(word, rest) is { } near) return near;
        var follows = rest.Length == 0 || rest[0] == '{' || rest is "by" or "on" || rest.StartsWith("by ", StringComparison.Ordinal) || rest.StartsWith("on ", StringComparison.Ordinal) || rest.StartsWith("to #", StringComparison.Ordinal);
        if (!follows || word.Length is < 4 or > 10) return null;

        foreach (var kind in NodeHeading.Words)
        {
            if (!Spelling.IsWithin(word.ToLowerInvariant(), kind.ToLowerInvariant(), 1)) continue;
            if (rest.Length == 0) return $"## {kind}";
            string[] suggestions = [$"## {kind} {rest}", .. AttributeBlock.Mended(rest).Select(mended => $"## {kind} {mended}")];
            return Array.Find(suggestions, suggested => NodeHeading.Read(suggested) is not null) ?? $"## {kind} by AUTHOR on 2024-05-31";
        }

        return null;
    }

    /// <summary>For <c>to</c> without its '#', and <c>from</c> where <c>by</c> was meant. Prose goes on after the next word; a heading ends there, or has a byline.</summary>
    private static string? NearestOfTarget(string word, string rest)
    {
        if (word is not ("Question" or "Answer" or "Reply")) return null;
        if (rest.StartsWith("from ", StringComparison.Ordinal))
        {
            var from = $"## {word} by {rest[5..].TrimStart(' ')}";
            return NodeHeading.Read(from) is { } heading && (heading is not { On: null, NoDate: null, Attributes: null } || heading.Author?.Contains(' ') == false) ? from : null;
        }

        if (!rest.StartsWith("to ", StringComparison.Ordinal) || rest[3..].TrimStart(' ') is not [not '#', ..] target || NodeHeading.Read($"## Reply to #{target}") is not { To: { } id }) return null;
        if (word != "Reply") return $"## {word} {target[id.Length..].TrimStart(' ')}".TrimEnd(' ');
        var isId = !id.AsSpan().ContainsAnyExcept("abcdefghijklmnopqrstuvwxyz0123456789-") && (id == "q" || id.AsSpan().ContainsAny("0123456789-"));
        return isId ? $"## Reply to #{target}" : "## Reply to #a1 by AUTHOR on 2024-05-31";
    }

    /// <summary>
    /// For a line without the blank after its marks, with blanks before them, or of another level. There only a byline shows that a node was meant,
    /// but at the first level, which is no part of a post, where not the question itself is repeated.
    /// </summary>
    private static string? NearestOfOtherMarks(ReadOnlySpan<char> line)
    {
        var indent = Math.Max(0, line.IndexOfAnyExcept(' '));
        var level = line[indent..].IndexOfAnyExcept('#');
        if (indent > 3 || level is < 1 or > 6) return null;
        var text = line[(indent + level)..];
        if (level != 2 && text[0] is not (' ' or '\t')) return null;
        var suggested = $"## {Lowered(text.Trim(" \t").ToString())}";
        return NodeHeading.Read(suggested) is { } heading && (level == 2 || (level == 1 && heading.Word != HeadingWord.Question) || heading is { Author: not null } or { On: not null }) ? suggested : null;
    }

    /// <summary>With its small words as they are read: not in capitals, and without a colon.</summary>
    private static string Lowered(string title) => Joint().Replace(title, joint =>
        joint.ValueSpan.TrimEnd(" \t:").ToString().ToLowerInvariant() is "at" ? "on " : $"{joint.ValueSpan.TrimEnd(" \t:").ToString().ToLowerInvariant()} ");

    [GeneratedRegex(@"(?<=^\S+[ \t]+(?:to[: \t]+#\S+[ \t]+)?)(?:by|from|on|to(?=[: \t]+#))(?:[ \t]*:[ \t]*|[ \t]+|$)|(?<=[ \t])(?:on|at):?[ \t]+(?=[0-9])", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Joint();

    /// <summary>An answer with its number, or one that is called accepted.</summary>
    [GeneratedRegex(@"^(?:(?<accepted>accepted) (?<word>answer):?|(?<word>answer|reply) *(?:[(\[](?<accepted>accepted)[)\]]|#?[0-9]{1,4}[.:]?))(?: +(?<rest>(?:by |on |to #|\{).*))?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Adorned();
}

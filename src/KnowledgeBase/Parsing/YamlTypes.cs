using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;
using KnowledgeBase.Diagnostics;
using KnowledgeBase.Markup;
using KnowledgeBase.Model;

namespace KnowledgeBase.Parsing;

/// <summary>What a key may take. Each reads one value, or tells what is wrong with it and gives null.</summary>
internal static partial class YamlTypes
{
    private const int MaxTitle = 200;

    /// <summary>Text in one line.</summary>
    public static string? Text(YamlField field)
    {
        if (ReadText(field) is not { } text) return null;
        if (!text.AsSpan().ContainsAny('\n', '\r')) return text;
        // "C:\new" holds a line break that nobody meant.
        var meant = field.Written is ['"', .., '"'] written && written.Contains('\\', StringComparison.Ordinal) ? written[1..^1] : Folded(text);
        field.TellBad(text, "it takes one line only", $"{field.Name}: {YamlQuoting.Quote(meant)}");
        return null;
    }

    /// <summary>Text whose line breaks mean no more than spaces, as after <c>description: |</c>.</summary>
    public static string? Paragraph(YamlField field) => ReadText(field) is { } text ? Folded(text) : null;

    public static string? Title(YamlField field)
    {
        if (Text(field) is not { } text) return null;
        var length = text.EnumerateRunes().Count();
        if (length <= MaxTitle) return text;
        field.TellBad(text, $"it has {length} characters, more than the {MaxTitle} allowed");
        return null;
    }

    /// <summary>An absolute http or https address.</summary>
    public static string? Url(YamlField field)
    {
        if (Word(field, "an address") is not { } text) return null;
        if (WebAddress.IsAbsolute(text)) return text;
        field.TellBad(text, "it is no absolute http or https address");
        return null;
    }

    /// <summary>A well-formed BCP 47 tag; whether its parts are registered is not asked.</summary>
    public static string? Language(YamlField field)
    {
        if (Word(field, "a language") is not { } text) return null;
        if (IsLanguage(text)) return text;
        var guess = text.Replace('_', '-');
        field.TellBad(text, "it is no language tag", IsLanguage(guess) ? $"{field.Name}: {guess}" : null);
        return null;
    }

    public static DateOnly? Day(YamlField field)
    {
        if (Word(field, "a date") is not { } text) return null;
        if (Moment.ReadDay(text) is { } day) return day;
        var parts = text.Split('-', '/', '.');
        var guess = parts.Length == 3 ? $"{parts[0]}-{parts[1].PadLeft(2, '0')}-{parts[2].PadLeft(2, '0')}" : "";
        field.TellBad(text, "it is no date (year, month and day)", Moment.ReadDay(guess) is null ? null : $"{field.Name}: {guess}");
        return null;
    }

    public static bool? Flag(YamlField field)
    {
        if (field.Value is YamlScalar { IsPlain: true, Text: ("true" or "false") and var word }) return word == "true";
        var text = (field.Value as YamlScalar)?.Text.ToLowerInvariant();
        field.TellType("true or false", text is "false" or "no" or "off" or "n" or "0" ? "false" : "true");
        return null;
    }

    /// <summary>The name of a thread's file without <c>.md</c>.</summary>
    public static Reference? ThreadSlug(YamlField field)
    {
        if (Word(field, "the name of a thread's file, without '.md'") is not { } text) return null;
        if (Slug.Read(text, out var problem) is { } slug) return new(slug.Value, field.Value.Location);
        var name = text.Split('#')[0].TrimEnd('/').Split('/')[^1];
        if (name.EndsWith(".md", StringComparison.OrdinalIgnoreCase)) name = name[..^3];
        field.TellBad(text, problem, $"'{Slug.From(name, "name-of-the-file")}'");
        return null;
    }

    /// <summary>A path from the site's root, as written but for a leading '/'.</summary>
    public static Reference? SitePath(YamlField field)
    {
        if (Word(field, "a path on this site") is not { } text) return null;
        var path = text.StartsWith('/') ? text[1..] : text;
        var problem = PathProblem(path);
        if (problem.Length == 0) return new(path, field.Value.Location);
        field.TellBad(text, problem);
        return null;
    }

    /// <summary>Text as it is meant, in any number of lines; without unfit characters, and never empty.</summary>
    private static string? ReadText(YamlField field)
    {
        if (field.Value is not YamlScalar { IsNull: false } scalar)
        {
            if (field.Value is not YamlScalar { Comment: not null } empty) field.TellType("text", field.Written is { } written ? YamlQuoting.Quote(written) : null);
            else TellComment(field, empty);
            return null;
        }

        var text = scalar.Text.TrimEnd('\n');
        if (scalar.Comment is not null) TellComment(field, scalar);
        else if (text.AsSpan().IsWhiteSpace()) field.TellBad(text, "it is empty");
        else if (FirstUnfit(text) is { } unfit) field.TellBad(text, $"it holds the character U+{(int)unfit:X4}, which cannot stand in a page");
        else return text;
        return null;
    }

    private static void TellComment(YamlField field, YamlScalar scalar)
    {
        var text = field.File.Text;
        var comment = scalar.Comment!.Value;
        var length = text.AsSpan(comment).IndexOfAny('\n', '\r');
        var end = length < 0 ? text.Length : comment + length;
        var start = scalar.Text.Length == 0 ? comment : scalar.Start;
        var meant = string.Join(' ', text[start..end].Split(['\n', '\r'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
        field.Diagnostics.Add(Rules.YamlComment.At(field.File.AtOffset(comment), text[comment..end].TrimEnd(), YamlQuoting.Quote(meant)));
    }

    /// <summary>A value that holds no spaces, so that a comment after it can be no part of it.</summary>
    public static string? Word(YamlField field, string takes)
    {
        if (field.Value is YamlScalar { IsNull: false } scalar) return scalar.Text.TrimEnd('\n');
        field.TellType(takes);
        return null;
    }

    private static string PathProblem(string path)
    {
        if (path.AsSpan().IsWhiteSpace()) return "it is the site's own start page, which stays where it is";
        var sign = path.AsSpan().IndexOfAny("?#:\\*\"<>|");
        if (sign >= 0) return path[sign] is '?' or '#' ? $"no page of its own can answer to what follows '{path[sign]}'" : $"'{path[sign]}' cannot stand in a path on this site";
        if (path.Any(char.IsControl) || FirstUnfit(path) is not null) return "it holds a character that cannot be seen";
        foreach (var part in path.TrimEnd('/').Split('/'))
        {
            if (part.Length == 0) return "a name is missing between two '/'";
            // Browsers read %2E as '.', and some systems drop dots and spaces at the end of a name.
            if (part.Replace("%2e", ".", StringComparison.OrdinalIgnoreCase) is [.., '.' or ' ']) return "a name in it ends with '.' or a space";
            if (Encoding.UTF8.GetByteCount(part) > Slug.MaxBytes) return $"a name in it has more than {Slug.MaxBytes} bytes";
        }

        return "";
    }

    private static string Folded(string text) => string.Join(' ', text.Split(['\n', '\r'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));

    /// <summary>Escapes such as "\uFFFE" come in behind the door where the text of files is cleaned.</summary>
    private static char? FirstUnfit(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                // The last two code points of every plane are no characters.
                if ((char.ConvertToUtf32(c, text[++i]) & 0xFFFE) == 0xFFFE) return c;
            }
            else if ((char.IsControl(c) && c is not ('\t' or '\n' or '\r')) || char.IsSurrogate(c) || c is >= '\uFDD0' and <= '\uFDEF' or >= '\uFFFE')
            {
                return c;
            }
        }

        return null;
    }

    private static bool IsLanguage(string text) => text.Length <= 100 && WellFormedLanguage().IsMatch(text);

    // RFC 5646, section 2.1, without the irregular tags that were grandfathered in.
    [GeneratedRegex(
        "^(?:(?:[a-z]{2,3}(?:-[a-z]{3}){0,3}|[a-z]{4,8})(?:-[a-z]{4})?(?:-(?:[a-z]{2}|[0-9]{3}))?(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*"
        + "(?:-[0-9a-wy-z](?:-[a-z0-9]{2,8})+)*(?:-x(?:-[a-z0-9]{1,8})+)?|x(?:-[a-z0-9]{1,8})+)\\z",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex WellFormedLanguage();
}

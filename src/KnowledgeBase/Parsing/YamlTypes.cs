using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using KnowledgeBase.Diagnostics;
using KnowledgeBase.Markup;
using KnowledgeBase.Model;

namespace KnowledgeBase.Parsing;

/// <summary>What a key may take. Each reads one value, or tells what is wrong with it and gives null.</summary>
internal static partial class YamlTypes
{
    /// <summary>Text in one line.</summary>
    public static string? Text(YamlField field) => ReadText(field) is { } text ? CheckText(field, text) : null;

    /// <summary>Text whose line breaks mean no more than spaces, as after <c>description: |</c>.</summary>
    public static string? Paragraph(YamlField field)
    {
        if (ReadText(field) is not { } text) return null;
        if (text.Contains('\n', StringComparison.Ordinal))
            text = string.Join(' ', text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        return CheckText(field, text);
    }

    /// <summary>Text that is not too long for a title.</summary>
    public static string? Title(YamlField field)
    {
        if (Text(field) is not { } text) return null;
        var length = text.EnumerateRunes().Count();
        if (length <= ForumThread.LongestTitle) return text;
        field.TellBad(text, $"it has {length} characters, more than the {ForumThread.LongestTitle} allowed", advice: "a shorter one");
        return null;
    }

    /// <summary>An address as browsers read it, with scheme and host.</summary>
    public static string? Url(YamlField field)
    {
        if (Word(field, "an address") is not { } text) return null;
        if (WebAddress.IsAbsolute(text)) return text;
        // 'www.example.org/t/1' lacks its beginning only.
        var isHost = text is [>= 'a' and <= 'z', ..] && text.Contains('.', StringComparison.Ordinal) && !text.Contains(':', StringComparison.Ordinal) && WebAddress.IsAbsolute("https://" + text);
        field.TellBad(text, "it is no absolute http or https address", isHost ? YamlQuoting.Write("https://" + text) : null);
        return null;
    }

    /// <summary>A well-formed BCP 47 tag; whether its parts are registered is not asked.</summary>
    public static string? Language(YamlField field)
    {
        if (Word(field, "a language") is not { } text) return null;
        if (WellFormedLanguage().IsMatch(text)) return text;
        var guess = text.ToLowerInvariant() switch
        {
            "english" => "en",
            "german" or "deutsch" => "de",
            "french" or "français" => "fr",
            "spanish" or "español" => "es",
            _ => text.Replace('_', '-'),
        };
        field.TellBad(text, "it is no language tag", WellFormedLanguage().IsMatch(guess) ? guess : null);
        return null;
    }

    public static DateOnly? Day(YamlField field)
    {
        if (Word(field, "a date") is not { } text) return null;
        if (Moment.ReadDay(text) is { } day) return day;
        field.TellBad(text, "it is no date (year, month and day)", WrittenDay.Read(text)?.ToString("O", CultureInfo.InvariantCulture));
        return null;
    }

    public static bool? Flag(YamlField field)
    {
        if (field.Value is YamlScalar { Style: YamlStyle.Plain, Text: ("true" or "false") and var word }) return word == "true";
        var text = field.Value is YamlScalar { IsNull: false } scalar ? scalar.Text.ToLowerInvariant() : "";
        field.TellType("true or false", text is "false" or "no" or "off" or "n" or "0" ? "false" : "true");
        return null;
    }

    /// <summary>The name of a thread's file without <c>.md</c>.</summary>
    public static Reference? ThreadSlug(YamlField field)
    {
        if (Word(field, "the slug of a thread") is not { } text) return null;
        if (Slug.Read(text, out var problem) is { } slug) return new(slug.Value, field.Value.Location);
        var name = text.Split('#')[0].TrimEnd('/').Split('/')[^1];
        if (name.EndsWith(".md", StringComparison.OrdinalIgnoreCase)) name = name[..^3];
        field.TellBad(text, problem, Slug.From(name, "name-of-the-file").Value);
        return null;
    }

    /// <summary>A value without spaces, in which a comment after it can be no part of it.</summary>
    internal static string? Word(YamlField field, string takes)
    {
        if (field.Value is YamlScalar { IsNull: false } scalar) return scalar.Text.TrimEnd('\n');
        field.TellType(takes);
        return null;
    }

    private static string? ReadText(YamlField field)
    {
        if (field.Value is YamlScalar { Comment: { } comment } scalar)
        {
            TellComment(field, scalar, comment);
            return null;
        }

        if (field.Value is YamlScalar { IsNull: false } text) return text.Style == YamlStyle.Block ? text.Text.TrimEnd('\n') : text.Text;
        field.TellType("text", field.Value is YamlScalar { Text.Length: 0 } || field.Written is not { } written ? null : YamlQuoting.Quote(written));
        return null;
    }

    private static void TellComment(YamlField field, YamlScalar scalar, int comment)
    {
        var rest = field.File.Text.AsSpan(comment);
        var length = rest.IndexOfAny('\n', '\r') is var end and >= 0 ? end : rest.Length;
        var lost = rest[..length].TrimEnd().ToString();
        var kept = scalar.Text.Length == 0 ? "" : field.File.Text[scalar.Start..comment];
        var meant = string.Join(' ', (kept + lost).Split(['\n', '\r'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
        field.Tell(Rules.YamlComment.At(field.File.AtOffset(comment), lost, YamlQuoting.Quote(meant)));
    }

    private static string? CheckText(YamlField field, string text)
    {
        if (!ShowableText.CanBeSeen(text))
        {
            field.TellBad(text, "it is empty");
            return null;
        }

        foreach (var rune in text.EnumerateRunes())
        {
            if (!IsUnfit(rune)) continue;
            TellUnfit(field, text, rune);
            return null;
        }

        return text;
    }

    private static void TellUnfit(YamlField field, string text, Rune unfit)
    {
        var problem = unfit.Value switch
        {
            '\n' => "it holds a line break",
            '\t' => "it holds a tab",
            _ => string.Create(CultureInfo.InvariantCulture, $"it holds the character U+{unfit.Value:X4}, which cannot stand in a page"),
        };
        var shown = string.Concat(text.EnumerateRunes().Select(rune => IsUnfit(rune) && !Rune.IsControl(rune) ? Rune.ReplacementChar : rune));
        var cleaned = string.Concat(text.EnumerateRunes().Select(rune => IsUnfit(rune) ? new Rune(' ') : rune)).Trim();
        // "C:\new" holds a line break that nobody meant.
        if (Rune.IsControl(unfit) && field is { Value: YamlScalar { Style: YamlStyle.DoubleQuoted }, Written: ['"', .. var inner, '"'] } && inner.Contains('\\', StringComparison.Ordinal))
            field.TellBad(shown, $"{problem}, since '\\' has a meaning of its own in double quotes", YamlQuoting.Quote(inner));
        else
            field.TellBad(shown, problem, YamlQuoting.Quote(cleaned));
    }

    // Escapes such as "\uFFFE" come in behind the door where a file's text is cleaned.
    private static bool IsUnfit(Rune rune) => Rune.IsControl(rune) || (rune.Value & 0xFFFE) == 0xFFFE || rune.Value is >= 0xFDD0 and <= 0xFDEF;

    // RFC 5646, section 2.1, without the irregular tags that were grandfathered in, and without words of four letters and more: no language has one.
    [GeneratedRegex(
        "^(?:[a-z]{2,3}(?:-[a-z]{3}){0,3}(?:-[a-z]{4})?(?:-(?:[a-z]{2}|[0-9]{3}))?(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*"
        + "(?:-[0-9a-wy-z](?:-[a-z0-9]{2,8})+)*(?:-x(?:-[a-z0-9]{1,8})+)?|x(?:-[a-z0-9]{1,8})+)\\z",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex WellFormedLanguage();
}

using System.Collections.Immutable;
using System.Text;
using KnowledgeBase.Diagnostics;
using KnowledgeBase.Model;

namespace KnowledgeBase.Parsing;

/// <summary>What a key may take that holds several values, or names places of the site.</summary>
internal static class YamlListTypes
{
    /// <summary>Systems take paths of 4,096 bytes, and of that the output folder has a part.</summary>
    private const int MaxPathBytes = 1_000;

    /// <summary>Each has an address, and no two of a thread have the same.</summary>
    public static ImmutableArray<string>? Tags(YamlField field)
    {
        var bySlug = new Dictionary<string, string>(StringComparer.Ordinal);
        var tags = ImmutableArray.CreateBuilder<string>();
        foreach (var item in Items(field))
        {
            if (YamlTypes.Title(item) is not { } tag) continue;
            var slug = Slug.FromTag(tag).Value;
            if (slug.Length == 0)
                item.TellBad(tag, "nothing is left of it for an address", advice: "a word with a letter or a digit");
            else if (!bySlug.TryAdd(slug, tag))
                item.Tell(Rules.SameTag.At(item.Value.Location, bySlug[slug], tag, slug));
            else
                tags.Add(tag);
        }

        if (tags.Count > ForumThread.MaxTags) field.Tell(Rules.TooManyTags.At(field.KeyLocation, $"{tags.Count}", $"{ForumThread.MaxTags}"));
        return tags.ToImmutable();
    }

    public static ImmutableArray<Reference>? ThreadSlugs(YamlField field) => References(field, YamlTypes.ThreadSlug);

    public static ImmutableArray<Reference>? Texts(YamlField field) =>
        References(field, item => YamlTypes.Text(item) is { } text ? new(text, item.Value.Location) : null);

    public static ImmutableArray<Reference>? SitePaths(YamlField field) => References(field, SitePath);

    private static ImmutableArray<Reference> References(YamlField field, Func<YamlField, Reference?> read)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var references = ImmutableArray.CreateBuilder<Reference>();
        foreach (var item in Items(field))
        {
            if (read(item) is not { } reference) continue;
            if (seen.Add(reference.Value)) references.Add(reference);
            else item.TellBad(reference.Value, "it stands in this list twice", advice: "it once");
        }

        return references.ToImmutable();
    }

    private static IEnumerable<YamlField> Items(YamlField field)
    {
        if (field.Value is YamlList list) return list.Items.Select(field.Item);
        field.TellType("a list", field.Value is YamlScalar { IsNull: false } scalar && YamlQuoting.WriteList(scalar.Text) is { Length: > 2 } written ? written : null);
        return [];
    }

    /// <summary>A path from the site's root, without a '/' before it.</summary>
    private static Reference? SitePath(YamlField field)
    {
        if (YamlTypes.Word(field, "a path of this site") is not { } text) return null;
        var path = text.StartsWith('/') ? text[1..] : text;
        if (PathProblem(path) is not { } problem) return new(UnicodeText.Nfc(path), field.Value.Location);
        field.TellBad(text, problem.Text, problem.Instead is { } instead && PathProblem(instead) is null ? YamlQuoting.Write(instead) : null);
        return null;
    }

    /// <summary>A redirect is a file, on any server and any system that the site is built on.</summary>
    private static (string Text, string? Instead)? PathProblem(string path)
    {
        if (path.Length == 0) return ("it is the home page", null);
        if (path.Contains("://", StringComparison.Ordinal) || path[0] == '/')
        {
            var withoutHost = path[(path.IndexOf("//", StringComparison.Ordinal) is var host and >= 0 ? host + 2 : 1)..];
            return ("it is an address, not a path from the site's root", withoutHost.IndexOf('/', StringComparison.Ordinal) is var slash and >= 0 ? withoutHost[(slash + 1)..] : null);
        }

        var mark = path.AsSpan().IndexOfAny("?#");
        if (mark >= 0) return ($"a redirect sees nothing of '{path[mark]}' and what follows it", path[..mark]);
        if (path.Contains('%', StringComparison.Ordinal)) return ("the characters themselves are written here, not their '%' codes", Uri.UnescapeDataString(path));
        if (path.Contains('\\', StringComparison.Ordinal)) return ("folders are parted by '/'", path.Replace('\\', '/'));
        var bad = path.AsSpan().IndexOfAny("<>:\"|*");
        if (bad >= 0) return ($"'{path[bad]}' cannot stand in the name of a file on every system", null);
        if (path.EnumerateRunes().Any(rune => Rune.IsControl(rune) || rune == Rune.ReplacementChar)) return ("it holds a character that no address has", null);

        foreach (var part in path.TrimEnd('/').Split('/'))
        {
            if (part.Length == 0) return ("there is no name between two '/'", path.Replace("//", "/", StringComparison.Ordinal));
            if (part is "." or "..") return ($"'{part}' is no name of a folder here; begin at the site's root", null);
            if (part[0] == ' ' || part[^1] is ' ' or '.') return ($"the name '{part}' begins or ends with a space or ends with '.', which some systems drop", null);
            if (Encoding.UTF8.GetByteCount(part) > Slug.MaxBytes) return ($"one of its names has more than {Slug.MaxBytes} bytes", null);
        }

        if (Encoding.UTF8.GetByteCount(path) > MaxPathBytes) return ($"it has more than {MaxPathBytes} bytes", null);
        if (OutputPath.Problem(path.TrimEnd('/')) is { } problem) return (problem, null);
        return path.Split('/').FirstOrDefault(OutputPath.IsOfHosts) is { } order ? ($"web hosts take '{order}' for an order to them", null) : null;
    }
}

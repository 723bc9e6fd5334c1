using System.Buffers;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Ganss.Xss;

namespace KnowledgeBase.Markup;

/// <summary>The second look at a post that holds raw HTML: what a strict sanitiser does not know is taken out, whatever let it through.</summary>
internal static class HtmlSanitizing
{
    /// <summary>AngleSharp's work grows with the square of the depth.</summary>
    private const int MaxDepth = 400;

    private const int MostRounds = 6;

    private static readonly SearchValues<char> NameCharacters = SearchValues.Create("/abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789");

    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> VoidTags =
        new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "br", "hr", "img", "input", "col", "wbr" }.GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly HtmlSanitizer Sanitizer = Make();

    /// <summary>HTML without anything but the allowed tags and what this program's own writers put beside them.</summary>
    public static string Clean(string html)
    {
        // Where tags were taken out or moved, what is left may read otherwise: only what stays as it is, is clean.
        for (var round = 0; round < MostRounds && Depth(html) <= MaxDepth; round++)
        {
            var cleaned = Sanitizer.Sanitize(html);
            if (HasSameTags(html, cleaned)) return cleaned;
            html = cleaned;
        }

        return System.Net.WebUtility.HtmlEncode(html);
    }

    private static HtmlSanitizer Make()
    {
        var sanitizer = new HtmlSanitizer(new HtmlSanitizerOptions
        {
            AllowedTags = AllowedHtml.Tags.ToHashSet(StringComparer.OrdinalIgnoreCase),
            AllowedAttributes = new HashSet<string>(StringComparer.OrdinalIgnoreCase)
            {
                "href", "title", "src", "alt", "width", "height", "colspan", "rowspan", "start", "reversed", "open", "lang", "dir", "class", "id",
                "type", "checked", "disabled", "datetime", "scope",
                // Of our own writers.
                "rel", "loading", "referrerpolicy", "tabindex", "aria-label",
            },
            AllowedSchemes = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "http", "https", "mailto" },
            UriAttributes = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "href", "src" },
        })
        {
            KeepChildNodes = true,
            // Its own knows CSS, and fills a hundred tables with it; no style is allowed.
            HtmlParserFactory = () => new HtmlParser(),
        };
        // An empty set would allow all, so one that nobody writes is named, and the pattern decides.
        sanitizer.AllowedClasses.Add("language-");
        sanitizer.RemovingCssClass += (_, removing) => removing.Cancel = BodyClasses.Has(removing.CssClass);
        sanitizer.PostProcessNode += (_, processed) =>
        {
            if (processed.Node is IElement { LocalName: "input" } input && !(input.GetAttribute("type") == "checkbox" && input.HasAttribute("disabled"))) input.Remove();
        };
        return sanitizer;
    }

    private static bool HasSameTags(ReadOnlySpan<char> before, ReadOnlySpan<char> after)
    {
        while (true)
        {
            var (one, other) = (before.IndexOf('<'), after.IndexOf('<'));
            if (one < 0 || other < 0) return one == other;
            before = before[(one + 1)..];
            after = after[(other + 1)..];
            var length = before.IndexOfAnyExcept(NameCharacters);
            if (length < 0 || !after.StartsWith(before[..length]) || after.IndexOfAnyExcept(NameCharacters) != length) return false;
        }
    }

    /// <summary>How deep tags may nest at most: each that is not ended is one.</summary>
    private static int Depth(string html)
    {
        var (depth, deepest) = (0, 0);
        for (var at = html.IndexOf('<', StringComparison.Ordinal); at >= 0 && at + 1 < html.Length; at = html.IndexOf('<', at + 1))
        {
            if (html[at + 1] == '/') depth = Math.Max(0, depth - 1);
            else if (char.IsAsciiLetter(html[at + 1]) && !IsVoid(html.AsSpan(at + 1))) deepest = Math.Max(deepest, ++depth);
        }

        return deepest;
    }

    private static bool IsVoid(ReadOnlySpan<char> tag)
    {
        var end = tag.IndexOfAnyExcept(NameCharacters);
        return VoidTags.Contains(end < 0 ? tag : tag[..end]);
    }
}

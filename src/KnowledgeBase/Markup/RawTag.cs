using System.Collections.Immutable;
using Markdig.Helpers;

namespace KnowledgeBase.Markup;

/// <summary>A tag as its author wrote it.</summary>
/// <param name="Name">In small letters.</param>
/// <param name="Source">The tag itself.</param>
/// <param name="Offset">Where it stands in the post.</param>
internal sealed record RawTag(string Name, bool IsEnd, ImmutableArray<(string Name, string Value)> Attributes, string Source, int Offset)
{
    public string? this[string attribute]
    {
        get
        {
            foreach (var (name, value) in Attributes)
            {
                if (name == attribute) return value;
            }

            return null;
        }
    }

    /// <summary>Reads the tag that begins at a '&lt;', by the grammar of CommonMark; null if none does.</summary>
    public static RawTag? Read(string text, int start, int offset)
    {
        var at = start + 1;
        var isEnd = at < text.Length && text[at] == '/';
        if (isEnd) at++;
        var nameStart = at;
        if (at >= text.Length || !char.IsAsciiLetter(text[at])) return null;
        while (at < text.Length && (char.IsAsciiLetterOrDigit(text[at]) || text[at] == '-')) at++;
        var name = text[nameStart..at].ToLowerInvariant();

        var attributes = ImmutableArray.CreateBuilder<(string Name, string Value)>();
        while (true)
        {
            var hasSpace = SkipSpace(text, ref at);
            if (at < text.Length && text[at] == '/' && !isEnd) at++;
            if (at >= text.Length) return null;
            if (text[at] == '>') return new(name, isEnd, attributes.ToImmutable(), text[start..(at + 1)], offset);
            if (!hasSpace || isEnd || !ReadAttribute(text, ref at, attributes)) return null;
        }
    }

    private static bool ReadAttribute(string text, ref int at, ImmutableArray<(string Name, string Value)>.Builder attributes)
    {
        var start = at;
        if (!char.IsAsciiLetter(text[at]) && text[at] is not ('_' or ':')) return false;
        while (at < text.Length && (char.IsAsciiLetterOrDigit(text[at]) || text[at] is '_' or ':' or '.' or '-')) at++;
        var name = text[start..at].ToLowerInvariant();
        var afterName = at;
        SkipSpace(text, ref at);
        var value = "";
        if (at < text.Length && text[at] == '=')
        {
            at++;
            SkipSpace(text, ref at);
            if (ReadValue(text, ref at) is not { } written) return false;
            value = HtmlHelper.Unescape(written, removeBackSlash: false);
        }
        else
        {
            at = afterName;
        }

        // As in browsers, the first of two counts.
        if (!attributes.Any(attribute => attribute.Name == name) && attributes.Count < 50) attributes.Add((name, value));
        return true;
    }

    private static string? ReadValue(string text, ref int at)
    {
        if (at >= text.Length) return null;
        var start = at;
        if (text[at] is '"' or '\'')
        {
            var end = text.IndexOf(text[at], at + 1);
            if (end < 0) return null;
            at = end + 1;
            return text[(start + 1)..end];
        }

        while (at < text.Length && text[at] is not (' ' or '\t' or '\n' or '\r' or '"' or '\'' or '=' or '<' or '>' or '`')) at++;
        return at > start ? text[start..at] : null;
    }

    private static bool SkipSpace(string text, ref int at)
    {
        var start = at;
        while (at < text.Length && text[at] is ' ' or '\t' or '\n' or '\r') at++;
        return at > start;
    }
}

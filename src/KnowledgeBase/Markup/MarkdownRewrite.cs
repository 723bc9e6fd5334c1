using System.Text;
using System.Text.RegularExpressions;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace KnowledgeBase.Markup;

/// <summary>Changes a text from elsewhere that is Markdown already, at the places that are what they seem: not in code.</summary>
internal static partial class MarkdownRewrite
{
    /// <summary>Line ends inside a paragraph become line breaks, and addresses what the caller says.</summary>
    /// <param name="newAddress">For each address: what to write instead, or null to leave it.</param>
    /// <param name="images">The addresses of pictures, as written, are added.</param>
    public static string Of(string text, Func<string, string?> newAddress, List<string> images)
    {
        text = text.ReplaceLineEndings("\n");
        // What Markdig may not read is shown as it is.
        if (MarkdownDialect.Parse(text, out _, out _) is not { } document) return text;
        var edits = new List<(int Start, int Length, string Text)>();
        foreach (var part in document.Descendants())
        {
            switch (part)
            {
                case LineBreakInline { IsHard: false } line: HardenLine(text, line, edits); break;
                case LinkInline { IsAutoLink: false, Reference: null, Url: { } url } link:
                    if (link.IsImage) images.Add(url);
                    Replace(text, link.UrlSpan, newAddress(url), edits);
                    break;
                case LinkInline { IsImage: true, Url: { } url }: images.Add(url); break;
                case LinkReferenceDefinition { Url: { } url } definition: Replace(text, definition.UrlSpan, newAddress(url), edits); break;
                case RawHtmlInline html: ReplaceInTag(text, html.Span, newAddress, images, edits); break;
                case RawHtmlBlock html: ReplaceInTag(text, html.Span, newAddress, images, edits); break;
            }
        }

        return Apply(text, edits);
    }

    private static void HardenLine(string text, LineBreakInline line, List<(int, int, string)> edits)
    {
        var root = line.Parent;
        while (root?.Parent is not null) root = root.Parent;
        var at = line.Span.Start;
        if (root?.ParentBlock is not ParagraphBlock || at <= 0 || at >= text.Length || text[at] != '\n') return;
        if (line.PreviousSibling is RawHtmlInline html && html.Span.Start < at && text.AsSpan(html.Span.Start).StartsWith("<br", StringComparison.OrdinalIgnoreCase)) return;
        edits.Add((at, 0, TakesBackslash(text, at) ? "  " : "\\"));
    }

    /// <summary>
    /// Two spaces must do where a backslash would change what is before it: a bare address would take it for its own, the mark
    /// of an item that is none would get a text by it, marks after punctuation could open emphasis before it, and a dollar a formula.
    /// </summary>
    private static bool TakesBackslash(string text, int end)
    {
        var line = text.AsSpan(0, end);
        line = line[(line.LastIndexOf('\n') + 1)..];
        if (line.TrimEnd(" \t") is [.., '-' or '+' or '*' or '.' or ')'] && !line.ContainsAnyExcept(" \t>-+*.)0123456789")) return true;
        if (line.Contains('$')) return true;
        if (line is [] or [.., ' ' or '\t']) return false;
        if (line[^1] is '*' or '_' or '~' && (line.TrimEnd(line[^1]) is not [.., var last] || !char.IsLetterOrDigit(last))) return true;
        var word = line[(line.LastIndexOfAny(" \t") + 1)..];
        return word.Contains("://", StringComparison.Ordinal) || word.Contains("www.", StringComparison.OrdinalIgnoreCase) || word.Contains("mailto:", StringComparison.OrdinalIgnoreCase) || word.Contains("tel:", StringComparison.OrdinalIgnoreCase);
    }

    private static void Replace(string text, SourceSpan span, string? address, List<(int, int, string)> edits)
    {
        if (address is not null && span.Start >= 0 && span.End < text.Length && span.Length > 0) edits.Add((span.Start, span.Length, Written(address)));
    }

    private static void ReplaceInTag(string text, SourceSpan span, Func<string, string?> newAddress, List<string> images, List<(int, int, string)> edits)
    {
        if (span.Start < 0 || span.End >= text.Length || span.Length <= 0) return;
        var html = text.Substring(span.Start, span.Length);
        foreach (Match found in Address().Matches(html))
        {
            var address = found.Groups["address"];
            if (found.Groups["name"].ValueSpan is ['s' or 'S', ..]) images.Add(address.Value);
            if (newAddress(address.Value) is { } replaced) edits.Add((span.Start + address.Index, address.Length, replaced.Replace("\"", "%22", StringComparison.Ordinal).Replace("'", "%27", StringComparison.Ordinal)));
        }
    }

    private static string Written(string address) => address.AsSpan().IndexOfAny(" ()<>") < 0 ? address : $"<{address.Replace("<", "%3C", StringComparison.Ordinal).Replace(">", "%3E", StringComparison.Ordinal)}>";

    private static string Apply(string text, List<(int Start, int Length, string Text)> edits)
    {
        var edited = new StringBuilder(text.Length + 64);
        var at = 0;
        foreach (var (start, length, replaced) in edits.OrderBy(edit => edit.Start))
        {
            if (start < at) continue;
            edited.Append(text, at, start - at).Append(replaced);
            at = start + length;
        }

        return edited.Append(text, at, text.Length - at).ToString();
    }

    [GeneratedRegex("""(?<=\s)(?<name>href|src)\s*=\s*(["'])(?<address>[^"'<>\n]*)\1""", RegexOptions.IgnoreCase)]
    private static partial Regex Address();
}

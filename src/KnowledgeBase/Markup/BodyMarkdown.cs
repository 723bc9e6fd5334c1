using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace KnowledgeBase.Markup;

/// <summary>
/// A body's Markdown for readers elsewhere: its source, changed only where it would mean something else there. Links lead
/// where the page's lead, headings have the page's levels, and what the page shows as text is text.
/// </summary>
internal sealed class BodyMarkdown(string source, IReadOnlyDictionary<Inline, ResolvedLink> links)
{
    private readonly Dictionary<int, MarkdownEdit> _edits = [];

    public string Of(MarkdownDocument document)
    {
        foreach (var part in document.Descendants())
        {
            switch (part)
            {
                case HeadingBlock { IsSetext: false, Level: not MarkdownBody.NoHeading } heading: Relevel(heading); break;
                case RawHtmlBlock html when !html.Pieces.TrueForAll(IsPlain): ToText(html.Span); break;
                case RawHtmlInline html when !html.Pieces.TrueForAll(IsPlain): Edit(html.Span.Start, 1, "&lt;"); break;
                case LinkInline { IsAutoLink: false } link when links.TryGetValue(link, out var resolved): Relink(link, resolved); break;
                case AutolinkInline link when links.TryGetValue(link, out var resolved) && resolved.Href is null: Edit(link.Span.Start, 0, "\\"); break;
            }
        }

        return MarkdownEdit.Apply(source, _edits.Values);
    }

    /// <summary>Text, or a kept tag without attributes: with them, it would have to be written anew.</summary>
    private static bool IsPlain(RawPiece piece) =>
        piece.IsText ? !piece.Text.Contains('<', StringComparison.Ordinal) : piece.Start is null || piece.Start.Source.Length == piece.Start.Name.Length + 2;

    private void Relevel(HeadingBlock heading)
    {
        var marks = 0;
        while (heading.Span.Start + marks < source.Length && source[heading.Span.Start + marks] == '#') marks++;
        if (marks > 0 && marks != heading.Level) Edit(heading.Span.Start, marks, new string('#', heading.Level));
    }

    /// <summary>The page shows it letter by letter, so nothing in it may become Markdown.</summary>
    private void ToText(SourceSpan span)
    {
        for (var i = span.Start; i <= span.End && i < source.Length; i++)
        {
            if (source[i] == '<') Edit(i, 1, "&lt;");
            else if (source[i] is '\\' or '`' or '*' or '_' or '[' or ']' or '&' or '~' or '|' or '>') Edit(i, 0, "\\");
        }
    }

    private void Relink(LinkInline link, ResolvedLink resolved)
    {
        var definition = link.Reference;
        if (resolved.Href is null)
        {
            // The page shows its words and its address; an escaped bracket does the same.
            Edit(definition?.Span.Start ?? link.Span.Start + (link.IsImage ? 1 : 0), 0, "\\");
            return;
        }

        // Absolute addresses lead to the same place from anywhere.
        if (resolved.IsExternal || resolved.Original is not null || resolved.Href.StartsWith("mailto:", StringComparison.Ordinal)) return;
        var span = definition?.UrlSpan ?? link.UrlSpan;
        if (span.IsEmpty) return;
        var isInBrackets = source[span.Start] == '<';
        // A bare fragment would look for its anchor in the Markdown; the page has it.
        var href = resolved.Href.StartsWith('#') ? "./" + resolved.Href : resolved.Href;
        Edit(span.Start, span.Length, isInBrackets ? $"<{Encoded(href)}>" : Encoded(href));
    }

    /// <summary>What would end an address of Markdown too early.</summary>
    private static string Encoded(string href) =>
        href.Replace(" ", "%20", StringComparison.Ordinal).Replace("(", "%28", StringComparison.Ordinal).Replace(")", "%29", StringComparison.Ordinal)
            .Replace("<", "%3C", StringComparison.Ordinal).Replace(">", "%3E", StringComparison.Ordinal).Replace("\\", "%5C", StringComparison.Ordinal);

    private void Edit(int start, int length, string text)
    {
        // A definition that several links use is met several times.
        if (start >= 0) _edits.TryAdd(start, new(start, start + length, text));
    }
}

using System.Text.RegularExpressions;
using KnowledgeBase.Diagnostics;
using Markdig.Extensions.Footnotes;
using Markdig.Extensions.Tables;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace KnowledgeBase.Markup;

/// <summary>Words of a post that readers would never see, here or elsewhere, because Markdown takes them for something else.</summary>
internal static partial class LostWords
{
    private const int LongestShown = 80;
    private const int LongestNote = 400;
    private const int LongestAddress = 500;

    /// <summary>Languages that have no colours here.</summary>
    private static readonly string[] Uncoloured = ["md", "markdown", "text", "txt", "plain", "plaintext", "html", "xml", "svg", "diff", "patch", "http", "csv", "log", "mermaid", "math", "regex"];

    /// <summary>One finding of each kind: the first, with a count of all.</summary>
    public static void Tell(MarkdownDocument document, string text, Func<int, SourceLocation> at, List<Diagnostic> diagnostics)
    {
        var findings = new RawHtmlFindings();
        if (text.Contains('|')) FindCells(document, text, findings);
        if (text.Contains("]:", StringComparison.Ordinal)) FindDefinitions(document, text, findings);
        if (text.Contains("```", StringComparison.Ordinal) || text.Contains("~~~", StringComparison.Ordinal)) FindCode(document, findings);
        if (text.Contains("](", StringComparison.Ordinal)) FindAddresses(document, text, findings);
        diagnostics.AddRange(findings.Tell(at));
    }

    private static void FindCells(MarkdownDocument document, string text, RawHtmlFindings findings)
    {
        foreach (var table in document.Descendants<Table>())
        {
            foreach (var row in table.OfType<TableRow>())
            {
                foreach (var cell in row.Skip(table.ColumnDefinitions.Count).Where(cell => !cell.Span.IsEmpty))
                    findings.Add(Rules.LostCell, "", WithoutBlanks(text, cell.Span.Start), Shown(text, cell.Span));
            }
        }
    }

    private static int WithoutBlanks(string text, int at)
    {
        while (at >= 0 && at < text.Length && text[at] is ' ' or '\t') at++;
        return at;
    }

    /// <summary><c>[Edit]: Solved</c> is a link's definition to Markdown. What nothing refers to and has no address was meant to be read.</summary>
    private static void FindDefinitions(MarkdownDocument document, string text, RawHtmlFindings findings)
    {
        var used = document.Descendants<LinkInline>().Select(link => link.Reference).ToHashSet();
        foreach (var definition in document.Descendants<LinkReferenceDefinition>())
        {
            if (definition is FootnoteLinkReferenceDefinition || used.Contains(definition) || Address().IsMatch(definition.Url ?? "")) continue;
            findings.Add(Rules.LostLine, "", definition.Span.Start, Shown(text, definition.Span));
        }
    }

    /// <summary>What follows the language of a fence may be notes for other programs, but not code.</summary>
    private static void FindCode(MarkdownDocument document, RawHtmlFindings findings)
    {
        foreach (var fence in document.Descendants<FencedCodeBlock>())
        {
            if (string.IsNullOrEmpty(fence.Arguments) || IsNote(fence)) continue;
            findings.Add(Rules.LostCode, "", fence.Span.Start, Cut($"{fence.Info} {fence.Arguments}"));
        }
    }

    /// <summary><c>![a](my picture.png)</c> is no image, and stays text.</summary>
    private static void FindAddresses(MarkdownDocument document, string text, RawHtmlFindings findings)
    {
        var found = Brackets().Matches(text).Where(match => Repair(match) is not null).ToList();
        if (found.Count == 0) return;
        // Not in code, where brackets are meant.
        var places = found.ConvertAll(match => match.Groups["close"].Index);
        foreach (var literal in document.Descendants<LiteralInline>())
        {
            var next = places.BinarySearch(literal.Span.Start);
            for (var i = next < 0 ? ~next : next; i < places.Count && places[i] <= literal.Span.End; i++)
                findings.Add(Rules.BlankInAddress, "", found[i].Index, Cut(found[i].Value), Repair(found[i])!);
        }
    }

    /// <summary>What to write; null where the brackets hold no address with blanks.</summary>
    private static string? Repair(Match match)
    {
        var (address, label, isImage) = (match.Groups["address"].Value.Trim(), match.Groups["label"].Value, match.Value[0] == '!');
        if (!address.Contains(' ') || address.Length > LongestAddress) return null;
        if (isImage && Size().Match(address) is { Success: true } size) return $"![{label}|{size.Groups["size"]}]({address[..size.Index]})";
        if (Host().IsMatch(address)) return $"{(isImage ? "!" : "")}[{label}]({address.Replace(" ", "%20", StringComparison.Ordinal)})";
        return isImage || File().IsMatch(address) ? $"{(isImage ? "!" : "")}[{label}](<{address}>)" : null;
    }

    /// <summary>Settings such as <c>title="a"</c> and <c>{1,3}</c>; and one word beside a language that is known.</summary>
    private static bool IsNote(FencedCodeBlock fence)
    {
        if (fence.Arguments!.Length > LongestNote) return false;
        var rest = Setting().Replace(fence.Arguments, "").Trim();
        return rest.Length == 0 || ((CodeLanguage.Of(fence.Info!.ToLowerInvariant()) is not null || Uncoloured.Contains(fence.Info!.ToLowerInvariant())) && rest.All(c => char.IsLetterOrDigit(c) || c is '-' or '_' or '.' or ',' or '/' or ':'));
    }

    private static string Shown(string text, SourceSpan span)
    {
        var (start, end) = (Math.Clamp(span.Start, 0, text.Length), Math.Clamp(span.End + 1, 0, text.Length));
        return Cut(text[start..Math.Max(start, end)].Trim().Split('\n')[0]);
    }

    private static string Cut(string words) => words.Length <= LongestShown ? words : ShowableText.Start(words, LongestShown) + "…";

    [GeneratedRegex(@"!?\[(?<label>[^\[\]\n]*)(?<close>\])\((?<address>[^()<>\n""']+)\)")]
    private static partial Regex Brackets();

    [GeneratedRegex(@" =(?<size>[1-9][0-9]*x[1-9][0-9]*)$")]
    private static partial Regex Size();

    [GeneratedRegex("^https?://[^ ]")]
    private static partial Regex Host();

    [GeneratedRegex(@"[^ .]\.[A-Za-z][A-Za-z0-9]{1,4}(?:#[^ ]*)?$")]
    private static partial Regex File();

    [GeneratedRegex(@"[/#@]|\.[a-z0-9]|^[a-z][a-z0-9+-]*:", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Address();

    [GeneratedRegex(@"[\w:.-]+=(?:""[^""]*""|'[^']*'|[^\s""']+)|\{[^{}]*\}")]
    private static partial Regex Setting();
}

using System.Text.RegularExpressions;

namespace KnowledgeBase.Importing;

/// <summary>What an author's line end means in our Markdown.</summary>
internal enum LineEnd
{
    /// <summary>The next line is a block of its own.</summary>
    Plain,

    /// <summary>Discourse shows each line end in a paragraph as one; we must say so.</summary>
    Break,

    /// <summary>A table begins, which ends a paragraph there.</summary>
    Blank,
}

/// <summary>Finds the line ends in a run of text that are inside a paragraph.</summary>
internal static partial class DiscourseBreaks
{
    /// <summary>The line ends, and which lines say no text but where a link of another place leads.</summary>
    public static (LineEnd[] Ends, bool[] Definitions) Of(IReadOnlyList<string> lines)
    {
        var ends = new LineEnd[lines.Count];
        var definitions = new bool[lines.Count];
        var table = TableStart(lines);
        var isInList = false;
        var (isOpen, depthBefore) = (false, 0);
        for (var i = 0; i < lines.Count; i++)
        {
            var (depth, text) = Split(lines[i]);
            isOpen &= depth <= depthBefore;
            depthBefore = depth;
            // "A link reference definition cannot interrupt a paragraph"; its title may stand on a line of its own.
            definitions[i] = !isOpen && Definition().IsMatch(text);
            var isParagraph = IsParagraph(text, isOpen) && !definitions[i] && !(i > 0 && definitions[i - 1] && TitleAlone().IsMatch(text));
            isOpen = isParagraph;
            isInList |= AnyList().IsMatch(text);
            if (i >= table || i + 1 == lines.Count) continue;
            var (nextDepth, next) = Split(lines[i + 1]);
            if (i + 1 == table) ends[i] = depth == 0 && nextDepth == 0 ? LineEnd.Blank : LineEnd.Plain;
            else if (nextDepth <= depth && isParagraph && !BeginsBlock(next, isInList)) ends[i] = LineEnd.Break;
        }

        return (ends, definitions);
    }

    private static bool IsParagraph(string text, bool isOpen) =>
        !string.IsNullOrWhiteSpace(text) && !Heading().IsMatch(text) && !Rule().IsMatch(text) && !(isOpen && Underline().IsMatch(text));

    private static bool BeginsBlock(string text, bool isInList) =>
        string.IsNullOrWhiteSpace(text) || Heading().IsMatch(text) || Rule().IsMatch(text) || Underline().IsMatch(text) || Footnote().IsMatch(text) || (isInList ? AnyList() : FirstList()).IsMatch(text);

    /// <summary>The line of the header of the first table; the number of lines if there is none.</summary>
    private static int TableStart(IReadOnlyList<string> lines)
    {
        for (var i = 1; i < lines.Count; i++)
        {
            if (lines[i].Contains('|') && Delimiters().IsMatch(lines[i]) && lines[i - 1].Contains('|')) return i - 1;
        }

        return lines.Count;
    }

    private static (int Depth, string Text) Split(string line)
    {
        var marks = Quote().Match(line).Value;
        return (marks.Count(c => c == '>'), line[marks.Length..]);
    }

    [GeneratedRegex("^(?: {0,3}> ?)*")]
    private static partial Regex Quote();

    [GeneratedRegex(@"^ {0,3}#{1,6}(?:\s|$)")]
    private static partial Regex Heading();

    [GeneratedRegex(@"^ {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$")]
    private static partial Regex Rule();

    [GeneratedRegex(@"^ {0,3}(?:=+|-+)[ \t]*$")]
    private static partial Regex Underline();

    [GeneratedRegex("""^ {0,3}\[(?!\^)(?:[^\[\]\\\n]|\\.)+\]:[ \t]*(?:<[^<>\n]*>|[^\s<]\S*)(?:[ \t]+(?:"[^"\n]*"|'[^'\n]*'|\([^()\n]*\)))?[ \t]*$""")]
    private static partial Regex Definition();

    [GeneratedRegex("""^\s*(?:"[^"\n]*"|'[^'\n]*'|\([^()\n]*\))\s*$""")]
    private static partial Regex TitleAlone();

    [GeneratedRegex(@"^ {0,3}\[\^[^\]\s]+\]:")]
    private static partial Regex Footnote();

    [GeneratedRegex(@"^\s*(?:[-*+]|\d{1,9}[.)])(?:\s|$)")]
    private static partial Regex AnyList();

    [GeneratedRegex(@"^ {0,3}(?:[-*+]|1[.)])\s+\S")]
    private static partial Regex FirstList();

    [GeneratedRegex(@"^(?>[>\s]*)\|?(?>\s*):?-+:?(?>\s*)(?:\|(?>\s*):?-+:?(?>\s*))*\|?\s*$")]
    private static partial Regex Delimiters();
}

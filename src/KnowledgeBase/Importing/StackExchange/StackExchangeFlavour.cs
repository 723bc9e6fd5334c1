using System.Text;
using System.Text.RegularExpressions;

namespace KnowledgeBase.Importing;

/// <summary>
/// Rewrites what only Stack Exchange's Markdown has: language hints in comments, spoilers, tag links, headings without a space.
/// It reads line by line and so can be wrong; what it gives is compared with the post's HTML before it is used.
/// </summary>
internal static partial class StackExchangeFlavour
{
    /// <param name="tagAddress">Address of a tag at the source, or null.</param>
    /// <param name="hasBareHeadings"><c>#like this</c>, which was a heading until 2020.</param>
    public static string ToOurs(string markdown, Func<string, string?> tagAddress, bool hasBareHeadings)
    {
        var lines = markdown.ReplaceLineEndings("\n").Split('\n');
        var text = new StringBuilder(markdown.Length + 32);
        string? hint = null, hintForAll = null;
        var isAfterBlank = true;
        for (var i = 0; i < lines.Length; i++)
        {
            var line = lines[i];
            if (Hint().Match(line) is { Success: true } found)
            {
                if (found.Groups["all"].Success) hintForAll = found.Groups["name"].Value;
                else hint = found.Groups["name"].Value;
            }
            else if (FenceStart().Match(line) is { Success: true } fence)
            {
                i = AppendFence(text, lines, i, fence, hint ?? hintForAll);
                hint = null;
            }
            else if (isAfterBlank && IsIndented(line))
            {
                i = AppendIndented(text, lines, i, hint ?? hintForAll);
                hint = null;
            }
            else if (isAfterBlank && line.StartsWith(">!", StringComparison.Ordinal))
            {
                i = AppendSpoiler(text, lines, i, tagAddress);
            }
            else if (!Snippet().IsMatch(line))
            {
                text.Append(WithTags(hasBareHeadings ? BareHeading().Replace(line, "$1 ") : line, tagAddress)).Append('\n');
            }

            isAfterBlank = string.IsNullOrWhiteSpace(lines[i]) || Hint().IsMatch(lines[i]);
        }

        return text.ToString().Trim('\n');
    }

    private static int AppendFence(StringBuilder text, string[] lines, int start, Match fence, string? hint)
    {
        var (mark, name) = (fence.Groups["mark"].Value, fence.Groups["name"].Value);
        text.Append(fence.Groups["indent"].Value).Append(mark).Append(LanguageOf(name.Length > 0 ? name : hint)).Append('\n');
        for (var i = start + 1; i < lines.Length; i++)
        {
            text.Append(lines[i]).Append('\n');
            var end = lines[i].Trim();
            if (end.Length >= mark.Length && end.Trim(mark[0]).Length == 0) return i;
        }

        return lines.Length - 1;
    }

    /// <summary>A block of lines with four spaces in front: as it stands, or as a fence where its language is known.</summary>
    private static int AppendIndented(StringBuilder text, string[] lines, int start, string? hint)
    {
        var end = start;
        for (var i = start; i < lines.Length && (IsIndented(lines[i]) || string.IsNullOrWhiteSpace(lines[i])); i++)
        {
            if (!string.IsNullOrWhiteSpace(lines[i])) end = i;
        }

        var language = LanguageOf(hint);
        if (language.Length == 0)
        {
            for (var i = start; i <= end; i++) text.Append(lines[i]).Append('\n');
            return end;
        }

        var code = lines[start..(end + 1)].Select(line => line.StartsWith('\t') ? line[1..] : line.Length < 4 ? "" : line[4..]);
        text.AppendJoin('\n', MarkdownPieces.Fenced(code, language)).Append('\n');
        return end;
    }

    private static int AppendSpoiler(StringBuilder text, string[] lines, int start, Func<string, string?> tagAddress)
    {
        text.Append("<details><summary>Spoiler</summary>\n\n");
        var i = start;
        for (; i < lines.Length && lines[i].StartsWith('>'); i++)
            text.Append(WithTags(lines[i].AsSpan(lines[i].StartsWith(">!", StringComparison.Ordinal) ? 2 : 1).TrimStart(' ').ToString(), tagAddress)).Append('\n');
        text.Append("\n</details>\n");
        return i - 1;
    }

    private static string WithTags(string line, Func<string, string?> tagAddress) => TagOrCode().Replace(line, part =>
    {
        var tag = part.Groups["tag"].Value;
        return tag.Length == 0 ? part.Value : tagAddress(tag) is { } address ? $"[{tag}]({address})" : tag;
    });

    private static string LanguageOf(string? name)
    {
        if (name is null) return "";
        var language = name.StartsWith("lang-", StringComparison.Ordinal) ? name["lang-".Length..] : name;
        return language is "none" or "default" ? "" : language;
    }

    private static bool IsIndented(string line) => !string.IsNullOrWhiteSpace(line) && (line.StartsWith("    ", StringComparison.Ordinal) || line.StartsWith('\t'));

    [GeneratedRegex(@"^\s*<!--\s*language(?<all>-all)?:\s*(?<name>[^\s>]+)\s*-->\s*$")]
    private static partial Regex Hint();

    [GeneratedRegex(@"^\s*<!--\s*(begin|end) snippet\b.*-->\s*$")]
    private static partial Regex Snippet();

    [GeneratedRegex(@"^(?<indent> {0,3})(?<mark>`{3,}|~{3,})\s*(?<name>[^\s`]*)[^`]*$")]
    private static partial Regex FenceStart();

    [GeneratedRegex(@"^(#{1,6})(?=[^#\s])")]
    private static partial Regex BareHeading();

    [GeneratedRegex(@"(?<!`)(?<code>`+)(?!`).*?(?<!`)\k<code>(?!`)|\[(?:meta-)?tag:(?<tag>[^\[\]\s]+)\]")]
    private static partial Regex TagOrCode();
}

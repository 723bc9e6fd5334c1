using System.Text.RegularExpressions;

namespace KnowledgeBase.Importing;

/// <summary>What is rewritten in one post, and the polls that its text still has to show.</summary>
internal sealed record DiscourseText(DiscoursePlace Place, IReadOnlyList<DiscoursePoll> Polls);

/// <summary>Blocks in brackets and what they become: quotes, details, code, polls, lists.</summary>
internal static partial class DiscourseBlocks
{
    private static readonly HashSet<string> Names = ["quote", "details", "code", "poll", "spoiler", "excerpt", "wrap", "grid", "list", "ul", "ol", "center", "left", "right", "justify", "indent", "size", "color", "font"];

    public static bool IsBlock(string name) => Names.Contains(name);

    /// <summary>For each line that is an opening tag alone: the line that closes it, or -1.</summary>
    public static int[] Closers(string[] lines)
    {
        var closers = new int[lines.Length];
        var open = new Dictionary<string, Stack<int>>(StringComparer.Ordinal);
        for (var i = 0; i < lines.Length; i++)
        {
            closers[i] = -1;
            var line = lines[i].AsSpan().Trim(" \t");
            if (line is not (['[', .., ']']) || BbTag.Read(line.ToString(), 0) is not { } tag || tag.Length != line.Length || !IsBlock(tag.Name)) continue;
            if (!open.TryGetValue(tag.Name, out var stack)) open.Add(tag.Name, stack = []);
            if (!tag.IsClosing) stack.Push(i);
            else if (stack.TryPop(out var opener)) closers[opener] = i;
        }

        return closers;
    }

    public static IEnumerable<string> Rewrite(BbTag tag, string[] inner, DiscourseText text, int depth)
    {
        switch (tag.Name)
        {
            case "quote": return Quote(tag, Inside(), text);
            case "code": return MarkdownPieces.Fenced(inner, Language().IsMatch(tag.Value) ? tag.Value : "");
            case "details": return Details(tag.Value.Length > 0 ? tag.Value : "Summary", Inside());
            case "spoiler":
                text.Place.Tell("spoiler", LossKind.Changed);
                return Details("Spoiler", Inside());
            case "poll": return Poll(tag, Inside(), text);
            case "list" or "ul" or "ol":
                text.Place.Tell($"[{tag.Name}]", LossKind.Changed);
                var isNumbered = tag.Name == "ol" || tag.Value.Length > 0;
                return DiscourseMarkup.Blocks([.. Entries(inner, isNumbered ? "1. " : "- ")], text, depth + 1);
            case "excerpt": return Inside();
            default:
                text.Place.Tell($"[{tag.Name}]", LossKind.Changed, $"[{tag.Name}={tag.Value}][/{tag.Name}]");
                return Inside();
        }

        List<string> Inside() => DiscourseMarkup.Blocks(inner, text, depth + 1);
    }

    /// <summary>A block quote; its first line names who is quoted, and links to what.</summary>
    private static IEnumerable<string> Quote(BbTag tag, List<string> inside, DiscourseText text)
    {
        IEnumerable<string> lines = inside;
        if (DiscourseQuote.Read(tag.Value).Heading(text.Place) is { } heading) lines = inside.Count > 0 ? [heading, "", .. inside] : [heading];
        return lines.Select(line => line.Length == 0 ? ">" : "> " + line);
    }

    private static IEnumerable<string> Details(string summary, List<string> inside) =>
        ["<details>", $"<summary>{InlineAddress.Encode(summary)}</summary>", "", .. inside, "", "</details>"];

    /// <summary>The options as they are listed; how many chose each stands behind it where the JSON tells.</summary>
    private static IEnumerable<string> Poll(BbTag tag, List<string> inside, DiscourseText text)
    {
        text.Place.Tell("poll", LossKind.Changed);
        var name = tag.Attribute("name") ?? "poll";
        var poll = text.Polls.FirstOrDefault(known => known.Name == name);
        var note = poll is null ? "*Poll:*" : $"*Poll, {poll.Voters} voters:*";
        if (tag.Attribute("type") == "number") return [$"{note} {tag.Attribute("min") ?? "1"} – {tag.Attribute("max") ?? "…"}", .. inside];
        var options = 0;
        var counted = inside.Select(line => Option().IsMatch(line) && poll?.Votes.ElementAtOrDefault(options++) is { } votes ? $"{line} ({votes})" : line);
        return [note, "", .. counted];
    }

    private static IEnumerable<string> Entries(string[] inner, string mark)
    {
        foreach (var line in inner)
        {
            var entry = EntryStart().Match(line);
            var text = EntryEnd().Replace(line[entry.Length..], "");
            if (entry.Success) yield return mark + text.TrimStart();
            else yield return text.Trim().Length == 0 ? "" : new string(' ', mark.Length) + text.TrimStart();
        }
    }

    [GeneratedRegex(@"^[\w+#-]{1,30}$")]
    private static partial Regex Language();

    [GeneratedRegex(@"^\s*\[(?:\*|li)\]", RegexOptions.IgnoreCase)]
    private static partial Regex EntryStart();

    [GeneratedRegex(@"\[/(?:\*|li)\]\s*$", RegexOptions.IgnoreCase)]
    private static partial Regex EntryEnd();

    [GeneratedRegex(@"^(?:[-*+]|\d+[.)])\s")]
    private static partial Regex Option();
}

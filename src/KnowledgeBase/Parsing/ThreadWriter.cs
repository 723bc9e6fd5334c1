using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using KnowledgeBase.Markup;
using KnowledgeBase.Model;

namespace KnowledgeBase.Parsing;

/// <summary>Prints a thread as the file it is read from: the one canonical form, which <see cref="ThreadParser"/> gives back.</summary>
public static class ThreadWriter
{
    public static string Write(ForumThread thread)
    {
        var text = new StringBuilder("---\n");
        foreach (var (_, lines) in FrontMatterOf(thread)) text.Append(lines);
        text.Append("---\n");
        foreach (var post in thread.Posts) text.Append('\n').Append(PostOf(post));
        if (thread.Takeaways.Length > 0) text.Append('\n').Append(TakeawaysOf(thread));
        return text.ToString();
    }

    /// <summary>The keys that a thread has, in the order of the format, each with its line or lines.</summary>
    internal static IEnumerable<(string Key, string Lines)> FrontMatterOf(ForumThread thread)
    {
        var text = new StringBuilder();
        WriteFrontMatter(text, thread);
        var key = "";
        var lines = "";
        foreach (var line in text.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line[0] != ' ')
            {
                if (key.Length > 0) yield return (key, lines);
                (key, lines) = (line[..line.IndexOf(':', StringComparison.Ordinal)], "");
            }

            lines += line + "\n";
        }

        if (key.Length > 0) yield return (key, lines);
    }

    internal static string PostOf(AuthoredNode post)
    {
        var text = new StringBuilder();
        WritePost(text, post);
        return text.ToString();
    }

    internal static string TakeawaysOf(ForumThread thread)
    {
        var text = new StringBuilder("## Takeaways\n\n");
        foreach (var takeaway in thread.Takeaways) WriteTakeaway(text, takeaway);
        return text.ToString();
    }

    private static void WriteFrontMatter(StringBuilder text, ForumThread thread)
    {
        WriteKey(text, "title", thread.Title);
        WriteList(text, "tags", thread.Tags);
        WriteKey(text, "source", thread.Source);
        WriteKey(text, "license", thread.License);
        WriteKey(text, "lang", thread.Language);
        WriteKey(text, "description", thread.Description);
        WriteList(text, "aliases", thread.Aliases.Select(alias => alias.Value));
        WriteKey(text, "duplicate-of", thread.DuplicateOf?.Value);
        WriteList(text, "related", thread.Related.Select(related => related.Value));
        if (thread.Reviewed is { } review)
        {
            text.Append("reviewed:\n");
            WriteKey(text, "  on", Day(review.On));
            WriteKey(text, "  by", review.By);
            WriteKey(text, "  note", review.Note);
        }

        if (thread.ReviewAfter is { } after) WriteKey(text, "review-after", Day(after));
        WriteKey(text, "applies-to", thread.AppliesTo);
        if (thread.IsDraft) text.Append("draft: true\n");
    }

    private static void WriteKey(StringBuilder text, string key, string? value)
    {
        if (value is not null) text.Append(CultureInfo.InvariantCulture, $"{key}: {Yaml(value)}\n");
    }

    private static void WriteList(StringBuilder text, string key, IEnumerable<string> values)
    {
        var list = string.Join(", ", values.Select(value => Yaml(value, inList: true)));
        if (list.Length > 0) text.Append(CultureInfo.InvariantCulture, $"{key}: [{list}]\n");
    }

    private static void WritePost(StringBuilder text, AuthoredNode node)
    {
        text.Append("## ").Append(node switch { Question => "Question", Answer => "Answer", _ => "Reply" });
        if (node is Reply { HasGivenParent: true } reply) text.Append(" to #").Append(reply.ParentId);
        if (node.Byline.Author is { } author) text.Append(" by ").Append(NodeHeading.EncodeAuthor(author));
        if (node.Byline.On is { } on) text.Append(" on ").Append(on.ToString());

        var attributes = Attributes(node);
        if (node is Answer { IsAccepted: true }) attributes.Insert(node.HasGivenId ? 1 : 0, ".accepted");
        if (node.Score is { } score) attributes.Add($"score={score}");
        if (node.Byline.Updated is { } updated) attributes.Add($"updated={updated}");
        AddAttribute(attributes, "url", node.Url);
        AddAttribute(attributes, "author-url", node.Byline.AuthorUrl);
        AddAttribute(attributes, "license", node.License);
        if (attributes.Count > 0) text.Append(CultureInfo.InvariantCulture, $" {{{string.Join(' ', attributes)}}}");
        text.Append('\n');
        if (node.Body.Text.Length > 0) text.Append('\n').Append(node.Body.Text).Append('\n');
    }

    private static void WriteTakeaway(StringBuilder text, Takeaway takeaway)
    {
        var body = takeaway.Body.Text;
        var attributes = Attributes(takeaway);
        if (attributes.Count > 0)
        {
            var block = $"{{{string.Join(' ', attributes)}}}";
            if (TakeawayText.FirstParagraphEnd(body) is { } end)
            {
                var withAttributes = body.Insert(end, " " + block);
                // After a line such as '+' they would make it a list; on a line of their own they do not.
                body = TakeawayText.Attributes(withAttributes) is { Start: var start } && start > end ? withAttributes : body.Insert(end, "\n" + block);
            }
            else
            {
                // They are all that the first paragraph says.
                body = body is "" or ['\n', ..] ? block + body : $"{block}\n\n{body}";
            }
        }

        // A body of dashes after '- ' would be read as a line across the page.
        var marker = body.AsSpan(0, Math.Max(body.IndexOf('\n'), 0) is var cut and > 0 ? cut : body.Length).ContainsAnyExcept("- \t") ? '-' : '*';
        text.Append(marker);
        var isFirst = true;
        foreach (var line in body.Split('\n'))
        {
            if (!isFirst) text.Append('\n');
            if (line.Length > 0) text.Append(isFirst ? " " : "  ").Append(line);
            isFirst = false;
        }

        text.Append('\n');
    }

    private static List<string> Attributes(Node node)
    {
        List<string> attributes = node.HasGivenId ? ["#" + node.Id] : [];
        attributes.AddRange(node.FormerIds.Select(former => $"was={former}"));
        return attributes;
    }

    private static void AddAttribute(List<string> attributes, string key, string? value)
    {
        if (value is null) return;
        var encoded = value.Replace("&", "&amp;", StringComparison.Ordinal).Replace("\"", "&quot;", StringComparison.Ordinal)
            .Replace("\\", "&#92;", StringComparison.Ordinal).Replace("}", "&#125;", StringComparison.Ordinal).Replace("{", "&#123;", StringComparison.Ordinal);
        var needsQuotes = encoded.Length == 0 || encoded.AsSpan().ContainsAnyExcept("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789:/.?&%;~_-");
        attributes.Add(needsQuotes ? $"{key}=\"{encoded}\"" : $"{key}={encoded}");
    }

    private static string Day(DateOnly day) => Moment.Of(day).ToString();

    /// <summary>A YAML scalar: plain where nobody can misread it, in double quotes otherwise.</summary>
    private static string Yaml(string value, bool inList = false)
    {
        var isPlain = value.Length > 0 && char.IsAsciiLetterOrDigit(value[0]) && value[^1] is not (' ' or ':')
            && !value.AsSpan().ContainsAnyExcept(inList ? PlainInList : Plain)
            && !value.Contains(": ", StringComparison.Ordinal) && !value.Contains(" #", StringComparison.Ordinal) && !Words.Contains(value.ToLowerInvariant());
        return isPlain ? value : YamlQuoting.InDoubleQuotes(value);
    }

    private const string PlainInList = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 .-_/+()'#";
    private const string Plain = PlainInList + ":,?!;=&@~%";

    private static readonly ImmutableHashSet<string> Words = ["true", "false", "yes", "no", "on", "off", "null", "y", "n"];
}

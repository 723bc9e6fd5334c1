using System.Text;
using KnowledgeBase.Model;

namespace KnowledgeBase.Tests;

/// <summary>Threads as text, to compare them: everything that they say, without where it stands.</summary>
internal static class ThreadText
{
    /// <summary>One line a node: kind, id, place, and what its heading says.</summary>
    public static string Nodes(ForumThread thread) => string.Join('\n', thread.Nodes.Select(node => Node(node)));

    public static string Everything(ForumThread thread)
    {
        var text = new StringBuilder();
        text.AppendLine($"{thread.Slug}|{thread.Title}|{string.Join(',', thread.Tags)}|{thread.Source}|{thread.License}|{thread.Language}|{thread.Description}");
        text.AppendLine($"{string.Join(',', thread.Aliases.Select(a => a.Value))}|{thread.DuplicateOf?.Value}|{string.Join(',', thread.Related.Select(a => a.Value))}");
        text.AppendLine($"{thread.Reviewed}|{thread.ReviewAfter}|{thread.AppliesTo}|{thread.IsDraft}");
        foreach (var node in thread.Nodes)
        {
            text.AppendLine(Node(node, withPlace: false));
            text.AppendLine($"<<{node.Body.Text}>>");
        }

        return text.ToString();
    }

    private static string Node(Node node, bool withPlace = true)
    {
        var text = new StringBuilder($"{node.GetType().Name} {node.Id}");
        if (withPlace) text.Append($" {node.Location.Line}:{node.Location.Column}");
        if (node.HasGivenId) text.Append(" given");
        foreach (var former in node.FormerIds) text.Append($" was={former}");
        if (node is Answer { IsAccepted: true }) text.Append(" accepted");
        if (node is Reply reply) text.Append($" to {reply.ParentId}{(reply.HasGivenParent ? " (given)" : "")}");
        if (node is not AuthoredNode authored) return text.ToString();
        if (authored.Byline.Author is { } author) text.Append($" by [{author}]");
        if (authored.Byline.AuthorUrl is { } authorUrl) text.Append($" author-url={authorUrl}");
        if (authored.Byline.On is { } on) text.Append($" on {on}");
        if (authored.Byline.Updated is { } updated) text.Append($" updated={updated}");
        if (authored.Score is { } score) text.Append($" score={score}");
        if (authored.Url is { } url) text.Append($" url={url}");
        if (authored.License is { } license) text.Append($" license=[{license}]");
        return text.ToString();
    }
}

using System.Text;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using KnowledgeBase.Markup;

namespace KnowledgeBase.Importing;

/// <summary>The label of details in one line of HTML, for beside their tags no Markdown is read.</summary>
internal static partial class HtmlLabel
{
    public static string Of(HtmlWalk walk, IElement label)
    {
        var html = new StringBuilder();
        AppendChildren(walk, html, label);
        return html.ToString().Trim();
    }

    private static void AppendChildren(HtmlWalk walk, StringBuilder html, INode parent)
    {
        foreach (var child in parent.ChildNodes)
        {
            if (child is IText text) html.Append(InlineAddress.Encode(text.Data));
            else if (child is IElement element) Append(walk, html, element, element.LocalName);
        }
    }

    private static void Append(HtmlWalk walk, StringBuilder html, IElement element, string name)
    {
        var isEmoji = name == "img" && element.ClassList.Contains("emoji");
        if (!isEmoji && (element.GetAttribute("href") ?? element.GetAttribute("src")) is { Length: > 0 } address) walk.Lose(name, LossKind.NotCarried, address);
        if (name == "img") html.Append(InlineAddress.Encode(EmojiOf(element.GetAttribute("alt") ?? "")));
        if (HtmlNames.Unread.Contains(name)) return;
        var tag = name == "code" ? name : HtmlInlines.FormatOf(name);
        var isPart = name == "br" || HtmlInlines.IsBlock(name);
        html.Append(tag is not null ? $"<{tag}>" : isPart ? " " : "");
        AppendChildren(walk, html, element);
        html.Append(tag is not null ? $"</{tag}>" : isPart ? " " : "");
    }

    private static string EmojiOf(string alt) =>
        EmojiName().Match(alt) is { Success: true } name ? Emoji.Of(name.Groups["name"].ValueSpan, name.Groups["tone"] is { Success: true, ValueSpan: [var tone] } ? tone - '0' : null) ?? alt : alt;

    [GeneratedRegex("^:(?<name>[A-Za-z0-9_+-]+)(?::t(?<tone>[2-6]))?:$")]
    private static partial Regex EmojiName();
}

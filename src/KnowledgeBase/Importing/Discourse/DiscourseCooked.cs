using System.Text.RegularExpressions;
using AngleSharp.Dom;

namespace KnowledgeBase.Importing;

/// <summary>Turns what a Discourse forum shows of a post into the site's Markdown: its own furniture first becomes plain elements.</summary>
internal static partial class DiscourseCooked
{
    /// <summary>Marks an address that is resolved already; no link of the web begins like this.</summary>
    private const string Resolved = "resolved:";

    public static IDocument Parse(string cooked) => HtmlToMarkdown.Parse(cooked);

    /// <summary>What a reader of the forum reads in it: not the sizes of pictures, nor the counts that a poll shows.</summary>
    public static string Words(string cooked)
    {
        if (!Furniture().IsMatch(cooked)) return SourceWords.Of(cooked);
        var body = Parse(cooked).Body!;
        foreach (var element in body.QuerySelectorAll(".meta, .poll-info, .poll-buttons, .quote-controls, .footnote-backref").ToList()) element.Remove();
        return SourceWords.Of(body.InnerHtml);
    }

    /// <summary>Number of the post of the same topic that a text begins by quoting.</summary>
    public static int? FirstQuote(IDocument cooked, long topic)
    {
        if (cooked.Body!.ChildNodes.FirstOrDefault(node => node is IElement || !string.IsNullOrWhiteSpace(node.TextContent)) is not IElement { LocalName: "aside" } aside || !aside.ClassList.Contains("quote")) return null;
        var quote = QuoteOf(aside);
        return quote.Topic is null || quote.Topic == topic ? quote.Post : null;
    }

    public static string ToMarkdown(IElement body, DiscoursePlace place, IReadOnlyList<DiscoursePoll> polls)
    {
        foreach (var element in body.QuerySelectorAll(".quote-controls, svg, a.anchor, .lightbox .meta, .footnote-backref, script, style, .d-icon, .codeblock-button-wrapper").ToList()) element.Remove();
        foreach (var aside in body.QuerySelectorAll("aside.quote").ToList()) PlainQuote(aside, place.Links);
        foreach (var onebox in body.QuerySelectorAll("aside.onebox").ToList()) DiscourseOnebox.MakePlain(onebox, place);
        DiscourseOnebox.MakeFramesPlain(body, place);
        foreach (var poll in body.QuerySelectorAll("div.poll, div.poll-outer").ToList()) PlainPoll(poll, polls, place);
        PlainInlines(body, place);
        PlainAddresses(body, place);
        var told = new List<Loss>();
        var markdown = HtmlToMarkdown.Convert(body, new(place.NodeId, WithoutMark, told));
        place.Losses.AddRange(told.Select(loss => loss with { Text = loss.Text is { } text ? WithoutMark(text) : null }));
        return markdown;

        static string WithoutMark(string address) => address.StartsWith(Resolved, StringComparison.Ordinal) ? address[Resolved.Length..] : address;
    }

    private static DiscourseQuote QuoteOf(IElement aside) => new(
        aside.GetAttribute("data-display-name") ?? aside.GetAttribute("data-username"),
        int.TryParse(aside.GetAttribute("data-post"), out var post) && post > 0 ? post : null,
        long.TryParse(aside.GetAttribute("data-topic"), out var topic) ? topic : null);

    private static void PlainQuote(IElement aside, DiscourseLinks links)
    {
        var document = aside.Owner!;
        var quote = QuoteOf(aside);
        var block = aside.Children.FirstOrDefault(child => child.LocalName == "blockquote") ?? document.CreateElement("blockquote");
        var isOther = quote.Topic is { } topic && topic != links.Topic;
        var title = (aside.QuerySelector(".title")?.TextContent ?? "").Trim().TrimEnd(':');
        var name = string.IsNullOrWhiteSpace(quote.Name) || (!isOther && title.Length > 0) ? title : quote.Name;
        if (name.Length > 0)
        {
            var heading = document.CreateElement("p");
            AppendSpeaker(heading, isOther && title.Length > 0 && title != name ? $"{name}, {title}" : name, quote.AddressIn(links));
            block.InsertBefore(heading, block.FirstChild);
        }

        aside.Replace(block);
    }

    /// <summary>As <see cref="DiscourseQuote.Heading"/>.</summary>
    private static void AppendSpeaker(IElement heading, string label, string? address)
    {
        var document = heading.Owner!;
        if (address is not null) AppendLink(heading, label, address);
        else if (DiscourseQuote.IsLogin(label)) heading.TextContent = "@" + label;
        else heading.AppendChild(document.CreateElement("strong")).TextContent = label;
        heading.AppendChild(document.CreateTextNode(address is null && !DiscourseQuote.IsLogin(label) ? " wrote:" : ":"));
    }

    internal static void AppendLink(IElement parent, string text, string? address)
    {
        INode node = parent.Owner!.CreateTextNode(text);
        if (address is not null)
        {
            var link = parent.Owner!.CreateElement("a");
            link.SetAttribute("href", Resolved + address);
            link.AppendChild(node);
            node = link;
        }

        parent.AppendChild(node);
    }

    private static void PlainPoll(IElement poll, IReadOnlyList<DiscoursePoll> polls, DiscoursePlace place)
    {
        // Newer forums put one box into another.
        if (poll.ParentElement?.Closest("div.poll-outer") is not null || poll.ParentElement is null) return;
        place.Tell("poll", LossKind.Changed);
        var document = poll.Owner!;
        var known = polls.FirstOrDefault(each => each.Name == (poll.GetAttribute("data-poll-name") ?? "poll"));
        var note = document.CreateElement("p");
        var emphasis = document.CreateElement("em");
        emphasis.TextContent = known is null ? "Poll:" : $"Poll, {known.Voters} voters:";
        note.AppendChild(emphasis);
        var kept = poll.QuerySelectorAll(".poll-title").Concat(poll.QuerySelectorAll(".poll-container ul, .poll-container ol")).ToList();
        var options = 0;
        foreach (var option in kept.SelectMany(each => each.QuerySelectorAll("li")))
        {
            if (known?.Votes.ElementAtOrDefault(options++) is { } votes) option.AppendChild(document.CreateTextNode($" ({votes})"));
        }

        poll.Replace([note, .. kept]);
    }

    private static void PlainInlines(IElement body, DiscoursePlace place)
    {
        foreach (var mention in body.QuerySelectorAll("a.mention, a.mention-group, span.mention, a.hashtag, span.hashtag, a.hashtag-cooked, span.hashtag-raw").ToList()) mention.Replace(body.Owner!.CreateTextNode(NameOf(mention)));
        foreach (var lightbox in body.QuerySelectorAll("a.lightbox").ToList())
        {
            if (lightbox.QuerySelector("img") is not { } image) continue;
            image.SetAttribute("src", lightbox.GetAttribute("href") ?? image.GetAttribute("src") ?? "");
            lightbox.Replace(image);
        }

        foreach (var (selector, name) in new[] { ("span.bbcode-b", "strong"), ("span.bbcode-i", "em"), ("span.bbcode-u", "ins"), ("span.bbcode-s", "s") })
        {
            foreach (var span in body.QuerySelectorAll(selector).ToList()) Rename(span, name);
        }

        foreach (var box in body.QuerySelectorAll("span.chcklst-box").ToList())
        {
            var input = body.Owner!.CreateElement("input");
            input.SetAttribute("type", "checkbox");
            if (box.ClassList.Contains("checked")) input.SetAttribute("checked", "");
            box.Replace(input);
        }

        foreach (var math in body.QuerySelectorAll("span.math, div.math").ToList()) PlainMath(math);
        foreach (var footnote in body.QuerySelectorAll("sup.footnote-ref").ToList()) footnote.Replace(body.Owner!.CreateTextNode(footnote.TextContent));
        foreach (var spoiler in body.QuerySelectorAll(".spoiler, .spoiled").ToList())
        {
            place.Tell("spoiler", LossKind.Changed);
            if (spoiler.LocalName == "div") Rename(spoiler, "details", "Spoiler");
        }
    }

    // A category is shown by its name; '#' says what it is.
    private static string NameOf(IElement mention)
    {
        var text = mention.TextContent.Trim();
        return mention.ClassName?.Contains("hashtag", StringComparison.Ordinal) == true && !text.StartsWith('#') ? "#" + text : text;
    }

    // Formulas stay readable as code; their signs would be read as marks otherwise.
    private static void PlainMath(IElement math)
    {
        if (math.TextContent.Trim() is not { Length: > 0 } tex) return;
        var code = math.Owner!.CreateElement("code");
        code.TextContent = math.LocalName == "div" ? $"$${tex}$$" : $"${tex}$";
        if (math.LocalName != "div")
        {
            math.Replace(code);
            return;
        }

        var paragraph = math.Owner!.CreateElement("p");
        paragraph.AppendChild(code);
        math.Replace(paragraph);
    }

    private static void Rename(IElement element, string name, string? summary = null)
    {
        var renamed = element.Owner!.CreateElement(name);
        if (summary is not null)
        {
            var head = element.Owner!.CreateElement("summary");
            head.TextContent = summary;
            renamed.AppendChild(head);
        }

        renamed.Append([.. element.ChildNodes]);
        element.Replace(renamed);
    }

    private static void PlainAddresses(IElement body, DiscoursePlace place)
    {
        foreach (var link in body.QuerySelectorAll("a[href]").ToList())
        {
            var address = link.GetAttribute("href")!;
            var isOfHeading = address.StartsWith('#') && (string.IsNullOrWhiteSpace(link.TextContent) || !place.Links.IsRelative(address));
            if (isOfHeading || address.StartsWith(Resolved, StringComparison.Ordinal)) continue;
            if (place.Link(address) is { } found) link.SetAttribute("href", Resolved + found);
            else link.Replace([.. link.ChildNodes]);
        }

        foreach (var image in body.QuerySelectorAll("img:not(.emoji)").ToList())
        {
            var found = place.Links.Resolve(image.GetAttribute("src") ?? "");
            image.SetAttribute("src", found ?? "");
            if (string.IsNullOrWhiteSpace(image.GetAttribute("alt"))) image.SetAttribute("alt", PictureName.Of(found ?? ""));
        }
    }

    [GeneratedRegex("class=\"(?:meta|poll-info|poll-buttons|footnote-backref)\\b")]
    private static partial Regex Furniture();
}

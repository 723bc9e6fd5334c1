using System.Text.RegularExpressions;
using AngleSharp.Dom;
using KnowledgeBase.Markup;

namespace KnowledgeBase.Importing;

/// <summary>What elements inside a line are in Markdown.</summary>
internal static partial class HtmlInlines
{
    /// <summary>Writes an element; false if it is a block.</summary>
    public static bool Write(HtmlWalk walk, IElement element, string name, InlineStyle? style)
    {
        if (Format(element, name, style) is { } format) walk.Children(element, format);
        else if (HtmlNames.PlainInlines.Contains(name)) walk.Children(element, style);
        else if (name == "a") Link(walk, element, style);
        else if (name == "img") Image(walk, element, style);
        else if (name == "br") Break(walk, style);
        else if (name is "code" or "tt") Code(walk, element, style);
        else if (name == "input") Input(walk, element, style);
        else if (HtmlNames.Media.Contains(name)) Media(walk, element, style);
        else if (HtmlNames.Unread.Contains(name)) Unread(walk, element, name);
        else if (name == "svg") Drawing(walk, element, style);
        else if (IsBlock(name)) return false;
        else Other(walk, element, name, style);
        return true;
    }

    /// <summary>The style inside an element that only formats; null if it is another one.</summary>
    public static InlineStyle? Format(IElement element, string name, InlineStyle? style) => FormatOf(name) is { } tag ? InlineStyle.Within(style, tag, element) : null;

    /// <summary>What an element that only formats is called in our Markdown.</summary>
    public static string? FormatOf(string name) => HtmlNames.Emphasis(name) ?? (HtmlNames.Kept.Contains(name) ? name : null);

    public static bool IsBlock(string name) =>
        HtmlNames.PlainBlocks.Contains(name) || HtmlNames.OtherBlocks.Contains(name) || HtmlBlocks.Names.Contains(name);

    private static void Other(HtmlWalk walk, IElement element, string name, InlineStyle? style)
    {
        walk.Lose(name, LossKind.Changed);
        walk.Children(element, style);
    }

    private static void Break(HtmlWalk walk, InlineStyle? style)
    {
        // An empty line ends the paragraph, as a reader sees it.
        if (walk.Inlines is { IsOneLine: false, EndsWithBreak: true }) walk.EndParagraph();
        else walk.Inlines.Break(style);
    }

    private static void Link(HtmlWalk walk, IElement element, InlineStyle? style)
    {
        var href = element.GetAttribute("href")?.Trim();
        if (string.IsNullOrEmpty(href) || Target(walk, href) is not { } address || style.Has("a") || IsUnseen(element))
        {
            walk.Children(element, style);
            if (!string.IsNullOrEmpty(href) && !IsOwnAnchor(element, href)) walk.Lose("a", LossKind.NotCarried, href);
            return;
        }

        // A picture that links to itself is only the picture.
        var picture = element.Children.Length == 1 && string.IsNullOrWhiteSpace(element.TextContent) ? element.FirstElementChild : null;
        var isOwnPicture = picture?.LocalName == "img" && picture.GetAttribute("src") == href;
        var link = isOwnPicture ? style : InlineStyle.Within(style, "a", element, address);
        walk.Children(element, link);
        if (!isOwnPicture && link is not { IsUsed: true } && !IsOwnAnchor(element, href)) walk.Lose("a", LossKind.NotCarried, href);
    }

    /// <summary>A link of which readers saw nothing, as some editors leave behind.</summary>
    private static bool IsUnseen(IElement element) => string.IsNullOrWhiteSpace(element.TextContent) && element.QuerySelector("img") is null;

    /// <summary>Where our Markdown may link to; null if the address leads nowhere from here.</summary>
    private static string? Target(HtmlWalk walk, string href)
    {
        var address = walk.Reading.Address(href);
        var kind = WebAddress.Read(address).Kind;
        var isUnresolved = kind is AddressKind.Relative or AddressKind.Fragment && address == href;
        return address.Length == 0 || kind == AddressKind.Forbidden || isUnresolved ? null : address;
    }

    /// <summary>The mark beside a heading that links to the heading.</summary>
    private static bool IsOwnAnchor(IElement element, string href) => href.StartsWith('#') && string.IsNullOrWhiteSpace(element.TextContent);

    private static void Image(HtmlWalk walk, IElement element, InlineStyle? style)
    {
        var alt = element.GetAttribute("alt")?.Trim() ?? "";
        if (element.ClassList.Contains("emoji") && alt.Length > 0)
        {
            if (Emoji().IsMatch(alt)) walk.Inlines.Add(PieceKind.Markup, alt, style);
            else walk.Inlines.Add(alt, style);
            return;
        }

        var src = element.GetAttribute("src")?.Trim() ?? "";
        if (src.Length == 0 || Target(walk, src) is not { } address)
        {
            walk.Inlines.Add(alt, style);
            walk.Lose("img", LossKind.NotCarried, ShowableText.Start(src, 200));
            return;
        }

        if (WebAddress.Read(address).Kind == AddressKind.Web) walk.Lose("img", LossKind.Remote, address);
        var isSized = int.TryParse(element.GetAttribute("width"), out var width) & int.TryParse(element.GetAttribute("height"), out var height) && width > 0 && height > 0;
        if (alt.Length == 0) alt = PictureName.Of(address);
        var text = MarkdownEscape.Text(Spaces().Replace(alt, " "), new('*', '*', IsInLink: true)) + (isSized ? $"|{width}x{height}" : "");
        walk.Inlines.Add(PieceKind.Markup, $"![{text}]({InlineAddress.Target(address, element.GetAttribute("title"))})", style);
    }

    /// <summary>Code with a link or picture in it stays a tag, for a code span holds neither.</summary>
    private static void Code(HtmlWalk walk, IElement element, InlineStyle? style)
    {
        if (element.QuerySelector("a[href],img,br") is not null) walk.Children(element, InlineStyle.Within(style, "code", element));
        else if (!string.IsNullOrWhiteSpace(element.TextContent)) walk.Inlines.Add(PieceKind.Code, LineEnds().Replace(element.TextContent, " "), style);
        else walk.Inlines.Add(element.TextContent, style);
    }

    private static void Input(HtmlWalk walk, IElement element, InlineStyle? style)
    {
        var type = element.GetAttribute("type");
        if (type == "checkbox")
        {
            var box = element.HasAttribute("checked") ? "[x]" : "[ ]";
            if (walk.Inlines is { IsEmpty: true, IsOneLine: false } && walk.Lines.IsAtItemStart) walk.Inlines.Add(PieceKind.Markup, box, style);
            else walk.Inlines.Add(box, style);
            walk.Inlines.Add(" ", style);
        }
        else if (type != "hidden")
        {
            walk.Lose("input", LossKind.NotCarried, element.GetAttribute("value"));
        }
    }

    private static void Media(HtmlWalk walk, IElement element, InlineStyle? style)
    {
        var isUnread = HtmlNames.Unread.Contains(element.LocalName);
        var inner = isUnread ? null : element.QuerySelector("a[href],source[src]");
        var src = (element.GetAttribute("src") ?? element.GetAttribute("data"))?.Trim();
        if (!string.IsNullOrEmpty(src) && inner is null)
        {
            var address = Target(walk, src);
            if (address is not null)
            {
                walk.Inlines.Add(" ", style);
                walk.Inlines.Add(PieceKind.Markup, $"<{InlineAddress.Target(address, null).Trim('<', '>')}>", style);
                walk.Inlines.Add(" ", style);
            }

            walk.Lose(element.LocalName, address is null ? LossKind.NotCarried : LossKind.Remote, src);
        }

        if (isUnread) Unread(walk, element, element.LocalName);
        else walk.Children(element, style);
    }

    private static void Unread(HtmlWalk walk, IElement element, string name)
    {
        var text = element is AngleSharp.Html.Dom.IHtmlTemplateElement template ? template.Content.TextContent : element.TextContent;
        if (!string.IsNullOrWhiteSpace(text)) walk.Lose(name, LossKind.NotCarried, text.Trim());
    }

    private static void Drawing(HtmlWalk walk, IElement element, InlineStyle? style)
    {
        if (!string.IsNullOrWhiteSpace(element.TextContent)) Other(walk, element, "svg", style);
        // An icon says nothing that the text beside it does not.
        else if (element.QuerySelector("use") is null && element.GetAttribute("aria-hidden") != "true") walk.Lose("svg", LossKind.NotCarried);
    }

    [GeneratedRegex("^:[A-Za-z0-9_+-]+:(?:t[1-6]:)?$")]
    private static partial Regex Emoji();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    [GeneratedRegex(@"\r\n?|\n")]
    private static partial Regex LineEnds();
}

using System.Collections.Frozen;
using System.Text;
using AngleSharp.Dom;

namespace KnowledgeBase.Importing;

/// <summary>What block elements are in Markdown.</summary>
internal static class HtmlBlocks
{
    /// <summary>Blocks that Markdown has a form for.</summary>
    public static readonly FrozenSet<string> Names = FrozenSet.Create(
        "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "menu", "dir", "blockquote", "pre", "xmp", "listing", "plaintext", "table", "hr", "details", "summary", "dl");

    /// <summary>Writes a block; false if only its content is to be written.</summary>
    public static bool Write(HtmlWalk walk, IElement element, string name, InlineStyle? style)
    {
        if (Alert(element) is { } alert) return Quote(walk, element, style, alert);
        switch (name)
        {
            case "h1" or "h2" or "h3" or "h4" or "h5" or "h6": return Heading(walk, element, name[1] - '0', style);
            case "ul" or "ol" or "menu" or "dir": return HtmlLists.Write(walk, element, name, style);
            case "blockquote": return Quote(walk, element, style, null);
            case "pre" or "xmp" or "listing" or "plaintext": return Code(walk, element);
            case "table": return HtmlCodeTable.Write(walk, element) || HtmlTables.Write(walk, element, style);
            case "hr": return Rule(walk);
            case "details": return Details(walk, element, style);
            case "dl": return Terms(walk, element, style);
        }

        if (!HtmlNames.PlainBlocks.Contains(name)) walk.Lose(name, LossKind.Changed);
        return false;
    }

    private static bool Heading(HtmlWalk walk, IElement element, int level, InlineStyle? style)
    {
        if (element.QuerySelector(HtmlNames.NoCellContent) is not null)
        {
            walk.Lose(element.LocalName, LossKind.Changed);
            return false;
        }

        var text = walk.OneLine(element, style, InlinePrinter.Heading);
        if (text.Length == 0) return true;
        walk.Lines.Begin(BlockKind.Other);
        walk.Lines.Line($"{new string('#', level)} {text}");
        return true;
    }

    private static bool Quote(HtmlWalk walk, IElement element, InlineStyle? style, string? alert)
    {
        if (walk.Lines.IsTooDeep)
        {
            walk.Lose(element.LocalName, LossKind.Changed);
            return false;
        }

        walk.Lines.OpenQuote(alert);
        foreach (var child in element.ChildNodes)
        {
            var isTitle = alert is not null && child is IElement title && title.ClassList.Contains("markdown-alert-title");
            if (!isTitle) walk.Node(child, style);
        }

        walk.EndParagraph();
        walk.Lines.Close();
        return true;
    }

    /// <summary>The kind of one of GitHub's alerts, if it is one whose title says no more than that.</summary>
    private static string? Alert(IElement element)
    {
        if (!element.ClassList.Contains("markdown-alert")) return null;
        var title = element.Children.FirstOrDefault(child => child.ClassList.Contains("markdown-alert-title"))?.TextContent.Trim().ToUpperInvariant();
        return title is "NOTE" or "TIP" or "IMPORTANT" or "WARNING" or "CAUTION" ? title : null;
    }

    private static bool Rule(HtmlWalk walk)
    {
        walk.Lines.Begin(BlockKind.Other);
        // In a list, '- ---' would be a rule and no item.
        walk.Lines.Line(walk.Lines.IsInContainer ? "___" : "---");
        return true;
    }

    private static bool Code(HtmlWalk walk, IElement element)
    {
        var code = new StringBuilder();
        var isAtLineStart = true;
        AppendCode(walk, code, element, ref isAtLineStart);
        var text = code.ToString().ReplaceLineEndings("\n");
        if (text.EndsWith('\n')) text = text[..^1];
        var language = walk.Language.Of(element);
        if (!string.IsNullOrWhiteSpace(text)) walk.Lines.Code(text, language);
        return true;
    }

    /// <param name="isAtLineStart">Nothing but blanks stands in the last line.</param>
    private static void AppendCode(HtmlWalk walk, StringBuilder code, INode node, ref bool isAtLineStart)
    {
        foreach (var child in node.ChildNodes)
        {
            if (child is IText text)
            {
                Append(text.Data, ref isAtLineStart);
            }
            else if (child is IElement element)
            {
                if (element.LocalName == "br") Append("\n", ref isAtLineStart);
                else if (element.LocalName == "img") Append(element.GetAttribute("alt") ?? "", ref isAtLineStart);
                if (element.GetAttribute("href") is { Length: > 0 } href && href != element.TextContent) walk.Lose("a", LossKind.NotCarried, href);
                if (element.LocalName is "li" or "div" or "p" or "tr" && !isAtLineStart) Append("\n", ref isAtLineStart);
                AppendCode(walk, code, element, ref isAtLineStart);
            }
        }

        void Append(string added, ref bool isAtLineStart)
        {
            code.Append(added);
            var lineStart = added.LastIndexOf('\n') + 1;
            isAtLineStart = (isAtLineStart || lineStart > 0) && added.AsSpan(lineStart).IsWhiteSpace();
        }
    }

    private static bool Details(HtmlWalk walk, IElement element, InlineStyle? style)
    {
        var summary = element.ChildNodes.FirstOrDefault(child => child is IElement || !string.IsNullOrWhiteSpace(child.TextContent)) as IElement;
        if (summary?.LocalName != "summary") summary = null;
        walk.Lines.Html(element.HasAttribute("open") ? "<details open>" : "<details>");
        if (summary?.QuerySelector(HtmlNames.NoCellContent) is not null) Tagged(walk, summary, "<summary>", style);
        else if (summary is not null) walk.Lines.Html($"<summary>{HtmlLabel.Of(walk, summary)}</summary>");
        foreach (var child in element.ChildNodes)
        {
            if (child != summary) walk.Node(child, style);
        }

        walk.EndParagraph();
        walk.Lines.Html("</details>");
        return true;
    }

    /// <summary>Terms and their meanings keep their tags, with Markdown between them; all else stands outside of the list.</summary>
    private static bool Terms(HtmlWalk walk, IElement element, InlineStyle? style)
    {
        var isOpen = false;
        // HTML allows groups of a term and its meanings.
        foreach (var child in element.ChildNodes.SelectMany(child => child is IElement { LocalName: "div" } group ? group.ChildNodes : Enumerable.Repeat(child, 1)))
        {
            if (child is not IElement && string.IsNullOrWhiteSpace(child.TextContent)) continue;
            var part = child is IElement { LocalName: "dt" or "dd" } found ? found : null;
            if (isOpen != part is not null)
            {
                walk.EndParagraph();
                walk.Lines.Html(isOpen ? "</dl>" : "<dl>");
                isOpen = !isOpen;
            }

            if (part is not null) Tagged(walk, part, $"<{part.LocalName}>", style);
            else walk.Node(child, style);
        }

        walk.EndParagraph();
        if (isOpen) walk.Lines.Html("</dl>");
        return true;
    }

    /// <summary>An element whose tags stand on lines of their own around Markdown.</summary>
    public static void Tagged(HtmlWalk walk, IElement element, string tag, InlineStyle? style)
    {
        walk.EndParagraph();
        walk.Lines.Html(tag);
        walk.Children(element, style);
        walk.EndParagraph();
        walk.Lines.Html($"</{element.LocalName}>");
    }
}

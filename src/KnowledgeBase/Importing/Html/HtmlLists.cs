using System.Globalization;
using AngleSharp.Dom;

namespace KnowledgeBase.Importing;

/// <summary>Writes lists.</summary>
internal static class HtmlLists
{
    public static bool Write(HtmlWalk walk, IElement list, string name, InlineStyle? style)
    {
        var items = Split(list);
        if (items.Count == 0) return true;
        if (walk.Lines.IsTooDeep)
        {
            walk.Lose(name, LossKind.Changed);
            return false;
        }

        var isOrdered = name == "ol";
        var number = isOrdered ? Start(list, items.Count) : 0;
        var isLoose = items.Any(item => item[0] is IElement first && first.Children.Any(child => child.LocalName == "p"));
        // '- |  |' under a paragraph would be the dashes of a table whose header is the paragraph.
        var beginsWithTable = items[0].Exists(node => node is IElement element && (element.LocalName == "table" || element.QuerySelector("table") is not null));
        var interrupts = (!isOrdered || number == 1) && !beginsWithTable && !string.IsNullOrWhiteSpace(items[0][0].TextContent);
        var isWide = list.QuerySelectorAll("pre").Any(pre => MarkdownLines.NeedsWideItems(pre.TextContent));
        if (isOrdered && (list.HasAttribute("reversed") || list.GetAttribute("type") is not (null or "1"))) walk.Lose("ol", LossKind.Changed);

        var mark = walk.Lines.OpenList(isOrdered, !isLoose, interrupts);
        foreach (var item in items)
        {
            if (isOrdered && item[0] is IElement numbered && numbered.GetAttribute("value") is { } value && value != number.ToString(CultureInfo.InvariantCulture)) walk.Lose("li", LossKind.Changed, value);
            walk.Lines.OpenItem(isOrdered ? $"{number++}{mark}" : $"{mark}", isWide);
            foreach (var node in item)
            {
                if (node is IElement { LocalName: "li" }) walk.Children(node, style);
                else walk.Node(node, style);
            }

            walk.EndParagraph();
            walk.Lines.Close();
        }

        walk.Lines.Close();
        return true;
    }

    /// <summary>The nodes of each item: the element, and what stands after it where only items should.</summary>
    private static List<List<INode>> Split(IElement list)
    {
        var items = new List<List<INode>>();
        foreach (var node in list.ChildNodes)
        {
            var isNothing = node is IText text && string.IsNullOrWhiteSpace(text.Data);
            if (node is IElement { LocalName: "li" } || (items.Count == 0 && !isNothing && node is IElement or IText)) items.Add([node]);
            else if (!isNothing && items.Count > 0) items[^1].Add(node);
        }

        return items;
    }

    private static int Start(IElement list, int count)
    {
        const int most = 999_999_999;
        if (list.GetAttribute("start") is not { } text) return 1;
        return int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var start) && start >= 0 && start <= most - count ? start : 1;
    }
}

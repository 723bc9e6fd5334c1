using System.Globalization;
using AngleSharp.Dom;

namespace KnowledgeBase.Importing;

/// <summary>Writes lists.</summary>
internal static class HtmlLists
{
    public static bool Write(HtmlWalk walk, IElement list, string name, InlineStyle? style)
    {
        if (walk.Lines.IsTooDeep)
        {
            walk.EndParagraph();
            walk.Lose(name, LossKind.Changed);
            return false;
        }

        var items = new List<List<(INode Node, InlineStyle? Style)>>();
        Split(walk, list, style, items);
        walk.EndParagraph();
        if (items.Count == 0) return true;

        var isOrdered = name == "ol";
        var number = isOrdered ? Start(list, items.Count) : 0;
        var isLoose = items.Any(item => item[0].Node is IElement first && first.Children.Any(child => child.LocalName == "p"));
        // '- |  |' under a paragraph would be the dashes of a table whose header is the paragraph.
        var beginsWithTable = items[0].Exists(part => part.Node is IElement element && (element.LocalName == "table" || element.QuerySelector("table") is not null));
        var interrupts = (!isOrdered || number == 1) && !beginsWithTable && !string.IsNullOrWhiteSpace(items[0][0].Node.TextContent);
        var isWide = list.QuerySelectorAll("pre").Any(pre => MarkdownLines.NeedsWideItems(pre.TextContent));
        if (isOrdered && (list.HasAttribute("reversed") || list.GetAttribute("type") is not (null or "1"))) walk.Lose("ol", LossKind.Changed);

        var mark = walk.Lines.OpenList(isOrdered, !isLoose, interrupts);
        foreach (var item in items)
        {
            if (isOrdered && item[0].Node is IElement numbered && numbered.GetAttribute("value") is { } value && value != number.ToString(CultureInfo.InvariantCulture)) walk.Lose("li", LossKind.Changed, value);
            walk.Lines.OpenItem(isOrdered ? $"{number++}{mark}" : $"{mark}", isWide);
            foreach (var (node, itemStyle) in item)
            {
                if (node is not IElement { LocalName: "li" })
                {
                    walk.Node(node, itemStyle);
                    continue;
                }

                walk.Children(node, itemStyle);
                walk.EndParagraph();
            }

            walk.EndParagraph();
            walk.Lines.Close();
        }

        walk.Lines.Close();
        return true;
    }

    /// <summary>Takes the nodes of each item: the element, and what stands after it where only items should. What stands before the first is written before the list.</summary>
    private static void Split(HtmlWalk walk, INode list, InlineStyle? style, List<List<(INode Node, InlineStyle? Style)>> items)
    {
        foreach (var node in list.ChildNodes)
        {
            var isNothing = node is IText text && string.IsNullOrWhiteSpace(text.Data);
            if (node is IElement { LocalName: "li" } || (items.Count == 0 && node is IElement inner && IsList(inner))) items.Add([(node, style)]);
            // A format that was not closed before the list goes on in it, and holds the items.
            else if (node is IElement around && HoldsItems(around)) Split(walk, around, HtmlInlines.Format(around, around.LocalName, style) ?? style, items);
            else if (!isNothing && items.Count > 0) items[^1].Add((node, style));
            else if (!isNothing) walk.Node(node, style);
        }
    }

    private static bool IsList(IElement element) => element.LocalName is "ul" or "ol" or "menu" or "dir";

    private static bool HoldsItems(IElement element) => !IsList(element) && element.Children.Any(child => child.LocalName == "li" || HoldsItems(child));

    private static int Start(IElement list, int count)
    {
        const int most = 999_999_999;
        if (list.GetAttribute("start") is not { } text) return 1;
        return int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var start) && start >= 0 && start <= most - count ? start : 1;
    }
}

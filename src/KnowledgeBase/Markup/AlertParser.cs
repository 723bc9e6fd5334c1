using Markdig.Extensions.Alerts;
using Markdig.Helpers;
using Markdig.Parsers;

namespace KnowledgeBase.Markup;

/// <summary>GitHub's five alerts, and no other: any word would else be the title of a box in the site's own look.</summary>
internal sealed class AlertParser : AlertInlineParser
{
    private static readonly string[] s_marks = ["[!note]", "[!tip]", "[!important]", "[!warning]", "[!caution]"];

    public override bool Match(InlineProcessor processor, ref StringSlice slice)
    {
        var text = slice.AsSpan();
        foreach (var mark in s_marks)
        {
            if (text.StartsWith(mark, StringComparison.OrdinalIgnoreCase)) return base.Match(processor, ref slice);
        }

        return false;
    }
}

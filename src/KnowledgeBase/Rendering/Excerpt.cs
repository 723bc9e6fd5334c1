using KnowledgeBase.Markup;

namespace KnowledgeBase.Rendering;

/// <summary>The start of a text, cut between words.</summary>
internal static class Excerpt
{
    public static string Of(string text, int length = 160)
    {
        if (text.Length <= length) return text;
        var cut = text.LastIndexOf(' ', length - 1);
        var start = cut < length / 2 ? ShowableText.Start(text, length - 1) : text[..cut];
        return string.Concat(start.AsSpan().TrimEnd(" ,;:-"), "…");
    }
}

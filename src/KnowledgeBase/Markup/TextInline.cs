using Markdig.Syntax.Inlines;

namespace KnowledgeBase.Markup;

/// <summary>Words that mean more than their letters: an emoji's name, a mention, a formula.</summary>
/// <param name="text">What a reader sees of it.</param>
internal abstract class TextInline(string text) : LeafInline
{
    public string Text { get; } = text;
}

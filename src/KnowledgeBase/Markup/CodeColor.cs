namespace KnowledgeBase.Markup;

/// <summary>What a piece of code is, as far as its colour goes.</summary>
internal enum CodeColor
{
    None,
    Comment,
    Keyword,
    Type,
    String,
    Number,
    Name,
    Added,
    Removed,
}

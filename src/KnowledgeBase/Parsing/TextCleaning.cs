using KnowledgeBase.Diagnostics;
using KnowledgeBase.Markup;

namespace KnowledgeBase.Parsing;

/// <summary>Replaces the characters that no page can hold, once and at the door, and says so.</summary>
internal static class TextCleaning
{
    public static Diagnosed<SourceFile?> Clean(string path, string text)
    {
        var file = new SourceFile(path, ShowableText.Of(text, out var count));
        if (count == 0) return new(file, []);

        var first = ShowableText.IndexOfUnshowable(text, 0);
        var code = char.IsHighSurrogate(text[first]) ? char.ConvertToUtf32(text[first], text[first + 1]) : text[first];
        return new(file, [Rules.UnshowableCharacter.At(file.AtOffset(first), $"the character U+{code:X4}", $"{count}")]);
    }
}

using System.Collections.Immutable;
using System.Text;
using KnowledgeBase.Diagnostics;

namespace KnowledgeBase.Parsing;

/// <summary>Replaces the characters that neither HTML nor XML may hold, once and at the door, and says so.</summary>
internal static class TextCleaning
{
    public static Diagnosed<SourceFile?> Clean(string path, string text)
    {
        var first = IndexOfBad(text, 0);
        if (first < 0) return new(new SourceFile(path, text), []);

        // One character for one, so that every line and column stays true.
        var cleaned = new StringBuilder(text);
        var count = 0;
        for (var i = first; i >= 0; i = IndexOfBad(text, i + 1))
        {
            cleaned[i] = '\uFFFD';
            if (char.IsHighSurrogate(text[i])) cleaned[i + 1] = '\uFFFD';
            count++;
        }

        var file = new SourceFile(path, cleaned.ToString());
        var code = char.IsHighSurrogate(text[first]) ? char.ConvertToUtf32(text[first], text[first + 1]) : text[first];
        return new(file, [Rules.UnshowableCharacter.At(file.AtOffset(first), $"the character U+{code:X4}", $"{count}")]);
    }

    private static int IndexOfBad(string text, int start)
    {
        for (var i = start; i < text.Length; i++)
        {
            var c = text[i];
            if (c < ' ' ? c is not ('\t' or '\n' or '\r') : c is >= '\u007F' and <= '\u009F' or >= '\uFDD0' and <= '\uFDEF' or '\uFFFE' or '\uFFFF') return i;
            // The last two code points of every plane are no characters.
            if (char.IsHighSurrogate(c) && (char.ConvertToUtf32(c, text[i + 1]) & 0xFFFE) == 0xFFFE) return i;
        }

        return -1;
    }
}

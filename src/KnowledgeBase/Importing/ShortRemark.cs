using System.Text.RegularExpressions;
using KnowledgeBase.Model;

namespace KnowledgeBase.Importing;

/// <summary>Tells thanks, agreement and a question back from a short answer.</summary>
internal static partial class ShortRemark
{
    private const int Shortest = 80; // what is as long as this says more than thanks

    /// <summary>Folded; each stands for itself and, in alphabets with spaces, only as whole words.</summary>
    private static readonly string[] Words =
    [
        "thanks", "thank you", "thank u", "thx", "tnx", "tks", "cheers", "much appreciated", "+1", "same here", "me too", "same problem", "same issue", "same question",
        "bump", "any news", "any update", "any updates", "solved", "it works", "that worked", "works now", "great", "awesome", "congratulations", "congrats", "welcome",
        "danke", "dankeschon", "vielen dank", "merci", "gracias", "obrigado", "obrigada", "valeu", "grazie", "bedankt", "dank je", "dank u", "tack", "takk", "tak", "kiitos",
        "dzieki", "dziekuje", "diky", "dekuji", "dakujem", "hvala", "koszonom", "multumesc", "mersi", "tesekkurler", "tesekkur ederim", "sagol", "terima kasih", "makasih", "cam on", "salamat",
        "спасибо", "спс", "благодарю", "дякую", "дзякуй", "благодаря", "хвала", "ευχαριστω", "תודה", "شكرا", "ممنون", "متشکرم", "धन्यवाद", "ขอบคุณ",
        "谢谢", "謝謝", "感谢", "感謝", "多谢", "同问", "ありがとう", "感謝します", "감사합니다", "고맙습니다",
    ];

    private static readonly Regex Pattern = new(
        @"(?<![\p{L}\p{N}])(?:" + string.Join('|', Words.Where(word => !IsUnspaced(word)).Select(Regex.Escape)) + @")(?![\p{L}\p{N}])|"
        + string.Join('|', Words.Where(IsUnspaced).Select(Regex.Escape)),
        RegexOptions.CultureInvariant);

    public static bool Is(string markdown)
    {
        if (markdown.Length > 4000 || markdown.Contains('`') || markdown.Contains("://", StringComparison.Ordinal) || Code().IsMatch(markdown)) return false;
        var words = UnicodeText.FoldMarks(Spaces().Replace(Quoted().Replace(markdown, ""), " ")).Trim();
        if (words.Length >= Shortest) return false;
        if (words.EndsWith('?') || words.EndsWith('？') || words.EndsWith('؟')) return true;
        // Only signs and pictures: a thumb, a smile.
        return !AnyWord().IsMatch(Emoji().Replace(words, "")) || Pattern.IsMatch(words);
    }

    private static bool IsUnspaced(string word) => word[0] is >= '\u0E00' and <= '\u0E7F' or >= '\u3000';

    [GeneratedRegex(@"^(?: {4}|\t|~~~|!?\[[^\n]*\]\()", RegexOptions.Multiline)]
    private static partial Regex Code();

    [GeneratedRegex("^>.*$", RegexOptions.Multiline)]
    private static partial Regex Quoted();

    [GeneratedRegex(@"[\s\\]+")]
    private static partial Regex Spaces();

    [GeneratedRegex(@":[\w+-]{1,60}:")]
    private static partial Regex Emoji();

    [GeneratedRegex(@"[\p{L}\p{N}]")]
    private static partial Regex AnyWord();
}

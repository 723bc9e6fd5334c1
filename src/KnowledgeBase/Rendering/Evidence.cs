using System.Text;

namespace KnowledgeBase.Rendering;

/// <summary>Whether quoted words occur in a text: in whole words and with the same case; white space, and curly against straight quotes, aside.</summary>
internal static class Evidence
{
    public static bool Occurs(string quote, string source)
    {
        var (needle, haystack) = (Plain(quote), Plain(source));
        if (needle.Length == 0) return true;
        for (var at = haystack.IndexOf(needle, StringComparison.Ordinal); at >= 0; at = haystack.IndexOf(needle, at + 1, StringComparison.Ordinal))
        {
            var end = at + needle.Length;
            var startsWord = at == 0 || !char.IsLetterOrDigit(needle[0]) || !char.IsLetterOrDigit(haystack[at - 1]);
            var endsWord = end == haystack.Length || !char.IsLetterOrDigit(needle[^1]) || !char.IsLetterOrDigit(haystack[end]);
            if (startsWord && endsWord) return true;
        }

        return false;
    }

    private static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (char.IsWhiteSpace(c))
            {
                if (plain.Length > 0 && plain[^1] != ' ') plain.Append(' ');
                continue;
            }

            plain.Append(c switch { '“' or '”' or '„' or '‟' or '«' or '»' => '"', '‘' or '’' or '‚' or '‛' => '\'', _ => c });
        }

        return plain.ToString().Trim();
    }
}

/// <summary>The start of a text, cut between words.</summary>
internal static class Excerpt
{
    public static string Of(string text, int length = 160)
    {
        if (text.Length <= length) return text;
        var cut = text.LastIndexOf(' ', length - 1);
        if (cut < length / 2) cut = char.IsHighSurrogate(text[length - 2]) ? length - 2 : length - 1;
        return string.Concat(text.AsSpan(0, cut).TrimEnd(" ,;:-"), "…");
    }
}

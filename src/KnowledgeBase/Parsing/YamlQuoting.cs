using System.Globalization;
using System.Text;

namespace KnowledgeBase.Parsing;

/// <summary>Writes a text so that YAML gives it back, for messages that say what to write.</summary>
internal static class YamlQuoting
{
    /// <summary>In quotes: double ones if nothing in it needs care there, else single ones.</summary>
    public static string Quote(string text)
    {
        if (text.Any(char.IsControl) || text.AsSpan().ContainsAny('\u2028', '\u2029')) return Escape(text);
        return text.AsSpan().ContainsAny('"', '\\') ? $"'{text.Replace("'", "''", StringComparison.Ordinal)}'" : $"\"{text}\"";
    }

    /// <summary>The value that an author with a quote too many or too few may have meant, in quotes.</summary>
    /// <param name="written">A value that begins with a quote.</param>
    public static string Mend(string written)
    {
        var quote = written[0];
        var next = written.IndexOf(quote, 1);
        if (next < 0) return Quote(quote == '"' && written.Length > 1 ? written[1..] : written);
        // 'say "hi"' in the quotes around it, against a quoted word with more words after it.
        var isAround = written.Length > 1 && written[^1] == quote && next < written.Length - 1 && written[next + 1] != ' ';
        return Quote(isAround ? written[1..^1] : written);
    }

    /// <summary>As it is where that is the same text for everyone, else in quotes.</summary>
    public static string Write(string text)
    {
        var isPlain = text.Length > 0 && char.IsAsciiLetterOrDigit(text[0]) && text[^1] is not (' ' or ':')
            && !text.AsSpan().ContainsAny(",[]{}\"'\n\t") && !text.Any(char.IsControl)
            && !text.Contains(": ", StringComparison.Ordinal) && !text.Contains(" #", StringComparison.Ordinal)
            && text.ToLowerInvariant() is not ("true" or "false" or "null" or "yes" or "no" or "on" or "off");
        return isPlain ? text : Quote(text);
    }

    private static string Escape(string text)
    {
        var escaped = new StringBuilder("\"", text.Length + 2);
        foreach (var c in text)
        {
            if (c is '"' or '\\') escaped.Append('\\').Append(c);
            else if (char.IsControl(c) || c is '\u2028' or '\u2029') escaped.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
            else escaped.Append(c);
        }

        return escaped.Append('"').ToString();
    }
}

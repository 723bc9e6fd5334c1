using System.Globalization;
using System.Text;

namespace KnowledgeBase.Parsing;

/// <summary>Writes text as a YAML scalar, so that a message can say exactly what to type.</summary>
internal static class YamlQuoting
{
    /// <summary>Double quotes, as most people write them; single quotes where that saves an escape.</summary>
    public static string Quote(string text) =>
        IsVisible(text) && text.AsSpan().ContainsAny('"', '\\') ? $"'{text.Replace("'", "''", StringComparison.Ordinal)}'" : InDoubleQuotes(text);

    public static string InDoubleQuotes(string text)
    {
        var quoted = new StringBuilder("\"", text.Length + 2);
        foreach (var c in text)
        {
            if (c is '"' or '\\') quoted.Append('\\').Append(c);
            else if (IsUnseen(c)) quoted.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
            else quoted.Append(c);
        }

        return quoted.Append('"').ToString();
    }

    private static bool IsVisible(string text) => !text.Any(IsUnseen);

    // Control characters, and what YAML 1.1 takes for line breaks.
    private static bool IsUnseen(char c) => char.IsControl(c) || c is '\u2028' or '\u2029' or '\uFEFF';

    /// <summary>As it stands where nobody can misread it, also among the items of a list; in quotes otherwise.</summary>
    public static string Write(string text) =>
        text.Length > 0 && char.IsLetterOrDigit(text[0]) && !text.AsSpan().ContainsAny("#,[]{}\"'\\&*!|>%@`") && IsVisible(text) && text[^1] is not (' ' or ':') && !text.Contains(": ", StringComparison.Ordinal) && text is not ("null" or "Null" or "NULL")
            ? text
            : Quote(text);

    /// <summary>The items that a person meant who wrote a list as one text: <c>a, b</c> is <c>[a, b]</c>.</summary>
    public static string WriteList(string text)
    {
        // Somebody put a whole list in quotes.
        if (text is ['[', .., ']']) text = text[1..^1];
        // '-a -b' is a list whose dashes lack their spaces.
        string[] marks = text.StartsWith('-') ? [" -"] : [","];
        var items = text.TrimStart('-').Split(marks, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(item => item.Trim('"', '\''));
        return $"[{string.Join(", ", items.Select(Write))}]";
    }
}

namespace KnowledgeBase.Markup;

/// <summary>Changes Markdown from elsewhere at the places that are what they seem: not in code.</summary>
internal static class MarkdownRewrite
{
    /// <summary>The same text with other addresses.</summary>
    /// <param name="newAddress">For each address: what to write instead, or null to leave it.</param>
    /// <param name="hardensLines">Line ends inside a paragraph become line breaks.</param>
    public static string With(this MarkdownReading reading, Func<string, string?> newAddress, bool hardensLines = false)
    {
        var edits = new List<MarkdownEdit>();
        foreach (var written in reading.Addresses)
        {
            if (newAddress(written.Address) is { } address && address != written.Address) edits.Add(new(written.Start, written.End, written.With(address)));
        }

        if (hardensLines) edits.AddRange(reading.LineEnds.Select(at => new MarkdownEdit(at, at, TakesBackslash(reading.Markdown, at) ? "\\" : "  ")));
        return MarkdownEdit.Apply(reading.Markdown, edits);
    }

    /// <summary>
    /// Two spaces must do where a backslash would change what is before it: a bare address would take it for its own, the mark
    /// of an item that is none would get a text by it, marks after punctuation could open emphasis before it, and a dollar a formula.
    /// </summary>
    private static bool TakesBackslash(string text, int end)
    {
        var line = text.AsSpan(0, end);
        line = line[(line.LastIndexOf('\n') + 1)..];
        if (line.TrimEnd(" \t") is [.., '-' or '+' or '*' or '.' or ')'] && !line.ContainsAnyExcept(" \t>-+*.)0123456789")) return false;
        if (line.Contains('$')) return false;
        if (line is [] or [.., ' ' or '\t']) return true;
        if (line[^1] is '*' or '_' or '~' && (line.TrimEnd(line[^1]) is not [.., var last] || !char.IsLetterOrDigit(last))) return false;
        var word = line[(line.LastIndexOfAny(" \t") + 1)..];
        return !word.Contains("://", StringComparison.Ordinal) && !word.Contains("www.", StringComparison.OrdinalIgnoreCase) && !word.Contains("mailto:", StringComparison.OrdinalIgnoreCase) && !word.Contains("tel:", StringComparison.OrdinalIgnoreCase);
    }
}

namespace KnowledgeBase.Markup;

/// <summary>
/// Attributes in braces as Markdig's generic attributes write them: <c>{#id .class key=value key="two words"}</c>.
/// Read by hand because Markdig refuses ids and classes of one letter.
/// </summary>
public sealed record AttributeBlock(IReadOnlyList<string> Ids, IReadOnlyList<string> Classes, IReadOnlyList<KeyValuePair<string, string>> Properties)
{
    private const string White = " \t";

    /// <summary>Null unless the text is one block in braces and nothing else.</summary>
    public static AttributeBlock? Read(ReadOnlySpan<char> text)
    {
        text = text.Trim(White);
        if (text is not ['{', .., '}']) return null;
        var ids = new List<string>();
        var classes = new List<string>();
        var properties = new List<KeyValuePair<string, string>>();
        var rest = text[1..^1].Trim(White);
        while (!rest.IsEmpty)
        {
            if (rest[0] is '#' or '.')
            {
                var name = Word(rest[1..]);
                if (name.IsEmpty) return null;
                if (rest[0] == '.') classes.Add(name.ToString());
                else ids.Add(name.ToString());
                rest = rest[(name.Length + 1)..];
            }
            else if (!ReadProperty(ref rest, properties))
            {
                return null;
            }

            if (!rest.IsEmpty && !White.Contains(rest[0])) return null;
            rest = rest.TrimStart(White);
        }

        return new(ids, classes, properties);
    }

    /// <summary>What may have been meant where the braces of a text cannot be read: one that is not closed, blanks around '=', two blocks, or one that is not last.</summary>
    public static IEnumerable<string> Mended(string text)
    {
        var open = text.IndexOf('{', StringComparison.Ordinal);
        if (open < 0) yield break;
        if (text.Contains(" =", StringComparison.Ordinal) || text.Contains("= ", StringComparison.Ordinal)) yield return string.Join('=', text.Split('=').Select(part => part.Trim(' ')));
        yield return text + "}";
        if (text.EndsWith('}')) yield return text[..^1] + "\"}";
        var close = text.IndexOf('}', open);
        if (close < 0) yield break;
        var (before, block, after) = (text[..open].TrimEnd(), text[open..close], text[(close + 1)..].Trim().TrimEnd('.', ',', ';', ':'));
        if (after.StartsWith('{')) yield return $"{before} {block} {after[1..].TrimStart()}".TrimStart();
        else yield return $"{$"{before} {after}".Trim()} {block}}}".TrimStart();
    }

    private static bool ReadProperty(ref ReadOnlySpan<char> rest, List<KeyValuePair<string, string>> properties)
    {
        var end = rest.IndexOfAny(" \t={}\"'");
        var key = end < 0 ? rest : rest[..end];
        if (key.IsEmpty) return false;
        rest = rest[key.Length..];
        if (rest is not ['=', ..])
        {
            properties.Add(new(key.ToString(), ""));
            return true;
        }

        rest = rest[1..];
        ReadOnlySpan<char> value;
        if (rest is ['"' or '\'', ..])
        {
            var close = rest[1..].IndexOf(rest[0]);
            if (close < 0) return false;
            value = rest.Slice(1, close);
            rest = rest[(close + 2)..];
        }
        else
        {
            value = Word(rest);
            if (value.IsEmpty) return false;
            rest = rest[value.Length..];
        }

        properties.Add(new(key.ToString(), value.ToString()));
        return true;
    }

    private static ReadOnlySpan<char> Word(ReadOnlySpan<char> text)
    {
        var end = text.IndexOfAny(" \t{}");
        return end < 0 ? text : text[..end];
    }
}

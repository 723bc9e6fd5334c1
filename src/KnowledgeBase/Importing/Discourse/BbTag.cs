using System.Text.RegularExpressions;

namespace KnowledgeBase.Importing;

/// <summary>A tag in square brackets as forums write it: <c>[quote="name, post:2"]</c>, <c>[/b]</c>.</summary>
/// <param name="Name">In small letters.</param>
/// <param name="Value">What follows the name's '='.</param>
/// <param name="Rest">Further attributes as written.</param>
/// <param name="Length">Characters from '[' to ']'.</param>
internal readonly partial record struct BbTag(string Name, bool IsClosing, string Value, string Rest, int Length)
{
    private const int Longest = 400;

    /// <summary>Reads the tag that begins at a '['; null if it is none.</summary>
    public static BbTag? Read(string text, int start)
    {
        if (start + 2 >= text.Length || text[start] != '[' || !(char.IsAsciiLetter(text[start + 1]) || text[start + 1] is '/' or '*')) return null;
        var match = Tag().Match(text.Substring(start, Math.Min(Longest, text.Length - start)));
        if (!match.Success) return null;
        return new(match.Groups["name"].Value.ToLowerInvariant(), match.Groups["closing"].Success, match.Groups["value"].Value.Trim(), match.Groups["rest"].Value, match.Length);
    }

    /// <summary>One of the further attributes, such as <c>post</c> in <c>post:2</c> or <c>max</c> in <c>max=3</c>.</summary>
    public string? Attribute(string name) =>
        Attributes().Matches(Rest).FirstOrDefault(match => match.Groups["name"].Value.Equals(name, StringComparison.OrdinalIgnoreCase))?.Groups["value"].Value;

    // Discourse takes any kind of quotation marks, and for 'quote' and 'details' none.
    [GeneratedRegex("""^\[(?:(?<closing>/)(?<name>[A-Za-z][\w-]*|\*)|(?<name>[A-Za-z][\w-]*|\*)(?:=(?:"(?<value>[^"\n]*)"|'(?<value>[^'\n]*)'|[“”„](?<value>[^“”\n]*)[“”]|[‘’‚](?<value>[^‘’\n]*)[‘’]|«(?<value>[^»\n]*)»|‹(?<value>[^›\n]*)›|(?<=\[(?:quote|details)=)(?<value>[^\]\n]+)|(?<value>[^\s\]"]+)))?(?<rest>(?:\s[^\[\]\n]*)?))\]""", RegexOptions.IgnoreCase)]
    private static partial Regex Tag();

    [GeneratedRegex("""(?<name>[\w-]+)=(?:"(?<value>[^"]*)"|“(?<value>[^”]*)”|(?<value>[^\s"]+))""")]
    private static partial Regex Attributes();
}

using System.Collections.Immutable;
using System.Text.RegularExpressions;
using KnowledgeBase.Model;

namespace KnowledgeBase.Importing;

/// <summary>People whose posts stay without their names: in bylines, in mentions, and where a quote says whom it quotes.</summary>
internal sealed class RemovedAuthors
{
    /// <summary>What stands in a text where a name stood.</summary>
    public const string Instead = "(removed)";

    private readonly HashSet<string> _names;
    private readonly Regex? _mention, _speaker;

    public RemovedAuthors(ImmutableArray<Reference> names)
    {
        _names = names.Select(name => Author.KeyOf(name.Value)).ToHashSet(StringComparer.Ordinal);
        if (names.IsEmpty) return;
        // In Markdown '_' and its like may stand behind a '\'. The longest first: 'jo' must not hide 'jo-ann'.
        var anyName = string.Join('|', names.Select(name => name.Value).OrderByDescending(name => name.Length).Select(name => string.Concat(name.Select(InMarkdown))));
        const RegexOptions options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.Multiline;
        _mention = new($@"(?<![\w@/])@(?:{anyName})(?![\w-])", options);
        // The first line of a quote that names its speaker: '> [name](#p3):', '> **name** wrote:', '> name:'.
        _speaker = new($@"(?<=^(?:[ \t]*>)+[^\n]{{0,40}}?)(?<![\w/#])(?:{anyName})(?![\w-])(?=[^\n]*:[*_ \t\\]*$)", options);
    }

    public bool Has(string? name) => name is not null && _names.Count > 0 && _names.Contains(Author.KeyOf(name));

    public Byline Without(Byline byline) => Has(byline.Author) ? byline with { Author = null, AuthorUrl = null } : byline;

    public string Without(string markdown)
    {
        if (_mention is null || _speaker is null) return markdown;
        return _speaker.Replace(_mention.Replace(markdown, Instead), Instead);
    }

    private static string InMarkdown(char c) => char.IsLetterOrDigit(c) ? Regex.Escape(c.ToString()) : @"\\?" + Regex.Escape(c.ToString());
}

using System.Collections.Immutable;
using System.Text.RegularExpressions;
using KnowledgeBase.Model;

namespace KnowledgeBase.Importing;

/// <summary>People whose posts stay without their names: in bylines, in mentions, and where a quote says whom it quotes.</summary>
/// <remarks>Mentions in code go too: logs and commands name people, and a name that stays does more harm than a sign in code that changes.</remarks>
internal sealed class RemovedAuthors
{
    /// <summary>What stands in a text where a name stood.</summary>
    public const string Instead = "(removed)";

    private readonly HashSet<string> _names;
    private readonly Regex? _mention, _speaker, _teller;

    public RemovedAuthors(ImmutableArray<Reference> names)
    {
        _names = names.Select(name => Author.KeyOf(name.Value)).ToHashSet(StringComparer.Ordinal);
        if (names.IsEmpty) return;
        // In Markdown '_' and its like may stand behind a '\'. The longest first: 'jo' must not hide 'jo-ann'.
        var anyName = string.Join('|', names.Select(name => name.Value).OrderByDescending(name => name.Length).Select(name => string.Concat(name.Select(InMarkdown))));
        const RegexOptions options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.Multiline;
        // A mention that is a link goes as a whole, for its address names the person again.
        _mention = new($@"(?<![\w@/!])\[@(?:{anyName})\]\((?:<[^<>\n]*>|[^\s()<>]*)(?:[ \t]+""[^""\n]*"")?\)|(?<![\w@/])@(?:{anyName})(?![\w-])", options);
        // The first line of a quote that names its speaker: '> [name](#p3):', '> **name** wrote:', '> name:'.
        _speaker = new($@"(?<=^(?:[ \t]*>)+[^\n]{{0,40}}?)(?<![\w/#])(?:{anyName})(?![\w-])(?=[^\n]*:[*_ \t\\]*$)", options);
        _teller = new($@"(?<=\A(?:\S*#\S* )?)(?:{anyName})(?=: )", options);
    }

    /// <summary>A loss without them, also where its text begins by saying whose words it has: '#3 name: words'.</summary>
    public Loss Without(Loss loss)
    {
        if (loss.Text is null || _teller is null) return loss;
        if (Has(loss.Text) || (loss.Construct == "display name" && _teller.IsMatch(loss.Text))) return loss with { Text = Instead };
        return loss with { Text = _teller.Replace(Without(loss.Text), Instead) };
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

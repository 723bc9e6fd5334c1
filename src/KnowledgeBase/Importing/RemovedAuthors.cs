using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.RegularExpressions;
using KnowledgeBase.Diagnostics;
using KnowledgeBase.Markup;
using KnowledgeBase.Model;

namespace KnowledgeBase.Importing;

/// <summary>People whose posts stay without their names: in bylines, in mentions, and where a quote says whom it quotes.</summary>
/// <remarks>Mentions in code go too: logs and commands name people, and a name that stays does more harm than a sign in code that changes.</remarks>
internal sealed class RemovedAuthors
{
    /// <summary>What stands in a text where a name stood.</summary>
    public const string Instead = "(removed)";

    private readonly ImmutableArray<Reference> _entries;
    private readonly HashSet<string> _names;
    private readonly List<string> _addresses;
    private readonly Regex? _mention, _speaker, _teller;

    // Names and addresses that were met, as they are compared.
    private readonly ConcurrentDictionary<string, bool> _used = new(StringComparer.Ordinal);

    /// <param name="entries">Names, or the people's addresses, which only their posts name.</param>
    public RemovedAuthors(ImmutableArray<Reference> entries)
    {
        _entries = entries;
        _addresses = [.. entries.Where(entry => WebAddress.IsAbsolute(entry.Value)).Select(entry => WebAddress.KeyOf(entry.Value))];
        var names = entries.Select(entry => entry.Value).Where(name => !WebAddress.IsAbsolute(name)).OrderByDescending(name => name.Length).ToList();
        _names = names.Select(Author.KeyOf).ToHashSet(StringComparer.Ordinal);
        if (names.Count == 0) return;
        // In Markdown '_' and its like may stand behind a '\'. The longest first: 'jo' must not hide 'jo-ann'.
        var anyName = string.Join('|', names.Select(name => string.Concat(name.Select(InMarkdown))));
        // Forums that allow spaces in names leave them out in mentions.
        var anyMention = string.Join('|', names.Select(name => string.Concat(name.Select(c => c == ' ' ? "[ ]?" : InMarkdown(c)))));
        const RegexOptions options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.Multiline;
        // A mention that is a link goes as a whole, for its address names the person again.
        _mention = new($@"(?<![\w@/!])\[@(?:{anyMention})\]\((?:<[^<>\n]*>|[^\s()<>]*)(?:[ \t]+""[^""\n]*"")?\)|(?<![\w@/])@(?:{anyMention})(?![\w-])", options);
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

    public bool Has(string? name) => name is not null && _names.Count > 0 && Author.KeyOf(name) is var key && _names.Contains(key) && Use(key);

    public Byline Without(Byline byline) => Has(byline.Author) | HasAddress(byline.AuthorUrl) ? byline with { Author = null, AuthorUrl = null } : byline;

    public string Without(string markdown)
    {
        if (_mention is null || _speaker is null) return markdown;
        return _speaker.Replace(_mention.Replace(markdown, Removed), Removed);
    }

    /// <summary>A slip of the pen would leave in a name that somebody asked to be removed, so what names nobody is told.</summary>
    /// <param name="hasOtherForums">Others are imported too, and the list is for all of them.</param>
    public IEnumerable<Diagnostic> Unused(bool hasOtherForums) =>
        from entry in _entries
        where !_used.ContainsKey(WebAddress.IsAbsolute(entry.Value) ? WebAddress.KeyOf(entry.Value) : Author.KeyOf(entry.Value))
        select (hasOtherForums ? Rules.RemovalElsewhere : Rules.RemovalNotFound).At(entry.Location, entry.Value, "");

    /// <summary>People copy a person's address with a name or a page behind it. What is behind a whole host is of others.</summary>
    private bool HasAddress(string? url)
    {
        if (url is null || _addresses.Count == 0 || !WebAddress.IsAbsolute(url)) return false;
        var key = WebAddress.KeyOf(url);
        var isAny = false;
        foreach (var address in _addresses.Where(address => address.Equals(key, StringComparison.OrdinalIgnoreCase) || (key.Contains('/', StringComparison.Ordinal) && address.StartsWith(key + "/", StringComparison.OrdinalIgnoreCase)))) isAny = Use(address);
        return isAny;
    }

    private string Removed(Match found)
    {
        foreach (var name in _names.Where(name => Plain(found.Value).Contains(Plain(name), StringComparison.Ordinal))) Use(name);
        return Instead;

        static string Plain(string name) => Author.KeyOf(name.Replace("\\", "", StringComparison.Ordinal)).Replace(" ", "", StringComparison.Ordinal);
    }

    private bool Use(string key)
    {
        _used.TryAdd(key, true);
        return true;
    }

    private static string InMarkdown(char c) => char.IsLetterOrDigit(c) ? Regex.Escape(c.ToString()) : @"\\?" + Regex.Escape(c.ToString());
}

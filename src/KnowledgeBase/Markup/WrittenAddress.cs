using System.Text.RegularExpressions;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace KnowledgeBase.Markup;

/// <summary>The ways in which Markdown says an address.</summary>
internal enum AddressForm
{
    /// <summary>In a link's parentheses or in a definition.</summary>
    Target,

    /// <summary>A link that is nothing but its address.</summary>
    Bare,

    /// <summary>In a raw tag, of a link.</summary>
    Reference,

    /// <summary>In a raw tag, of a picture.</summary>
    Source,
}

/// <summary>An address in Markdown, and where it stands.</summary>
internal sealed partial record WrittenAddress(string Address, int Start, int End, AddressForm Form)
{
    /// <summary>The addresses that a part of the tree says itself, outside of the parts in it.</summary>
    public static IEnumerable<WrittenAddress> In(MarkdownObject part, string markdown) => part switch
    {
        AutolinkInline { IsEmail: false } link => At(link.Url, link.Span, AddressForm.Bare, markdown),
        LinkInline { IsAutoLink: true } link => At(link.Url, link.Span, AddressForm.Bare, markdown),
        LinkInline { Reference: null } link => At(link.Url, link.UrlSpan, AddressForm.Target, markdown),
        // That of a footnote has no address, and says that it stands at the text's very start.
        LinkReferenceDefinition { Url.Length: > 0, UrlSpan.Start: > 0 } definition => At(definition.Url, definition.UrlSpan, AddressForm.Target, markdown),
        RawHtmlInline or RawHtmlBlock => InTag(part.Span, markdown),
        _ => [],
    };

    /// <summary>What stands there when another address is said in the same way.</summary>
    public string With(string address) => Form switch
    {
        AddressForm.Target => Destination(address),
        AddressForm.Bare => $"[{Mark().Replace(Address, "\\$0")}]({Destination(address)})",
        _ => address.Replace("\"", "%22", StringComparison.Ordinal).Replace("'", "%27", StringComparison.Ordinal),
    };

    private static IEnumerable<WrittenAddress> At(string? address, SourceSpan span, AddressForm form, string markdown) =>
        span.Start < 0 || span.End >= markdown.Length || span.Length <= 0 ? [] : [new(address ?? "", span.Start, span.End + 1, form)];

    private static IEnumerable<WrittenAddress> InTag(SourceSpan span, string markdown)
    {
        if (span.Start < 0 || span.End >= markdown.Length || span.Length <= 0) yield break;
        foreach (Match found in Attribute().Matches(markdown.Substring(span.Start, span.Length)))
        {
            var address = found.Groups["address"];
            var start = span.Start + address.Index;
            yield return new(address.Value, start, start + address.Length, found.Groups["name"].ValueSpan is ['s' or 'S', ..] ? AddressForm.Source : AddressForm.Reference);
        }
    }

    private static string Destination(string address) =>
        address.AsSpan().ContainsAny(" ()<>") ? $"<{address.Replace("<", "%3C", StringComparison.Ordinal).Replace(">", "%3E", StringComparison.Ordinal)}>" : address;

    [GeneratedRegex("""(?<=\s)(?<name>href|src)\s*=\s*(["'])(?<address>[^"'<>\n]*)\1""", RegexOptions.IgnoreCase)]
    private static partial Regex Attribute();

    [GeneratedRegex(@"[\[\]\\*_`<&~]")]
    private static partial Regex Mark();
}

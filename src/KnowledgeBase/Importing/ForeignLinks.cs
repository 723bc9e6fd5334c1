using System.Text.RegularExpressions;
using KnowledgeBase.Markup;

namespace KnowledgeBase.Importing;

/// <summary>
/// Relative links in posts of another forum mean places there. Here they would mean a file of the content folder, or an id of the
/// thread: a build would refuse them, or publish what its owner never meant to.
/// </summary>
internal static partial class ForeignLinks
{
    private const int MostTurns = 3;

    /// <summary>The text with each such link made whole, or where that cannot be, with its words alone.</summary>
    /// <param name="url">The topic's own address; null if that is not known.</param>
    /// <param name="isOurs">Whether the importer itself wrote this address, for one of our threads.</param>
    public static string Settle(string markdown, string? url, Func<string, bool> isOurs, string nodeId, List<Loss> losses)
    {
        if (!MayBeRelative().IsMatch(markdown) || MarkdownReading.Of(markdown) is not { } read || !read.Links.Any(link => IsForeign(link.Address))) return markdown;
        if (url is not null) markdown = read.With(address => address.Length > 0 && IsForeign(address) ? WebAddress.Against(url, address) : null);
        for (var turn = 0; MarkdownReading.Of(markdown)?.Links.Where(link => IsForeign(link.Address)).ToList() is { Count: > 0 } left; turn++)
        {
            if (turn == 0) losses.AddRange(left.Where(link => link.Address.Length > 0).Select(link => new Loss(link.IsImage ? "img" : "link", LossKind.NotCarried, nodeId, link.Address)));
            if (turn == MostTurns) return MarkdownText.AsCode(markdown);
            markdown = MarkdownEdit.Apply(markdown.ReplaceLineEndings("\n"), [.. left.SelectMany(link => link.Removal).Distinct()]);
        }

        return markdown;

        bool IsForeign(string address) => WebAddress.Read(address).Kind is AddressKind.Relative or AddressKind.Fragment && !isOurs(address);
    }

    // Wherever an address may begin, one begins that is none of the web.
    [GeneratedRegex("""\](?:\(|:)(?![ \t\n]*<?https?://)|\b(?:href|src)\s*=(?![ \t\n]*["']?https?://)|<https?:(?!//)""", RegexOptions.IgnoreCase)]
    private static partial Regex MayBeRelative();
}

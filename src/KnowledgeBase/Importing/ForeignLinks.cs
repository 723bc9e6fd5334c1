using KnowledgeBase.Markup;

namespace KnowledgeBase.Importing;

/// <summary>
/// Relative links in posts of another forum mean places there. Here they would mean a file of the content folder, or an id of the
/// thread: a build would refuse them, or publish what its owner never meant to.
/// </summary>
internal static class ForeignLinks
{
    private const int MostTurns = 3;

    /// <summary>The text with each such link made whole, or where that cannot be, with its words alone.</summary>
    /// <param name="url">The topic's own address; null if that is not known.</param>
    /// <param name="isOurs">Whether the importer itself wrote this address, for one of our threads.</param>
    public static string Settle(string markdown, string? url, Func<string, bool> isOurs, string nodeId, List<Loss> losses)
    {
        if (!markdown.Contains("](", StringComparison.Ordinal) && !markdown.Contains("]:", StringComparison.Ordinal)
            && !markdown.Contains("href", StringComparison.OrdinalIgnoreCase) && !markdown.Contains("src", StringComparison.OrdinalIgnoreCase)) return markdown;
        var reading = MarkdownReading.Of(markdown);
        if (url is not null && reading?.Links.Any(link => IsForeign(link.Address)) == true)
            reading = MarkdownReading.Of(reading.With(address => address.Length > 0 && IsForeign(address) ? WebAddress.Against(url, address) : null));

        for (var turn = 0; reading?.Links.Where(link => IsForeign(link.Address)).ToList() is { Count: > 0 } left; turn++)
        {
            if (turn == 0) losses.AddRange(left.Where(link => link.Address.Length > 0).Select(link => new Loss(link.IsImage ? "img" : "link", LossKind.NotCarried, nodeId, link.Address)));
            if (turn == MostTurns) return MarkdownText.AsCode(markdown);
            reading = MarkdownReading.Of(MarkdownEdit.Apply(reading.Markdown, [.. left.SelectMany(link => link.Removal).Distinct()]));
        }

        return reading?.Markdown ?? markdown;

        bool IsForeign(string address) => WebAddress.Read(address).Kind is AddressKind.Relative or AddressKind.Fragment && !isOurs(address);
    }
}

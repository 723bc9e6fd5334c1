using System.Security.Cryptography;
using System.Text;
using KnowledgeBase.Model;

namespace KnowledgeBase.Importing;

/// <summary>Short hashes by which a text is known again without being kept.</summary>
internal static class Fingerprint
{
    /// <summary>Of a node's body. Editors drop white space at the ends of lines, so it does not count.</summary>
    public static string OfBody(string text)
    {
        var lines = new StringBuilder(text.Length);
        foreach (var line in text.AsSpan().EnumerateLines()) lines.Append(line.TrimEnd()).Append('\n');
        return Hash(lines.ToString(), 12);
    }

    /// <summary>Of what a node's heading says.</summary>
    /// <param name="parentId">Id at the source of what a reply is made to.</param>
    public static string OfHeading(AuthoredNode node, string? parentId) => Of(
        node switch { Question => "q", Answer => "a", _ => "r" },
        node is Reply ? parentId : null,
        node.Byline.Author,
        node.Byline.AuthorUrl,
        node.Byline.On?.ToString(),
        node.Byline.Updated?.ToString(),
        node.Score?.ToString(System.Globalization.CultureInfo.InvariantCulture),
        node is Answer { IsAccepted: true } ? "accepted" : null,
        node.Url,
        node.License);

    public static string Of(params ReadOnlySpan<string?> parts)
    {
        var text = new StringBuilder();
        foreach (var part in parts) text.Append(part is null ? "-" : "+" + part).Append('\u001F');
        return Hash(text.ToString(), 8);
    }

    /// <summary>For sets of names too large to keep: two names may share a number, so it may say no where yes were true.</summary>
    public static ulong OfName(string name) => BitConverter.ToUInt64(SHA256.HashData(Encoding.UTF8.GetBytes(name)));

    private static string Hash(string text, int digits) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..digits];
}

using System.Numerics;
using System.Text.RegularExpressions;

namespace KnowledgeBase.Importing;

/// <summary>Where the files are that a post names <c>upload://KEY.ext</c>: the key is the file's SHA-1 in base 62, and its address holds the same SHA-1 in hex.</summary>
internal sealed partial class DiscourseUploads
{
    private const string Digits = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

    private readonly Dictionary<string, string> _addresses = new(StringComparer.OrdinalIgnoreCase);
    private readonly string? _root;

    private DiscourseUploads(string? root) => _root = root;

    /// <param name="cooked">The post as the forum shows it, which names the addresses; null if it is not there.</param>
    public static DiscourseUploads Of(string? cooked, string? root)
    {
        var uploads = new DiscourseUploads(root);
        foreach (Match match in StoredFile().Matches(cooked ?? ""))
        {
            var (sha, address) = (match.Groups["sha"].Value, match.Groups["address"].Value);
            // The whole picture, not one made smaller from it.
            if (!uploads._addresses.TryGetValue(sha, out var known) || (address.Contains("/original/", StringComparison.Ordinal) && !known.Contains("/original/", StringComparison.Ordinal)))
                uploads._addresses[sha] = address;
        }

        return uploads;
    }

    /// <summary>The absolute address; null if it is not known.</summary>
    public string? Find(string upload)
    {
        var key = Key().Match(upload);
        if (!key.Success) return null;
        if (_addresses.TryGetValue(Sha(key.Groups["key"].Value), out var stored))
            return stored.StartsWith("//", StringComparison.Ordinal) ? "https:" + stored : !stored.StartsWith('/') ? stored : _root is null ? null : _root + stored;
        return _root is null ? null : $"{_root}/uploads/short-url/{key.Groups["key"].Value}{key.Groups["ending"].Value}";
    }

    private static string Sha(string key)
    {
        var number = BigInteger.Zero;
        foreach (var c in key) number = number * Digits.Length + Digits.IndexOf(c, StringComparison.Ordinal);
        return number.ToString("x40").TrimStart('0').PadLeft(40, '0');
    }

    [GeneratedRegex("^upload://(?<key>[0-9A-Za-z]{1,30})(?<ending>\\.[0-9A-Za-z.]{1,20})?", RegexOptions.IgnoreCase)]
    private static partial Regex Key();

    [GeneratedRegex("(?:href|src)=\"(?<address>(?:https?:/)?/[^\"\\s]{0,500}/(?<sha>[0-9a-f]{40})[^\"\\s]{0,100})\"")]
    private static partial Regex StoredFile();
}

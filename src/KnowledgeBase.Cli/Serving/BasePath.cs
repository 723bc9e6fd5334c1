using KnowledgeBase.Model;
using System.Text.RegularExpressions;

namespace KnowledgeBase.Cli.Serving;

/// <summary>The folders of the site's address on its host: none, or <c>kb</c> for <c>https://example.org/kb/</c>.</summary>
internal static partial class BasePath
{
    /// <summary>
    /// The command line's address wins, as in the build. Otherwise the home page that was built knows it: its canonical
    /// link, which stands there exactly where a base URL is set.
    /// </summary>
    public static async Task<string[]> ReadAsync(BuildOptions options, ServedFolder output, CancellationToken cancelled)
    {
        if (options.BaseUrl is { } url) return Of(url);
        var (standing, path) = output.Find(["index.html"]);
        if (standing != Standing.File || await ServedFolder.ReadOrNullAsync(path, cancelled) is not { } home) return [];
        var canonical = Canonical().Match(System.Text.Encoding.UTF8.GetString(home));
        return canonical.Success ? Of(System.Net.WebUtility.HtmlDecode(canonical.Groups[1].Value)) : [];
    }

    internal static string[] Of(string url)
    {
        var host = url.IndexOf("://", StringComparison.Ordinal);
        var slash = host < 0 ? -1 : url.IndexOf('/', host + 3);
        if (slash < 0) return [];
        // Two '/' in a row would make a redirect to this path lead to another host.
        return [.. url[slash..].Split('?', '#')[0].Split('/', StringSplitOptions.RemoveEmptyEntries).Select(Uri.UnescapeDataString)];
    }

    [GeneratedRegex("""<link rel="canonical" href="([^"]*)">""")]
    private static partial Regex Canonical();
}

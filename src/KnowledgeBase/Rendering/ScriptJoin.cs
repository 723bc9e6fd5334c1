using System.Text;

namespace KnowledgeBase.Rendering;

/// <summary>Makes one script of the small files in a folder: <c>search/page/*.js</c> are <c>search/page.js</c>.</summary>
internal static class ScriptJoin
{
    /// <summary>Files share one function, so that none leaves a name behind; <c>start.js</c>, which sets things going, comes last.</summary>
    public static IEnumerable<(string Name, byte[] Content)> Join(IEnumerable<(string Name, byte[] Content)> assets)
    {
        var folders = assets.ToLookup(asset => asset.Name.EndsWith(".js", StringComparison.Ordinal) ? asset.Name[..Math.Max(0, asset.Name.LastIndexOf('/'))] : "");
        foreach (var asset in folders[""]) yield return asset;
        foreach (var folder in folders.Where(folder => folder.Key.Length > 0))
        {
            var script = new StringBuilder("(() => {\n'use strict';\n");
            foreach (var (_, content) in folder.OrderBy(file => file.Name.EndsWith("/start.js", StringComparison.Ordinal)).ThenBy(file => file.Name, StringComparer.Ordinal))
                Append(script, Encoding.UTF8.GetString(content));
            yield return (folder.Key + ".js", Encoding.UTF8.GetBytes(script.Append("})();\n").ToString()));
        }
    }

    /// <summary>The ranker, what every page does and what the search page does, as one request; in a worker it is the ranker alone.</summary>
    public static byte[] OfSearchPage(ReadOnlySpan<byte> site, ReadOnlySpan<byte> ranker, ReadOnlySpan<byte> root, ReadOnlySpan<byte> page) =>
        [.. ranker, .. root, .. "if (globalThis.document) {\nconst searchScript = document.currentScript.src;\n"u8, .. site, .. AtOnce, .. page, .. "});\n}\n"u8];

    /// <summary>Where the address asks, the results have room from the first paint on.</summary>
    private static ReadOnlySpan<byte> AtOnce => "\ndocument.documentElement.classList.toggle('asks', location.search.length > 1);\ndocument.addEventListener('DOMContentLoaded', () => {\n"u8;

    /// <summary>Lines of comment and indentation are for those who read the files, and a quarter of their bytes.</summary>
    private static void Append(StringBuilder script, string file)
    {
        foreach (var line in file.TrimStart('\uFEFF').Split('\n'))
        {
            var code = line.AsSpan().Trim();
            if (code.Length > 0 && !code.StartsWith("//")) script.Append(code).Append('\n');
        }
    }
}

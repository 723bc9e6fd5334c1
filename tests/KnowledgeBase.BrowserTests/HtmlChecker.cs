using System.Text.Json;
using KnowledgeBase.Tests;

namespace KnowledgeBase.BrowserTests;

/// <summary>The Nu HTML checker: what the standard says is wrong with a page, and what its editors advise against.</summary>
internal static class HtmlChecker
{
    /// <summary>A command line has a limit on Windows.</summary>
    private const int PagesAtOnce = 300;

    private static readonly Lazy<string> Folder = new(Install);

    /// <param name="folder">The site as it lies on the disk, where its pages are found.</param>
    /// <param name="address">Where it is served: the checker reads the pages from there, for under <c>file:</c> no policy lets a page load its own style sheet.</param>
    /// <param name="every">Check each so many-th page.</param>
    public static List<string> Check(string folder, string address, int every = 1, params string[] options)
    {
        var pages = Directory.EnumerateFiles(folder, "*.html", SearchOption.AllDirectories)
            .Select(file => address + string.Join('/', Path.GetRelativePath(folder, file).Split(Path.DirectorySeparatorChar).Select(Uri.EscapeDataString)))
            .Order(StringComparer.Ordinal).Where((_, i) => i % every == 0);
        return [.. pages.Chunk(PagesAtOnce).SelectMany(some => Messages(some, options))];
    }

    private static IEnumerable<string> Messages(string[] pages, string[] options)
    {
        var (_, output, errors) = NpmFolder.Run(Folder.Value, "java",
            ["-Dnu.validator.servlet.allow-forbidden-hosts=true", "-jar", Path.Combine("node_modules", "vnu-jar", "build", "dist", "vnu.jar"), "--format", "json", "--stdout", .. options, .. pages]);
        if (output.Length == 0) throw new InvalidOperationException($"the HTML checker said nothing: {errors}");
        return JsonDocument.Parse(output).RootElement.GetProperty("messages").EnumerateArray().Select(Shown);
    }

    private static string Shown(JsonElement message)
    {
        string Text(string name) => message.TryGetProperty(name, out var value) ? value.ToString() : "";
        return $"{Text("url")}:{Text("lastLine")}: {Text("type")} {Text("subType")}: {Text("message")} in {Text("extract")}";
    }

    private static string Install()
    {
        var folder = NpmFolder.Installed("HtmlChecker");
        try
        {
            NpmFolder.Succeed(folder, "java", "-version");
        }
        catch (InvalidOperationException) when (ChromiumFixture.AptInstall("default-jre-headless"))
        {
            // There was none, and now there is.
        }

        return folder;
    }
}

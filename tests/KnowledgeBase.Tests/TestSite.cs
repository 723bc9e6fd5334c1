using System.Text;
using KnowledgeBase.Diagnostics;
using KnowledgeBase.Model;

namespace KnowledgeBase.Tests;

/// <summary>A content folder on disk and the site built from it, in a temporary folder of its own.</summary>
internal sealed class TestSite : IDisposable
{
    public static readonly string Repository = FindRepository();

    /// <summary>The built-in words.</summary>
    public static readonly Words English = TemplateFiles.Load(new([], []), new()).Value.Words;

    private readonly string _root = Directory.CreateTempSubdirectory("kb-test-").FullName;

    private TestSite()
    {
    }

    public string Content => Path.Combine(_root, "content");

    public string Output => Path.Combine(_root, "site");

    public string Templates { get; set; } = Path.Combine(Repository, "templates");

    /// <summary>The content folder as diagnostics name it.</summary>
    public string ContentShownAs => Content.Replace('\\', '/');

    /// <param name="files">Paths from the content folder, and their text.</param>
    public static TestSite Of(params ReadOnlySpan<(string Path, string Text)> files)
    {
        var site = new TestSite();
        Directory.CreateDirectory(Path.Combine(site.Content, "threads"));
        foreach (var (path, text) in files) site.Write(path, text);
        return site;
    }

    public TestSite Write(string path, string text) => Write(path, Encoding.UTF8.GetBytes(text));

    public TestSite Write(string path, byte[] bytes)
    {
        var full = Path.Combine(Content, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllBytes(full, bytes);
        return this;
    }

    public BuildReport Build(Func<BuildOptions, BuildOptions>? change = null)
    {
        var options = new BuildOptions { ContentFolder = Content, OutputFolder = Output, TemplatesFolder = Templates };
        var report = SiteBuild.Run(change is null ? options : change(options), cancelled: Xunit.TestContext.Current.CancellationToken);
        // Most test sites have no address; that this is told has a test of its own.
        return report with { Diagnostics = [.. report.Diagnostics.Where(diagnostic => diagnostic.Rule != Rules.NoBaseUrl)] };
    }

    public string Read(string path) => File.ReadAllText(Path.Combine(Output, path));

    public bool Has(string path) => File.Exists(Path.Combine(Output, path));

    /// <summary>Every file of the site with its bytes in base64, sorted: two sites are the same if these are.</summary>
    public IReadOnlyList<string> Files() => Tree(Output);

    public static IReadOnlyList<string> Tree(string folder) =>
    [
        .. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Select(file => $"{Path.GetRelativePath(folder, file).Replace('\\', '/')} {Convert.ToBase64String(File.ReadAllBytes(file))}")
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>Every file of the content with its bytes and the time it was written.</summary>
    public IReadOnlyList<string> ContentState() =>
        [.. Directory.EnumerateFiles(Content, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(file => $"{file} {File.GetLastWriteTimeUtc(file):O} {Convert.ToBase64String(File.ReadAllBytes(file))}")];

    /// <summary>Puts the time of young files back, each to one of its own.</summary>
    public static void Age(string folder)
    {
        var now = DateTime.UtcNow;
        foreach (var file in new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories))
        {
            if (now - file.LastWriteTimeUtc < TimeSpan.FromMinutes(1)) file.LastWriteTimeUtc = file.LastWriteTimeUtc.AddHours(-1);
        }
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private static string FindRepository()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "KnowledgeBase.sln"))) return folder.FullName;
        }

        throw new InvalidOperationException("the tests run inside the repository");
    }
}

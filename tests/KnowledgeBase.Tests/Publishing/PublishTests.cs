using System.Collections.Immutable;
using System.Diagnostics;
using System.Text;
using KnowledgeBase.Diagnostics;
using KnowledgeBase.Model;
using KnowledgeBase.Publishing;
using Xunit;

namespace KnowledgeBase.Tests.Publishing;

/// <summary>A folder of its own for each test, with a site in it. Sites are written as lines <c>path = text</c>.</summary>
public abstract class PublishTests : IDisposable
{
    // In memory, where there is such a folder: on disk these tests make and delete files by the ten thousand, which is slow
    // for all. KB_TEST_FOLDER runs them on another file system: one that ignores case, a network share.
    protected PublishTests(string? parent = null)
    {
        parent ??= Environment.GetEnvironmentVariable("KB_TEST_FOLDER") ?? (Directory.Exists("/dev/shm") ? "/dev/shm" : Path.GetTempPath());
        Home = Directory.CreateDirectory(Path.Join(parent, $"kb-publish-{Guid.NewGuid():n}")).FullName;
    }

    protected string Home { get; }

    protected string Site => Path.Join(Home, "site");

    protected string State => Path.Join(Home, ".site.kb");

    /// <summary>What a test changed in the system, to be put right after it.</summary>
    protected Stack<Action> Undo { get; } = [];

    public void Dispose()
    {
        foreach (var undo in Undo) undo();
        Directory.Delete(Home, recursive: true);
        GC.SuppressFinalize(this);
    }

    protected Diagnosed<PublishFigures?> Publish(params string[] files) => PublishTo(Site, files);

    protected static Diagnosed<PublishFigures?> PublishTo(string site, params string[] files)
    {
        using var publisher = Open(site);
        foreach (var (path, text) in files.Select(Split)) publisher.Add(File(path, text));
        return publisher.Publish();
    }

    protected static SitePublisher Open(string site)
    {
        var opened = SitePublisher.Open(site, TimeSpan.Zero, cancellation: TestContext.Current.CancellationToken);
        Assert.Empty(opened.Diagnostics);
        return opened.Value!;
    }

    protected void CheckPublished(PublishFigures figures, params string[] files)
    {
        var published = Publish(files);
        Assert.Empty(published.Diagnostics);
        Assert.Equal(figures, published.Value);
    }

    /// <summary>The reports, with the site's folder cut off.</summary>
    protected void CheckRefused(Diagnosed<PublishFigures?> published, params string[] expected)
    {
        Assert.Null(published.Value);
        CheckReports(published.Diagnostics, expected);
    }

    protected void CheckReports(ImmutableArray<Diagnostic> diagnostics, params string[] expected) =>
        Assert.Equal(expected, diagnostics.Select(diagnostic => diagnostic.ToString().Replace(Home + "/", "", StringComparison.Ordinal)));

    /// <summary>The folder cannot be had at all.</summary>
    protected void CheckUnopened(params string[] expected)
    {
        var opened = SitePublisher.Open(Site, TimeSpan.Zero, cancellation: TestContext.Current.CancellationToken);
        Assert.Null(opened.Value);
        CheckReports(opened.Diagnostics, expected);
    }

    /// <summary>What stands in the output folder, apart from the list of our files.</summary>
    protected void CheckSite(params string[] expected) => Assert.Equal(expected.Order(StringComparer.Ordinal), TreeOf(Site));

    protected static List<string> TreeOf(string site) =>
        [.. Walk(site, "").Where(line => !line.StartsWith(".kb-site =", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    /// <summary>Nothing is left beside the site but the lock.</summary>
    protected void CheckClean() => Assert.Equal(["lock"], Directory.EnumerateFileSystemEntries(State).Select(Path.GetFileName));

    protected void Write(string path, string text)
    {
        var full = Path.Join(Home, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        System.IO.File.WriteAllText(full, text);
    }

    protected static OutputFile File(string path, string text) => new(path, Encoding.UTF8.GetBytes(text));

    /// <summary>Runs a command of Linux, mostly one that only root may; the test is skipped, visibly, where it fails.</summary>
    protected static void AsRoot(string program, params string[] arguments)
    {
        var isThere = OperatingSystem.IsLinux() && ((string[])["/bin", "/usr/bin", "/sbin", "/usr/sbin"]).Any(folder => System.IO.File.Exists($"{folder}/{program}"));
        Assert.SkipUnless(isThere, $"needs Linux and its command '{program}'");
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.SkipUnless(process.ExitCode == 0, $"needs root: {error.Trim()}");
    }

    protected void Mount(string folder, string options)
    {
        AsRoot("mount", "-t", "tmpfs", "-o", options, "tmpfs", folder);
        Undo.Push(() => AsRoot("umount", folder));
    }

    private static (string Path, string Text) Split(string line) => line.Split(" = ") is [var path, var text] ? (path, text) : (line, "");

    private static IEnumerable<string> Walk(string root, string folder)
    {
        if (!Directory.Exists(root)) yield break;
        var inside = new DirectoryInfo(Path.Join(root, folder)).GetFileSystemInfos();
        if (inside.Length == 0 && folder.Length > 0) yield return $"{folder}/";
        foreach (var item in inside)
        {
            var path = folder.Length == 0 ? item.Name : $"{folder}/{item.Name}";
            if (item.LinkTarget is { } target)
            {
                yield return $"{path} -> {target}";
            }
            else if (item is DirectoryInfo)
            {
                foreach (var line in Walk(root, path)) yield return line;
            }
            else
            {
                yield return $"{path} = {System.IO.File.ReadAllText(item.FullName)}";
            }
        }
    }
}

using KnowledgeBase.Diagnostics;
using KnowledgeBase.Model;

namespace KnowledgeBase.Cli.Serving;

/// <summary>The output folder as the server sees it: the folder itself may be a link, but nothing below it is reached through one.</summary>
internal sealed class ServedFolder(string folder)
{
    /// <summary>
    /// A site of ours is there. Without the publisher's list the folder may hold anything (<c>--output ~</c>), and nothing of it is served.
    /// </summary>
    public bool HasSite => File.Exists(Path.Join(Root, OutputPath.Marker));

    // Asked each time: the first build makes the folder, and a link may be turned to another one.
    private string Root => Directory.Exists(folder) && Directory.ResolveLinkTarget(folder, returnFinalTarget: true) is { } target ? target.FullName : Path.GetFullPath(folder);

    /// <param name="segments">Names as <see cref="SitePath"/> allows them.</param>
    public (Standing Standing, string FullPath) Find(ReadOnlySpan<string> segments)
    {
        var path = Root;
        var standing = Standing.Folder;
        try
        {
            foreach (var segment in segments)
            {
                path = Path.Join(path, segment);
                standing = standing == Standing.Folder ? FileLook.At(path).Standing : Standing.Nothing;
                if (standing is Standing.Nothing or Standing.Link) return (Standing.Nothing, path);
            }
        }
        catch (Exception problem) when (MachineProblem.Is(problem))
        {
            return (Standing.Nothing, path); // a name too long for the system, a folder that may not be read
        }

        return (standing, path);
    }

    /// <summary>The file's bytes; null if it has gone or may not be read.</summary>
    public static async Task<byte[]?> ReadOrNullAsync(string fullPath, CancellationToken cancelled)
    {
        try
        {
            // A pipe has no length, and to open one could wait for ever.
            if (new FileInfo(fullPath).Length == 0) return [];
            await using var file = new FileStream(fullPath, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1, FileOptions.Asynchronous);
            var bytes = new byte[file.Length];
            await file.ReadExactlyAsync(bytes, cancelled);
            return bytes;
        }
        catch (Exception problem) when (MachineProblem.Is(problem))
        {
            return null;
        }
    }
}

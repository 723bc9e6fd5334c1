using KnowledgeBase.Model;

namespace KnowledgeBase.Publishing;

/// <summary>Takes the files of the new site, by many threads at once; what the output does not hold already waits in a folder of its own.</summary>
internal sealed class Staging(string root, OutputTree output, Inventory inventory)
{
    /// <summary>The full path for a staged file; the folder above it is there from now on.</summary>
    public string Prepare(string path)
    {
        // To ask the system again is as quick as to remember, which takes a hundred bytes a thread.
        Directory.CreateDirectory(Path.Join(root, path.AsSpan(0, Math.Max(path.LastIndexOf('/'), 0))));
        return Path.Join(root, path);
    }

    /// <summary>Gives back the room of a staged file, and of the folders it stood in alone.</summary>
    public void TakeBack(string path)
    {
        var folder = OutputPath.Folder(path);
        if (Holds(folder)) File.Delete(Path.Join(root, path));
        for (; Holds(folder) && OnDisk.IsEmptyFolder(Path.Join(root, folder)); folder = OutputPath.Folder(folder))
            Directory.Delete(Path.Join(root, folder));
    }

    public bool Holds(string folder) => Directory.Exists(Path.Join(root, folder));

    /// <summary>Whether a file of ours still stands as it was left.</summary>
    public bool Stands(StandingFile file) =>
        inventory.Find(file.Path)?.IsListedAs(file.Path) == true && output.At(file.Path) is { Standing: Standing.File } look && look.Length == file.Length && look.Modified == file.Modified;

    /// <summary>Takes what stands already into the new site.</summary>
    public Conflict? Keep(string path)
    {
        var entry = inventory.For(path);
        if (!entry.TryClaim(path)) return new(path, entry.Added!, IsOurs: true);
        entry.Change = Change.None;
        return null;
    }

    /// <param name="modified">The time that the file has, in ticks, UTC; it keeps it when it moves to its place.</param>
    public Conflict? Take(string path, FileBytes content, out long modified)
    {
        modified = 0;
        var entry = inventory.For(path);
        if (!entry.TryClaim(path)) return new(path, entry.Added!, IsOurs: true);

        var above = output.Above(path);
        if (above.Standing == Standing.File && !output.IsOurs(inventory.Find(above.Path), above.Path)) return new(path, above.Path, IsOurs: false);

        var look = output.At(path);
        modified = look.Modified;
        if (look.Standing is Standing.File or Standing.Link && !output.IsOurs(entry, path)) return new(path, path, IsOurs: false);

        entry.Change = look.Standing switch
        {
            Standing.Nothing => Change.New,
            Standing.Folder => Change.ReplacesFolder,
            Standing.File when look.Length == content.Length && entry.IsListedAs(path) && IsSame(path, content) => Change.None,
            _ => Change.ReplacesFile,
        };
        try
        {
            if (entry.Change == Change.None) return null;
            var staged = Prepare(path);
            content.Write(staged);
            modified = File.GetLastWriteTimeUtc(staged).Ticks;
            return null;
        }
        catch (IOException) when (OursInTheWay(path) is { } other)
        {
            return new(path, other, IsOurs: true);
        }
    }

    // One file is named as the folder of another, so that they cannot even be staged.
    private string? OursInTheWay(string path) =>
        OutputPath.Folders(path).Select(folder => inventory.Find(folder)?.Added).FirstOrDefault(added => added is not null)
        ?? inventory.Sorted(static entry => entry.IsAdded).Select(entry => entry.Path).FirstOrDefault(added => added.StartsWith(path + "/", StringComparison.OrdinalIgnoreCase));

    private bool IsSame(string path, FileBytes content)
    {
        try
        {
            // Nothing to read in an empty file; to open one that is a pipe would wait for ever.
            return content.Length == 0 || content.IsIn(output.Full(path));
        }
        catch (Exception exception) when (PublishFailureException.Covers(exception))
        {
            return false; // what cannot be read is written anew
        }
    }
}

using KnowledgeBase.Model;

namespace KnowledgeBase.Publishing;

/// <summary>Moves staged files into the output folder and deletes there; never through a link, and so never outside.</summary>
/// <param name="old">Where swapped folders go.</param>
internal sealed class OutputWriter(string root, string staging, string old)
{
    // Folders known to be real: most files stand in one that another file had looked up.
    private readonly HashSet<string> _folders = [""];

    public string Full(string path) => Path.Join(root, path);

    public bool IsStaged(string path) => File.Exists(Path.Join(staging, path));

    public bool IsFolderStaged(string path) => Directory.Exists(Path.Join(staging, path));

    /// <summary>Moves a staged file to its place. A folder that the output lacks comes whole, with all that is staged in it.</summary>
    public void Place(string path)
    {
        foreach (var folder in OutputPath.Folders(path))
        {
            if (_folders.Contains(folder)) continue;

            var target = Full(folder);
            OnDisk.RemoveLink(target);
            var standing = OnDisk.At(target);
            if (standing == Standing.File) throw new IOException("a file is in the way of this one's folder");
            if (standing == Standing.Nothing) Directory.Move(Path.Join(staging, folder), target);
            _folders.Add(folder);
            if (standing == Standing.Nothing) return;
        }

        File.Move(Path.Join(staging, path), Full(path), overwrite: true);
    }

    /// <summary>Moves a staged top folder to its place. What stood there is no more to be seen, and is deleted later, in peace.</summary>
    public void Swap(string folder)
    {
        var target = Full(folder);
        OnDisk.RemoveLink(target);
        if (OnDisk.At(target) != Standing.Nothing)
        {
            Directory.CreateDirectory(old);
            Directory.Move(target, Path.Join(old, folder));
        }

        Directory.Move(Path.Join(staging, folder), target);
    }

    /// <summary>Deletes one file, if it is there, and the folders that this leaves empty.</summary>
    public void Delete(string path)
    {
        var folder = InnermostFolder(path);
        var file = Full(path);
        if (folder == OutputPath.Folder(path) && OnDisk.At(file) is Standing.File or Standing.Link) OnDisk.Remove(file);
        for (; folder.Length > 0 && OnDisk.IsEmptyFolder(Full(folder)); folder = OutputPath.Folder(folder))
        {
            _folders.Remove(folder);
            try
            {
                Directory.Delete(Full(folder));
            }
            catch (Exception exception) when (PublishFailureException.Covers(exception))
            {
                return; // an empty folder is no reason to leave a site half done
            }
        }
    }

    private string InnermostFolder(string path)
    {
        var innermost = "";
        foreach (var folder in OutputPath.Folders(path))
        {
            if (!_folders.Contains(folder) && OnDisk.At(Full(folder)) != Standing.Folder) break;
            _folders.Add(folder);
            innermost = folder;
        }

        return innermost;
    }
}

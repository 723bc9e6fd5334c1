namespace KnowledgeBase.Publishing;

/// <summary>What stands at a place on disk, seen without following a link.</summary>
internal enum Standing
{
    Nothing,
    File,
    Folder,
    Link,
}

/// <summary>Looks at places on disk, and takes links and whole folders away.</summary>
internal static class OnDisk
{
    public static Standing At(string fullPath) => At(fullPath, out _, out _);

    /// <param name="path">From that folder.</param>
    /// <param name="modified">In ticks, UTC.</param>
    public static Standing At(string folder, string path, out long length, out long modified) =>
        SystemCalls.StandingOrNull(folder, path, out length, out modified) ?? At(Path.Join(folder, path), out length, out modified);

    private static Standing At(string fullPath, out long length, out long modified)
    {
        var file = new FileInfo(fullPath);
        var attributes = file.Attributes; // one lstat; -1 where nothing is
        length = modified = 0;
        if ((int)attributes == -1) return Standing.Nothing;
        // On Windows a file kept in a cloud is a reparse point too, but it is no link.
        if (attributes.HasFlag(FileAttributes.ReparsePoint) && file.LinkTarget is not null) return Standing.Link;
        if (attributes.HasFlag(FileAttributes.Directory)) return Standing.Folder;
        length = file.Length;
        modified = file.LastWriteTimeUtc.Ticks;
        return Standing.File;
    }

    /// <summary>Where a link leads in the end; null if in circles.</summary>
    public static string? TargetOrNull(string link)
    {
        try
        {
            return File.ResolveLinkTarget(link, returnFinalTarget: true)?.FullName;
        }
        catch (IOException)
        {
            return null;
        }
    }

    public static bool IsEmptyFolder(string fullPath) => !Directory.EnumerateFileSystemEntries(fullPath).Any();

    /// <summary>Removes the link at this place, never what it leads to.</summary>
    public static void RemoveLink(string fullPath)
    {
        if (At(fullPath) != Standing.Link) return;
        if (Directory.Exists(fullPath)) Directory.Delete(fullPath); // of a link to a folder it deletes the link
        else File.Delete(fullPath);
    }

    /// <summary>Removes whatever is at this place; links in it are removed, not followed.</summary>
    public static void Remove(string fullPath)
    {
        RemoveLink(fullPath);
        var standing = At(fullPath);
        if (standing == Standing.Folder) Directory.Delete(fullPath, recursive: true);
        else if (standing == Standing.File) File.Delete(fullPath);
    }
}

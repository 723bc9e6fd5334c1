using KnowledgeBase.Model;

namespace KnowledgeBase.Publishing;

/// <summary>Looks at places on disk, and takes links and whole folders away.</summary>
internal static class OnDisk
{
    public static Standing At(string fullPath) => FileLook.At(fullPath).Standing;

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

    /// <summary>A place by its own name: no folder on the way to it is a link. Of what is not there yet, so far as it is there.</summary>
    public static string Real(string fullPath)
    {
        if (Path.GetDirectoryName(fullPath) is not { } folder) return fullPath;
        var here = Path.Join(Real(folder), Path.GetFileName(fullPath));
        return At(here) == Standing.Link && TargetOrNull(here) is { } target ? Real(target) : here;
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

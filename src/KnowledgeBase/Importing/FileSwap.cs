namespace KnowledgeBase.Importing;

/// <summary>Puts a file in its place whole: beside it first, then by its name. What holds the same bytes already is not touched.</summary>
internal static class FileSwap
{
    /// <summary>How files are called until they are whole; no reader of content takes names that begin with a '.'.</summary>
    public const string Ending = ".kb-new";

    /// <summary>False if the file held these bytes already.</summary>
    public static bool Write(string file, byte[] bytes)
    {
        if (File.Exists(file) && File.ReadAllBytes(file).AsSpan().SequenceEqual(bytes)) return false;
        var folder = Path.GetDirectoryName(file)!;
        Directory.CreateDirectory(folder);
        var beside = Path.Combine(folder, $".{Path.GetFileName(file)}{Ending}");
        File.WriteAllBytes(beside, bytes);
        File.Move(beside, file, overwrite: true);
        return true;
    }

    /// <summary>The part of a path under a folder that is a symbolic link: what is behind it may be anywhere. Null if there is none.</summary>
    public static string? LinkOnTheWay(string folder, string inner)
    {
        for (var slash = inner.IndexOf('/', StringComparison.Ordinal); ; slash = inner.IndexOf('/', slash + 1))
        {
            var part = slash < 0 ? inner : inner[..slash];
            if (new FileInfo(Path.Combine(folder, part)).LinkTarget is not null) return part;
            if (slash < 0) return null;
        }
    }

    /// <summary>Removes what a killed import left beside its files.</summary>
    public static void Clean(string folder)
    {
        if (!Directory.Exists(folder)) return;
        var options = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint };
        foreach (var file in Directory.EnumerateFiles(folder, ".*" + Ending, options)) File.Delete(file);
    }
}

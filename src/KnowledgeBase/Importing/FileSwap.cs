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

    /// <summary>Removes what a killed import left beside its files.</summary>
    public static void Clean(string folder)
    {
        if (!Directory.Exists(folder)) return;
        var options = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint };
        foreach (var file in Directory.EnumerateFiles(folder, ".*" + Ending, options)) File.Delete(file);
    }
}

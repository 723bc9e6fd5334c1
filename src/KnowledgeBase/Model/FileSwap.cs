namespace KnowledgeBase.Model;

/// <summary>Puts a file in its place whole: beside it first, then by its name. What holds the same bytes already is not touched.</summary>
internal static class FileSwap
{
    /// <summary>How files are called until they are whole; no reader of content takes names that begin with a '.'.</summary>
    public const string Ending = ".kb-new";

    /// <summary>False if the file held these bytes already.</summary>
    public static bool Write(string file, byte[] bytes)
    {
        if (File.Exists(file) && File.ReadAllBytes(file).AsSpan().SequenceEqual(bytes)) return false;
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        WriteBeside(file, stream => stream.Write(bytes), _ => false);
        return true;
    }

    /// <summary>The same for a file that is too large to be held: it is written beside, compared, and put in place if it differs.</summary>
    public static void Write(string file, Action<Stream> write) => WriteBeside(file, write, beside => File.Exists(file) && IsSame(file, beside));

    private static void WriteBeside(string file, Action<Stream> write, Predicate<string> isNeedless)
    {
        var beside = Path.Combine(Path.GetDirectoryName(file)!, $".{Path.GetFileName(file)}{Ending}");
        // What cannot be opened may be another program's, and is left.
        var stream = new FileStream(beside, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 1 << 16);
        try
        {
            using (stream) write(stream);
            if (isNeedless(beside)) File.Delete(beside);
            else File.Move(beside, file, overwrite: true);
        }
        catch
        {
            File.Delete(beside);
            throw;
        }
    }

    private static bool IsSame(string one, string other)
    {
        if (new FileInfo(one).Length != new FileInfo(other).Length) return false;
        using var a = File.OpenRead(one);
        using var b = File.OpenRead(other);
        var (left, right) = (new byte[1 << 16], new byte[1 << 16]);
        while (true)
        {
            var read = a.ReadAtLeast(left, left.Length, throwOnEndOfStream: false);
            if (b.ReadAtLeast(right, right.Length, throwOnEndOfStream: false) != read || !left.AsSpan(0, read).SequenceEqual(right.AsSpan(0, read))) return false;
            if (read == 0) return true;
        }
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

    /// <summary>Removes what a killed process left beside its files.</summary>
    public static void Clean(string folder)
    {
        if (!Directory.Exists(folder)) return;
        var options = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint };
        foreach (var file in Directory.EnumerateFiles(folder, ".*" + Ending, options)) File.Delete(file);
    }
}

using System.Globalization;
using KnowledgeBase.Model;

namespace KnowledgeBase.Publishing;

/// <summary>The file <c>.kb-site</c> in the output folder: the sorted list of files that are ours to replace and delete.</summary>
internal static class SiteMarker
{
    private const string Format = "kb-site 1 ";

    /// <summary>The list; null where there is none, or none that can be trusted with deleting files.</summary>
    public static IReadOnlyList<string>? ReadOrNull(string fullPath)
    {
        if (OnDisk.At(fullPath) != Standing.File) return null;

        using var reader = new StreamReader(fullPath);
        if (reader.ReadLine() is not { } head || !head.StartsWith(Format, StringComparison.Ordinal) || !int.TryParse(head.AsSpan(Format.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var count)) return null;

        var paths = new List<string>(Math.Min(count, 1 << 20));
        while (reader.ReadLine() is { } path)
        {
            if (OutputPath.Problem(path) is not null) return null;
            paths.Add(path);
        }

        return paths.Count == count ? paths : null;
    }

    /// <param name="files">Sorted.</param>
    public static void Write(string fullPath, IReadOnlyCollection<Inventory.Entry> files)
    {
        using var writer = new StreamWriter(fullPath, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write });
        writer.NewLine = "\n";
        writer.WriteLine(Format + files.Count.ToString(CultureInfo.InvariantCulture));
        foreach (var file in files) writer.WriteLine(file.Path);
    }
}

using System.Collections.Immutable;
using KnowledgeBase.Diagnostics;
using KnowledgeBase.Model;
using KnowledgeBase.Publishing;

namespace KnowledgeBase;

/// <summary>What the command line says about one build.</summary>
public sealed record BuildOptions
{
    public string ContentFolder { get; init; } = "content";

    /// <summary>Files here win over the built-in templates, one by one; the folder may be absent.</summary>
    public string TemplatesFolder { get; init; } = "templates";

    public string OutputFolder { get; init; } = "site";

    /// <summary>Wins over <c>site.yaml</c>, and must be such as may stand there.</summary>
    public string? BaseUrl { get; init; }

    public bool WithDrafts { get; init; }

    /// <summary>Warnings stop publishing too.</summary>
    public bool IsStrict { get; init; }

    /// <summary>The day against which reviews are due; null for the newest day in the content.</summary>
    public DateOnly? AsOf { get; init; }

    /// <summary>Links name <c>index.html</c>, for reading from a disk without scripts.</summary>
    public bool IsPortable { get; init; }

    internal bool HasThreads => Directory.Exists(Path.Join(ContentFolder, "threads"));

    /// <summary>Stands for the program and for what it was told.</summary>
    internal ulong Digest => new Digest().Add(SettingsDigest).Add(IsStrict).Add(AsOf?.DayNumber ?? -1).Value;

    /// <summary>Stands for the program and for what may show on any page.</summary>
    internal ulong SettingsDigest => new Digest()
        // Another with every change of the sources, and of any package: the compiler lists their versions in what it hashes.
        .Add(typeof(BuildOptions).Module.ModuleVersionId.ToByteArray())
        // Another runtime may compress the same to other bytes.
        .Add(Environment.Version.ToString())
        .Add(BaseUrl).Add(WithDrafts).Add(IsPortable).Add(Shown(ContentFolder)).Add(Shown(TemplatesFolder)).Value;

    /// <summary>A folder as diagnostics name it: relative to where the program runs, if it lies there, with '/' between folders.</summary>
    internal static string Shown(string folder)
    {
        var inside = Path.GetRelativePath(Environment.CurrentDirectory, folder);
        var shown = Path.IsPathRooted(inside) || inside.StartsWith("..", StringComparison.Ordinal) ? folder : inside;
        return shown.Replace('\\', '/').TrimEnd('/');
    }

    /// <summary>The site must not be written over what it is made from, nor be read as content.</summary>
    internal ImmutableArray<Diagnostic> Overlaps()
    {
        return [.. Overlap(ContentFolder, "content"), .. Overlap(TemplatesFolder, "templates")];

        IEnumerable<Diagnostic> Overlap(string folder, string kind)
        {
            var (output, other) = (Closed(OutputFolder), Closed(folder));
            if (output.StartsWith(other, StringComparison.OrdinalIgnoreCase) || other.StartsWith(output, StringComparison.OrdinalIgnoreCase))
                yield return Rules.OutputOverlaps.At(new(OutputFolder.Replace('\\', '/')), OutputFolder, kind, folder);
        }

        static string Closed(string folder) => OnDisk.Real(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder))) + Path.DirectorySeparatorChar;
    }
}

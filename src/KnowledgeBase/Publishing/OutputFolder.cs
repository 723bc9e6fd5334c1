using KnowledgeBase.Diagnostics;
using KnowledgeBase.Model;

namespace KnowledgeBase.Publishing;

/// <summary>Where the site goes, and what the user calls it.</summary>
internal sealed class OutputFolder
{
    private readonly string _shown;

    /// <param name="folder">May be a link to a folder: it is resolved here, once, and below it no link is followed.</param>
    public OutputFolder(string folder)
    {
        _shown = Path.TrimEndingDirectorySeparator(folder).Replace('\\', '/');
        Root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        if (OnDisk.At(Root) == Standing.Link && OnDisk.TargetOrNull(Root) is { } target) Root = Path.TrimEndingDirectorySeparator(target);
        State = new(Root);
    }

    public string Root { get; }

    public StateFolder State { get; }

    /// <summary>The old site's list of files; null for a folder without a site. Fails where nothing may be published.</summary>
    public IReadOnlyList<string>? ReadList()
    {
        if (Path.GetDirectoryName(Root) is null) throw Failure(Rules.Unwritable, "the site needs a folder of its own");
        if (OnDisk.At(Root) is Standing.File or Standing.Link) throw Failure(Rules.Unwritable, "this is no folder");

        var marker = Path.Join(Root, OutputPath.Marker);
        if (SiteMarker.ReadOrNull(marker) is { } listed) return listed;
        if (IsVacant) return null;
        throw Failure(OnDisk.At(marker) == Standing.File ? Rules.DamagedList : Rules.OutputNotOurs, _shown);
    }

    public PublishFailureException Failure(Rule rule, string reason) => new(rule, Root, reason);

    public Diagnostic Diagnose(Exception exception) => exception is PublishFailureException failure
        ? failure.Rule.At(At(failure.FullPath), failure.Message)
        : Rules.Unwritable.At(new(_shown), PublishFailureException.ReasonOf(exception));

    public Diagnostic Diagnose(Conflict conflict)
    {
        // Which of two equal files came first depends on the threads; the report does not.
        var (path, other) = conflict.IsOurs && string.CompareOrdinal(conflict.Path, conflict.Other) < 0
            ? (conflict.Other, conflict.Path)
            : (conflict.Path, conflict.Other);
        return (conflict.IsOurs ? Rules.SamePath : Rules.ForeignFile).At(At(Path.Join(Root, path)), other);
    }

    /// <summary>A place as the user knows it; for a staged file the place that it will have.</summary>
    private SourceLocation At(string fullPath)
    {
        foreach (var root in (string[])[Root, State.Staging])
        {
            if (fullPath.StartsWith(root + Path.DirectorySeparatorChar, StringComparison.Ordinal))
                return new($"{_shown}/{fullPath[(root.Length + 1)..].Replace('\\', '/')}");
        }

        return new(fullPath == State.Root ? Path.Join(Path.GetDirectoryName(_shown), Path.GetFileName(State.Root)) : _shown);
    }

    // A name with a dot in front is what tools leave in an empty folder: '.git' of a worktree, '.gitkeep', '.DS_Store'. They
    // are safe anyway: what is not in our list is neither replaced nor deleted.
    private bool IsVacant => !Directory.Exists(Root) || Directory.EnumerateFileSystemEntries(Root).All(path => Path.GetFileName(path).StartsWith('.'));
}

using KnowledgeBase.Model;

namespace KnowledgeBase.Publishing;

/// <summary>
/// Finds the top folders in which so much changes that they are better brought whole: two renames instead of thousands, so
/// that a reader meets hardly a mix of old pages and new. What is as before gets a second name in the staged folder.
/// </summary>
internal sealed class FolderSwap(Inventory inventory, OutputTree output, Staging staging, int fewestChanges = 500)
{
    // A rename over another file takes about 0.1 ms, a second name a tenth of that.
    private const int UnchangedForEach = 10;

    public List<string> Choose(PublishPlan plan)
    {
        if (OperatingSystem.IsWindows()) return []; // there a folder cannot move while anybody reads a file in it

        var candidates = plan.Arrivals.Concat(plan.Replacements).Concat(plan.Departures)
            .CountBy(entry => OutputPath.Top(entry.Path), StringComparer.Ordinal)
            .Where(folder => folder.Key.Length > 0 && folder.Value >= fewestChanges)
            .ToDictionary(StringComparer.Ordinal);
        foreach (var (old, path) in plan.Clears)
        {
            candidates.Remove(OutputPath.Top(old));
            candidates.Remove(OutputPath.Top(path));
        }

        if (candidates.Count == 0) return [];
        var unchanged = inventory.Entries
            .Where(entry => entry is { IsAdded: true, Change: Change.None })
            .Select(entry => entry.Added!)
            .Where(path => candidates.ContainsKey(OutputPath.Top(path)))
            .ToLookup(OutputPath.Top, StringComparer.Ordinal);
        return
        [
            .. candidates
                .Where(folder => unchanged[folder.Key].Count() <= (long)folder.Value * UnchangedForEach)
                .Select(folder => folder.Key)
                .Where(folder => CanComeWhole(folder, [.. unchanged[folder]]))
                .Order(StringComparer.Ordinal),
        ];
    }

    private bool CanComeWhole(string folder, List<string> unchanged)
    {
        if (output.Above(folder + "/x").Standing != Standing.Folder) return false;
        // Whose the files are is asked last, when a stranger's could hardly come in between.
        if (unchanged.AsParallel().All(Link) && staging.Holds(folder) && IsOursAlone(folder)) return true;
        foreach (var path in unchanged) staging.TakeBack(path);
        return false;
    }

    private bool Link(string path)
    {
        try
        {
            return SystemCalls.TryLink(output.Full(path), staging.Prepare(path));
        }
        catch (Exception exception) when (PublishFailureException.Covers(exception))
        {
            return false; // no room for its folder: then each file is moved
        }
    }

    private bool IsOursAlone(string folder)
    {
        if (!SystemCalls.MayChange(output.Full(folder))) return false;

        var isEmpty = true;
        foreach (var item in new DirectoryInfo(output.Full(folder)).EnumerateFileSystemInfos())
        {
            isEmpty = false;
            var path = $"{folder}/{item.Name}";
            var isOurs = !item.Attributes.HasFlag(FileAttributes.ReparsePoint)
                && (item is DirectoryInfo ? IsOursAlone(path) : inventory.Find(path)?.IsListedAs(path) == true);
            if (!isOurs) return false;
        }

        return !isEmpty; // a build leaves no empty folder
    }
}

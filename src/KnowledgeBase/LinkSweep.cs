using System.Text;
using KnowledgeBase.Diagnostics;
using KnowledgeBase.Importing;
using KnowledgeBase.Model;
using KnowledgeBase.Parsing;

namespace KnowledgeBase;

/// <summary>Turns links that lead from any file to nodes that were taken out to the thread, and those to a thread that is gone to its source.</summary>
internal static class LinkSweep
{
    /// <summary>Tells of quotes, whose words stay.</summary>
    public static IEnumerable<Diagnostic> Run(string contentFolder, IReadOnlyCollection<TakenOut> takenOut)
    {
        if (takenOut.Count == 0) yield break;
        var byPath = takenOut.ToLookup(taken => taken.Path, StringComparer.Ordinal);
        foreach (var file in ContentLoader.List(contentFolder, BuildOptions.Shown(contentFolder)).Value.Where(file => file.Inner.EndsWith(".md", StringComparison.Ordinal)))
        {
            if (ContentLoader.Read(file).Value is not { } source) continue;
            var folder = Path.GetDirectoryName(file.Inner)!.Replace('\\', '/');
            var turned = RemovedLinks.TurnFromOutside(source.Text, (path, id) => Target(folder, path, id, byPath));
            if (turned == source.Text) continue;
            FileSwap.Write(file.FullPath, Encoding.UTF8.GetBytes(turned));
            foreach (var (line, (was, now)) in source.Text.Split('\n').Zip(turned.Split('\n')).Index())
            {
                if (was != now && RemovedLinks.IsQuote(was)) yield return Rules.QuoteOfRemoved.At(new(source.Path, line + 1), now.Trim());
            }
        }
    }

    /// <summary>What a link is to lead to instead; null if it is right as it is.</summary>
    private static string? Target(string folder, string path, string? id, ILookup<string, TakenOut> takenOut)
    {
        if (ContentPath.Join(folder, Uri.UnescapeDataString(path)) is not { } target) return null;
        foreach (var removal in takenOut[target])
        {
            if (removal.Ids.Count == 0) return removal.Instead;
            if (id is not null && removal.Ids.Contains(id)) return path;
        }

        return null;
    }
}

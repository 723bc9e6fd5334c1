using System.Collections.Immutable;

namespace KnowledgeBase;

/// <summary>The files of the content folder that are the program's own: it reads or writes them, and no page shows what is in them or leads to them.</summary>
internal static class OwnFiles
{
    public const string Settings = "site.yaml";
    public const string Tags = "tags.yaml";
    public const string Synonyms = "synonyms.yaml";
    public const string Removals = "removed.yaml";

    /// <summary>To be committed, as are the two that follow.</summary>
    public const string OutsideLinks = "links.tsv";
    public const string Permalinks = "permalinks.tsv";
    public const string ImportsFolder = "imports";

    /// <summary>Those that people write.</summary>
    public static readonly ImmutableArray<string> Written = [Settings, Tags, Synonyms, Removals];

    private static readonly HashSet<string> s_names = new([.. Written, OutsideLinks, Permalinks], StringComparer.OrdinalIgnoreCase);

    /// <param name="inner">From the content folder. On some systems letter case does not count.</param>
    public static bool Has(string inner) =>
        s_names.Contains(inner) || inner.StartsWith(ImportsFolder + "/", StringComparison.OrdinalIgnoreCase) || inner.EndsWith(".md", StringComparison.OrdinalIgnoreCase);
}

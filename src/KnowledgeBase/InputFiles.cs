using System.Collections.Immutable;
using KnowledgeBase.Diagnostics;
using KnowledgeBase.Model;
using KnowledgeBase.Parsing;

namespace KnowledgeBase;

/// <summary>All files that a build may read, found but not yet read.</summary>
/// <param name="HasThreads">There is a folder for threads, empty or not.</param>
internal sealed record InputFiles(Diagnosed<ImmutableArray<ContentFile>> Content, Diagnosed<ImmutableArray<ContentFile>> Templates, bool HasThreads)
{
    /// <summary>Stands for what is in them, as far as their lengths and times can tell; null if they cannot.</summary>
    public ulong? Digest { get; } = DigestOf(Content, Templates, HasThreads);

    public ImmutableArray<ContentFile> Threads { get; } =
        [.. Content.Value.Where(file => file.Inner.StartsWith("threads/", StringComparison.Ordinal) && file.Inner.EndsWith(".md", StringComparison.Ordinal))];

    public static InputFiles List(BuildOptions options) => new(In(options.ContentFolder), In(options.TemplatesFolder), options.HasThreads);

    public static Diagnosed<ImmutableArray<ContentFile>> In(string folder) =>
        Directory.Exists(folder) ? ContentLoader.List(folder, BuildOptions.Shown(folder)) : new([], []);

    private static ulong? DigestOf(Diagnosed<ImmutableArray<ContentFile>> content, Diagnosed<ImmutableArray<ContentFile>> templates, bool hasThreads)
    {
        if (!content.Diagnostics.IsEmpty || !templates.Diagnostics.IsEmpty) return null;
        var digest = new Digest().Add(hasThreads);
        // No page shows what hosts answered, so that after 'kb check --external' the site still stands.
        foreach (var files in (IEnumerable<ContentFile>[])[content.Value.Where(file => file.Inner != OwnFiles.OutsideLinks), templates.Value])
        {
            var count = 0;
            foreach (var file in files)
            {
                if (file.Stamp is not { } stamp) return null;
                if (count++ == 0) digest.Add(file.Folder.ShownAs);
                digest.Add(stamp);
            }

            digest.Add(count);
        }

        return digest.Value;
    }
}

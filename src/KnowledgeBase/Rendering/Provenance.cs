using KnowledgeBase.Markup;
using KnowledgeBase.Model;

namespace KnowledgeBase.Rendering;

/// <summary>Counts where threads come from and under which licences. A thread without a source need not be of this site: nobody said.</summary>
internal static class Provenance
{
    public static ProvenanceModel Of(Site site, Words words, SiteModel siteModel, HeadModel head)
    {
        var sources = site.Threads.GroupBy(thread => thread.Source is { } source ? WebAddress.HostOf(source) : "");
        var licenses = site.Threads.SelectMany(thread => thread.Posts.Select(post => post.License ?? thread.License ?? site.Config.License ?? ""));
        return new(
            siteModel, head,
            [
                .. sources.OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal).Select(group => new FigureModel(
                    group.Key.Length > 0 ? group.Key : words["not-stated"], null,
                    [words.Number(group.Count()), words.Number(group.Sum(thread => thread.Posts.Length))])),
            ],
            [
                .. licenses.GroupBy(license => license, StringComparer.Ordinal).OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal)
                    .Select(group => new FigureModel(group.Key.Length > 0 ? group.Key : words["not-stated"], null, [words.Number(group.Count())])),
            ]);
    }
}

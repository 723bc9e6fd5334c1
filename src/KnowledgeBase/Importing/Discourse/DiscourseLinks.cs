using KnowledgeBase.Markup;

namespace KnowledgeBase.Importing;

/// <summary>Where the addresses in one topic's posts lead: to our copy of a post, to the forum, or elsewhere.</summary>
/// <param name="url">Of the topic at the forum, from which relative addresses lead; null if that is not known.</param>
internal sealed class DiscourseLinks(DiscourseArchive archive, long topic, string? url, IThreadLinks links)
{
    public long Topic => topic;

    /// <summary>Our address of a quoted post, or the forum's own; null if neither is known.</summary>
    public string? ToPost(DiscourseAddress target)
    {
        // That a post of this very topic is no node here is no reason to send readers to the top of the page they read.
        var isHere = target.Topic != topic || (target.Post is { } number && archive.NodeId(topic, number) is not null);
        if (isHere && Ours(target) is { } ours) return ours;
        return archive.Root is { } root ? root + (target.Post is { } post ? $"/t/{target.Topic}/{post}" : $"/t/{target.Topic}") : null;
    }

    public string? TitleOf(long other) => archive.TitleOf(other);

    /// <summary>What our Markdown says for an address of a post; null if it leads nowhere outside the forum's own pages.</summary>
    public string? Resolve(string address)
    {
        var text = address.Trim();
        if (text.StartsWith("//", StringComparison.Ordinal)) text = "https:" + text;
        var path = text.StartsWith('/') ? text : archive.PathOf(text);
        if (path is null) return IsRelative(text) ? WebAddress.Against(url!, text) : WebAddress.Read(text).Kind is AddressKind.Web or AddressKind.Mail ? text : null;
        if (DiscourseAddress.Read(path) is { } target && Ours(target) is { } ours) return ours;
        if (!text.StartsWith('/')) return text;
        return archive.Root is { } root ? root + text : null;
    }

    /// <summary>Whether an address lies in the forum, so that it may have to be written otherwise.</summary>
    public bool IsInForum(string address) => address.StartsWith('/') || archive.PathOf(address) is not null;

    /// <summary>Whether an address leads on from the topic's own.</summary>
    public bool IsRelative(string address) => url is not null && address.Length > 0 && WebAddress.Read(address).Kind is AddressKind.Relative or AddressKind.Fragment;

    private string? Ours(DiscourseAddress target)
    {
        var nodeId = target.Post is { } post ? archive.NodeId(target.Topic, post) : null;
        return archive.Has(target.Topic) ? links.Address($"{topic}", $"{target.Topic}", nodeId) : null;
    }
}

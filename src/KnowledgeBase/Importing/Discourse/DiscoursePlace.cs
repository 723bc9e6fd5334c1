namespace KnowledgeBase.Importing;

/// <summary>The post whose text becomes Markdown: where its links and uploads lead, and where its losses are told.</summary>
internal sealed record DiscoursePlace(string NodeId, DiscourseLinks Links, DiscourseUploads Uploads, List<Loss> Losses)
{
    public DiscoursePreviews Previews { get; init; } = DiscoursePreviews.None;

    /// <summary>Nothing but the author's text is there, so what the forum shows instead of some of it is not known.</summary>
    public bool IsTextAlone => ReferenceEquals(Previews, DiscoursePreviews.Unknown);

    public void Tell(string construct, LossKind kind, string? text = null) => Losses.Add(new(construct, kind, NodeId, text));

    /// <summary>What our Markdown says for the address of a link; null, and told, if it leads nowhere.</summary>
    public string? Link(string address)
    {
        if (address.StartsWith('#') && !Links.IsRelative(address)) return address;
        var found = address.StartsWith("upload:", StringComparison.OrdinalIgnoreCase) ? Uploads.Find(address) : Links.Resolve(address);
        if (found is null && address.Length > 0) Tell("link", LossKind.NotCarried, address);
        return found;
    }

    /// <summary>The same for a picture, which stays where it is.</summary>
    public string? Image(string address)
    {
        var found = address.StartsWith("upload:", StringComparison.OrdinalIgnoreCase) ? Uploads.Find(address) : Links.Resolve(address);
        if (found is null) Tell("img", LossKind.NotCarried, address);
        else Tell("img", LossKind.Remote, found);
        return found;
    }
}

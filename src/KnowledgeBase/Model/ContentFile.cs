namespace KnowledgeBase.Model;

/// <summary>A file under the content folder, found but not yet read.</summary>
/// <param name="Path">From the repository's root, with '/' between folders: what diagnostics name.</param>
/// <param name="Inner">From the content folder: what authors' links resolve against.</param>
/// <param name="Modified">When it was last written, in ticks, UTC; 0 if so lately that another change might not show.</param>
public sealed record ContentFile(string Path, string Inner, string FullPath, long Length, long Modified = 0)
{
    /// <summary>Stands for what is in it, as far as length and time can tell; null if they cannot.</summary>
    public ulong? Stamp => Modified == 0 ? null : new Digest().Add(Inner).Add(Length).Add(Modified).Value;
}

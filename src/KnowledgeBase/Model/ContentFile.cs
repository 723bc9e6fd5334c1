namespace KnowledgeBase.Model;

/// <summary>A file under the content folder, found but not yet read.</summary>
/// <param name="Folder">The content folder.</param>
/// <param name="Inner">From the content folder, with '/' between folders: what authors' links resolve against.</param>
/// <param name="Times">Stands for when it was last written and changed; 0 if so lately that another change might not show.</param>
public sealed record ContentFile(ContentFolder Folder, string Inner, long Length, ulong Times = 0)
{
    /// <summary>From the repository's root: what diagnostics name.</summary>
    public string Path => $"{Folder.ShownAs}/{Inner}";

    public string FullPath => System.IO.Path.Join(Folder.FullPath, Inner);

    /// <summary>Stands for what is in it, as far as length and times can tell; null if they cannot.</summary>
    public ulong? Stamp => Times == 0 ? null : new Digest().Add(Inner).Add(Length).Add(Times).Value;
}

/// <summary>Where content files are: so none of a million has to hold all of its path.</summary>
/// <param name="ShownAs">The folder as diagnostics name it, such as <c>content</c>.</param>
public sealed record ContentFolder(string ShownAs, string FullPath);

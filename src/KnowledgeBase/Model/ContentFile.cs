namespace KnowledgeBase.Model;

/// <summary>A file under the content folder, found but not yet read.</summary>
/// <param name="Path">From the repository's root, with '/' between folders: what diagnostics name.</param>
/// <param name="Inner">From the content folder: what authors' links resolve against.</param>
public sealed record ContentFile(string Path, string Inner, string FullPath, long Length);
